"""What a clause, an item or a benefit pays at most, in two or three words.

The most that one item can bring, with nothing entered and all conditions met: worked out by the
rule itself, so that no limit is forgotten. Where a rule has no upper end, what it multiplies by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from clausebook.content.records import Fact, Provision
from clausebook.languages import Language
from clausebook.meaning.site import SiteBenefit
from clausebook.quantity import Quantity, money, show
from clausebook.quantity.value import exact
from clausebook.rules.evaluate import evaluate
from clausebook.rules.operators import ANYTHING
from clausebook.rules.results import Paid, Result
from clausebook.told.strings import fill

KINDS = ("money", "match", "rate", "figure", "discretion", "service", "direction", "none")
"""From what says most to what says least: an amount, a match of other money without an upper end,
a share without one, a figure that is no money; then what is offered without a figure."""
_ROLES = (
    *(("award", "each"), ("cap", "each"), ("match", "match"), ("rate", "rate")),
    *(("award", "figure"), ("cap", "figure")),
)
"""What facts are told as by their roles where the sum has no upper end, the first one first."""


@dataclass(frozen=True, slots=True)
class Best:
    """The most that can be had."""

    kind: str
    """One of :data:`KINDS`."""
    words: str
    """Up to £20,000, match 1:1; empty for what has no figure."""
    amount: str = ""
    """The exact number in the main unit of ``currency``; empty where it is no amount of money."""
    currency: str = ""
    benefit: str = ""
    """The benefit that pays it."""

    @property
    def rank(self) -> tuple[int, Fraction]:
        """The better one is the greater."""
        return -KINDS.index(self.kind), Fraction(self.amount or 0)


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact that a rule names."""

    fact: Fact
    per: str
    """What it is counted by, in words."""

    @property
    def highest(self) -> Quantity:
        """The upper end of a range, else the value itself."""
        return self.fact.quantity.upto or self.fact.quantity


def best_of_benefit(
    benefit: SiteBenefit, figures: Iterable[Figure], words: dict[str, Any], language: Language
) -> Best:
    """What one item of a benefit brings; ``figures`` are those that its rule names."""
    paid = _most(benefit)
    most = paid.total if paid else ANYTHING
    if paid and most.high:
        currency = benefit.basis.usage.currencies[benefit.rule.currency]
        key = "sum" if most.exact and paid.bound == "exact" else "most"
        told = fill(words[key], x=show(money(most.high, currency), language))
        return Best("money", told, exact(most.high), currency.code, benefit.id)
    found = _leading([*figures])
    if found is None:
        return Best("figure", words["reckoned"], benefit=benefit.id)
    kind, figure = found
    key = "points" if figure.highest.kind == "points" else kind
    shown = {"x": show(figure.fact.quantity, language), "per": figure.per}
    told = fill(words[key], name=figure.fact.means[language], **shown)
    if kind != "each":
        return Best(kind, told, benefit=benefit.id)
    return Best("money", told, exact(figure.highest.value), figure.highest.unit, benefit.id)


def _most(benefit: SiteBenefit) -> Paid | None:
    """What is paid with nothing entered, outside its days what would be; None if not money."""
    rule = benefit.rule
    if not rule.pays_money:
        return None
    result = evaluate(rule, {}, rule.validity.from_ or rule.validity.reference_from or "0001-01-01")
    assert isinstance(result, Result), "nothing entered is nothing wrong"
    return result.used.would or result.used.paid


def _leading(figures: list[Figure]) -> tuple[str, Figure] | None:
    """What is paid for each of what is counted, else the highest share, or whatever there is."""
    for role, kind in _ROLES:
        found = [each for each in figures if each.fact.role == role and _suits(each, kind)]
        if found:
            return kind, max(found, key=lambda each: each.highest.value)
    return None


def _suits(figure: Figure, kind: str) -> bool:
    return (figure.highest.kind == "money") == (kind == "each")


def offered(provisions: Iterable[Provision]) -> Best:
    """What provisions without benefits offer; the first of the kinds that any of them names."""
    offers = {provision.offers for provision in provisions}
    return next((Best(kind, "") for kind in KINDS if kind in offers), Best("none", ""))

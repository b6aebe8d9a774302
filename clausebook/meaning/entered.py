"""What an editor or reader writes → the canonical values that the evaluators take.

``5,000万`` is 50000000, wherever it is written: in worked examples, calculators and plans.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from clausebook.content.records import Input
from clausebook.entries import meant, read_entry
from clausebook.meaning.site import SiteBenefit
from clausebook.messages import Message, Refusal, say
from clausebook.problems import did_you_mean
from clausebook.quantity import NotAQuantity, Usage, exact, money, parse, plain_of, show
from clausebook.rules.inputs import Given
from clausebook.rules.operators import Range
from clausebook.rules.results import Refused

YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "是", "有", "1"), "yes"),
    **dict.fromkeys(("no", "n", "false", "否", "无", "0"), "no"),
}
_PARTS = re.compile(r"([0-9]+)/([1-9][0-9]*)([^0-9/].*)?")
"""100/3 GBP: an amount that is no decimal."""


@dataclass(frozen=True, slots=True)
class Paying:
    """In which currency a benefit pays, and how its amounts are written in the content."""

    currency: str
    usage: Usage

    def read(self, text: str) -> Fraction:
        """An amount of an example; raises Refusal."""
        if parts := _PARTS.fullmatch(text):
            return Fraction(int(parts[1]), int(parts[2])) * self.read(f"1{parts[3] or ''}")
        try:
            return read_entry(text, self.currency, self.usage).value
        except NotAQuantity:
            such = self.words(1500 * self.usage.scale)
            raise Refusal(say("example-invalid.amount", text=text, such=such)) from None

    def read_range(self, text: str) -> tuple[Fraction, Fraction] | None:
        """The ends of £20-50."""
        try:
            found = parse(text, usage=self.usage)
        except NotAQuantity:
            return None
        ends = found.value, found.upto.value if found.upto else found.value
        return ends if found.measured == self.currency and found.upto else None

    def words(self, amount: Fraction) -> str:
        """An amount as an example states it, for messages; exact."""
        currency = self.usage.currencies[self.currency]
        if "/" in exact(amount):
            return f"{exact(amount)}{currency.words[0]}"
        return show(money(amount, currency), self.usage.languages[0])

    def range_words(self, amount: Range) -> str:
        """An amount or range."""
        if amount.exact:
            return self.words(amount.low)
        high = "∞" if amount.high is None else self.words(amount.high)
        return f"{self.words(amount.low)} – {high}"


def canonical(benefit: SiteBenefit, entries: Mapping[str, Sequence[str]]) -> Given:
    """What was typed, as the canonical values that the evaluators take; raises Refusal.

    Inputs are called by their names or labels. A bare number that makes an implausible amount is
    refused; with its unit it is taken.
    """
    types, rows = benefit.rule.types, benefit.basis.inputs
    labels = {plain_of(text): name for name, row in rows.items() for text in row.label.values()}
    given: Given = {}
    for typed, values in entries.items():
        name = labels.get(plain_of(typed), typed)
        if name not in types:
            raise Refusal(_no_input(name, [*types]))
        row, usage = rows.get(name), benefit.basis.usage
        given[name] = [canonical_entry(types[name], name, value, row, usage) for value in values]
    return given


def _no_input(name: str, known: list[str]) -> Message:
    if not known:
        return say("example-invalid.no-inputs", name=name)
    return say("example-invalid.no-input", name=name, hint=did_you_mean(name, known), known=known)


def _refuse_implausible(name: str, value: str, kind: str, usage: Usage) -> None:
    other = meant(value, kind, usage)
    if other:
        read = (read_entry(text, kind, usage) for text in (value, other))
        is_, likely = (show(amount, usage.languages[0]) for amount in read)
        key = "example-invalid.implausible"
        told = say(key, name=name, value=value, amount=is_, other=other, likely=likely)
        raise Refusal(told)


def canonical_entry(type_: str, name: str, value: str, row: Input | None, usage: Usage) -> str:
    """What was typed for an input, as the evaluators take it; raises Refusal."""
    if type_ == "choice" and row:
        return _choice(row, value)
    if type_ == "yes_no":
        answer = YES_NO.get(value.strip().lower())
        if answer is None:
            raise Refusal(_refusal(name, value, type_, type_, usage))
        return answer
    _refuse_implausible(name, value, type_, usage)
    try:
        return read_entry(value, type_, usage, row.unit if row else None).canonical()
    except NotAQuantity as error:
        raise Refusal(_refusal(name, value, type_, str(error), usage)) from None


def _refusal(name: str, value: str, type_: str, code: str, usage: Usage) -> Message:
    if code == "currency":
        return say("example-invalid.currency", name=name, currency=type_, value=value)
    such = {"such": examples_of(type_, usage)} if code == "money" else {}
    what = say(f"expected.{code}", **such)
    return say("example-invalid.expects", name=name, what=what, value=value)


def examples_of(currency: str, usage: Usage) -> list[str]:
    """An amount of a currency, as it may be entered in each language of the site."""
    amount = money(5000 * usage.scale, usage.currencies[currency])
    return [*dict.fromkeys(show(amount, language) for language in usage.languages)]


def _choice(row: Input, value: str) -> str:
    for key, label in row.choices.items():
        if plain_of(value) in map(plain_of, (key, *label.values())):
            return key
    raise Refusal(say("example-invalid.choice", name=row.name, known=[*row.choices], value=value))


def refusal(result: Refused) -> Message:
    """What is wrong with the entries of a calculation."""
    wrong = [say(f"example-invalid.{error.code}", input=error.input) for error in result.errors]
    return say("example-invalid.all", wrong=wrong)


def in_scale(amount: Fraction | None, usage: Usage) -> str | None:
    """An amount counted in the site's scale, such as 万 or million: exact, for programs."""
    return None if amount is None else exact(amount / usage.scale)

"""What a clause pays at a glance: its rates, matches and awards, and the caps on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from clausebook.content.records import Clause, Fact
from clausebook.languages import Language
from clausebook.quantity import show
from clausebook.told.strings import fill

_ROLES = ("rate", "match", "award")
"""The roles of facts that tell what a clause pays, before its caps."""
_PERIODS = {"year", "month"}
_CAPS: dict[str, set[str]] = {"cap": set(), "cap_year": {"year"}, "cap_month": {"month"}}
"""Caps by the periods that they are counted by."""


def headline(record: Clause, words: dict[str, Any], language: Language) -> str:
    """Several values of one role are told as a range, several caps by the highest.

    A cap per year or month is told where it is above the others.
    """
    said = [fill(words[r], x=x) for r in _ROLES if (x := _paid(record, r, words, language))]
    return " · ".join([*said, *_caps(record, words, language)])


def _paid(record: Clause, role: str, words: dict[str, Any], language: Language) -> str:
    """The lowest and the highest value of a role, by kind; empty where there are none."""
    kinds: dict[str, list[Fact]] = {}
    for fact in record.facts_as(role):
        named = fact.name if fact.quantity.kind == "points" else ""
        kinds.setdefault(f"{fact.quantity.measured} {named}", []).append(fact)
    return " / ".join(_range(facts, words, language) for facts in kinds.values())


def _range(facts: list[Fact], words: dict[str, Any], language: Language) -> str:
    """Percentage points are no share of anything: what they change is named."""
    low, *others = sorted((fact.quantity for fact in facts), key=lambda quantity: quantity.value)
    ends = [low]
    if others:
        highest = max((q.upto or q for q in (low, *others)), key=lambda quantity: quantity.value)
        ends = [replace(low, upto=None), highest]
    told = "–".join(dict.fromkeys(show(end, language) for end in ends))
    if low.kind == "points":
        return fill(words["points"], name=facts[0].means[language], x=told)
    return told


def _caps(record: Clause, words: dict[str, Any], language: Language) -> Iterator[str]:
    top = Fraction(0)
    for name, period in _CAPS.items():
        caps = [f.quantity for f in record.facts_as("cap") if {*f.per} & _PERIODS == period]
        highest = max(
            (q.upto or q for q in caps), key=lambda quantity: quantity.value, default=None
        )
        if highest and highest.value > top:
            yield fill(words[name], x=show(replace(highest, bound=""), language))
            top = highest.value

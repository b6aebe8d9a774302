"""Printed tokens: the few official words that prove a fact, and whether they do.

A token is read by the reader of its language: it is brought into a plain form and searched for
values of the fact's kind; one of them must be the fact's value, and words such as "at least" must
agree with its bound. A number is read whole or not at all: £1.5 million does not prove £1.5.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from clausebook.content.printed import chinese, english
from clausebook.content.printed.reader import Reader
from clausebook.quantity import UNITS, Language, Quantity, Units, show

READERS: Mapping[str, Reader] = {"zh": chinese.READER, "en": english.READER}
"""By the language in which a document was published."""


def disagreement(
    fact: Quantity, printed: str, role: str, units: Units, language: Language
) -> str | None:
    """What is wrong between a fact's value and its printed token, or None when they agree.

    ``units`` are all that may be counted: 5人次 does not prove 5人. What is paid by a rate that the
    text only limits is limited too, so a fact in the ``role`` of a rate must say so; and what the
    text only limits is no award.
    """
    reader = READERS[language]
    token = reader.normalise(printed)
    found = list(reader.values(fact, token, units))
    if _sense(fact) not in [_sense(value) for value in found]:
        return _other_value(fact, printed, found, reader.number.search(token) is not None, language)
    if role == "rate" and not fact.bound and (limit := reader.limited_rate.search(token)):
        return f"{printed!r} says {limit[1]}: write <= before the rate."
    if role == "award" and (limit := reader.limited_award.search(token)):
        return f"{printed!r} says {limit[0]}: what it prints is a cap, not the award."
    return _other_bound(fact, printed, token, reader)


def _sense(value: Quantity) -> tuple[Fraction | str, ...]:
    """What two values must share to be the same: 3年 is not 3个月, 2025年 not 2025年1月."""
    high = _sense(value.upto) if value.upto else ()
    if value.kind == "duration":
        return value.value, UNITS["durations"][value.unit][0], *high
    return value.value, value.unit if value.kind == "date" else "", *high


def _other_value(
    fact: Quantity, printed: str, found: list[Quantity], has_number: bool, language: Language
) -> str:
    wanted = show(replace(fact, bound=""), language)
    seen = "、".join(show(value, language) for value in found) or f"no {fact.kind}"
    if fact.kind == "count" and not (fact.unit or fact.upto or found) and has_number:
        return f"{wanted} has no unit, and {printed!r} has one: write it behind the number."
    return f"the fact is {wanted} but the printed token {printed!r} says {seen}."


def _other_bound(fact: Quantity, printed: str, token: str, reader: Reader) -> str | None:
    if not fact.bound:
        said = _said(token, reader.says)
        return f"{printed!r} says {said[1]}: write {said[0]} before the value." if said else None
    if reader.bound(fact.bound, token):
        return None
    said = _said(token, reader.says) or _said(token, reader.may_say)
    instead = f" {said[1]} is written {said[0]}." if said else ""
    return f"the fact is {fact.bound} but {printed!r} has no word for that.{instead}"


def _said(token: str, bounds: Mapping[str, re.Pattern[str]]) -> tuple[str, str] | None:
    """The first bound that a plain token says, and with which words."""
    for sign, words in bounds.items():
        if found := words.search(token):
            return sign, found[0].strip()
    return None

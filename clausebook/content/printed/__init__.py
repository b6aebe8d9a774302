"""Printed tokens: the few official words that prove a fact, and whether they do.

A token is read by the reader of its language: it is brought into a plain form and searched for
values of the fact's kind; one of them must be the fact's value, and words such as "at least" must
agree with its bound. A number is read whole or not at all: £1.5 million does not prove £1.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from clausebook.content.printed import chinese, english
from clausebook.content.printed.reader import Reader
from clausebook.languages import Language, registered
from clausebook.messages import Message, say
from clausebook.quantity import DURATIONS, Quantity, Units, first_day, parse, show

READERS: Mapping[str, Reader] = {"zh": chinese.READER, "en": english.READER}
"""By the language in which a document was published."""


def reader_of(language: Language) -> Reader | None:
    """The reader of a document's language; None where nobody has written one."""
    return registered("READER", READERS, language)


def disagreement(
    fact: Quantity, printed: str, role: str, units: Units, language: Language
) -> Message | None:
    """What is wrong between a fact's value and its printed token, or None when they agree.

    ``units`` are all that may be counted: 5人次 does not prove 5人. What is paid by a rate that the
    text only limits is limited too, so a fact in the ``role`` of a rate must say so; and what the
    text only limits is no award. In a language without a reader nothing disagrees.
    """
    reader = reader_of(language)
    if reader is None:
        return None
    token = reader.normalise(printed)
    found = list(reader.values(fact, token, units))
    if not {*_senses(fact)} & {_sense(value) for value in found}:
        return _other_value(fact, printed, found, reader.number.search(token) is not None, language)
    if role == "rate" and not fact.bound and (limit := reader.limited_rate.search(token)):
        return say("printed-disagrees.rate", printed=printed, limit=limit[1])
    if role == "award" and (limit := reader.limited_award.search(token)):
        return say("printed-disagrees.award", printed=printed, limit=limit[0])
    return _other_bound(fact, printed, token, reader)


def _sense(value: Quantity) -> tuple[Fraction | str, ...]:
    """What two values must share to be the same: 3年 is not 3个月, 2025年 not 2025年1月."""
    high = _sense(value.upto) if value.upto else ()
    if value.kind == "duration":
        return value.value, DURATIONS[value.unit], *high
    return value.value, value.unit if value.kind == "date" else "", *high


def _senses(fact: Quantity) -> Iterator[tuple[Fraction | str, ...]]:
    """What a fact is printed as: a fiscal year by its days, and by its two years, 2024-25."""
    if not fact.is_fiscal_year:
        yield _sense(fact)
        return
    year = int(fact.unit[:4])
    yield _sense(replace(fact, unit=first_day(fact)))
    yield _sense(parse(f"{year}-{year + 1}年"))


def _other_value(
    fact: Quantity, printed: str, found: list[Quantity], has_number: bool, language: Language
) -> Message:
    wanted = show(replace(fact, bound=""), language)
    if fact.kind == "count" and not (fact.unit or fact.upto or found) and has_number:
        return say("printed-disagrees.unit", fact=wanted, printed=printed)
    seen = [show(value, language) for value in found]
    if not seen:
        kind = say(f"kinds.{fact.kind}")
        return say("printed-disagrees.kind", fact=wanted, printed=printed, kind=kind)
    return say("printed-disagrees.value", fact=wanted, printed=printed, seen=seen)


def _other_bound(fact: Quantity, printed: str, token: str, reader: Reader) -> Message | None:
    if not fact.bound:
        said = _said(token, reader.says)
        if not said:
            return None
        return say("printed-disagrees.exact", printed=printed, words=said[1], sign=said[0])
    if reader.bound(fact.bound, token):
        return None
    said = _said(token, reader.says) or _said(token, reader.may_say)
    instead = say("printed-disagrees.instead", words=said[1], sign=said[0]) if said else None
    return say("printed-disagrees.bound", sign=fact.bound, printed=printed, instead=instead)


def _said(token: str, bounds: Mapping[str, re.Pattern[str]]) -> tuple[str, str] | None:
    """The first bound that a plain token says, and with which words."""
    for sign, words in bounds.items():
        if found := words.search(token):
            return sign, found[0].strip()
    return None

"""Inputs in their canonical form: what is wrong with them, and their numbers.

The twin is ``static/rules/inputs.js``.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import lru_cache

from clausebook.rules.compiled import CompiledBenefit, RuleFact, RuleInput
from clausebook.rules.operators import POINTS, Range
from clausebook.rules.results import InputError

HISTORY = {"per_year": "paid_this_year", "in_total": "paid_before", "count": "items_before"}
"""The input by which each limit that acts across claims remembers earlier ones."""
UNDER = "paid_under_"
"""With the name of a cap that benefits share: the input by which it remembers all of them."""
Given = dict[str, list[str]]
"""Canonical values by input or condition: one for all items, or one per item; empty if missing."""
Value = Fraction | bool | str
"""A number, an answer, or the key of a choice."""
Entered = dict[str, tuple[Value | Range | None, ...]]
"""The same as values that can be calculated with; None where one is missing.

Readers enter no ranges; a plan knows of some figures only between which ends they lie.
"""


def errors_in(benefit: CompiledBenefit, given: Given) -> tuple[InputError, ...]:
    """Everything wrong with the inputs: first the known ones in their order, then the others."""
    known = dict(benefit.inputs)
    for name in benefit.asked:
        known.setdefault(name, RuleInput(name, "yes_no", "applicant"))
    found, items = [], items_in(given)
    for name, spec in known.items():
        codes = _wrong_values(benefit, spec, given[name], items) if name in given else []
        found += [InputError(name, code) for code in codes]
    unknown = sorted(given.keys() - known.keys(), key=_in_utf16)
    return (*found, *(InputError(name, "unknown-input") for name in unknown))


def entered(benefit: CompiledBenefit, given: Given) -> Entered:
    """Inputs without errors as values."""
    types = benefit.types
    return {
        name: tuple(value_of(types[name], text) for text in texts) for name, texts in given.items()
    }


def value_of(type_: str, text: str) -> Value | None:
    """A canonical text as a value of its type."""
    if text == "":
        return None
    if type_ == "yes_no":
        return text == "yes"
    return text if type_ == "choice" else number_of(type_, text)


def remembers(name: str) -> bool:
    """Whether an input is one by which a limit remembers earlier claims."""
    return name in HISTORY.values() or name.startswith(UNDER)


def kind_of(type_: str) -> str:
    """The kind of an input in a rule: a measure is a count that need not be whole."""
    return "count" if type_ == "measure" else type_


def _in_utf16(name: str) -> bytes:
    """The order in which JavaScript sorts texts."""
    return name.encode("utf-16-be", "surrogatepass")


def items_in(given: Given) -> int:
    """How many items the inputs describe."""
    return max([1, *(len(values) for values in given.values())])


def _wrong_values(
    benefit: CompiledBenefit, spec: RuleInput, values: list[str], items: int
) -> list[str]:
    """What is wrong with each value, and whether there are too many or too few of them."""
    codes = [code for value in values if (code := wrong_value(spec, value))]
    many = bool(benefit.per) and spec.scope == "item"
    fits = len(values) == 1 or (many and len(values) == items)
    return codes if fits else [*codes, "item-count"]


def wrong_value(spec: RuleInput, value: str) -> str | None:
    """The code of what is wrong with one value; an empty one is only missing."""
    if value == "":
        return None
    if spec.type == "yes_no":
        return None if value in ("yes", "no") else "wrong-type"
    if spec.type == "choice":
        return None if value in spec.choices else "unknown-choice"
    number = number_of(spec.type, value)
    if number is None:
        return "wrong-type"
    if number < 0:
        return "negative"
    return "not-whole" if spec.type == "count" and number.denominator != 1 else None


_CANONICAL = re.compile(r"-?[0-9]+(\.[0-9]+|/[1-9][0-9]*)?")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 80


@lru_cache(maxsize=4096)
def number_of(kind: str, value: str) -> Fraction | None:
    """A canonical text as a number that rules calculate with.

    Dates count as days, so that they can be compared, and percentage points as shares of one.
    """
    if kind == "date":
        return day_of(value)
    fits = len(value) <= _LONGEST and _CANONICAL.fullmatch(value)
    return Fraction(value) / (POINTS if kind == "points" else 1) if fits else None


def day_of(value: str) -> Fraction | None:
    """A day in ISO form as a number."""
    if not _ISO_DATE.fullmatch(value):
        return None
    try:
        return Fraction(date.fromisoformat(value).toordinal())
    except ValueError:
        return None


def fact_number(fact: RuleFact, end: str = "") -> Fraction:
    """A fact's number, or that of one end; a date without a day or month is its first day."""
    value = end or fact.value
    number = day_of(f"{value}-01-01"[:10]) if fact.kind == "date" else number_of(fact.kind, value)
    assert number is not None, "facts are read when the benefit is compiled"
    return number

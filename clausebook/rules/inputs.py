"""Inputs in their canonical form: what is wrong with them, and their numbers.

The twin is ``static/rules/inputs.js``.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any

Json = dict[str, Any]
Given = dict[str, list[str]]
"""Canonical values by input or condition: one for all items, or one per item; empty if missing."""


def errors_in(benefit: Json, given: Given) -> list[Json]:
    """Everything wrong with the inputs: first the known ones in their order, then the others."""
    asked = [c["id"] for c in benefit["conditions"] if c["holds"] is None]
    known = {spec["name"]: spec for spec in benefit["inputs"]}
    for name in asked:
        known.setdefault(name, {"type": "yes_no", "scope": "applicant"})
    found = []
    for name, spec in known.items():
        codes = _wrong_values(benefit, spec, given[name], items_in(given)) if name in given else []
        found += [{"input": name, "code": code} for code in codes]
    unknown = sorted(given.keys() - known.keys(), key=_in_utf16)
    return found + [{"input": name, "code": "unknown-input"} for name in unknown]


def _in_utf16(name: str) -> bytes:
    """The order in which JavaScript sorts texts."""
    return name.encode("utf-16-be", "surrogatepass")


def items_in(given: Given) -> int:
    """How many items the inputs describe."""
    return max([1, *(len(values) for values in given.values())])


def _wrong_values(benefit: Json, spec: Json, values: list[str], items: int) -> list[str]:
    """What is wrong with each value, and whether there are too many or too few of them."""
    codes = [code for value in values if (code := _wrong(spec, value))]
    many = bool(benefit["per"]) and spec["scope"] == "item"
    fits = len(values) == 1 or (many and len(values) == items)
    return codes if fits else [*codes, "item-count"]


def _wrong(spec: Json, value: str) -> str | None:
    if value == "":
        return None
    if spec["type"] == "yes_no":
        return None if value in ("yes", "no") else "wrong-type"
    if spec["type"] == "choice":
        return None if value in spec["choices"] else "unknown-choice"
    number = number_of(spec["type"], value)
    if number is None:
        return "wrong-type"
    if number < 0:
        return "negative"
    return "not-whole" if spec["type"] == "count" and number.denominator != 1 else None


_CANONICAL = re.compile(r"-?[0-9]+(\.[0-9]+|/[1-9][0-9]*)?")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 80


def number_of(kind: str, value: str) -> Fraction | None:
    """A canonical text as a number; dates count as days, so that they can be compared."""
    if kind == "date":
        return day_of(value)
    fits = len(value) <= _LONGEST and _CANONICAL.fullmatch(value)
    return Fraction(value) if fits else None


def day_of(value: str) -> Fraction | None:
    """A day in ISO form as a number."""
    if not _ISO_DATE.fullmatch(value):
        return None
    try:
        return Fraction(date.fromisoformat(value).toordinal())
    except ValueError:
        return None

"""Times as English documents print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from clausebook.content.printed.english.runs import Kind, Run
from clausebook.numerals.english import COMPOUND, number
from clausebook.quantity import DURATIONS, Quantity, Units

_TIMES = {name: name for name in DURATIONS.values()} | {
    "business day": "working day",
    "yr": "year",
    "mth": "month",
    "hr": "hour",
}
OF = (
    "calendar|financial|fiscal|tax|accounting|consecutive|successive|full|whole|complete|further"
    "|additional"
)
TIME = re.compile(
    rf"[ -](?:(?:{OF})[ -]){{0,2}}({'|'.join(sorted(_TIMES, key=len, reverse=True))})s?(?![a-z])"
)
_AND_MONTHS = re.compile(rf",? (?:and )?({COMPOUND})[ -]months?(?![a-z])")
_SPAN = re.compile(
    r"(?:^|(?:within|for|over|of|than|least|after|up to|every|about) )"
    r"(half )?an? (year|month|week|day)( and a half)?(?![a-z])"
)
"""A year that is a time; the year of "£500 a year" is none."""


def duration(_: Quantity, __: Units) -> Kind:
    """Three years, an 18-month project; two years and six months, in years and in months."""

    def read(run: Run) -> Iterator[Quantity]:
        time, value = TIME.match(run.after), run.number
        if time is None or value is None or re.search(r"years?,? (?:and )?$", run.before):
            return
        months = _AND_MONTHS.match(run.after, time.end()) if time[1] == "year" else None
        more = number(months[1]) if months else None
        half = run.after.startswith(" and a half", time.end())
        if more is not None:
            yield from _in_months_and_years(12 * value + more)
        else:
            yield Quantity("duration", value + Fraction(half, 2), _TIMES[time[1]])
            if half and time[1] == "year":
                yield Quantity("duration", 12 * value + 6, _TIMES["month"])

    return Kind(read, TIME.pattern, "", _spans)


def _in_months_and_years(months: Fraction) -> Iterator[Quantity]:
    yield Quantity("duration", months, _TIMES["month"])
    yield Quantity("duration", months / 12, _TIMES["year"])


def _spans(token: str) -> Iterator[Quantity]:
    """A year, half a year, a year and a half."""
    for match in _SPAN.finditer(token):
        value = Fraction(1, 2) if match[1] else Fraction(3, 2) if match[3] else Fraction(1)
        if match[2] == "year":
            yield from _in_months_and_years(12 * value)
        else:
            yield Quantity("duration", value, _TIMES[match[2]])

"""The calendar: the first and the last day of a date or period, and when a time has passed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from clausebook.quantity.styles import DURATIONS
from clausebook.quantity.value import Quantity


def first_day(of: Quantity) -> str:
    """The first day of a date, month, year or period, in ISO form."""
    return date.fromordinal(int(of.value)).isoformat()


def last_day(of: Quantity) -> str:
    """The last day of a date, month, year or period, in ISO form."""
    if of.upto:
        return last_day(of.upto)
    year, *rest = (int(part) for part in of.unit.split("-"))
    if len(rest) == 2:
        return of.unit
    month = rest[0] if rest else 12
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"


_MONTHS = {"year": 12, "month": 1}
_DAYS = {"week": 7, "day": 1}


def end_of(first: str, term: Quantity) -> str:
    """The last day of a time that begins on a day: 3年 from 2026-04-01 end on 2029-03-31.

    Where the last month has no such day, the time ends with the month. Empty for working days and
    hours, for parts of a day, and where the calendar ends.
    """
    unit, begin = DURATIONS.get(term.unit, ""), date.fromisoformat(first)
    many = term.value * (_MONTHS.get(unit) or _DAYS.get(unit) or 0)
    if not many or many.denominator != 1:
        return ""
    try:
        if unit in _DAYS:
            return date.fromordinal(begin.toordinal() + int(many) - 1).isoformat()
        year, month = divmod(begin.year * 12 + begin.month - 1 + int(many), 12)
        longest = monthrange(year, month + 1)[1]
        if begin.day > longest:
            return date(year, month + 1, longest).isoformat()
        return date.fromordinal(date(year, month + 1, begin.day).toordinal() - 1).isoformat()
    except (ValueError, OverflowError):
        return ""

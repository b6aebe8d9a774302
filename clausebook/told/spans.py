"""How long something is still in force, how long ago it ended, or when it begins.

The twin is ``static/told/spans.js``.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from clausebook.rules.validity import Validity, status_on
from clausebook.told.strings import fill


@dataclass(frozen=True, slots=True)
class Span:
    """The time from a day to the first or the last day in force, or back to it."""

    kind: str
    """``left``, ``last`` on the last day, ``ended`` or ``begins``."""
    years: int
    months: int
    days: int


def span_on(validity: Validity, on: str) -> Span | None:
    """What can be said of the time on a day; nothing where no day is near or known."""
    status, today = status_on(validity, on), date.fromisoformat(on)
    if status == "not-yet":
        return _span("begins", today, date.fromisoformat(validity.from_))
    if status in ("in-force", "by-reference") and validity.until:
        last = _last_day(validity)
        return _span("left" if today < last else "last", today, last)
    if status in ("expired", "withdrawn", "superseded"):
        return _span("ended", _last_day(validity), today)
    return None


def _last_day(validity: Validity) -> date:
    """The last day in force, whatever ends it first."""
    after = [day for day in (validity.withdrawn, validity.superseded) if day]
    ends = [date.fromisoformat(day) - timedelta(1) for day in after]
    return min([*ends, date.fromisoformat(validity.until)] if validity.until else ends)


def _span(kind: str, first: date, last: date) -> Span:
    months = (last.year - first.year) * 12 + last.month - first.month
    if _later(first, months) > last:
        months -= 1
    days = (last - _later(first, months)).days
    return Span(kind, *divmod(months, 12), days)


def _later(day: date, months: int) -> date:
    """The same day of a later month, or the last one that it has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def span_words(span: Span | None, words: Mapping[str, str], style: Mapping[str, Any]) -> str:
    """A span as a language says it, in its two largest units; ``style`` is how it writes values."""
    if span is None:
        return ""
    counts = {"year": span.years, "month": span.months, "day": 0 if span.years else span.days}
    times = [
        f"{n}{style['space']}{style['times'][unit][n != 1]}" for unit, n in counts.items() if n
    ]
    time = fill(words["two"], a=times[0], b=times[1]) if len(times) > 1 else "".join(times)
    return fill(words[span.kind], time=time)

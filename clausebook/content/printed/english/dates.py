"""Days, months, years and periods as English documents print them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from clausebook.content.printed.days import PrintedDay
from clausebook.quantity import STYLES, Quantity, parse

MONTHS = {name.lower(): at for at, name in enumerate(STYLES["en"]["months"], 1)}
MONTHS |= {name[:3]: at for name, at in MONTHS.items()} | {"sept": 9}
MONTH = f"({'|'.join(sorted(MONTHS, key=len, reverse=True))})\\.?"

_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"((?:19|20|21)[0-9]{2})(?![0-9]|,[0-9]|\.[0-9])"
_DATE = re.compile(
    rf"(?<![a-z0-9])(?:(?:{_DAY}(?: day)?(?: of)? )?{MONTH},? {_YEAR}"
    rf"|{MONTH} {_DAY},? {_YEAR}"
    r"|([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])"
    r"|([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})(?![0-9])"
    rf"|(?:fy|financial year|fiscal year|tax year)? ?{_YEAR})"
)
_OPEN_DAY = re.compile(rf"{_DAY}(?: of)?(?: {MONTH})?(?![a-z0-9])")
"""A day, perhaps with its month, whose year stands behind."""
_QUARTERS = {"first": 3, "second": 6, "third": 9, "fourth": 12, "last": 12}
_QUARTER = re.compile(rf"(?:({'|'.join(_QUARTERS)}) quarter of|q([1-4])) $")


def _days(token: str) -> Iterator[PrintedDay]:
    for match in _DATE.finditer(token):
        if token[match.start() - 1 : match.start()] not in ("£", "$", "€", "¥"):
            for parts in _parts_of(match):
                yield PrintedDay(parts, *match.span())


def _parts_of(match: re.Match[str]) -> Iterator[tuple[int, ...]]:
    """Year, month and day; 05/06/2024 may be of May and of June."""
    day, month, year, month_2, day_2, year_2, y, m, d, first, second, year_3, alone = match.groups()
    if year:
        yield int(year), MONTHS[month], *([int(day)] if day else [])
    elif year_2:
        yield int(year_2), MONTHS[month_2], int(day_2)
    elif y:
        yield int(y), int(m), int(d)
    elif year_3:
        yield from {(int(year_3), int(b), int(a)) for a, b in ((first, second), (second, first))}
    else:
        yield (int(alone),)


def dates(token: str) -> Iterator[Quantity]:
    """Every date that is no end of a period, and the day that "the end of March 2025" names."""
    spans = [span for span, _ in _spans_of_time(token)]
    for day in _days(token):
        if any(start <= day.start < end for start, end in spans):
            continue
        meant = (replace(day, parts=parts) for parts in _named(day.parts, token[: day.start]))
        yield from filter(None, (one.quantity() for one in (day, *meant)))


def _named(parts: tuple[int, ...], before: str) -> Iterator[tuple[int, ...]]:
    """The month and day at which a period ends, or begins, that the words before a date name."""
    year, month = parts[0], parts[1] if len(parts) > 1 else 0
    quarter = _QUARTER.search(before)
    if len(parts) == 3:
        return
    if re.search(r"\b(?:start|beginning) of $", before):
        month, first = month or 1, True
    elif quarter or re.search(r"\bend of $", before):
        half = quarter and (3 * int(quarter[2]) if quarter[2] else _QUARTERS[quarter[1]])
        month, first = half or month or 12, False
    else:
        return
    if len(parts) == 1:
        yield year, month
    yield year, month, 1 if first else monthrange(year, month)[1]


_YEARS = re.compile(
    r"(?<![0-9a-z£$€¥/.,-])(?:fy ?|financial years? |fiscal years? |tax years? |years? )?"
    r"((?:19|20|21)[0-9]{2})(?: ?[-/] ?| to | and )((?:19|20|21)?[0-9]{2})(?![0-9]|[-,/][0-9])"
)
_JOINED = re.compile(r"(?: \(inclusive\))? ?(?:-|to|and|until|and ending on|ending on|through) ?")


def _spans_of_time(token: str) -> Iterator[tuple[tuple[int, int], Quantity]]:
    """Periods with their places: 2024-25, 2024 to 2025, 1 April 2024 to 31 March 2025."""
    for match in _YEARS.finditer(token):
        first, last = match[1], match[2]
        low, high = parse(f"{first}年"), parse(f"{first[: 4 - len(last)]}{last}年")
        if low.value < high.value:
            yield match.span(), replace(low, upto=high)
    days = [*_days(token)]
    for start, end in pairwise(days):
        low_, high_ = start.quantity(), end.quantity()
        joined = len(start.parts) > 1 and _JOINED.fullmatch(token, start.end, end.start)
        if joined and low_ and high_ and low_.value < high_.value:
            yield (start.start, end.end), replace(low_, upto=high_)


def periods(token: str) -> Iterator[Quantity]:
    for _, period in _spans_of_time(token):
        yield period
    for match in re.finditer(rf"{_OPEN_DAY.pattern} ?(?:-|to) ?(?={_DATE.pattern})", token):
        last = next(_days(token[match.end() :]), None)
        if last and len(last.parts) == 3:
            month = MONTHS[match[2]] if match[2] else last.parts[1]
            low = PrintedDay((last.parts[0], month, int(match[1])), 0, 0).quantity()
            high = last.quantity()
            if low and high and low.value < high.value:
                yield replace(low, upto=high)

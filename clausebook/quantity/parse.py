"""What editors write after ``is:`` → a quantity, such as ``30%``, ``>=50家`` or ``2022-10-31``."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from clausebook.messages import say
from clausebook.numerals.arabic import LONGEST
from clausebook.numerals.chinese import COMPOUND, number
from clausebook.quantity.currencies import SHIPPED, Currencies, Usage, is_money
from clausebook.quantity.plain import plain_of, read_number
from clausebook.quantity.styles import MONTHS, SCALES, STYLES, UNITS, either
from clausebook.quantity.value import (
    Kind,
    NotAQuantity,
    Quantity,
    Units,
    UnknownUnit,
    exchange,
    money,
)

# Digits and letters are spelled out, because the twins' regular expressions know different ones.
_NUMBER = r"([0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)"
_DATE = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?|年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?)"
)
_MONTH = either(MONTHS)
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})(?:st|nd|rd|th)?({_MONTH})\.?,?([0-9]{{4}})")
_MONTH_FIRST = re.compile(rf"({_MONTH})\.?(?:([0-9]{{1,2}})(?:st|nd|rd|th)?)?,?([0-9]{{4}})")
_TIMES = {
    "".join(word.split()): word if word in words[2:] else words[0]
    for style in STYLES.values()
    for words in style["times"].values()
    for word in words
}
"""The words for a time, as they are compared → the unit of a quantity."""
_PERCENT = re.compile(rf"{_NUMBER}(?:%|percent)")
_PART = re.compile("([1-9][0-9]?)/([1-9][0-9]?)")
_RATIO = re.compile(rf"{_NUMBER}:{_NUMBER}")
_POINTS = re.compile(f"({COMPOUND})({either(UNITS['points'])})")
_COUNTED = re.compile(rf"({COMPOUND})([^0-9].*)?")
_FISCAL = re.compile(r"(?:fy)?([0-9]{4})[-–/]([0-9]{2})(?:财政年度)?")
_BOUND = re.compile(r"(>=|<=|>|<|~|≥|≤)?(.*)")
_BOUND_SIGN = {"≥": ">=", "≤": "<="}


class _Patterns(NamedTuple):
    """How money is written on a site."""

    money: re.Pattern[str]
    compound: re.Pattern[str]
    exchange: re.Pattern[str]
    ranged: re.Pattern[str]


@cache
def _patterns(currencies: Currencies) -> _Patterns:
    word = currencies.pattern
    return _Patterns(
        re.compile(rf"({word})?({word})?{_NUMBER}({either(SCALES)})?({word})?"),
        re.compile(rf"({COMPOUND})({word})"),
        re.compile(rf"({word})?{_NUMBER}({word})?(?:/|per)1?({word})"),
        re.compile(rf"((?:{word}){{0,2}})([0-9.,]+)([年%]?)[-–—~至](?:{word})?([0-9].*)"),
    )


def parse(
    text: str, units: Units | None = MappingProxyType({}), usage: Usage = SHIPPED
) -> Quantity:
    """Read what an editor writes after ``is:``, such as ``30%``, ``>=50家`` or ``2022-10-31``.

    ``units`` are what may be counted, with None everything; raises :class:`UnknownUnit` for a
    number of anything else. ``usage`` says which currency is meant by ``$``, and when the fiscal
    year 2024-25 begins.
    """
    sign, rest = _BOUND.fullmatch(plain_of(text)).groups()  # type: ignore[union-attr]
    found = (
        _read_fiscal_year(rest, usage)
        or _read_any(rest, units, usage)
        or _read_range(rest, units, usage)
    )
    if found is None:
        if _DATE.fullmatch(rest):
            is_fiscal = not usage.fiscal_year and _fiscal_year(rest)
            which = "bad-quantity.fiscal" if is_fiscal else "bad-quantity.day"
            raise NotAQuantity(say(which, day=rest))
        if sum(map(str.isdigit, rest)) > LONGEST:
            raise NotAQuantity(say("bad-quantity.digits", most=LONGEST))
        _refuse_unit(rest, usage)
        such = f"{usage.currency} 50000"
        raise NotAQuantity(say("bad-quantity.unreadable", text=text, such=such))
    return replace(found, bound=_BOUND_SIGN.get(sign, sign or ""))


def _refuse_unit(plain: str, usage: Usage) -> None:
    match = _COUNTED.fullmatch(plain)
    unit = match[2] or "" if match else ""
    if not match or number(match[1]) is None or unit in SCALES:
        return
    if not re.fullmatch(r"[^\W\d_]+|[€£¥$]", unit):
        return
    if is_money(unit):
        raise UnknownUnit(say("unknown-unit.currency", unit=unit, known=[*usage.currencies]))
    raise UnknownUnit(say("unknown-unit.listed", unit=unit))


_NO_RANGE = ("exchange", "ratio", "points", "ordinal")


def _read_range(plain: str, units: Units | None, usage: Usage) -> Quantity | None:
    """``2-3个``, ``20-50年``, ``£1-2 million``: the unit stands with either end, or with both."""
    match = _patterns(usage.currencies).ranged.fullmatch(plain)
    sign = match[1] if match else ""
    high = _read_any(sign + match[4], units, usage) if match else None
    if not match or high is None or high.kind in _NO_RANGE:
        return None
    unit = "年" if high.kind == "date" else re.sub(r"^[0-9.,]+", "", match[4])
    shared = _read_any(sign + match[2] + unit, units, usage)
    own = _read_any(sign + match[2], units, usage) if sign else None
    for low in (shared, own):
        if low is not None and low.kind == high.kind and low.value < high.value:
            return replace(low, upto=high)
    return None


def _fiscal_year(plain: str) -> re.Match[str] | None:
    """The two years of 2024-25, of which the second one follows the first."""
    match = _FISCAL.fullmatch(plain)
    return match if match and (int(match[1]) + 1) % 100 == int(match[2]) else None


def _read_fiscal_year(plain: str, usage: Usage) -> Quantity | None:
    """``2024-25``: a period of twelve months, where the site says when it begins.

    ``2011-12`` is a month; a fiscal year is written ``2011/12`` then.
    """
    match = _fiscal_year(plain)
    if not match or not usage.fiscal_year:
        return None
    if plain[4:5] == "-" and 1 <= int(match[2]) <= 12:
        return None
    first = date.fromisoformat(f"{match[1]}-{usage.fiscal_year}")
    last = date.fromisoformat(f"{int(match[1]) + 1}-{usage.fiscal_year}").toordinal() - 1
    end = Quantity("date", Fraction(last), date.fromordinal(last).isoformat())
    return Quantity("date", Fraction(first.toordinal()), f"{match[1]}/{match[2]}", upto=end)


def _read_any(plain: str, units: Units | None, usage: Usage) -> Quantity | None:
    for read in (read_date, read_rate, read_points, read_ratio):
        found = read(plain)
        if found is not None:
            return found
    return _read_money(plain, usage) or read_exchange(plain, usage) or _read_counted(plain, units)


def read_date(plain: str) -> Quantity | None:
    """A day, month or year in either notation; None for anything else."""
    match = _DATE.fullmatch(plain)
    if not match:
        return _read_day_in_words(plain)
    year, month, day = match[1], match[2] or match[4], match[3] or match[5]
    text = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return Quantity("date", Fraction(first.toordinal()), text)


def _read_day_in_words(plain: str) -> Quantity | None:
    """31 January 2022, January 31, 2022, January 2022, year 2022."""
    if match := _DAY_FIRST.fullmatch(plain):
        day, month, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(plain):
        month, day, year = match.groups()
    else:
        match = re.fullmatch("(?:year)([0-9]{4})", plain)
        return read_date(f"{match[1]}年") if match else None
    parts = [year, str(MONTHS[month]), *([day] if day else [])]
    return read_date("-".join(part.zfill(2) for part in parts))


def read_rate(plain: str) -> Quantity | None:
    """A share in per cent, or as one of so many parts: 1/3."""
    if part := _PART.fullmatch(plain):
        return Quantity("rate", Fraction(int(part[1]), int(part[2])))
    match = _PERCENT.fullmatch(plain)
    number = read_number(match[1]) if match else None
    return None if number is None else Quantity("rate", number / 100)


def read_points(plain: str) -> Quantity | None:
    """Percentage points: what a rate is raised or lowered by."""
    match = _POINTS.fullmatch(plain)
    value = number(match[1]) if match else None
    return None if value is None else Quantity("points", value)


def read_ratio(plain: str) -> Quantity | None:
    """Two numbers with a colon between them; the first is not nothing."""
    match = _RATIO.fullmatch(plain)
    if not match:
        return None
    first, second = read_number(match[1]), read_number(match[2])
    if not first or second is None:
        return None
    return Quantity("ratio", second / first, f"{match[1]}:{match[2]}")


def _read_money(plain: str, usage: Usage) -> Quantity | None:
    """Money whose currency is written, before or behind it."""
    currencies, patterns = usage.currencies, _patterns(usage.currencies)
    match = patterns.compound.fullmatch(plain)
    value = number(match[1]) if match else None
    if match and value is not None:
        return money(value, currencies[currencies.code_of(match[2])])
    match = patterns.money.fullmatch(plain)
    words = [word for word in (match[1], match[2], match[5]) if word] if match else []
    value = read_number(match[3]) if match else None
    code = currencies.code_of(*words)
    if not match or not code or value is None:
        return None
    return money(value * (SCALES[match[4]] if match[4] else 1), currencies[code])


def read_exchange(plain: str, usage: Usage) -> Quantity | None:
    """How much of a currency one of another is worth: 0.8 GBP/USD, GBP 0.8 per USD."""
    currencies = usage.currencies
    match = _patterns(currencies).exchange.fullmatch(plain)
    value = read_number(match[2]) if match else None
    if not match or not value:
        return None
    of = currencies.code_of(*(word for word in (match[1], match[3]) if word))
    per = currencies.code_of(match[4])
    return exchange(value, currencies[of], currencies[per]) if of and of != per else None


def _read_counted(plain: str, units: Units | None) -> Quantity | None:
    """A number of something, in any notation, or a bare one."""
    bare = read_number(plain)
    if bare is not None:
        return Quantity("count", bare)
    for at in range(1, len(plain)):  # the longest unit first
        word = plain[at:]
        is_unit = word in _TIMES or word in (units or ())
        value = number(plain[:at]) if is_unit else None
        if value is not None:
            return _counted(value, word, units)
    match = _COUNTED.fullmatch(plain) if units is None else None
    value = number(match[1]) if match else None
    return Quantity("count", value, match[2]) if match and value is not None else None


def _counted(value: Fraction, word: str, units: Units | None) -> Quantity:
    if word in _TIMES:
        return Quantity("duration", value, _TIMES[word])
    unit = (units or {})[word]
    kind: Kind = "ordinal" if unit.is_ordinal else "count"
    return Quantity(kind, value, unit.word, words=unit.words)

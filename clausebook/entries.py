"""What readers type into a field of a known kind, as they type it → a value.

The browser's twin is ``static/rules/entries.js``; both follow ``schema/vectors/quantities.json``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache

from clausebook.numerals import chinese
from clausebook.quantity import (
    DURATIONS,
    MONTHS,
    SCALES,
    Currencies,
    NotAQuantity,
    Quantity,
    Unit,
    Usage,
    exchange,
    generic,
    is_currency,
    is_exchange,
    money,
    plain_of,
    read_date,
    read_exchange,
    read_number,
    read_points,
    read_rate,
    read_ratio,
)

_FULL_STOP = re.compile(r"(?<=[0-9])。(?=[0-9])")
_LONGEST = 60

_IMPLAUSIBLE = Fraction(10**10)
"""An amount from which on a bare number was more likely meant without the scale of the field."""


def meant(text: str, kind: str, usage: Usage) -> str | None:
    """What somebody has probably meant who typed an implausible amount, to be typed instead.

    50000000 in a field that counts in 万 would be 5000亿; with its currency it is more likely.
    """
    number = read_number(_plain(text)) if is_currency(kind) else None
    if number is None or usage.scale == 1 or number * usage.scale < _IMPLAUSIBLE:
        return None
    return f"{text.strip()}{usage.currencies[kind].words[0]}"


def _plain(text: str) -> str:
    return _FULL_STOP.sub(".", plain_of(text).translate(chinese.ORDINARY))


def read_entry(text: str, kind: str, usage: Usage, unit: Unit | None = None) -> Quantity:
    """Read what a reader types into a field of a known kind; for money it is the currency's code.

    A bare number of money counts what is usual, 万 where documents and forms count so, a bare
    time is years, and a date needs its day. Exchange rates are numbers: 0.8. A count in a field of
    a ``unit`` may name it. The message of :class:`NotAQuantity` is a code: the kind, ``money``,
    ``negative``, ``currency`` for money in another currency, ``date_digits`` or ``date_order`` for
    days that could be read in more than one way.
    """
    plain = _plain(text)
    if plain.startswith(("-", "−")):
        raise NotAQuantity("negative")
    if len(plain) > _LONGEST:
        raise NotAQuantity(generic(kind))
    bare = _without(plain, unit) if unit else plain
    if is_currency(kind):
        found = _money(plain, kind, usage)
    elif is_exchange(kind):
        found = _exchange(plain, kind, usage)
    elif kind in ("count", "measure") and _is_of_something_else(bare, unit, usage):
        found = None
    else:
        found = _READ[kind](bare)
    if found is None:
        raise NotAQuantity(generic(kind))
    return replace(found, unit=unit.word, words=unit.words) if unit else found


def _is_of_something_else(bare: str, unit: Unit | None, usage: Usage) -> bool:
    """Whether a number is one of what its field does not count: 吨 where 千瓦时 are asked for."""
    return _number(bare) is None if unit else bool(usage.currencies.follows.search(bare))


def _without(plain: str, unit: Unit) -> str:
    """An entry without the name of its field's unit; 5000千瓦时 is 5000, not five million."""
    names = {plain_of(word) for words in unit.words.values() for word in words}
    for name in sorted({plain_of(unit.word), *names} - {""}, key=len, reverse=True):
        if plain.endswith(name):
            return plain.removesuffix(name)
    return plain


# --- money -----------------------------------------------------------------------------------

_SCALE = "|".join(sorted((word for word in SCALES if word.isascii()), key=len, reverse=True))
_SCALED = re.compile(rf"([0-9.,]+)({_SCALE})")
_IN_CHINESE = re.compile("[万亿]")


@cache
def _written(currencies: Currencies) -> re.Pattern[str]:
    word = currencies.pattern
    return re.compile(rf"({word})?({word})?(.+?)((?:{word})?)((?:{word})?)[整正]?")


def _money(plain: str, code: str, usage: Usage) -> Quantity | None:
    """An amount of money; without a currency and without a scale it is bare."""
    currencies = usage.currencies
    match = _written(currencies).fullmatch(plain)
    if not match:
        return None
    words = [word for word in (match[1], match[2], match[4], match[5]) if word]
    value, has_scale = _amount(match[3])
    if value is None:
        return None
    if words and currencies.code_of(*words) != code:
        raise NotAQuantity("currency")
    return money(value if words or has_scale else value * usage.scale, currencies[code])


def _exchange(plain: str, kind: str, usage: Usage) -> Quantity | None:
    """0.8, or as it is written: 0.8 GBP/USD."""
    of, per = (usage.currencies[code] for code in kind.split("/"))
    number, found = _number(plain), read_exchange(plain, usage)
    if found and found.unit != kind:
        raise NotAQuantity("currency")
    return exchange(number, of, per) if number else found


def _amount(text: str) -> tuple[Fraction | None, bool]:
    """A number in any notation, and whether it says by itself what it counts in."""
    scaled = _SCALED.fullmatch(text)
    if scaled:
        number = read_number(scaled[1])
        return (None if number is None else number * SCALES[scaled[2]]), True
    return _number(text), _IN_CHINESE.search(text) is not None


def _number(text: str) -> Fraction | None:
    return read_number(text) if text.isascii() else chinese.number(text)


def _share(plain: str) -> Quantity | None:
    """30%, 百分之三十."""
    words = "百分之"
    value = _number(plain.removeprefix(words)) if plain.startswith(words) else None
    return read_rate(plain) if value is None else Quantity("rate", value / 100)


def _points(plain: str) -> Quantity | None:
    """2个百分点, or the bare number."""
    value = _number(plain)
    return read_points(plain) if value is None else Quantity("points", value)


# --- counts and times ------------------------------------------------------------------------

_COUNTED = re.compile(
    rf"((?:(?!{chinese.KILO})[0-9.,零〇○一二两三四五六七八九十百千万亿])+)([a-z一-鿿]*)"
)
_N = "([0-9.,零〇○一二两三四五六七八九十]+)"
_YEARS = re.compile(
    rf"{_N}(?:周?年|years?|yrs?|y)(?:(?:零|又|and|,)?{_N}(?:个?月|months?|mos?|m))?"
)
_MONTHS_ONLY = re.compile(rf"{_N}(?:个?月|months?|mos?)")
_AND_A_HALF = re.compile(rf"{_N}(年半|个半月)")


def _count(plain: str) -> Quantity | None:
    """A whole number, with or without what is counted: 3家."""
    found = _measure(plain)
    return found if found and found.value.denominator == 1 else None


def _measure(plain: str) -> Quantity | None:
    """A number, with or without what it is a number of: 2.5 MW."""
    match = _COUNTED.fullmatch(plain)
    if not match or match[2] in SCALES:
        return None
    if match[2] in DURATIONS:
        return None
    number = _number(match[1])
    return None if number is None else Quantity("count", number)


def _years(plain: str) -> Quantity | None:
    """A time as rules count it: years, of which months are twelfths; a bare number is years."""
    value = _number(plain) if plain != "半年" else Fraction(1, 2)
    if match := _YEARS.fullmatch(plain):
        value = _together(_number(match[1]), _number(match[2]) if match[2] else Fraction(0))
    elif match := _MONTHS_ONLY.fullmatch(plain):
        value = _together(Fraction(0), _number(match[1]))
    elif match := _AND_A_HALF.fullmatch(plain):
        half, number = Fraction(1, 2), _number(match[1])
        number = None if number is None else number + half
        value = number if match[2] == "年半" else _together(Fraction(0), number)
    return None if value is None else Quantity("duration", value, "year")


def _together(years: Fraction | None, months: Fraction | None) -> Fraction | None:
    return None if years is None or months is None else years + months / 12


# --- days ------------------------------------------------------------------------------------

_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?")
_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})(?:st|nd|rd|th)?({_NAME})\.?,?([0-9]{{4}})")
_MONTH_FIRST = re.compile(rf"({_NAME})\.?([0-9]{{1,2}})(?:st|nd|rd|th)?,?([0-9]{{4}})")
_IN_WORDS = re.compile(
    "([零〇○一二两三四五六七八九]{4})年([一二三四五六七八九十]+)月([一二三四五六七八九十]+)[日号]"
)
_DIGITS = re.compile(r"[0-9]{8}|[0-9]{4}-?w[0-9]{1,2}(?:-?[0-9])?")
_ORDER = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})")


def _day(plain: str) -> Quantity | None:
    """A day of which everybody reads the same; 1/5/2024 is none."""
    if _DIGITS.fullmatch(plain):
        raise NotAQuantity("date_digits")
    if _ORDER.fullmatch(plain):
        raise NotAQuantity("date_order")
    parts = _parts(plain)
    return read_date("-".join(part.zfill(2) for part in parts)) if parts else None


def _parts(plain: str) -> tuple[str, ...]:
    """Year, month and day in digits."""
    if match := _DAY.fullmatch(plain):
        return match.groups()
    if match := _IN_WORDS.fullmatch(plain):
        return tuple(chinese.numeral(part) for part in match.groups())
    if match := _DAY_FIRST.fullmatch(plain):
        return match[3], str(MONTHS[match[2]]), match[1]
    if match := _MONTH_FIRST.fullmatch(plain):
        return match[3], str(MONTHS[match[1]]), match[2]
    return ()


_READ: dict[str, Callable[[str], Quantity | None]] = {
    "rate": _share,
    "points": _points,
    "ratio": read_ratio,
    "count": _count,
    "measure": _measure,
    "duration": _years,
    "date": _day,
}

"""Values with units: reading what editors and readers write, and showing it in both languages.

All arithmetic is exact: numbers are :class:`~fractions.Fraction`, money is counted in the main unit
of its currency. The browser's twin is ``static/rules/quantity.js``; both follow
``schema/vectors/quantities.json`` and take their words from ``schema/quantities.json``.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Literal

from clausebook.languages import Language
from clausebook.numerals.arabic import LONGEST
from clausebook.numerals.chinese import COMPOUND, number
from clausebook.resources import SCHEMAS, json_of_resource

Kind = Literal["money", "rate", "points", "ratio", "count", "ordinal", "duration", "date"]

UNITS = json_of_resource(SCHEMAS / "quantities.json")
SCALES = {word: Fraction(number) for word, number in UNITS["scales"].items()}
WAN = SCALES["万"]


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted or numbered: a row of content/units.yaml."""

    word: str
    """The measure word, as the official language writes it."""
    english: tuple[str, ...] = ()
    """What follows a number in English, for one and for many; empty where nothing does."""
    is_ordinal: bool = False
    """Whether it numbers things, such as 届, and does not count them."""


Units = Mapping[str, Unit]
"""By measure word in the form that :func:`plain_of` gives."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value, its unit and its bound.

    ``value`` is the amount of money in the main unit of its currency, a share of one for rates (30%
    is 3/10), the second number over the first for ratios (1:0.5 is 1/2), a plain number for counts,
    durations and percentage points. Dates keep their ISO text in ``unit``, in the precision in
    which they were written, and count as the number of their first day. ``unit`` is the ISO code of
    a currency, the measure word of a count or an ordinal, the unit of a duration and the two sides
    of a ratio.
    """

    kind: Kind
    value: Fraction
    unit: str = ""
    bound: str = ""
    """One of the signs in ``schema/quantities.json``; empty when the value is exact."""
    upto: Quantity | None = None
    """The upper end of a range such as 2-3个, both ends included; ``value`` is the lower end."""
    english: tuple[str, ...] = ()
    """The unit of a count in English, for one and for many."""

    def __hash__(self) -> int:
        """Of all fields; a fraction's own hash costs more than that of its two whole numbers."""
        ratio = (self.value.numerator, self.value.denominator)
        return hash((self.kind, ratio, self.unit, self.bound, self.upto))

    @property
    def measured(self) -> str:
        """Its kind as rules know it: money by its currency, so that no two currencies mix."""
        return self.unit if self.kind == "money" else self.kind

    def canonical(self) -> str:
        """The machine-readable value: an ISO date, or an exact decimal or fraction.

        The two ends of a range stand on both sides of a slash, as in ISO 8601: ``2022/2024``.
        """
        low = self.unit if self.kind == "date" else exact(self.value)
        return f"{low}/{self.upto.canonical()}" if self.upto else low


DEFAULT_CURRENCY = "CNY"
"""The currency of what is entered without one."""


def is_currency(kind: str) -> bool:
    """Whether a kind of rules and inputs is money: it is the code of its currency then, CNY."""
    return kind.isupper()


def generic(kind: str) -> str:
    """A kind of rules without its currency."""
    return "money" if is_currency(kind) else kind


class NotAQuantity(ValueError):
    """The text cannot be read; the message says what was expected."""


class UnknownUnit(NotAQuantity):
    """The text is a number with a unit that nobody has told."""


def _either(words: Iterable[str]) -> str:
    """A pattern that takes the longest of the words."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# Digits and letters are spelled out, because the twins' regular expressions know different ones.
_NUMBER = r"([0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)"
_SCALE = _either(SCALES)
_CURRENCY = _either(UNITS["currencies"])
_MONEY = re.compile(rf"({_CURRENCY})?{_NUMBER}({_SCALE})?({_CURRENCY})?")
_DATE = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?|年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?)"
)
_PERCENT = re.compile(rf"{_NUMBER}%")
_RATIO = re.compile(rf"{_NUMBER}:{_NUMBER}")
_POINTS = re.compile(f"({COMPOUND})({_either(UNITS['points'])})")
_COUNTED = re.compile(rf"({COMPOUND})([^0-9].*)?")
_COMPOUND_MONEY = re.compile(rf"({COMPOUND})(元|美元)")
_OTHER_MONEY = re.compile("[元币圆镑铢]|法郎|卢[布比]|eur|gbp|jpy|hkd|[€£]")
_GROUPED = re.compile(r"([1-9][0-9]{0,2}(,[0-9]{3})+|0|[1-9][0-9]*)(\.[0-9]+)?|\.[0-9]+")
_RANGE = re.compile(r"([0-9.]+)([年%]?)[-–—~至]([0-9].*)")
_BOUND = re.compile(r"(>=|<=|>|<|~|≥|≤)?(.*)")
_BOUND_SIGN = {"≥": ">=", "≤": "<="}


def parse(text: str, units: Units | None = MappingProxyType({})) -> Quantity:
    """Read what an editor writes after ``is:``, such as ``30%``, ``>=1亿元`` or ``2022-10-31``.

    ``units`` are what may be counted, with None everything; raises :class:`UnknownUnit` for a
    number of anything else.
    """
    sign, rest = _BOUND.fullmatch(plain_of(text)).groups()  # type: ignore[union-attr]
    found = _read_any(rest, units) or _read_range(rest, units)
    if found is None:
        if _DATE.fullmatch(rest):
            raise NotAQuantity(f"the calendar has no day {rest}; correct it.")
        if sum(map(str.isdigit, rest)) > LONGEST:
            raise NotAQuantity(f"a number has at most {LONGEST} digits; write it with 万 or 亿.")
        _refuse_unit(rest)
        raise NotAQuantity(f"cannot read {text!r} as a value. {_EXPECTED}")
    return replace(found, bound=_BOUND_SIGN.get(sign, sign or ""))


def _refuse_unit(plain: str) -> None:
    match = _COUNTED.fullmatch(plain)
    unit = match[2] or "" if match else ""
    if not match or number(match[1]) is None or unit in SCALES:
        return
    if not re.fullmatch(r"[^\W\d_]+|[€£¥$]", unit):
        return
    if is_money(unit):
        raise UnknownUnit(f"{unit!r} is no currency that is known here: write 元 or 美元.")
    raise UnknownUnit(
        f"content/units.yaml does not list {unit!r}: correct the unit, or add it there with its "
        f"English words, such as 辆: {{en: {{one: vehicle, many: vehicles}}}}."
    )


_EXPECTED = "Write a number with its unit, such as 30%, 2000万元, 1:0.5, 3年, 50家 or 2022-10-31."


def _read_range(plain: str, units: Units | None) -> Quantity | None:
    """``2-3个``, ``20-50年``, ``2022-2024年``: the unit stands once, after the upper end."""
    match = _RANGE.fullmatch(plain)
    high = _read_any(match[3], units) if match else None
    if not match or high is None or high.kind in ("ratio", "points", "ordinal"):
        return None
    unit = "年" if high.kind == "date" else re.sub(r"^[0-9.]+", "", match[3])
    low = _read_any(match[1] + unit, units)
    if low is None or low.kind != high.kind or low.value >= high.value:
        return None
    return replace(low, upto=high)


def plain_of(text: str) -> str:
    """Full width to half width, lower case, no spaces; the ratio sign of typesetters is a colon."""
    half_width = unicodedata.normalize("NFKC", str(text)).lower().replace("∶", ":")
    return "".join(half_width.split())


def _read_any(plain: str, units: Units | None) -> Quantity | None:
    for read in (read_date, read_rate, read_points, read_ratio, _read_money):
        found = read(plain)
        if found is not None:
            return found
    return _read_counted(plain, units)


def read_number(digits: str) -> Fraction | None:
    """A number with or without thousands separators; None for ``012`` and for misplaced commas."""
    if len(digits) > LONGEST or not _GROUPED.fullmatch(digits):
        return None
    return Fraction(digits.replace(",", ""))


def read_date(plain: str) -> Quantity | None:
    """A day, month or year in either notation; None for anything else."""
    match = _DATE.fullmatch(plain)
    if not match:
        return None
    year, month, day = match[1], match[2] or match[4], match[3] or match[5]
    text = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return Quantity("date", Fraction(first.toordinal()), text)


def read_rate(plain: str) -> Quantity | None:
    """A share in per cent."""
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


def _read_money(plain: str) -> Quantity | None:
    """Money whose currency is written, before or behind it."""
    match = _COMPOUND_MONEY.fullmatch(plain)
    value = number(match[1]) if match else None
    if match and value is not None:
        return Quantity("money", value, UNITS["currencies"][match[2]])
    match = _MONEY.fullmatch(plain)
    word = match[1] or match[4] if match else None
    value = read_number(match[2]) if match else None
    if not match or not word or value is None:
        return None
    code = UNITS["currencies"][word]
    is_clear = not match[4] or UNITS["currencies"][match[4]] == code
    scale = SCALES[match[3]] if match[3] else 1
    return Quantity("money", value * scale, code) if is_clear else None


def _read_counted(plain: str, units: Units | None) -> Quantity | None:
    """A number of something, in any notation, or a bare one."""
    bare = read_number(plain)
    if bare is not None:
        return Quantity("count", bare)
    for at in range(1, len(plain)):  # the longest unit first
        word = plain[at:]
        is_unit = word in UNITS["durations"] or word in (units or ())
        value = number(plain[:at]) if is_unit else None
        if value is not None:
            return _counted(value, word, units)
    match = _COUNTED.fullmatch(plain) if units is None else None
    value = number(match[1]) if match else None
    return Quantity("count", value, match[2]) if match and value is not None else None


def _counted(value: Fraction, word: str, units: Units | None) -> Quantity:
    if word in UNITS["durations"]:
        return Quantity("duration", value, word)
    unit = (units or {})[word]
    kind: Kind = "ordinal" if unit.is_ordinal else "count"
    return Quantity(kind, value, unit.word, english=unit.english)


def is_money(word: str) -> bool:
    """Whether a unit is a currency, known here or not."""
    return _OTHER_MONEY.search(plain_of(word)) is not None


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


def exact(value: Fraction) -> str:
    """A finite decimal where there is one, otherwise a fraction such as ``100/3``."""
    shift, rest = 0, value.denominator
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        shift = max(shift, power)
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**shift // value.denominator).zfill(shift + 1)
    sign = "-" if value < 0 else ""
    whole, part = digits[: len(digits) - shift], digits[len(digits) - shift :]
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


@cache
def show(quantity: Quantity, language: Language) -> str:
    """The quantity as a reader of the language expects it, with its bound in words."""
    text = _SHOW[quantity.kind](quantity, language)
    if quantity.upto:
        text = _show_range(quantity, text, show(quantity.upto, language), language)
    if not quantity.bound:
        return text
    pattern: str = UNITS["bounds"][quantity.bound][language]
    # Where rounding says "about" already, a bound that says it too adds nothing.
    return text if text.startswith(pattern.replace("{}", "")) else pattern.replace("{}", text)


def _show_range(quantity: Quantity, low: str, high: str, language: Language) -> str:
    """The unit stands once, after the upper end, except with money; English has an en dash."""
    if quantity.kind == "date":
        low = quantity.unit
    elif quantity.kind in ("count", "duration"):
        low = exact(quantity.value)
    return f"{low}-{high}" if language == "zh" else f"{low}–{high}"


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Rounding for display only: halves go away from zero."""
    scaled = abs(value) * 10**decimals
    rounded = Fraction(int(scaled + Fraction(1, 2)), 10**decimals)
    return -rounded if value < 0 else rounded


def _decimals(value: Fraction, most: int) -> bool:
    """Whether the value can be written with at most so many decimals."""
    return Fraction(value * 10**most).denominator == 1


def _grouped(value: Fraction) -> str:
    """Thousands separated by commas, as English writes them."""
    whole, _, part = exact(value).partition(".")
    return f"{int(whole):,}" + (f".{part}" if part else "")


def _about(value: Fraction, decimals: int, language: Language) -> tuple[str, Fraction]:
    """The word that owns up to rounding, and the value rounded to so many decimals."""
    if _decimals(value, decimals):
        return "", value
    return ("约" if language == "zh" else "about "), round_half_up(value, decimals)


_IN_CHINESE = (
    (SCALES["亿"], SCALES["亿"], "亿", 2),
    (SCALES["万"], SCALES["万"], "万", 4),
    (SCALES["百万"], SCALES["万"], "万", 6),
)
"""From which amount on which unit is written, with how many decimals at most."""
_IN_ENGLISH = ((SCALES["billion"], "billion"), (SCALES["million"], "million"))


def _show_money(quantity: Quantity, language: Language) -> str:
    value, dollar = quantity.value, quantity.unit == "USD"
    if language == "zh":
        word = "美元" if dollar else "元"
        for least, scale, name, most in _IN_CHINESE:
            if value >= least and _decimals(value / scale, most):
                return f"{exact(value / scale)}{name}{word}"
        large = value >= SCALES["百万"]
        about, rounded = _about(value / WAN if large else value, 2, language)
        return _not_nothing(
            value, f"{about}{exact(rounded)}{'万' if large else ''}{word}", language
        )
    code = "USD" if dollar else "RMB"
    for scale, name in _IN_ENGLISH:
        if value >= scale and _decimals(value / scale, 3):
            return f"{code} {_grouped(value / scale)} {name}"
    about, rounded = _about(value, 2, language)
    return _not_nothing(value, f"{about}{code} {_grouped(rounded)}", language)


def _not_nothing(value: Fraction, told: str, language: Language) -> str:
    """Less than half a cent is not told as about nothing."""
    if value == 0 or value >= Fraction(1, 200):
        return told
    pattern: str = UNITS["bounds"]["<"][language]
    return pattern.replace(
        "{}", told.removeprefix("约").removeprefix("about ").replace("0", "0.01")
    )


def _show_rate(quantity: Quantity, language: Language) -> str:
    about, rounded = _about(quantity.value * 100, 2, language)
    return f"{about}{exact(rounded)}%"


def _show_points(quantity: Quantity, language: Language) -> str:
    about, rounded = _about(quantity.value, 2, language)
    one, many = UNITS["points_shown"][language]
    return f"{about}{exact(rounded)}{one if quantity.value == 1 else many}"


def _show_ratio(quantity: Quantity, language: Language) -> str:
    return quantity.unit or f"1:{exact(quantity.value)}"


def _show_count(quantity: Quantity, language: Language) -> str:
    """The measure word in Chinese, its English word where it has one."""
    value = quantity.value
    if language == "zh":
        large = bool(quantity.unit) and value >= WAN and _decimals(value / WAN, 2)
        about, rounded = _about(value / WAN if large else value, 2, language)
        return f"{about}{exact(rounded)}{'万' if large else ''}{quantity.unit}"
    words: Sequence[str] = quantity.english or UNITS["durations"].get(quantity.unit, ())
    million = SCALES["million"]
    if words and value >= million and _decimals(value / million, 3):
        return f"{_grouped(value / million)} million {words[1]}"
    about, rounded = _about(value, 2, language)
    number = f"{about}{_grouped(rounded)}"
    return f"{number} {words[value != 1]}" if words else number


def _show_ordinal(quantity: Quantity, language: Language) -> str:
    """第十四届 is the 14th, 第1228号 No. 1228: the words around say so."""
    return f"{exact(quantity.value)}{quantity.unit if language == 'zh' else ''}"


def _show_date(quantity: Quantity, language: Language) -> str:
    parts = [int(part) for part in quantity.unit.split("-")]
    if language == "zh":
        return "".join(f"{n}{word}" for n, word in zip(parts, "年月日", strict=False))
    names = [str(parts[0])]
    if len(parts) > 1:
        names.insert(0, UNITS["months"][parts[1] - 1])
    if len(parts) > 2:
        names.insert(0, str(parts[2]))
    return " ".join(names)


_SHOW = {
    "money": _show_money,
    "rate": _show_rate,
    "points": _show_points,
    "ratio": _show_ratio,
    "count": _show_count,
    "ordinal": _show_ordinal,
    "duration": _show_count,
    "date": _show_date,
}

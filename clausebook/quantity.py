"""Values with units: reading what editors and readers write, and showing it in every language.

All arithmetic is exact: numbers are :class:`~fractions.Fraction`, money is counted in the main unit
of its currency. The browser's twin is ``static/rules/quantity.js``; both follow
``schema/vectors/quantities.json`` and take their words from ``schema/quantities.json`` and
``presets/currencies.json``.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from clausebook.languages import Language, Languages, row_of
from clausebook.messages import Message, say
from clausebook.numerals.arabic import LONGEST
from clausebook.numerals.chinese import COMPOUND, number
from clausebook.resources import PRESETS, SCHEMAS, json_of_resource

Kind = Literal["money", "rate", "points", "ratio", "count", "ordinal", "duration", "date"]

UNITS = json_of_resource(SCHEMAS / "quantities.json")
STYLES = UNITS["languages"]
"""By language, how values are written."""
CURRENCIES = json_of_resource(PRESETS / "currencies.json")
"""By ISO code, in which words and how a currency is written."""
DURATIONS = {
    word: name
    for style in STYLES.values()
    for name, words in style["times"].items()
    for word in (name, *words)
}
"""The words for a time in every language → what it is called here: year, working day."""
SCALES = {word: Fraction(number) for word, number in UNITS["scales"].items()}


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted or numbered: a row of content/units.yaml."""

    word: str
    """What it is called in content/units.yaml."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language, what follows a number, for one and for many; nothing where the noun stands in
    the sentence."""
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
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The unit of a count, as :class:`Unit` has it; empty where nobody has told."""

    def __hash__(self) -> int:
        """Of all fields; a fraction's own hash costs more than that of its two whole numbers."""
        ratio = (self.value.numerator, self.value.denominator)
        return hash((self.kind, ratio, self.unit, self.bound, self.upto))

    @property
    def is_fiscal_year(self) -> bool:
        """Whether it is a period such as 2024-25, whose two years ``unit`` has."""
        return self.kind == "date" and "/" in self.unit

    @property
    def measured(self) -> str:
        """Its kind as rules know it: money by its currency, so that no two currencies mix."""
        return self.unit if self.kind == "money" else self.kind

    def canonical(self) -> str:
        """The machine-readable value: an ISO date, or an exact decimal or fraction.

        The two ends of a range stand on both sides of a slash, as in ISO 8601: ``2022/2024``.
        """
        low = first_day(self) if self.is_fiscal_year else exact(self.value)
        low = self.unit if self.kind == "date" and not self.is_fiscal_year else low
        return f"{low}/{self.upto.canonical()}" if self.upto else low


@dataclass(frozen=True, slots=True)
class Usage:
    """What is usual on a site, as content/site.yaml says."""

    currency: str = next(iter(CURRENCIES))
    """What is meant by a sign that several currencies have, and by money without any."""
    fiscal_year: str = ""
    """The month and day on which it begins, 04-01; empty where figures are counted by no other
    year than that of the calendar."""
    languages: Languages = ("en",)
    """In which it tells amounts, the first one before all."""

    @property
    def scale(self) -> Fraction:
        """What a bare number in a field for money counts."""
        word = CURRENCIES[self.currency]["bare"]
        return SCALES[word] if word else Fraction(1)


def is_currency(kind: str) -> bool:
    """Whether a kind of rules and inputs is money: it is the code of its currency then, CNY."""
    return kind.isupper()


def generic(kind: str) -> str:
    """A kind of rules without its currency."""
    return "money" if is_currency(kind) else kind


def told_kind(kind: str) -> Message | str:
    """How a message calls a kind of rules and inputs."""
    return kind if is_currency(kind) else say(f"kinds.{kind}")


class NotAQuantity(ValueError):
    """The text cannot be read; its argument is the message, or a code of what was expected."""


class UnknownUnit(NotAQuantity):
    """The text is a number with a unit that nobody has told."""


def _either(words: Iterable[str]) -> str:
    """A pattern that takes the longest of the words."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# Digits and letters are spelled out, because the twins' regular expressions know different ones.
_NUMBER = r"([0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)"
_SCALE = _either(SCALES)
_MEANT = {
    word: tuple(code for code, row in CURRENCIES.items() if word in row["words"])
    for words in (row["words"] for row in CURRENCIES.values())
    for word in words
}
"""A word of money → the currencies that it may mean."""
CURRENCY = _either(_MEANT)
"""A pattern of every word of money."""
_MONEY = re.compile(rf"({CURRENCY})?{_NUMBER}({_SCALE})?({CURRENCY})?")
_DATE = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?|年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?)"
)
MONTHS = {
    word.lower(): place
    for style in STYLES.values()
    for place, name in enumerate(style.get("months", ()), 1)
    for word in (name, name[:3])
} | {"sept": 9}
_MONTH = _either(MONTHS)
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
_POINTS = re.compile(f"({COMPOUND})({_either(UNITS['points'])})")
_COUNTED = re.compile(rf"({COMPOUND})([^0-9].*)?")
_COMPOUND_MONEY = re.compile(rf"({COMPOUND})({CURRENCY})")
_OTHER_MONEY = re.compile("[元币圆镑铢]|法郎|卢[布比]|[€£¥$]")
_GROUPED = re.compile(r"([1-9][0-9]{0,2}(,[0-9]{3})+|0|[1-9][0-9]*)(\.[0-9]+)?|\.[0-9]+")
_RANGE = re.compile(rf"({CURRENCY})?([0-9.,]+)([年%]?)[-–—~至](?:{CURRENCY})?([0-9].*)")
_FISCAL = re.compile(r"(?:fy)?([0-9]{4})[-–/]([0-9]{2})(?:财政年度)?")
_BOUND = re.compile(r"(>=|<=|>|<|~|≥|≤)?(.*)")
_BOUND_SIGN = {"≥": ">=", "≤": "<="}


def parse(
    text: str, units: Units | None = MappingProxyType({}), usage: Usage = Usage()
) -> Quantity:
    """Read what an editor writes after ``is:``, such as ``30%``, ``>=1亿元`` or ``2022-10-31``.

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
            raise NotAQuantity(say("bad-quantity.day", day=rest))
        if sum(map(str.isdigit, rest)) > LONGEST:
            raise NotAQuantity(say("bad-quantity.digits", most=LONGEST))
        _refuse_unit(rest)
        raise NotAQuantity(say("bad-quantity.unreadable", text=text))
    return replace(found, bound=_BOUND_SIGN.get(sign, sign or ""))


def _refuse_unit(plain: str) -> None:
    match = _COUNTED.fullmatch(plain)
    unit = match[2] or "" if match else ""
    if not match or number(match[1]) is None or unit in SCALES:
        return
    if not re.fullmatch(r"[^\W\d_]+|[€£¥$]", unit):
        return
    if is_money(unit):
        raise UnknownUnit(say("unknown-unit.currency", unit=unit, known=[*CURRENCIES]))
    raise UnknownUnit(say("unknown-unit.listed", unit=unit))


def _read_range(plain: str, units: Units | None, usage: Usage) -> Quantity | None:
    """``2-3个``, ``20-50年``, ``£1-2 million``: the unit stands with either end, or with both."""
    match = _RANGE.fullmatch(plain)
    sign = (match[1] or "") if match else ""
    high = _read_any(sign + match[4], units, usage) if match else None
    if not match or high is None or high.kind in ("ratio", "points", "ordinal"):
        return None
    unit = "年" if high.kind == "date" else re.sub(r"^[0-9.,]+", "", match[4])
    shared = _read_any(sign + match[2] + unit, units, usage)
    own = _read_any(sign + match[2], units, usage) if sign else None
    for low in (shared, own):
        if low is not None and low.kind == high.kind and low.value < high.value:
            return replace(low, upto=high)
    return None


def _read_fiscal_year(plain: str, usage: Usage) -> Quantity | None:
    """``2024-25``: a period of twelve months, where the site says when it begins.

    ``2011-12`` is a month; a fiscal year is written ``2011/12`` then.
    """
    match = _FISCAL.fullmatch(plain)
    if not match or not usage.fiscal_year or (int(match[1]) + 1) % 100 != int(match[2]):
        return None
    if plain[4:5] == "-" and 1 <= int(match[2]) <= 12:
        return None
    first = date.fromisoformat(f"{match[1]}-{usage.fiscal_year}")
    last = date.fromisoformat(f"{int(match[1]) + 1}-{usage.fiscal_year}").toordinal() - 1
    end = Quantity("date", Fraction(last), date.fromordinal(last).isoformat())
    return Quantity("date", Fraction(first.toordinal()), f"{match[1]}/{match[2]}", upto=end)


def plain_of(text: str) -> str:
    """Full width to half width, lower case, no spaces; the ratio sign of typesetters is a colon."""
    half_width = unicodedata.normalize("NFKC", str(text)).lower().replace("∶", ":")
    return "".join(half_width.split())


def _read_any(plain: str, units: Units | None, usage: Usage) -> Quantity | None:
    for read in (read_date, read_rate, read_points, read_ratio):
        found = read(plain)
        if found is not None:
            return found
    return _read_money(plain, usage) or _read_counted(plain, units)


def read_number(digits: str) -> Fraction | None:
    """A number with or without thousands separators; None for ``012`` and for misplaced commas."""
    if len(digits) > LONGEST or not _GROUPED.fullmatch(digits):
        return None
    return Fraction(digits.replace(",", ""))


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
    match = _COMPOUND_MONEY.fullmatch(plain)
    value = number(match[1]) if match else None
    if match and value is not None:
        return Quantity("money", value, _currency(usage, match[2]))
    match = _MONEY.fullmatch(plain)
    words = [word for word in (match[1], match[4]) if word] if match else []
    value = read_number(match[2]) if match else None
    code = _currency(usage, *words)
    if not match or not code or value is None:
        return None
    return Quantity("money", value * (SCALES[match[3]] if match[3] else 1), code)


def _currency(usage: Usage, *words: str) -> str:
    """The code of the currency that all the words may mean; the site's own first."""
    codes = [code for code in CURRENCIES if words and all(code in _MEANT[word] for word in words)]
    return usage.currency if usage.currency in codes else next(iter(codes), "")


def means(word: str, code: str) -> bool:
    """Whether a word of money may mean a currency."""
    return code in _MEANT[word]


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
    if quantity.upto and not quantity.is_fiscal_year:
        text = _show_range(quantity, text, show(quantity.upto, language), language)
    if not quantity.bound:
        return text
    pattern = bound_pattern(quantity.bound, language)
    # Where rounding says "about" already, a bound that says it too adds nothing.
    return text if text.startswith(pattern.replace("{}", "")) else pattern.replace("{}", text)


def style_of(language: Language) -> dict[str, Any]:
    """How values are written in a language."""
    style: dict[str, Any] | None = row_of(STYLES, language)
    assert style, f"schema/quantities.json has no row for {language}"
    return style


def bound_pattern(bound: str, language: Language) -> str:
    """How a bound is said, with braces where the value stands."""
    pattern: str = style_of(language)["bounds"][bound]
    return pattern


def _show_range(quantity: Quantity, low: str, high: str, language: Language) -> str:
    """The unit stands once, after the upper end, except with money."""
    if quantity.kind == "date":
        low = quantity.unit
    elif quantity.kind in ("count", "duration"):
        low = exact(quantity.value)
    return f"{low}{style_of(language)['range']}{high}"


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Rounding for display only: halves go away from zero."""
    scaled = abs(value) * 10**decimals
    rounded = Fraction(int(scaled + Fraction(1, 2)), 10**decimals)
    return -rounded if value < 0 else rounded


def _decimals(value: Fraction, most: int) -> bool:
    """Whether the value can be written with at most so many decimals."""
    return Fraction(value * 10**most).denominator == 1


def _figures(value: Fraction, language: Language) -> str:
    """A number with its thousands separated as the language has it."""
    whole, _, part = exact(value).partition(".")
    grouped = f"{int(whole):,}".replace(",", style_of(language)["group"])
    return grouped + (f".{part}" if part else "")


def _owned_up(value: Fraction, rounded: Fraction, text: str, language: Language) -> str:
    """A number that was rounded says so."""
    return text if value == rounded else bound_pattern("~", language).replace("{}", text)


def _scaled(value: Fraction, scales: Sequence[Any], language: Language) -> str:
    """The value in the first of the scales that writes it in full; empty where none does.

    A scale says from which value on it is used, its word, what it counts, and how many decimals it
    may have.
    """
    for least, word, counts, most in scales:
        if value >= int(least) and _decimals(value / int(counts), most):
            return f"{_figures(value / int(counts), language)}{word}"
    return ""


def _show_money(quantity: Quantity, language: Language) -> str:
    value, style = quantity.value, style_of(language)
    pattern = row_of(CURRENCIES[quantity.unit]["written"], language)
    if text := _scaled(value, style["money"], language):
        return str(pattern).replace("{}", text)
    counts, word, decimals = 1, "", CURRENCIES[quantity.unit]["decimals"]
    for least, name, of in style["rounded"]:
        if value >= int(least):
            counts, word, decimals = int(of), name, 2
    rounded = round_half_up(value / counts, decimals)
    least_shown = Fraction(1, 10**decimals)
    if value and not rounded:  # less than half a cent is not told as about nothing
        text = str(pattern).replace("{}", _figures(least_shown, language))
        return bound_pattern("<", language).replace("{}", text)
    text = str(pattern).replace("{}", f"{_figures(rounded, language)}{word}")
    return _owned_up(value / counts, rounded, text, language)


def bare_unit(code: str, usage: Usage, language: Language) -> str:
    """What a bare number in a field for money counts: 万元."""
    pattern: str = style_of(language)["bare"]
    written = CURRENCIES[code]["written"]
    word = f"{CURRENCIES[usage.currency]['bare']}{CURRENCIES[code]['words'][0]}"
    if usage.scale == 1:
        return str(row_of(written, language)).replace("{}", "").strip()
    amount = show(Quantity("money", usage.scale, code), language)
    return fill_in(pattern, word=word, amount=amount)


def _show_rate(quantity: Quantity, language: Language) -> str:
    value = quantity.value * 100
    rounded = round_half_up(value, 2)
    return _owned_up(value, rounded, f"{exact(rounded)}%", language)


def _show_points(quantity: Quantity, language: Language) -> str:
    rounded = round_half_up(quantity.value, 2)
    unit = style_of(language)["points"][quantity.value != 1]
    return _owned_up(quantity.value, rounded, f"{exact(rounded)}{unit}", language)


def _show_ratio(quantity: Quantity, _: Language) -> str:
    return quantity.unit or f"1:{exact(quantity.value)}"


def _words(quantity: Quantity, language: Language) -> Sequence[str]:
    """What stands behind the number, for one and for many; empty where nothing does."""
    if quantity.kind != "duration" or quantity.unit not in DURATIONS:
        unknown = (quantity.unit,) * 2 if quantity.unit and not quantity.words else ()
        return quantity.words.get(language, unknown)
    words: list[str] = style_of(language)["times"][DURATIONS[quantity.unit]]
    return (quantity.unit, quantity.unit) if quantity.unit in words[2:] else words[:2]


def _show_count(quantity: Quantity, language: Language) -> str:
    value, style, words = quantity.value, style_of(language), _words(quantity, language)
    behind = f"{style['space']}{words[value != 1]}" if words else ""
    if words and (text := _scaled(value, style["counts"], language)):
        return f"{text}{style['space']}{words[1]}"
    rounded = round_half_up(value, 2)
    return _owned_up(value, rounded, f"{_figures(rounded, language)}{behind}", language)


def _show_ordinal(quantity: Quantity, language: Language) -> str:
    """第十四届 is the 14th, 第1228号 No. 1228: the words around say so."""
    return f"{exact(quantity.value)}{''.join(_words(quantity, language)[:1])}"


def _show_date(quantity: Quantity, language: Language) -> str:
    style = style_of(language)
    if quantity.is_fiscal_year:
        first, last = quantity.unit.split("/")
        return fill_in(style["fiscal_year"], **{"from": first, "to": last})
    parts = [int(part) for part in quantity.unit.split("-")]
    named = dict(zip(("y", "m", "d"), parts, strict=False))
    month = style["months"][parts[1] - 1] if "months" in style and len(parts) > 1 else ""
    return fill_in(style["dates"][len(parts) - 1], month=month, **named)


def fill_in(pattern: str, **parts: object) -> str:
    """A pattern with its braces filled."""
    return pattern.format(**parts)


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

"""A quantity → the words in which a reader of a language expects it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from clausebook.languages import Language, row_of
from clausebook.quantity.currencies import Currency, Usage, is_exchange
from clausebook.quantity.styles import DURATIONS, STYLES, bound_pattern, style_of
from clausebook.quantity.value import Quantity, Unit, exact, money, round_half_up


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


def _show_range(quantity: Quantity, low: str, high: str, language: Language) -> str:
    """The unit stands once, after the upper end, except with money."""
    if quantity.kind == "date":
        low = quantity.unit
    elif quantity.kind in ("count", "duration"):
        low = exact(quantity.value)
    return f"{low}{style_of(language)['range']}{high}"


def _decimals(value: Fraction, most: int) -> bool:
    """Whether the value can be written with at most so many decimals."""
    return Fraction(value * 10**most).denominator == 1


def _figures(value: Fraction, language: Language, decimals: int = 0) -> str:
    """A number with its thousands separated as the language has it.

    If it is not whole, it has so many decimals at least.
    """
    whole, _, part = exact(value).partition(".")
    grouped = f"{int(whole):,}".replace(",", style_of(language)["group"])
    return grouped + (f".{part.ljust(decimals, '0')}" if part else "")


def _owned_up(value: Fraction, rounded: Fraction, text: str, language: Language) -> str:
    """A number that was rounded says so."""
    return text if value == rounded else bound_pattern("~", language).replace("{}", text)


def written(currency: Currency, language: Language) -> str:
    """How an amount of a currency is written in a language; by its code where nobody says."""
    return row_of(currency.written, language) or f"{currency.code} {{}}"


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
    value, style, (currency,) = quantity.value, style_of(language), quantity.currencies
    pattern = written(currency, language)
    if text := _scaled(value, style["money"], language):
        return pattern.replace("{}", text)
    counts, word, decimals = 1, "", currency.decimals
    for least, name, of in style["rounded"]:
        if value >= int(least):
            counts, word, decimals = int(of), name, 2
    rounded = round_half_up(value / counts, decimals)
    least_shown = Fraction(1, 10**decimals)
    if value and not rounded:  # less than half a cent is not told as about nothing
        text = pattern.replace("{}", _figures(least_shown, language))
        return bound_pattern("<", language).replace("{}", text)
    cents = decimals if style.get("cents") else 0
    text = pattern.replace("{}", f"{_figures(rounded, language, cents)}{word}")
    return _owned_up(value / counts, rounded, text, language)


def bare_unit(kind: str, usage: Usage, language: Language) -> str:
    """What a bare number in a field for money or an exchange rate counts: £, 万英镑, £/USD.

    Where the language has no word for the scale, the amount stands before it: £10,000 (万英镑).
    """
    if is_exchange(kind):
        currencies = (usage.currencies[code] for code in kind.split("/"))
        of, per = (written(currency, language).replace("{}", "").strip() for currency in currencies)
        return fill_in(style_of(language)["exchange"], amount=of, unit=per)
    currency, own = usage.currencies[kind], _scale_word(language, usage.scale)
    if own or usage.scale == 1:
        return written(currency, language).replace("{}", own).strip()
    amount = show(money(usage.scale, currency), language)
    words = ((other, _scale_word(other, usage.scale)) for other in STYLES)
    said = [written(currency, other).replace("{}", word) for other, word in words if word]
    return f"{amount} ({said[0]})" if said else amount


def _scale_word(language: Language, scale: Fraction) -> str:
    """With which word amounts are written that count a scale; empty where there is none."""
    words = (word for _, word, counts, _ in style_of(language)["money"] if int(counts) == scale)
    return next(words, "").strip()


def _show_exchange(quantity: Quantity, language: Language) -> str:
    """£0.8 per USD: in full, however many decimals were agreed on."""
    of, per = (written(currency, language) for currency in quantity.currencies)
    rounded = round_half_up(quantity.value, 6)
    amount, unit = of.replace("{}", _figures(rounded, language)), per.replace("{}", "").strip()
    text = fill_in(style_of(language)["exchange"], amount=amount, unit=unit)
    return _owned_up(quantity.value, rounded, text, language)


_LARGEST_PART = 12
"""Shares that no percentage tells exactly are told as parts of so many: 1/3, 5/12."""


def _show_rate(quantity: Quantity, language: Language) -> str:
    share, value = quantity.value, quantity.value * 100
    if 0 < share < 1 and share.denominator <= _LARGEST_PART and not _decimals(value, 2):
        return f"{share.numerator}/{share.denominator}"
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


def unit_word(unit: Unit, language: Language) -> str:
    """What a unit is called where many are meant; where English needs no word, by its own name."""
    return unit.words.get(language, (unit.word,))[-1] or unit.word


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
    "exchange": _show_exchange,
    "rate": _show_rate,
    "points": _show_points,
    "ratio": _show_ratio,
    "count": _show_count,
    "ordinal": _show_ordinal,
    "duration": _show_count,
    "date": _show_date,
}

"""A value with its unit and its bound, and the numbers in it as texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from clausebook.quantity.currencies import Currency

Kind = Literal[
    "money", "exchange", "rate", "points", "ratio", "count", "ordinal", "duration", "date"
]


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

    ``value`` is the amount of money in the main unit of its currency, for exchange rates that of
    the first currency for one of the second, a share of one for rates (30% is 3/10), the second
    number over the first for ratios (1:0.5 is 1/2), a plain number for counts, durations and
    percentage points. Dates keep their ISO text in ``unit``, in the precision in which they were
    written, and count as the number of their first day. ``unit`` is the ISO code of a currency,
    two of them with a slash for exchange rates, the measure word of a count or an ordinal, the unit
    of a duration and the two sides of a ratio.
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
    currencies: tuple[Currency, ...] = field(default=(), repr=False)
    """Those that ``unit`` names, as the site writes them."""

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
        return self.unit if self.kind in ("money", "exchange") else self.kind

    def canonical(self) -> str:
        """The machine-readable value: an ISO date, or an exact decimal or fraction.

        The two ends of a range stand on both sides of a slash, as in ISO 8601: ``2022/2024``.
        """
        if self.kind != "date":
            low = exact(self.value)
        elif self.is_fiscal_year:
            low = date.fromordinal(int(self.value)).isoformat()
        else:
            low = self.unit
        return f"{low}/{self.upto.canonical()}" if self.upto else low


def money(value: Fraction, currency: Currency, bound: str = "") -> Quantity:
    """An amount of money."""
    return Quantity("money", value, currency.code, bound, currencies=(currency,))


def exchange(value: Fraction, of: Currency, per: Currency) -> Quantity:
    """An exchange rate: how much of a currency one of another is worth."""
    return Quantity("exchange", value, f"{of.code}/{per.code}", currencies=(of, per))


class NotAQuantity(ValueError):
    """The text cannot be read; its argument is the message, or a code of what was expected."""


class UnknownUnit(NotAQuantity):
    """The text is a number with a unit that nobody has told."""


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


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Rounding for display only: halves go away from zero."""
    scaled = abs(value) * 10**decimals
    rounded = Fraction(int(scaled + Fraction(1, 2)), 10**decimals)
    return -rounded if value < 0 else rounded

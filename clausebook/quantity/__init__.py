"""Values with units: reading what editors and readers write, and showing it in every language.

All arithmetic is exact: numbers are :class:`~fractions.Fraction`, money is counted in the main unit
of its currency. The way of a value is ``parse`` → ``value`` → ``show``; ``currencies`` are those of
a site, ``styles`` the words of each language, ``plain`` how texts are compared, ``days`` the
calendar. The browser's twin is ``static/quantity/``; both follow
``schema/vectors/quantities.json`` and take their words from ``schema/quantities.json`` and
``presets/currencies.json``.
"""

from clausebook.quantity.currencies import (
    SHIPPED,
    Currencies,
    Currency,
    Usage,
    generic,
    is_currency,
    is_exchange,
    is_money,
    told_kind,
)
from clausebook.quantity.days import end_of, first_day, last_day
from clausebook.quantity.parse import (
    parse,
    read_date,
    read_exchange,
    read_points,
    read_rate,
    read_ratio,
)
from clausebook.quantity.plain import plain_of, read_number
from clausebook.quantity.show import bare_unit, show, unit_word
from clausebook.quantity.styles import DURATIONS, MONTHS, SCALES, STYLES, UNITS, bound_pattern
from clausebook.quantity.value import (
    Kind,
    NotAQuantity,
    Quantity,
    Unit,
    Units,
    UnknownUnit,
    exact,
    exchange,
    money,
    round_half_up,
)

__all__ = [
    "DURATIONS",
    "MONTHS",
    "SCALES",
    "SHIPPED",
    "STYLES",
    "UNITS",
    "Currencies",
    "Currency",
    "Kind",
    "NotAQuantity",
    "Quantity",
    "Unit",
    "Units",
    "UnknownUnit",
    "Usage",
    "bare_unit",
    "bound_pattern",
    "end_of",
    "exact",
    "exchange",
    "first_day",
    "generic",
    "is_currency",
    "is_exchange",
    "is_money",
    "last_day",
    "money",
    "parse",
    "plain_of",
    "read_date",
    "read_exchange",
    "read_number",
    "read_points",
    "read_rate",
    "read_ratio",
    "round_half_up",
    "show",
    "told_kind",
    "unit_word",
]

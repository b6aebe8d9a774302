"""Currencies: in which words money is read, and how it is written, on a site.

Every site knows those of ``presets/currencies.json``; its content/site.yaml adds others, or puts
them in their place by the same code. A word that several have, such as ``$``, means one of
them on a site: the site's own currency if it has the word, else the first in the order of the
content, then of the presets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache, cached_property
from typing import Any

from clausebook.languages import Language, Languages
from clausebook.messages import Message, say
from clausebook.quantity.plain import plain_of
from clausebook.quantity.styles import SCALES, either
from clausebook.resources import PRESETS, json_of_resource


@dataclass(frozen=True, slots=True)
class Currency:
    """A row of the currencies."""

    code: str
    """Of ISO 4217."""
    words: tuple[str, ...]
    """What it is called and signed with; the first one stands behind a number."""
    written: Mapping[Language, str]
    """How an amount is written in each language, {} being the number with its scale."""
    decimals: int = 2
    """To which places amounts are rounded where they are shown."""
    bare: str = ""
    """The scale that bare numbers count where this is the site's currency, such as 万."""
    hundredths: tuple[str, ...] = ()
    """Words for a hundredth of it behind a number: pence."""
    own: tuple[str, ...] = ()
    """Those of its words that mean it by themselves on the site, as :func:`spaced` writes them."""

    @property
    def shared(self) -> tuple[str, ...]:
        """Its other words, which mean it behind or before one of its own: CAD $5."""
        return tuple(word for word in map(spaced, self.words) if word not in self.own)

    def __hash__(self) -> int:
        return hash(self.code)

    def as_json(self) -> dict[str, Any]:
        """The row as the browser knows it."""
        return {
            "words": [*self.words],
            "written": dict(self.written),
            "decimals": self.decimals,
            "bare": self.bare,
        }


def spaced(word: str) -> str:
    """A word of money in half width and lower case, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", word).lower().split())


def currency_of(code: str, row: Mapping[str, Any]) -> Currency:
    """A row as it stands in a file."""
    return Currency(
        code,
        tuple(row["words"]),
        row["written"],
        int(row.get("decimals", 2)),
        row.get("bare", ""),
        tuple(row.get("hundredths", ())),
    )


class Currencies(Mapping[str, Currency]):
    """All currencies of a site by code, its content's own first."""

    def __init__(self, rows: Iterable[Currency], usual: str = "") -> None:
        """``usual`` is the site's currency, which has the first claim to a word."""
        listed = {row.code: row for row in rows}
        claims = sorted(listed.values(), key=lambda row: row.code != usual)
        self.meant: dict[str, str] = {}
        """What each word means, without spaces → the code."""
        for row in claims:
            for word in row.words:
                self.meant.setdefault(plain_of(word), row.code)
        self._rows = {code: self._resolved(row) for code, row in listed.items()}

    def _resolved(self, row: Currency) -> Currency:
        own = (word for word in row.words if self.meant[plain_of(word)] == row.code)
        return replace(row, own=tuple(map(spaced, own)))

    def code_of(self, *words: str) -> str:
        """The one currency that words mean together, as they are compared; empty for none.

        One of them means it by itself, the others may: CAD $5.
        """
        for code in (self.meant[word] for word in words):
            if all(word in map(plain_of, self[code].words) for word in words):
                return code
        return ""

    @cached_property
    def pattern(self) -> str:
        """A pattern of every word of money, without spaces."""
        return either(self.meant)

    @cached_property
    def follows(self) -> re.Pattern[str]:
        """A word of money at the end of a text."""
        return re.compile(rf"(?:{self.pattern})$")

    @cached_property
    def spaced_pattern(self) -> str:
        """A pattern of every word of money, where spaces are kept."""
        return spaced_either(word for row in self.values() for word in map(spaced, row.words))

    __eq__ = object.__eq__
    __hash__ = object.__hash__  # of one site there is one, see known()

    def __getitem__(self, code: str) -> Currency:
        return self._rows[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def spaced_either(words: Iterable[str]) -> str:
    """A pattern that takes the longest of the words, whose spaces may be left out."""
    return either(words).replace(r"\ ", " ?")


@cache
def presets() -> tuple[Currency, ...]:
    """Those that every site knows."""
    rows = json_of_resource(PRESETS / "currencies.json")
    return tuple(currency_of(code, row) for code, row in rows.items())


@cache
def known(own: tuple[Currency, ...], usual: str) -> Currencies:
    """The currencies of a site: its own, then the presets that none of them replaces."""
    codes = {row.code for row in own}
    return Currencies([*own, *(row for row in presets() if row.code not in codes)], usual)


@dataclass(frozen=True, slots=True)
class Usage:
    """What is usual on a site, as content/site.yaml says."""

    currency: str = field(default_factory=lambda: presets()[0].code)
    """What is meant by money without any currency, and first by a word that several have."""
    fiscal_year: str = ""
    """The month and day on which it begins, 04-01; empty where figures are counted by no other
    year than that of the calendar."""
    languages: Languages = ("en",)
    """In which it tells amounts, the first one before all."""
    own: tuple[Currency, ...] = ()
    """The currencies that it describes."""

    @property
    def currencies(self) -> Currencies:
        """All that the site knows."""
        return known(self.own, self.currency)

    @property
    def scale(self) -> Fraction:
        """What a bare number in a field for money counts."""
        word = self.currencies[self.currency].bare
        return SCALES[word] if word else Fraction(1)

    def as_json(self) -> dict[str, Any]:
        """What the browser needs to read and write money."""
        rows = {code: row.as_json() for code, row in self.currencies.items()}
        return {"currency": self.currency, "currencies": rows}


SHIPPED = Usage()
"""Where a site says nothing."""
_CODE = re.compile("[A-Z]{3}")
_EXCHANGE = re.compile("[A-Z]{3}/[A-Z]{3}")


def is_currency(kind: str) -> bool:
    """Whether a kind of rules and inputs is money: it is the code of its currency then, CNY."""
    return _CODE.fullmatch(kind) is not None


def is_exchange(kind: str) -> bool:
    """Whether a kind is an exchange rate: CNY/USD is so much CNY for one USD."""
    return _EXCHANGE.fullmatch(kind) is not None


def generic(kind: str) -> str:
    """A kind of rules without its currencies."""
    return "money" if is_currency(kind) else "exchange" if is_exchange(kind) else kind


def told_kind(kind: str) -> Message | str:
    """How a message calls a kind of rules and inputs."""
    match kind.split(" ", 2):
        case ["range", "of", what]:
            return say("kinds.range", kind=told_kind(what))
        case ["duration", "in", unit]:
            return say("kinds.duration-in", unit=unit)
    return kind if is_currency(kind) or is_exchange(kind) else say(f"kinds.{kind}")


_MONEY_OF_ANY = re.compile("[元币圆镑铢]|法郎|卢[布比]|[€£¥$]")


def is_money(word: str) -> bool:
    """Whether a unit is a currency, known here or not."""
    return _MONEY_OF_ANY.search(plain_of(word)) is not None

"""What the reader of one language knows of the way in which its documents print figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from clausebook.quantity import Quantity, Units


@dataclass(frozen=True, slots=True)
class Reader:
    """One language's words and notations.

    Words are looked for in a token in its plain form, as ``normalise`` writes it.
    """

    longest: int
    """So many signs of a document's own words are enough to prove something."""
    normalise: Callable[[str], str]
    """A token in its plain form: one sign for each meaning, and no space that says nothing."""
    values: Callable[[Quantity, str, Units], Iterator[Quantity]]
    """All values of a fact's kind in a plain token; counts must have the fact's unit."""
    number: re.Pattern[str]
    """A number, whatever it counts."""
    says: Mapping[str, re.Pattern[str]]
    """Words of a bound, by its sign: a token that has them proves no value without that bound."""
    may_say: Mapping[str, re.Pattern[str]]
    """Words that may stand for a bound, and before an exact value too."""
    limited_rate: re.Pattern[str]
    """Words that only limit a rate, in the first group, with the rate behind them."""
    limited_award: re.Pattern[str]
    """Words that only limit an amount."""

    def bound(self, sign: str, token: str) -> str:
        """The words of a plain token that say a bound, or may say it; empty where none do."""
        words = filter(None, (self.says.get(sign), self.may_say.get(sign)))
        found = next(filter(None, (word.search(token) for word in words)), None)
        return found[0] if found else ""


_SPLIT = re.compile(r"(?<![\d.:])\d{1,3}(?::\d{1,3}){2,}(?![\d.:])", re.ASCII)


def split_in(token: str) -> Iterator[Quantity]:
    """The shares that a ratio of three or more says: 4:3:3 is 40%, 30% and 30%."""
    for match in _SPLIT.finditer(token):
        parts = [int(part) for part in re.findall("[0-9]+", match[0])]
        yield from (Quantity("rate", Fraction(part, sum(parts) or 1)) for part in parts)

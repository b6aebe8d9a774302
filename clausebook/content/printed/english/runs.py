"""The numbers of an English token, with what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from clausebook.numerals.english import COMPOUND, number
from clausebook.quantity import Quantity

NUMBER = re.compile(COMPOUND)


@dataclass(frozen=True, slots=True)
class Run:
    """A number in a token, with what stands on both sides of it."""

    text: str
    before: str
    after: str

    @property
    def number(self) -> Fraction | None:
        """What it says; None where it says no number."""
        return number(self.text)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers behind each other, with what stands between them."""

    low: Run
    high: Run
    between: str

    def is_range(self, unit: str, prefix: str) -> bool:
        """Whether they are the ends of a range of something: 20-50, from 2 to 5 years."""
        joint = rf"(?: ?|-)(?:{unit})? ?(?P<joint>-|to|and) ?(?:{prefix})?"
        match = re.fullmatch(joint, self.between)
        if match is None or match["joint"] != "and":
            return match is not None
        return re.search(rf"\bbetween ?(?:{prefix})?$", self.low.before) is not None


def runs_of(token: str) -> list[Run]:
    return [
        Run(match[0], token[: match.start()], token[match.end() :])
        for match in NUMBER.finditer(token)
    ]


def pairs_of(runs: list[Run]) -> Iterator[Pair]:
    for low, high in pairwise(runs):
        yield Pair(low, high, high.before[len(low.before) + len(low.text) :])


@dataclass(frozen=True, slots=True)
class Kind:
    """How values of a kind are printed."""

    read: Callable[[Run], Iterator[Quantity]]
    unit: str = ""
    """A pattern of what stands behind the number, with the space before it."""
    prefix: str = ""
    """A pattern of what stands before it."""
    anywhere: Callable[[str], Iterator[Quantity]] | None = None
    """Reads values that are said without a number of their own."""

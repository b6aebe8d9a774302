"""What comes next: the id of a clause, and its number as its document prints numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from clausebook.numerals import chinese


def next_id(listed: Sequence[str], taken: Iterable[str]) -> str:
    """The next free number among plain ones; where there are none, as the last numbered clause."""
    ids = [found for found in map(numbered, listed) if found]
    beginning = ids[-1][0] if ids and all(found[0] for found in ids) else ""
    ids += filter(None, map(numbered, taken))
    return f"{beginning}{max((n for other, n in ids if other == beginning), default=0) + 1}"


def predecessor(listed: Sequence[str], clause: str) -> str:
    """The listed clause that is numbered before another one; empty where there is none."""
    own = numbered(clause)
    others = ((numbered(other), other) for other in listed)
    before = [(of[1], other) for of, other in others if own and of and _precedes(of, own)]
    return max(before, default=(0, ""))[1]


def _precedes(of: tuple[str, int], other: tuple[str, int]) -> bool:
    return of[0] == other[0] and of[1] < other[1]


def numbered(clause: str) -> tuple[str, int] | None:
    """What an id begins with, and its number: rules-17 is the seventeenth of rules-."""
    found = re.fullmatch(r"((?:[a-z0-9-]*-)?)([1-9]\d{0,5})", clause)
    return (found[1], int(found[2])) if found else None


_NUMERAL = re.compile(r"[0-9]+|[〇零一二三四五六七八九十百]+|\b[A-Z]\b")


def next_printed(number: str, by: int) -> str:
    """A printed number so many further, counted in its last numeral; empty where it has none."""
    numerals = [*_NUMERAL.finditer(number)]
    after = _counted(numerals[-1][0], by) if numerals else ""
    return f"{number[: numerals[-1].start()]}{after}{number[numerals[-1].end() :]}" if after else ""


def _counted(numeral: str, by: int) -> str:
    if numeral.isdigit() and numeral.isascii():
        return str(int(numeral) + by)
    if numeral.isascii():
        return chr(ord(numeral) + by) if ord(numeral) + by <= ord("Z") else ""
    value = chinese.numeral(numeral)
    return chinese.written(int(value) + by) if value else ""

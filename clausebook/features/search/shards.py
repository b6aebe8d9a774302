"""The rows of the index and the shards in which they are published.

A row is a line: a term, its postings in each field, and notes of the thesaurus. A shard holds the
rows of all terms whose heads have the same hash; where a term is filed depends on nothing but the
term, so that an edit changes the shards of its own terms only, and a query knows at once where to
look. ``static/search/index.js`` reads what this module writes; ``schema/search.md`` describes it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from clausebook.features.search.counted import BOOSTS
from clausebook.features.search.tokenise import LETTER

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = {digit: value for value, digit in enumerate(DIGITS)}
_FIELDS = len(BOOSTS)
# Three letters, a number, a figure or concept, a sign: as much as a query knows of a beginning.
_HEAD = re.compile(rf"[{LETTER}].{{0,2}}|[0-9]+(?:[.:][0-9]+)*|[≈§#@A-Z].*|.", re.DOTALL)

Postings = dict[int, int]
"""How often a term stands in a field, by the place of the clause."""


def how_many(clauses: int) -> int:
    """How many shards so many clauses have, a power of two.

    A first query loads the names of all shards and two or three of them; near this number the bytes
    of both together are fewest.
    """
    return 1 << round(math.log2(max(20 * math.sqrt(clauses), clauses / 2, 1)))


def head(term: str) -> str:
    """The beginning by which a term is filed."""
    match = _HEAD.match(term)
    return match[0] if match else ""


def shard_of(term: str, shards: int) -> int:
    """The number of the shard that has a term."""
    return number_of(head(term)) % shards


@lru_cache(maxsize=65536)
def number_of(text: str) -> int:
    """FNV-1a of a text's UTF-16 units in 32 bits, its halves mixed; the browser has the same."""
    number = 0x811C9DC5
    units = text.encode("utf-16-be")
    for at in range(0, len(units), 2):
        number = (number ^ (units[at] << 8 | units[at + 1])) * 0x01000193 & 0xFFFFFFFF
    return number ^ number >> 15


def utf16(term: str) -> bytes:
    """A key that sorts as JavaScript does.

    Python sorts by code point, where emoji and the rare ideographs above U+FFFF come last; in
    UTF-16 some come earlier.
    """
    return term.encode("utf-16-be")


# --- rows ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Row:
    """Where a term stands, by field, and what the thesaurus says about it."""

    lists: list[str] = field(default_factory=lambda: [""] * _FIELDS)
    """Postings of each field, packed."""
    notes: Sequence[str] = ()

    @property
    def is_used(self) -> bool:
        """Whether any clause has the term; a word that only readers use has nothing but notes."""
        return any(self.lists)


Rows = dict[str, Row]


def written(rows: Mapping[str, Row]) -> str:
    """The rows of a shard as text, those without anything left out, in JavaScript's order."""
    kept = (term for term, row in rows.items() if row.is_used or row.notes)
    return "\n".join(_line(term, rows[term]) for term in sorted(kept, key=utf16))


def _line(term: str, row: Row) -> str:
    return "\t".join((term, *row.lists, *row.notes)).rstrip("\t")


def read(text: str) -> Rows:
    """The rows of a shard, from its text."""
    return dict(map(_row, text.split("\n"))) if text else {}


def _row(line: str) -> tuple[str, Row]:
    term, *parts = line.split("\t")
    lists = parts[:_FIELDS]
    return term, Row(lists + [""] * (_FIELDS - len(lists)), tuple(parts[_FIELDS:]))


# --- postings --------------------------------------------------------------------------------


def pack(postings: Iterable[tuple[int, int]]) -> str:
    """Places, in order, and how often, as text: for each the gap to the one before, and how often.

    A number has five bits in each character, the lowest first; the sixth bit says that it goes on.
    """
    parts, before = [], -1
    for place, often in postings:
        parts.append(_number((place - before - 1) * 2 + (often > 1)))
        if often > 1:
            parts.append(_number(often - 2))
        before = place
    return "".join(parts)


@lru_cache(maxsize=4096)
def _number(value: int) -> str:
    text = ""
    while value >= 32:
        text += DIGITS[32 + value % 32]
        value //= 32
    return text + DIGITS[value]


def unpack(text: str) -> Postings:
    """What :func:`pack` has packed."""
    numbers, postings, place = _numbers(text), {}, -1
    for value in numbers:
        place += value // 2 + 1
        postings[place] = next(numbers) + 2 if value % 2 else 1
    return postings


def _numbers(text: str) -> Iterator[int]:
    value = scale = 0
    for digit in text:
        value |= (_VALUES[digit] & 31) << scale
        scale += 5
        if _VALUES[digit] < 32:
            yield value
            value = scale = 0


def moved(text: str, place: int, often: int) -> str:
    """Postings in which a term stands so often at a place; 0 takes the place out."""
    postings = unpack(text)
    postings.pop(place, None)
    if often:
        postings[place] = often
    return pack(sorted(postings.items()))

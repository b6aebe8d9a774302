"""The index, cut into files of which a query needs a few.

A shard holds the rows of neighbouring terms. The root names the first term of every shard, so that
the browser knows which file has a term; a large site has nodes between root and shards.
``static/search/index.js`` reads what this module writes; ``schema/search.md`` describes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from clausebook.features.search.index import (
    BOOSTS,
    LENGTH_MATTERS,
    LENGTHS,
    SATURATION,
    ClauseIndex,
    utf16,
)

SHARD_SIZE = 500
"""Characters of a shard, at least: a query needs a row or two of each that it loads."""
MOST_SHARDS = 4000
"""From here on shards grow instead, because hosts are slow with very many files."""
MOST_CHILDREN = 400
"""Shards that the root itself may name."""
NODE_CHILDREN = 100
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def index_files(
    index: ClauseIndex, notes: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Any]]:
    """Every file of the index by name: ``root``, ``shard-0`` …, and nodes where there are any.

    ``notes`` are lines of :mod:`~clausebook.features.search.thesaurus`, by their term.
    """
    rows = list(_rows(index, notes))
    size = max(SHARD_SIZE, sum(len(line) for _, line in rows) // MOST_SHARDS)
    shards = list(_cut(rows, size))
    for number, (_, text) in enumerate(shards):
        yield f"shard-{number}", text
    firsts = [first for first, _ in shards]
    nodes = range(0, len(firsts), NODE_CHILDREN) if len(firsts) > MOST_CHILDREN else ()
    for number, start in enumerate(nodes):
        yield f"node-{number}", "\n".join(firsts[start : start + NODE_CHILDREN])
    yield (
        "root",
        {
            "entries": index.document_count,
            "boosts": BOOSTS,
            "averages": index.averages,
            "lengths": LENGTHS,
            "b": LENGTH_MATTERS,
            "k1": SATURATION,
            "node": NODE_CHILDREN if nodes else 0,
            "firsts": "\n".join([firsts[start] for start in nodes] or firsts),
        },
    )


def _rows(index: ClauseIndex, notes: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Term, postings of each field, notes; a word that only readers use has nothing but notes."""
    for term in sorted({*index.terms, *notes}, key=utf16):
        known = term in index.inverted_index
        lists = [pack(index.postings(term, field)) if known else "" for field in BOOSTS]
        yield term, "\t".join([term, *lists, *notes.get(term, ())]).rstrip("\t")


def _cut(rows: Iterable[tuple[str, str]], size: int) -> Iterator[tuple[str, str]]:
    """Shards of about this size, with what separates each from the one before."""
    first, last = "", ""
    lines: list[str] = []
    for term, line in rows:
        if lines and sum(map(len, lines)) + len(line) > size:
            yield first, "\n".join(lines)
            first, lines = separator(last, term), []
        lines.append(line)
        last = term
    yield first, "\n".join(lines)


def separator(last: str, term: str) -> str:
    """The shortest beginning of a term that comes after ``last``."""
    beginnings = (term[:length] for length in range(1, len(term)))
    return next((start for start in beginnings if utf16(start) > utf16(last)), term)


def pack(postings: Sequence[tuple[int, int, int]]) -> str:
    """Postings as text: for each the gap to the one before, the length's class, and how often.

    A number has five bits in each character, the lowest first; the sixth bit says that it goes on.
    """
    text, before = "", -1
    for place, often, length in postings:
        text += _number(((place - before - 1) * 16 + length) * 2 + (often > 1))
        if often > 1:
            text += _number(often - 2)
        before = place
    return text


def _number(value: int) -> str:
    text = ""
    while value >= 32:
        text += _DIGITS[32 + value % 32]
        value //= 32
    return text + _DIGITS[value]

"""The index, cut into files of which a query needs a few.

A shard holds the rows of neighbouring terms. The root names the first term of every shard, so that
the browser knows which file has a term; a large site has nodes between root and shards.
``static/search-index.js`` reads what this module writes; ``schema/search.md`` describes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clausebook.search.index import (
    BOOSTS,
    LENGTH_MATTERS,
    LENGTHS,
    SATURATION,
    ClauseIndex,
    utf16,
)

SHARD_SIZE = 1800
"""Characters of a shard. Smaller shards bring less that a query does not need, and longer roots."""
MOST_CHILDREN = 400
"""Shards that the root itself may name."""
NODE_CHILDREN = 100
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

Rows = list[tuple[str, str]]
"""A term, and what a shard says of it."""


def index_files(
    index: ClauseIndex, synonyms: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Any]]:
    """Every file of the index by name: ``root``, ``shard-0`` …, and nodes where there are any.

    ``synonyms`` are lines of :mod:`clausebook.search.thesaurus` by the term that leads to them.
    """
    shards = list(_cut(_rows(index, synonyms)))
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


def _rows(index: ClauseIndex, synonyms: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Term, postings of each field, synonyms; a reader's word may have nothing but synonyms."""
    for term in sorted({*index.terms, *synonyms}, key=utf16):
        known = term in index.inverted_index
        lists = [pack(index.postings(term, field)) if known else "" for field in BOOSTS]
        yield term, "\t".join([term, *lists, *synonyms.get(term, ())]).rstrip("\t")


def _cut(rows: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Shards with what separates each from the one before."""
    first, last, lines, size = "", "", [], 0
    for term, line in rows:
        if size + len(line) > SHARD_SIZE and lines:
            yield first, "\n".join(lines)
            first, lines, size = separator(last, term), [], 0
        lines.append(line)
        size += len(line) + 1
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

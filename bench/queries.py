"""A fixed sample of queries, taken from the clauses that they should find."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.texts import ClauseText

_Make = Callable[[random.Random, Sequence[ClauseText]], str]


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, and on the search page of which language."""

    language: str
    text: str


def sample(texts: dict[str, list[ClauseText]], seed: int = 1) -> list[Query]:
    """Twenty-four queries for each language; the same texts and seed give the same queries."""
    chance = random.Random(seed)
    return [
        Query(language, make(chance, texts[language]))
        for language, kinds in _KINDS.items()
        for make, count in kinds
        for _ in range(count)
    ]


def _piece(chance: random.Random, texts: Sequence[ClauseText]) -> str:
    """Two to six neighbouring Chinese characters, wherever words begin."""
    size = chance.randint(2, 6)
    while True:
        run = _any(chance, texts, r"[\u4e00-\u9fff]+")
        if len(run) >= size:
            start = chance.randint(0, len(run) - size)
            return run[start : start + size]


def _two_pieces(chance: random.Random, texts: Sequence[ClauseText]) -> str:
    return f"{_piece(chance, texts)} {_piece(chance, texts)}"


def _word(chance: random.Random, texts: Sequence[ClauseText]) -> str:
    return _any(chance, texts, "[A-Za-z]{5,}")


def _two_words(chance: random.Random, texts: Sequence[ClauseText]) -> str:
    """Two neighbouring words."""
    return _any(chance, texts, "[A-Za-z]{3,} [A-Za-z]{3,}")


def _any(chance: random.Random, texts: Sequence[ClauseText], pattern: str) -> str:
    """Any match of a pattern in any clause that has one."""
    found: list[str] = []
    while not found:
        found = re.findall(pattern, chance.choice(texts).words)
    return chance.choice(found)


def _figure(chance: random.Random, texts: Sequence[ClauseText]) -> str:
    """An amount or a rate."""
    return chance.choice(chance.choice([text for text in texts if text.figures]).figures)


def _number(chance: random.Random, texts: Sequence[ClauseText]) -> str:
    """The number of a document."""
    return chance.choice([text for text in texts if text.document_number]).document_number


_KINDS: dict[str, list[tuple[_Make, int]]] = {
    "zh": [(_piece, 14), (_two_pieces, 3), (_figure, 4), (_number, 3)],
    "en": [(_two_words, 13), (_word, 5), (_figure, 4), (_number, 2)],
}

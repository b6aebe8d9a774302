"""The Latin words of the texts, to which the browser compares words that no text has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from clausebook.features.search.tokenise import LATIN, fold, stem

SHORTEST = 3
"""Letters of the shortest word that is offered for another."""


@lru_cache(8192)
def latin(text: str) -> tuple[str, ...]:
    """The words of letters only, folded, in their order."""
    return tuple(LATIN.findall(fold(text)))


def spellings(counts: Mapping[str, int]) -> set[str]:
    """For each stem the word that occurs most often; of equally frequent ones the first."""
    best: dict[str, str] = {}
    for word in sorted(counts):
        known = best.setdefault(stem(word), word)
        if counts[word] > counts[known]:
            best[stem(word)] = word
    return {word for word in best.values() if len(word) >= SHORTEST}

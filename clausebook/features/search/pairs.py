"""Whether every two neighbouring Chinese characters of a text find it."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from clausebook.features.search.tokenise import tokens


def unfound_pairs(texts: Iterable[str], terms: Container[str]) -> Iterator[str]:
    """The pairs that, typed as a query, do not lead to an entry with these terms; each once."""
    pairs = {pair for text in {*texts} for pair in _pairs(text)}
    for pair in sorted(pairs):
        if not any(term in terms for term in _asked(pair)):
            yield pair


@lru_cache(8192)
def _pairs(text: str) -> tuple[str, ...]:
    return tuple({a + b for a, b in pairwise(text) if _chinese(a) and _chinese(b)})


@cache
def _asked(pair: str) -> tuple[str, ...]:
    return tuple(tokens(pair))


@cache
def _chinese(sign: str) -> bool:
    """Ideographs, and the radicals and strokes that look like them."""
    return unicodedata.name(sign, "").startswith(("CJK UNIFIED", "CJK COMP", "CJK RAD", "KANGXI"))

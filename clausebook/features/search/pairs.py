"""Whether every two neighbouring Chinese characters of a text find it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Set
from functools import cache, lru_cache
from operator import add

from clausebook.features.search.tokenise import Run, elements, words_of


def unfound_pairs(texts: Iterable[str], terms: Set[str]) -> Iterator[str]:
    """The pairs that, typed as a query, do not lead to an entry with these terms; each once."""
    pairs = set().union(*map(_pairs, texts))
    for pair in sorted(pairs.difference(terms)):  # a pair that is a term leads to itself
        if not any(term in terms for term in _asked(pair)):
            yield pair


def is_surely_found(texts: Iterable[str]) -> bool:
    """Whether all pairs find their texts, whatever else is there: no sign goes unread.

    Signs that are read and stand side by side are a term of the index, see search.md, section 3.
    """
    return all(map(_is_read, set().union(*texts)))


@cache
def _is_read(sign: str) -> bool:
    read = elements(sign)
    return _CHINESE[ord(sign)] == " " or (len(read) == 1 and isinstance(read[0], Run))


@lru_cache(8192)
def _pairs(text: str) -> frozenset[str]:
    runs = text.translate(_CHINESE).split()
    return frozenset(pair for run in runs for pair in map(add, run, run[1:]))


@cache
def _asked(pair: str) -> tuple[str, ...]:
    return tuple(words_of(pair))


class _Chinese(dict[int, str]):
    """Ideographs, and the radicals and strokes that look like them; all else separates them."""

    def __missing__(self, code: int) -> str:
        name = unicodedata.name(chr(code), "")
        is_one = name.startswith(("CJK UNIFIED", "CJK COMP", "CJK RAD", "KANGXI"))
        sign = self[code] = chr(code) if is_one else " "
        return sign


_CHINESE = _Chinese()

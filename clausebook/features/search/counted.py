"""What one clause adds to the index: how often each term stands in each of its fields.

A pure function of the clause's texts and of the thesaurus, so that counts can be kept, and made by
any process. Terms come from :mod:`~clausebook.features.search.tokenise`; no pipeline of lunr's is
used, because lunr.py and lunr.js differ in splitting, trimming and stemming.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from clausebook.features.search.pairs import unfound_pairs
from clausebook.features.search.spellings import latin
from clausebook.features.search.thesaurus import Thesaurus
from clausebook.features.search.tokenise import Run, elements, endings, fold, tokens
from clausebook.quantity import SHIPPED, Usage

BOOSTS = {"zh": 1, "en": 1, "name": 3, "also": 1.5}
"""The fields of a clause and how much a match in them counts."""
TEXTS = ("zh", "en")
"""The first of them, in which a match counts less when the text is long."""
LENGTHS = tuple(round(8 * 1.5**step) for step in range(16))
"""The lengths of texts, in terms, to which lunr's lengths are rounded: four bits hold one."""
_MIDDLES = [(low * high) ** 0.5 for low, high in pairwise(LENGTHS)]
_MANY_TEXTS = 8192
"""Texts whose terms are remembered: names and titles stand in many clauses."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause as the search sees it: plain texts, with figures as its page shows them."""

    ref: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    """All its prose; the title, which counts twice, is there twice."""
    name: tuple[str, ...]
    """What it is called and cited by, in both languages: its number, its document's names."""
    spoken: tuple[str, ...] = ()
    """Pairs of syllables by which some of the Chinese is also found, see :func:`pinyin`."""
    addresses: tuple[str, ...] = ()
    """Terms of its place and its number there, see :mod:`~clausebook.features.search.called`."""

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is printed of it."""
        return (*self.zh, *self.en, *self.name)


@dataclass(frozen=True, slots=True)
class Counted:
    """A clause as the index needs it."""

    terms: tuple[Mapping[str, int], ...]
    """By field, in the order of :data:`BOOSTS`: how often each term is there."""
    lengths: tuple[int, ...]
    """For each of :data:`TEXTS` the place of its length in :data:`LENGTHS`."""
    said: frozenset[str]
    """The words of the thesaurus that it says."""
    words: Mapping[str, int]
    """Its Latin words as they are spelled, and how often each is there."""
    unfound: tuple[str, ...]
    """Pairs of Chinese characters that would not find it; there should be none."""


def count(entry: Entry, thesaurus: Thesaurus, usage: Usage = SHIPPED) -> Counted:
    """Count a clause's terms; the concepts of the thesaurus are in the field ``also``."""
    zh, en, name = (_terms(texts, usage) for texts in (entry.zh, entry.en, entry.name))
    name.update((*entry.spoken, *entry.addresses))
    # Both languages say the same: a concept that one of them says twice is there twice.
    found = [thesaurus.found_in(texts) for texts in (entry.zh, entry.en)]
    in_zh, in_en = (Counter(concept for concept, _ in own) for own in found)
    return Counted(
        terms=(zh, en, name, in_zh | in_en),
        lengths=(length_class(zh.total()), length_class(en.total())),
        said=frozenset(word for own in found for _, word in own),
        words=Counter(chain.from_iterable(map(latin, entry.texts))),
        unfound=tuple(unfound_pairs(entry.texts, {*zh, *en, *name})),
    )


def _terms(texts: Iterable[str], usage: Usage) -> Counter[str]:
    return Counter(chain.from_iterable(_of_text(text, usage) for text in texts))


@lru_cache(_MANY_TEXTS)
def _of_text(text: str, usage: Usage) -> tuple[str, ...]:
    return (*tokens(text, usage), *endings(text))


def pinyin(text: str) -> list[str]:
    """Pairs of neighbouring syllables: zheng'ce, ce'ku for 政策库."""
    runs = (element for element in elements(text) if isinstance(element, Run))
    return [pair for run in runs for pair in _spoken("".join(run.written))]


@lru_cache(_MANY_TEXTS)
def _spoken(signs: str) -> tuple[str, ...]:
    from pypinyin import (
        lazy_pinyin,
    )  # its tables take long to load, and a rebuild rarely needs them

    syllables = [part for part in lazy_pinyin(signs) if part.isascii() and part.isalpha()]
    return tuple(fold("'".join(pair)) for pair in pairwise(syllables))


def length_class(length: int) -> int:
    """The place in :data:`LENGTHS` of the length that is nearest, as a ratio."""
    return bisect(_MIDDLES, length)

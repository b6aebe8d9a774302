"""The Latin words of the texts, to which the browser compares words that no text has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from clausebook.features.search.index import Entry
from clausebook.features.search.tokenise import LATIN, fold, stem

SHORTEST = 3
"""Letters of the shortest word that is offered for another."""


def spellings(entries: Sequence[Entry]) -> str:
    """For each stem the form that occurs most often, in order, joined by spaces."""
    forms: dict[str, Counter[str]] = {}
    for word in _words(entries):
        forms.setdefault(stem(word), Counter())[word] += 1
    best = (max(sorted(counts), key=counts.__getitem__) for counts in forms.values())
    return " ".join(sorted(word for word in best if len(word) >= SHORTEST))


def _words(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        for text in (*entry.en, *entry.zh, *entry.name):
            yield from LATIN.findall(fold(text))

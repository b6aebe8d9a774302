"""The whole index as lunr.py builds it, to which the browser's answers are compared."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from lunr.builder import Builder
from lunr.index import Index

from clausebook.features.search.counted import BOOSTS, LENGTHS, TEXTS, Counted
from clausebook.features.search.index import LENGTH_MATTERS, SATURATION
from clausebook.features.search.shards import utf16


class Oracle(Builder):  # type: ignore[misc]
    """lunr.py's builder, filled with counts instead of an object for each token.

    Documents are numbered by their place. Terms are numbered in the order of their UTF-16 units:
    ``lunr.Index.load`` refuses terms that are out of it.
    """

    def __init__(self, clauses: Iterable[Counted]) -> None:
        super().__init__()
        self.b(LENGTH_MATTERS)
        self.k1(SATURATION)
        for name, boost in BOOSTS.items():
            self.field(name, boost=boost)
        for place, counted in enumerate(clauses):
            self._count(str(place), counted)
        for number, term in enumerate(self.terms):
            self.inverted_index[term]["_index"] = number

    def _count(self, ref: str, counted: Counted) -> None:
        """What lunr.py's ``add`` does, a term at a time."""
        self._documents[ref] = {}
        self.document_count += 1
        lengths = dict(zip(TEXTS, counted.lengths, strict=True))
        for field, terms in zip(BOOSTS, counted.terms, strict=True):
            self.field_term_frequencies[f"{field}/{ref}"] = terms
            self.field_lengths[f"{field}/{ref}"] = LENGTHS[lengths.get(field, 0)]
            for term in terms:
                posting = self.inverted_index.get(term)
                if posting is None:
                    posting = self.inverted_index[term] = {name: {} for name in BOOSTS}
                posting[field][ref] = {}

    @cached_property
    def terms(self) -> list[str]:
        """All terms in their order."""
        return sorted(self.inverted_index, key=utf16)

    @cached_property
    def whole(self) -> Index:
        """The whole index."""
        return self.build()

    def serialised(self) -> dict[str, Any]:
        """The whole index as lunr.py writes it, with its terms in lunr.js's order."""
        written: dict[str, Any] = self.whole.serialize()
        written["invertedIndex"].sort(key=lambda pair: utf16(pair[0]))
        return written

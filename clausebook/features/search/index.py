"""From clauses to one lunr index of both languages.

lunr.py's builder holds the counts and has the arithmetic. Terms come from
:mod:`~clausebook.features.search.tokenise`, and no pipeline is used, because lunr.py and lunr.js
differ in splitting, trimming and stemming. :mod:`~clausebook.features.search.shards` cuts the index
into files, from which the browser builds, for each query, the part that the query needs.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from lunr.builder import Builder
from lunr.index import Index
from pypinyin import lazy_pinyin

from clausebook.features.search.thesaurus import Thesaurus
from clausebook.features.search.tokenise import Run, elements, endings, fold, tokens

BOOSTS = {"zh": 1, "en": 1, "name": 3, "also": 1.5}
"""The fields of an entry and how much a match in them counts."""
_TEXTS = ("zh", "en")
"""The fields in which a match counts less when the text is long."""
LENGTH_MATTERS = 0.5
"""lunr's b: how far a long text counts less than a short one. Measured as good from 0 to 1."""
SATURATION = 1.2
"""lunr's k1: how soon another occurrence of a term counts no more."""
LENGTHS = tuple(round(8 * 1.5**step) for step in range(16))
"""The lengths of texts, in terms, to which lunr's lengths are rounded: four bits hold one."""
_MIDDLES = [(low * high) ** 0.5 for low, high in pairwise(LENGTHS)]


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
    """Chinese that is also found when its pinyin is typed."""

    def terms(self, thesaurus: Thesaurus) -> dict[str, list[str]]:
        """The terms of each field, with repetitions; the concepts are in the field ``also``."""
        fields = {"zh": self.zh, "en": self.en, "name": self.name}
        found = {
            field: [term for text in texts for term in (*tokens(text), *endings(text))]
            for field, texts in fields.items()
        }
        found["name"] += [term for text in self.spoken for term in pinyin(text)]
        # Both languages say the same: a concept that one of them says twice is there twice.
        concepts = Counter(thesaurus.found_in(self.zh)) | Counter(thesaurus.found_in(self.en))
        return {**found, "also": [*concepts.elements()]}


def pinyin(text: str) -> list[str]:
    """Pairs of neighbouring syllables: chuang'xin, xin'yao for 创新药."""
    found: list[str] = []
    for run in (element for element in elements(text) if isinstance(element, Run)):
        syllables = [
            part for part in lazy_pinyin("".join(run.written)) if part.isascii() and part.isalpha()
        ]
        found += ["'".join(pair) for pair in pairwise(syllables)]
    return [fold(pair) for pair in found]


class ClauseIndex(Builder):  # type: ignore[misc]
    """lunr.py's builder, filled with counts instead of an object for each token.

    Documents are numbered by their place, so that a posting is a small number. Terms are numbered
    in the order of their UTF-16 units, which is the order in which lunr.js needs them.
    """

    def __init__(self, entries: Sequence[Entry], thesaurus: Thesaurus) -> None:
        super().__init__()
        self.b(LENGTH_MATTERS)
        self.k1(SATURATION)
        for name, boost in BOOSTS.items():
            self.field(name, boost=boost)
        for place, entry in enumerate(entries):
            self._count(str(place), entry.terms(thesaurus))
        for number, term in enumerate(self.terms):
            self.inverted_index[term]["_index"] = number

    def _count(self, ref: str, fields: Mapping[str, list[str]]) -> None:
        """What lunr.py's ``add`` does, a term at a time."""
        self._documents[ref] = {}
        self.document_count += 1
        for field, found in fields.items():
            counts = Counter(found)
            self.field_term_frequencies[f"{field}/{ref}"] = counts
            length = len(found) if field in _TEXTS else 0
            self.field_lengths[f"{field}/{ref}"] = LENGTHS[length_class(length)]
            for term in counts:
                posting = self.inverted_index.get(term)
                if posting is None:
                    posting = self.inverted_index[term] = {name: {} for name in BOOSTS}
                posting[field][ref] = {}

    @cached_property
    def terms(self) -> list[str]:
        """All terms in their order."""
        return sorted(self.inverted_index, key=utf16)

    @property
    def averages(self) -> dict[str, float]:
        """The average length of each field, in terms."""
        return {field: self._sum(field) / (self.document_count or 1) for field in BOOSTS}

    def _sum(self, field: str) -> int:
        lengths: list[int] = [self.field_lengths[f"{field}/{ref}"] for ref in self._documents]
        return sum(lengths)

    def postings(self, term: str, field: str) -> list[tuple[int, int, int]]:
        """Where a term stands: the entry's place, how often, and the class of the text's length."""
        found = []
        for ref in self.inverted_index[term][field]:
            key = f"{field}/{ref}"
            often = self.field_term_frequencies[key][term]
            found.append((int(ref), often, LENGTHS.index(self.field_lengths[key])))
        return found

    def terms_of(self, place: int, field: str) -> Iterable[str]:
        """The terms of an entry's field."""
        terms: Iterable[str] = self.field_term_frequencies[f"{field}/{place}"]
        return terms

    def monolith(self) -> Index:
        """The whole index, as lunr.py builds it."""
        return self.build()


def length_class(length: int) -> int:
    """The place in :data:`LENGTHS` of the length that is nearest, as a ratio."""
    return bisect(_MIDDLES, length)


def utf16(term: str) -> bytes:
    """A key that sorts as JavaScript does.

    Python sorts by code point, where emoji and the rare ideographs above U+FFFF come last; in
    UTF-16 some come earlier, and ``lunr.Index.load`` refuses terms that are out of its order.
    """
    return term.encode("utf-16-be")

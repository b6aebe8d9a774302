"""One clause that has changed → the files of the search that change with it.

They are, byte by byte, what a cold index of the clauses as they are now gives. What a clause adds
to the index is taken back and added anew, term by term; all else is worked out from kept counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from clausebook.features.search.counted import TEXTS
from clausebook.features.search.facets import Choices, facets
from clausebook.features.search.index import Findable, Kept, Store, root, word_part
from clausebook.features.search.names import ROOT, File, Names
from clausebook.features.search.shards import (
    DIGITS,
    Row,
    Rows,
    how_many,
    moved,
    read,
    shard_of,
    written,
)
from clausebook.features.search.spellings import spellings
from clausebook.features.search.thesaurus import Thesaurus
from clausebook.features.search.tokenise import variants


@dataclass(frozen=True, slots=True)
class Changed:
    """New files by path, and the paths that are no longer there."""

    files: Mapping[str, bytes]
    removed: Sequence[str]


def replace(
    place: int, old: Findable, new: Findable, thesaurus: Thesaurus, store: Store
) -> Changed:
    """Put a clause in the place of its older self; raises NotKept where the store is damaged.

    The thesaurus must be that of the kept index, and so must all other clauses.
    """
    change = _Change(place, thesaurus, store)
    files = dict(change.files(old, new))
    return Changed(files, tuple(change.names.removed))


class _Change:
    """The parts of the index that change with one clause."""

    def __init__(self, place: int, thesaurus: Thesaurus, store: Store) -> None:
        self._place = place
        self._thesaurus = thesaurus
        self._kept = Kept(store)
        self._about = self._kept.value("about")
        self._shards = how_many(self._about["entries"])
        self._rows: dict[int, Rows] = {}
        """The shards that are touched."""
        self.names = Names(self._kept.value("names"))
        self._root = root(self._about, self.names)

    def files(self, old: Findable, new: Findable) -> Iterator[File]:
        """The files that are new; afterwards the store has the new index."""
        for language, found in new.hits.items():
            yield from self.names.one_of(language, self._place, found)
        yield from self._index(old, new)
        for name, value in self._others(old, new):
            yield from self.names.file(name, value)
        yield from self.names.lists()
        self._kept.keep("about", self._about)
        self._kept.keep("names", self.names.kept())
        new_root = root(self._about, self.names)
        if new_root != self._root:
            yield ROOT, new_root

    # --- rows --------------------------------------------------------------------------------

    def _row(self, term: str) -> Row:
        """A term's row, an empty one where there is none."""
        number = shard_of(term, self._shards)
        if number not in self._rows:
            self._rows[number] = read(self._kept.text(f"shard-{number}"))
        return self._rows[number].setdefault(term, Row())

    def _index(self, old: Findable, new: Findable) -> Iterator[File]:
        appeared, vanished = self._move(old, new)
        yield from self._variants(appeared, vanished)
        self._said(old.counted.said, new.counted.said)
        for number, rows in self._rows.items():
            text = written(rows)
            self._kept.keep_text(f"shard-{number}", text)
            yield from self.names.one_of("shard", number, text)

    def _move(self, old: Findable, new: Findable) -> tuple[list[str], list[str]]:
        """Change the postings; the terms that no clause had before, and those that none has now."""
        used: dict[str, bool] = {}
        both = zip(old.counted.terms, new.counted.terms, strict=True)
        for field, (before, after) in enumerate(both):
            for term in before.keys() | after.keys():
                often = after.get(term, 0)
                if often != before.get(term, 0):
                    row = self._row(term)
                    used.setdefault(term, row.is_used)
                    row.lists[field] = moved(row.lists[field], self._place, often)
        now = {term: self._row(term).is_used for term in used}
        return (
            [term for term in used if now[term] and not used[term]],
            [term for term in used if used[term] and not now[term]],
        )

    def _said(self, before: Set[str], after: Set[str]) -> None:
        """What leads to a concept, and its words, stand there only while a clause says them."""
        known = Counter(self._about["said"])
        said = known + Counter(after) - Counter(before)
        if said.keys() != known.keys():
            old, new = self._thesaurus.lines(known), self._thesaurus.lines(said)
            for term in old.keys() | new.keys():
                if old.get(term) != new.get(term):
                    self._row(term).notes = new.get(term, ())
        self._about["said"] = said

    def _variants(self, appeared: Sequence[str], vanished: Sequence[str]) -> Iterator[File]:
        signs: dict[str, int] = self._kept.value("signs")
        before = signs.keys() | set()
        for terms, step in ((appeared, 1), (vanished, -1)):
            for sign in (sign for term in terms for sign in {*term}):
                signs[sign] = signs.get(sign, 0) + step
        signs = {sign: n for sign, n in signs.items() if n}
        if appeared or vanished:
            self._kept.keep("signs", signs)
        if before != signs.keys():
            table = self._kept.text("traditional")  # takes long to work out
            yield from self.names.file("variants", variants({*signs}, table))

    # --- the rest ----------------------------------------------------------------------------

    def _others(self, old: Findable, new: Findable) -> Iterator[tuple[str, Any]]:
        if old.counted.lengths != new.counted.lengths:
            yield "lengths", self._lengths(new.counted.lengths)
        if old.counted.words != new.counted.words:
            yield "spellings", self._spellings(old.counted.words, new.counted.words)
        if old.choices != new.choices:
            kept = self._kept.value("choices")
            kept[self._place] = new.choices.as_json()
            self._kept.keep("choices", kept)
            yield from facets([Choices.from_json(one) for one in kept]).items()

    def _lengths(self, lengths: tuple[int, ...]) -> dict[str, str]:
        classes: dict[str, str] = {}
        for field, length in zip(TEXTS, lengths, strict=True):
            own = self._about["lengths"][field]
            classes[field] = own[: self._place] + DIGITS[length] + own[self._place + 1 :]
        self._about["lengths"] = classes
        return classes

    def _spellings(self, old: Mapping[str, int], new: Mapping[str, int]) -> str:
        parts: dict[int, dict[str, int]] = {}
        changed = [w for w in old.keys() | new.keys() if old.get(w, 0) != new.get(w, 0)]
        for word in changed:
            number = word_part(word)
            parts.setdefault(number, self._kept.value(f"words-{number}"))
        spelled = {*self._kept.text("spellings").split(" ")}
        spelled = spelled.difference(*map(spellings, parts.values()))
        for word in changed:
            part = parts[word_part(word)]
            part[word] = part.get(word, 0) + new.get(word, 0) - old.get(word, 0)
            if not part[word]:
                del part[word]
        for number, part in parts.items():
            self._kept.keep(f"words-{number}", part)
        text = " ".join(sorted(spelled.union(*map(spellings, parts.values())) - {""}))
        self._kept.keep_text("spellings", text)
        return text

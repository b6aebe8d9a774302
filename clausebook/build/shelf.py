"""The site as the last build understood it, read from the state piece by piece as it is asked for.

An edit that changes nothing but words leaves all relations between files as they were: which files
there are, what refers to what, what applies when. Then nothing need be understood anew but the
files that changed, and nothing need be read but what the concerned outputs ask. That the site comes
out as if all had been understood again is what ``tests/build/test_incremental.py`` tries to refute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from clausebook.address import clause_of, document_of
from clausebook.build.reading import READ, Kept
from clausebook.build.state import Row, State, packed
from clausebook.content.check import ROWS, Read
from clausebook.content.read.vocabulary import presets
from clausebook.content.records import Clause, Corpus, Provision
from clausebook.content.shape import shape_digest
from clausebook.meaning.addresses import Addresses
from clausebook.meaning.calculate import Calculated, Work, work
from clausebook.meaning.index import Index
from clausebook.meaning.resolve import check_words
from clausebook.meaning.resolve.benefits import benefits_of, split_of
from clausebook.meaning.site import Site, SiteBenefit
from clausebook.problems import Problems
from clausebook.told.noted import OF_BENEFITS, digest_of_benefit, entries
from clausebook.told.notes import Question

V = TypeVar("V")

SEAT, ENTRIES, ORDER = "seat", "entries", "order"
_WHOLE = (
    "validity",
    "stated",
    "windows",
    "relations",
    "books",
    "planned",
    "cited_by",
    *(f"index {field.name}" for field in fields(Index)),
)
"""Mappings that are small enough to be kept in one piece."""


class Shelf(Mapping[str, V]):
    """A mapping whose entries are fetched when they are asked for."""

    def __init__(self, keys: Callable[[], Iterable[str]], fetch: Callable[[str], V]) -> None:
        self._keys = keys
        self._fetch = fetch
        self._at_hand: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        if key not in self._at_hand:
            self._at_hand[key] = self._fetch(key)
        return self._at_hand[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys())

    def __len__(self) -> int:
        return len([*self._keys()])


def rows_of(calculated: Calculated, changed: set[Question]) -> Iterator[Row]:
    """What the state keeps of a site's relations: entries that changed, and mappings that have."""
    whole = {question[0] for question in changed}
    yield ORDER, "", packed(_Order.of(calculated))
    for name, mapping in entries(calculated):
        if name == SEAT:
            new = (key for key in mapping if (SEAT, key) in changed)
            yield from ((SEAT, key, packed(mapping[key])) for key in new)
        elif name in _WHOLE and name in whole:
            yield ENTRIES, name, packed(mapping)


def only_words(old: Read | None, new: Read) -> bool:
    """Whether a file differs from its older self in nothing that another one may depend on."""
    if old is None or new.problems or not isinstance(new.record, Clause):
        return False
    return isinstance(old.record, Clause) and shape_digest(old.record) == shape_digest(new.record)


@dataclass(frozen=True, slots=True)
class _Order:
    """The keys of the mappings whose entries are kept by themselves."""

    documents: tuple[str, ...]
    clauses: tuple[str, ...]
    printed: tuple[str, ...]
    """The clauses once more, in the order in which the site has them."""
    provisions: tuple[str, ...]
    benefits: tuple[str, ...]
    curves: tuple[str, ...]

    @classmethod
    def of(cls, calculated: Calculated) -> _Order:
        site, corpus = calculated.site, calculated.site.corpus
        return cls(
            documents=tuple(corpus.documents),
            clauses=tuple(corpus.clauses),
            printed=tuple(site.clauses),
            provisions=tuple(site.addresses.provisions),
            benefits=tuple(site.benefits),
            curves=tuple(calculated.curves),
        )


class Understood:
    """The last build's site with other words in some of its clauses."""

    def __init__(
        self, state: State, reads: Mapping[str, Read], on: str | None, problems: Problems
    ) -> None:
        """``reads`` are the clauses that were read anew, by their ids."""
        self._state = state
        self._new = reads
        self._works: dict[str, tuple[SiteBenefit, Work]] = {}
        self._problems = problems
        self.calculated = self._calculated(state.get(ORDER), on)

    def is_right(self) -> bool:
        """Whether the new words are right, and use the same terms.

        What is wrong with them, or who else uses a term, needs the whole content.
        """
        site = self.calculated.site
        for id_ in self._new:
            record = site.corpus.clauses[id_]
            terms = check_words(site.corpus, site.addresses, record, self._problems)
            if terms != site.clauses[id_].terms:
                return False
            for benefit in site.clauses[id_].benefits:
                if self._work(benefit)[1].faults:
                    return False
        return not self._problems

    def digests(self, files: Mapping[str, str]) -> dict[str, dict[Question, str]]:
        """The digests of the entries that are not what they were, by clause.

        ``files`` are the digests of all files by id.
        """
        return {id_: self._digests_of(id_, files) for id_ in self._new}

    def _digests_of(self, clause: str, files: Mapping[str, str]) -> dict[Question, str]:
        found: dict[Question, str] = {("clause", clause): files[clause]}
        for benefit in self.calculated.site.clauses[clause].benefits:
            digest = digest_of_benefit(self.calculated, benefit, files)
            found |= {(name, benefit): digest for name in OF_BENEFITS}
        return found

    # --- pieces ------------------------------------------------------------------------------

    def _calculated(self, order: _Order, on: str | None) -> Calculated:
        corpus = self._corpus(order)
        provisions: Mapping[str, Provision] = Shelf(lambda: order.provisions, self._provision)
        benefits: Mapping[str, SiteBenefit] = Shelf(
            lambda: order.benefits, lambda id_: self._work(id_)[0]
        )
        whole = {name: self._mapping(name) for name in _WHOLE}
        site = Site(
            corpus=corpus,
            addresses=Addresses(corpus.documents, provisions, corpus.broken),
            clauses=Shelf(lambda: order.printed, lambda id_: self._kept(SEAT, id_)),
            validity=whole["validity"],
            stated=whole["stated"],
            windows=whole["windows"],
            benefits=benefits,
            relations=whole["relations"],
            books=whole["books"],
            cited_by=whole["cited_by"],
            index=Index(**{f.name: whole[f"index {f.name}"] for f in fields(Index)}),
        )
        return Calculated(
            site,
            on or corpus.settings.as_of,
            Shelf(lambda: order.benefits, lambda id_: self._work(id_)[1].examples),
            Shelf(lambda: order.curves, self._curve),
            whole["planned"],
        )

    def _corpus(self, order: _Order) -> Corpus:
        tables = {name: self._table(name) for name in ROWS}
        own: Any = kept.read.record if (kept := self._state.get(READ, "vocabulary.yaml")) else None
        return Corpus(
            settings=self._read("site").record,
            documents=Shelf(
                lambda: order.documents, lambda id_: self._read(f"{id_}/document").record
            ),
            clauses=Shelf(lambda: order.clauses, lambda id_: self._read(id_).record),
            **tables,
            vocabulary=presets().with_own(own) if own else presets(),
            broken=frozenset(),
        )

    def _read(self, id_: str) -> Any:
        if id_ in self._new:
            return self._new[id_]
        kept: Kept = self._kept(READ, f"{id_}.yaml")
        return kept.read

    def _kept(self, kind: str, id_: str) -> Any:
        found = self._state.get(kind, id_)
        if found is None:
            raise KeyError(id_)
        return found

    def _table(self, name: str) -> Mapping[str, Any]:
        """The rows of a table; none where there is no such file."""

        def rows() -> Any:
            kept: Kept | None = self._state.get(READ, f"{name}.yaml")
            return kept.read.record if kept else {}

        return _Whole(rows)

    def _mapping(self, name: str) -> Mapping[str, Any]:
        return _Whole(lambda: self._state.get(ENTRIES, name) or {})

    def _provision(self, address: str) -> Provision:
        clause: Clause = self.calculated.site.corpus.clauses[clause_of(address)]
        return next((p for p in clause.provisions() if p.id == address), None) or _none(address)

    def _curve(self, benefit: str) -> Any:
        return self._work(benefit)[1].curve or _none(benefit)

    def _work(self, benefit: str) -> tuple[SiteBenefit, Work]:
        """A benefit, compiled and worked again with all those of its clause."""
        if benefit not in self._works:
            site, clause = self.calculated.site, clause_of(benefit)
            document = document_of(clause)
            record = site.corpus.documents[document]
            split = split_of(record, site.addresses, set(), self._problems)
            for own in benefits_of(
                site.corpus,
                site.addresses,
                site.corpus.clauses[clause],
                site.validity[site.dated(clause)],
                split,
                set(),
                self._problems,
            ):
                self._works[own.id] = own, work(own, self.calculated.on)
        return self._works.get(benefit) or _none(benefit)


class _Whole(Mapping[str, V]):
    """A mapping that is fetched in one piece when it is first asked for anything."""

    def __init__(self, fetch: Callable[[], Mapping[str, V]]) -> None:
        self._fetch = fetch
        self._found: Mapping[str, V] | None = None

    @property
    def _entries(self) -> Mapping[str, V]:
        if self._found is None:
            self._found = self._fetch()
        return self._found

    def __getitem__(self, key: str) -> V:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _none(key: str) -> Any:
    raise KeyError(key)

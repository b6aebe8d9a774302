"""The resolved site: references lead somewhere, rules are compiled, dates are known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from clausebook.address import clause_of, document_of
from clausebook.content.records import (
    Benefit,
    Corpus,
    Provision,
)
from clausebook.meaning.addresses import Addresses
from clausebook.meaning.basis import Basis
from clausebook.meaning.index import Index
from clausebook.plan.book import PlanBook, Relation
from clausebook.rules.applications import Window
from clausebook.rules.compiled import CompiledBenefit
from clausebook.rules.validity import Validity

BOOK = "book"
INVERSE = {
    "implements": "implemented-by",
    "details": "detailed-by",
    "matches-funding": "funding-matched-by",
    "same-subject": "same-subject",
    "contrasts": "contrasts",
    "cites": "cited-by",
    "supersedes": "superseded-by",
}
"""How each type of link is called from the other end."""


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """A link as seen from one of its ends. Its reason stands in the record that declares it."""

    type: str
    """As declared, or its inverse when seen from the target."""
    outgoing: bool
    other: str
    """The clause at the other end, with the item where one is named."""
    home: str
    """The clause that declares the link; its facts are the ones that the reason refers to."""
    place: int
    """Which of that clause's links it is."""
    compared: str = ""
    """How an implementing rule stands to its article."""


class Stated(NamedTuple):
    """What is stated of being in force beside first and last day, with ISO days.

    Its source stands in the record that states it.
    """

    kind: str
    """draft, suspended, withdrawn or superseded."""
    from_: str
    until: str
    by: str
    """The clause or document that supersedes it; empty for other kinds."""
    fact: str
    """The address of the fact that holds the first day; empty where another text states it."""
    record: str
    """The document or clause that states it."""
    place: int
    """Which of that record's states it is; -1 where a link of ``by`` says it."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """A clause or document that rests on a document outside this corpus, or inside it."""

    source: str
    place: int
    """Which of the source's citations it is, those of needed money after the others."""
    named: bool
    """Whether the text names the document; otherwise the document governs money it needs."""


@dataclass(frozen=True, slots=True)
class SiteBenefit:
    """A benefit with its compiled rule."""

    home: Provision
    rule: CompiledBenefit = field(repr=False)
    basis: Basis
    """What the rule follows from."""

    @property
    def id(self) -> str:
        """provision:benefit"""
        return self.basis.id

    @property
    def record(self) -> Benefit:
        """What the content says of it."""
        return self.basis.record

    @property
    def version(self) -> str:
        """A name for the rule and all its figures, which changes when any of them does."""
        return sha256(json.dumps(self.rule.as_json(), ensure_ascii=False).encode()).hexdigest()[:8]


class Called(NamedTuple):
    """What a clause is called by beside its number."""

    kind: str
    alone: bool
    """Whether no other clause of its document has this kind and this number."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A clause's place: its document, chapter and neighbours, its links from both sides.

    It names other things by their ids; what they say stands in their records.
    """

    id: str
    document: str
    part: int
    chapter: int
    called: Called
    previous: str
    next: str
    links: tuple[LinkEnd, ...]
    relations: tuple[str, ...]
    """Those that it states, then those that others state of its benefits."""
    benefits: tuple[str, ...]
    agencies_named: frozenset[str]
    """The agencies that its text names without making them responsible."""
    terms: tuple[str, ...]
    """The terms that its texts use, linked or not, in order."""

    @property
    def rules(self) -> tuple[LinkEnd, ...]:
        """The implementing rules that are compared with this article."""
        return tuple(end for end in self.links if end.compared and not end.outgoing)


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that pages, exports, search and calculators are made from."""

    corpus: Corpus
    addresses: Addresses = field(repr=False)
    clauses: Mapping[str, Seat]
    """In printed order, document by document."""
    validity: Mapping[str, Validity]
    """By document, in the order of :attr:`documents`, then by clause where it has its own."""
    stated: Mapping[str, tuple[Stated, ...]]
    """What is stated beside first and last day, by the same ids."""
    windows: Mapping[str, tuple[Window, ...]]
    """What is stated of applications, by the documents and clauses that state it."""
    benefits: Mapping[str, SiteBenefit]
    relations: Mapping[str, Relation]
    """What texts say of benefits beside each other, by ``clause:relation``."""
    books: Mapping[str, PlanBook]
    """What plans take, under :data:`BOOK`; nothing where the site asks no questions."""
    cited_by: Mapping[str, tuple[Dependence, ...]]
    """By id of the cited document, inside the corpus or not."""
    index: Index = field(repr=False)

    @property
    def documents(self) -> tuple[str, ...]:
        """In the order of their jurisdictions, then by id."""
        return tuple(id_ for id_ in self.validity if id_ == document_of(id_))

    @property
    def book(self) -> PlanBook | None:
        """What plans take; None where the site asks no questions."""
        return self.books.get(BOOK)

    def windowed(self, id_: str) -> str:
        """Whose windows for applications count for a provision or document; empty for none."""
        clause = clause_of(id_)
        home = clause if clause in self.windows else document_of(clause)
        return home if home in self.windows else ""

    def dated(self, id_: str) -> str:
        """Whose validity counts for a provision or document: the clause's own, or the document's.

        So what is told of days is told once for a document, not for each of its clauses.
        """
        clause = clause_of(id_)
        return clause if clause in self.validity else document_of(clause)

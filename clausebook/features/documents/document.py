"""A document's page, and its summary on other pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from markupsafe import Markup

from clausebook.content.records import Chapter, Document, Prose
from clausebook.features.cite.view import CiteView, cite_view
from clausebook.features.documents.applications import ApplicationsView, applications_view
from clausebook.features.documents.cards import CiteRow, cite_rows, dependents
from clausebook.features.documents.parts import FactRow, fact_rows
from clausebook.features.documents.rows import ClauseRow, row
from clausebook.features.documents.states import SourceView, StateView, published_view, state_views
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.frame.unbroken import unbroken
from clausebook.meaning.site import Seat
from clausebook.quantity import show
from clausebook.told.notes import told
from clausebook.told.status import Status
from clausebook.told.strings import counted, fill

E = TypeVar("E")
"""What is shown of a clause in its chapter."""


@dataclass(frozen=True, slots=True)
class ChapterView(Generic[E]):
    """A chapter with an entry for each clause."""

    heading: str
    clauses: tuple[E, ...]


@dataclass(frozen=True, slots=True)
class PartView(Generic[E]):
    """A part of a document."""

    title: str
    chapters: tuple[ChapterView[E], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause of the document, as a row and in the running text."""

    row: ClauseRow
    digest: Markup


@dataclass(frozen=True, slots=True)
class Summary:
    """A document on other pages."""

    id: str
    title: str
    short: str
    href: str
    number: str
    """As the page's language writes it; empty where it has none."""
    printed_number: str
    original: str
    """The language in which it was published, as browsers call it."""
    type: str
    jurisdiction: Anchor
    status: Status
    validity: str
    reference: str
    applications: ApplicationsView | None
    counted: str
    """How many clauses and calculators it has."""
    stacking_type: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document's page."""

    summary: Summary
    heading: Markup
    """Its title."""
    issuers: tuple[Anchor, ...]
    consulted: tuple[Anchor, ...]
    addressees: Markup | None
    copied_to: Markup | None
    printed_by: Anchor | None
    issued: str
    days: str
    """First and last day in force, where there are any."""
    states: tuple[StateView, ...]
    published: SourceView | None
    digest: Markup
    stacking: Markup | None
    stacking_source: Anchor | None
    split: str
    split_source: Anchor | None
    cites: tuple[CiteRow, ...]
    supersedes: tuple[Anchor, ...]
    """Documents in whose place it stands."""
    cited_by: tuple[CiteRow, ...]
    facts: tuple[FactRow, ...]
    parts: tuple[PartView[Entry], ...]
    cite: CiteView
    chapters: tuple[Anchor, ...]
    """Where parts and chapters begin in the table."""
    count: int
    """How many clauses it has."""
    says_who: bool
    """Whether any clause says who can have what it gives."""
    has_calculators: bool
    grants_nothing: bool


@told
def summary(w: Linked, id_: str) -> Summary:
    """A document in a few words."""
    document, ids = w.corpus.documents[id_], w.site.index.by_document.get(id_, ())
    return Summary(
        id=id_,
        title=document.title[w.language],
        short=document.short[w.language],
        href=w.at(("document", id_)),
        number=w.printed_number(document),
        printed_number=document.number,
        original=w.original(id_),
        type=w.corpus.type_of(id_).name[w.language],
        jurisdiction=w.row_anchor("jurisdictions", document.jurisdiction),
        status=w.status_of(id_),
        validity=w.period(id_),
        reference=reference_period(w, id_),
        applications=applications_view(w, id_),
        counted=_counted(w, ids),
        stacking_type=w.words["stacking_type"][document.stacking.type] if document.stacking else "",
    )


def _counted(w: Linked, clauses: Collection[str]) -> str:
    """Of calculators nothing is said where there are none."""
    calculators = sum(len(w.site.clauses[clause].benefits) for clause in clauses)
    said = [counted(w.words["clause_count"], len(clauses))]
    said += [counted(w.words["calculator_count"], calculators)] if calculators else []
    return str(w.words["comma"]).join(said)


def document_view(w: Linked, id_: str) -> DocumentView:
    """A document with all its clauses in order."""
    document = w.corpus.documents[id_]
    stacking, split = document.stacking, document.split
    rows = [row(w, clause) for clause in w.site.index.by_document.get(id_, ())]
    return DocumentView(
        summary=summary(w, id_),
        heading=unbroken(w, document.title[w.language]),
        issuers=tuple(w.row_anchor("agencies", issuer) for issuer in document.issuers),
        consulted=tuple(w.row_anchor("agencies", agency) for agency in document.consulted),
        addressees=_maybe(w, document.addressees, id_),
        copied_to=_maybe(w, document.copied_to, id_),
        printed_by=w.row_anchor("agencies", document.printed_by) if document.printed_by else None,
        issued=_fact_words(w, document, document.issued),
        days=w.days_in_force(id_),
        states=state_views(w, id_),
        published=published_view(w, id_),
        digest=w.prose(document.digest, id_),
        stacking=w.inline(stacking.digest, id_) if stacking else None,
        stacking_source=_source(w, document, stacking.clause) if stacking else None,
        split=_split(w, document),
        split_source=_source(w, document, split.clause) if split else None,
        cites=cite_rows(w, id_, document.cites),
        supersedes=tuple(_supersedes(w, id_)),
        cited_by=dependents(w, id_),
        facts=fact_rows(w, id_, document.facts),
        parts=tuple(parts(w, document, _entry)),
        cite=cite_view(w, id_),
        chapters=tuple(_headings(w, document)),
        count=len(rows),
        says_who=any(each.who for each in rows),
        has_calculators=any(each.calculator for each in rows),
        grants_nothing=not w.corpus.type_of(id_).grants,
    )


def _supersedes(w: Linked, id_: str) -> Iterator[Anchor]:
    for other in w.site.documents:
        if any(stated.by == id_ for stated in w.site.stated[other]):
            yield w.document_anchor(other)


def _maybe(w: Linked, prose: Prose | None, home: str) -> Markup | None:
    return w.inline(prose, home) if prose else None


def _headings(w: Linked, document: Document) -> Iterator[Anchor]:
    """The parts, or the chapters where the document has no parts with names."""
    titles = [w.above(document.id, part) for part in document.parts]
    for place, (part, title) in enumerate(zip(document.parts, titles, strict=True), 1):
        if title:
            yield Anchor(title, f"#part-{place}")
            continue
        for number, chapter in enumerate(part.chapters, 1):
            if heading := w.above(document.id, chapter):
                yield Anchor(heading, f"#chapter-{place}-{number}")


def _entry(w: Linked, id_: str) -> Entry:
    return Entry(row(w, id_), digest(w, id_))


@told
def digest(w: Linked, clause: str) -> Markup:
    """What a clause says."""
    return w.prose(w.corpus.clauses[clause].digest, clause)


def parts(
    w: Linked, document: Document, entry: Callable[[Linked, str], E]
) -> Iterable[PartView[E]]:
    """The parts and chapters of a document, with an entry for each clause."""
    for part in document.parts:
        chapters = tuple(_chapter(w, document.id, chapter, entry) for chapter in part.chapters)
        yield PartView(w.above(document.id, part), chapters)


def _chapter(
    w: Linked, document: str, chapter: Chapter, entry: Callable[[Linked, str], E]
) -> ChapterView[E]:
    rows = tuple(entry(w, f"{document}/{clause}") for clause in chapter.clauses)
    return ChapterView(w.above(document, chapter), rows)


def place_heading(w: Linked, document: Document, seat: Seat) -> str:
    """The heading under which a clause stands: its chapter's, or its part's."""
    part = document.parts[seat.part]
    return w.above(document.id, part.chapters[seat.chapter]) or w.above(document.id, part)


def _fact_words(w: Linked, document: Document, address: str) -> str:
    found = w.site.addresses.fact(document.id, address) if address else None
    return show(found.fact.quantity, w.language) if found else ""


def _source(w: Linked, document: Document, address: str) -> Anchor:
    full = w.site.addresses.clause(document.id, address) or ""
    return Anchor(w.label(full), w.at(("clause", full)))


def _split(w: Linked, document: Document) -> str:
    """Who pays together, and in which ratio: national : local = 4:1."""
    split = document.split
    found = w.site.addresses.fact(document.id, split.ratio) if split else None
    if split is None or found is None:
        return ""
    names = " : ".join(level[w.language] for level in split.between)
    return f"{names} = {show(found.fact.quantity, w.language)}"


def reference_period(w: Linked, id_: str, words: str = "by_reference_period") -> str:
    """In which period a document or clause is applied by reference, if there is one."""
    validity = w.site.validity[w.site.dated(id_)]
    if not validity.reference_from:
        return ""
    days = {"from": w.day(validity.reference_from), "until": w.day(validity.reference_until)}
    return fill(w.words[words], **days)

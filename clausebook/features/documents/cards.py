"""A clause as other pages show it: cards, rows of lists, links with their reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from clausebook.address import clause_of, document_of, provision_of
from clausebook.content.records import Citation
from clausebook.features.documents.applications import ApplicationsView, applications_view
from clausebook.features.frame import urls
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.meaning.site import LinkEnd
from clausebook.told.best import Best
from clausebook.told.notes import told
from clausebook.told.status import Status


@dataclass(frozen=True, slots=True)
class Card:
    """A clause seen from another page."""

    id: str
    label: str
    """How it is cited elsewhere, with its document's name."""
    number: str
    """How it is called where its document is named; empty for forms, which only have a title."""
    title: str
    href: str
    status: Status
    has_own_states: bool
    """Whether more is stated of it than of its document."""
    applications: ApplicationsView | None
    best: Best
    """The most that it pays or offers."""
    calculators: int


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link to a clause with the reason for it."""

    card: Card
    compared: str
    """How an implementing rule stands to its article, in words."""
    why: Markup


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """All links of one type."""

    type: str
    words: str
    rows: tuple[LinkRow, ...]


@dataclass(frozen=True, slots=True)
class CiteRow:
    """A cited document, or a clause that cites one."""

    anchor: Anchor
    why: Markup


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Clauses of one document on a topic's or an agency's page."""

    document: Anchor
    status: Status
    cards: tuple[Card, ...]


@told
def card(w: Linked, address: str) -> Card:
    """A clause, or one of its items, as other pages show it."""
    clause = clause_of(address)
    title, number = w.title(address), w.label(address)
    return Card(
        id=clause,
        label=w.clause_label(address),
        number="" if number == title else number[0].upper() + number[1:],
        title=title,
        href=w.href(urls.clause(w.language, address)),
        status=w.status_of(clause),
        has_own_states=w.site.dated(clause) == clause and bool(w.site.stated[clause]),
        applications=applications_view(w, clause),
        best=w.best(address),
        calculators=len(w.site.clauses[clause].benefits),
    )


def card_groups(w: Linked, ids: Iterable[str]) -> tuple[CardGroup, ...]:
    """Clauses by document, documents in the site's order."""
    by_document: dict[str, list[str]] = {}
    for id_ in ids:
        by_document.setdefault(document_of(id_), []).append(id_)
    return tuple(
        CardGroup(
            w.document_anchor(document),
            w.status_of(document),
            tuple(card(w, id_) for id_ in by_document[document]),
        )
        for document in w.site.documents
        if document in by_document
    )


def link_groups(w: Linked, ends: Iterable[LinkEnd], words: dict[str, str]) -> tuple[LinkGroup, ...]:
    """Links grouped by type, in the order of the words' table."""
    groups: dict[str, list[LinkRow]] = {}
    for end in ends:
        compared = w.words["compared"][end.compared] if end.compared else ""
        reason = why(w, end.home, str(end.place))
        row = LinkRow(card(w, end.other), compared, reason)
        groups.setdefault(end.type, []).append(row)
    return tuple(LinkGroup(t, words[t], tuple(groups[t])) for t in words if t in groups)


@told
def why(w: Linked, home: str, place: str) -> Markup:
    """Why a clause is linked, as the one that declares it says."""
    return w.inline(w.reason(home, int(place)), home)


def relation_groups(w: Linked, clause: str, relations: Iterable[str]) -> tuple[LinkGroup, ...]:
    """What texts say of a clause's benefits beside others, by type: the others, and why."""
    groups: dict[str, list[LinkRow]] = {}
    for id_ in relations:
        relation = w.site.relations[id_]
        others = dict.fromkeys(map(provision_of, relation.ends))
        reason = w.inline(w.related(id_).why, clause_of(id_))
        rows = [LinkRow(card(w, o), "", reason) for o in others if clause_of(o) != clause]
        own = [LinkRow(card(w, o), "", reason) for o in others if clause_of(o) == clause]
        groups.setdefault(relation.type, []).extend(rows or own)
    words = w.words["relation_type"]
    return tuple(LinkGroup(t, words[t], tuple(groups[t])) for t in words if t in groups)


def cite_rows(w: Linked, home: str, cites: Iterable[Citation]) -> tuple[CiteRow, ...]:
    """The documents that a clause or document names."""
    return tuple(CiteRow(w.document_anchor(cite.to), w.inline(cite.why, home)) for cite in cites)


def dependents(w: Linked, document: str) -> tuple[CiteRow, ...]:
    """The clauses and documents that name a document."""
    return tuple(dependent(w, of.source, str(of.place)) for of in w.site.cited_by[document])


@told
def dependent(w: Linked, source: str, place: str) -> CiteRow:
    """A clause or document that names a document, with the reason."""
    if "/" not in source:
        cite = w.corpus.documents[source].cites[int(place)]
        return CiteRow(w.document_anchor(source), w.inline(cite.why, source))
    clause = w.corpus.clauses[source]
    cite = (*clause.cites, *clause.needs_money)[int(place)]
    href = w.href(urls.clause(w.language, source))
    anchor = Anchor(w.clause_label(source), href, w.title(source))
    return CiteRow(anchor, w.inline(cite.why, source))

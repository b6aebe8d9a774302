"""Home, topics, agencies, jurisdictions, cited documents, glossary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clausebook.content.records import Entry, Term
from clausebook.content.walk import agencies_in, document_prose
from clausebook.features.documents.document import dependents, document_view
from clausebook.features.documents.parts import card, document_anchor, row_anchor
from clausebook.features.frame import urls
from clausebook.features.frame.wording import Wording
from clausebook.features.views import (
    CardGroup,
    GlossaryView,
    HomeView,
    ListView,
    RowView,
    TermView,
)
from clausebook.quantity import other_language


def home_view(w: Wording) -> HomeView:
    """The front page: documents, topics, jurisdictions, and what can be calculated."""
    calculable = [id_ for id_, clause in w.site.clauses.items() if clause.benefits]
    return HomeView(
        documents=tuple(document_view(w, d, with_parts=False) for d in w.site.documents),
        topics=tuple(topic_view(w, id_, with_groups=False) for id_ in w.corpus.topics),
        jurisdictions=tuple(jurisdiction_view(w, id_) for id_ in _territories(w)),
        calculators=_groups(w, calculable),
    )


def _territories(w: Wording) -> list[str]:
    """Jurisdictions that have documents here."""
    used = {document.jurisdiction for document in w.site.documents}
    return [id_ for id_ in w.corpus.jurisdictions if id_ in used]


def topics_view(w: Wording) -> ListView:
    """All topics."""
    rows = (topic_view(w, id_, with_groups=False) for id_ in w.corpus.topics)
    return ListView(w.words["topics"], tuple(rows))


def agencies_view(w: Wording) -> ListView:
    """All agencies."""
    rows = (agency_view(w, id_, with_groups=False) for id_ in w.corpus.agencies)
    return ListView(w.words["agencies"], tuple(rows))


def topic_view(w: Wording, id_: str, with_groups: bool = True) -> RowView:
    """A topic with its clauses by document."""
    ids = [c for c, clause in w.site.clauses.items() if id_ in clause.record.topics]
    return _row(w, "topics", w.corpus.topics[id_], len(ids), _groups(w, ids) if with_groups else ())


def agency_view(w: Wording, id_: str, with_groups: bool = True) -> RowView:
    """An agency with its clauses, those that only name it, and the documents it issued."""
    clauses = w.site.clauses.items()
    ids = [c for c, clause in clauses if id_ in clause.record.agencies]
    named = [c for c, clause in clauses if id_ in clause.agencies_named]
    documents = w.site.documents
    issued = [document for document in documents if id_ in document.issuers]
    naming = [d for d in documents if d not in issued and id_ in agencies_in(document_prose(d))]
    row, count = w.corpus.agencies[id_], len(ids) + len(named) + len(issued) + len(naming)
    view = _row(w, "agencies", row, count, _groups(w, ids) if with_groups else ())
    if not with_groups:
        return view
    return replace(
        view,
        documents=tuple(document_view(w, d, with_parts=False) for d in issued),
        naming=tuple(document_anchor(w, d.id) for d in naming),
        named=_groups(w, named),
    )


def jurisdiction_view(w: Wording, id_: str) -> RowView:
    """A jurisdiction with its documents."""
    row = w.corpus.jurisdictions[id_]
    own = [document for document in w.site.documents if document.jurisdiction == id_]
    children = [c for c, other in w.corpus.jurisdictions.items() if other.jurisdiction == id_]
    view = _row(w, "jurisdictions", row, len(own), ())
    return replace(
        view,
        level=w.words["level"][row.level],
        documents=tuple(document_view(w, d, with_parts=False) for d in own),
        children=tuple(row_anchor(w, "jurisdictions", child) for child in children),
    )


def cited_view(w: Wording, id_: str) -> RowView:
    """A document outside the corpus, with the clauses that depend on it."""
    rows = dependents(w, id_)
    view = _row(w, "cited", w.corpus.cited[id_], len(rows), ())
    return replace(view, dependents=rows)


def _row(w: Wording, table: str, row: Entry, count: int, groups: tuple[CardGroup, ...]) -> RowView:
    known = row.jurisdiction in w.corpus.jurisdictions
    return RowView(
        id=row.id,
        name=row.name[w.language],
        other_name=row.name[other_language(w.language)],
        short=row.short[w.language],
        href=w.href(urls.row(w.language, table, row.id)),
        note=w.inline(row.note, "") if row.note else None,
        count=count,
        jurisdiction=row_anchor(w, "jurisdictions", row.jurisdiction) if known else None,
        number=row.number,
        groups=groups,
    )


def _groups(w: Wording, ids: Iterable[str]) -> tuple[CardGroup, ...]:
    """Clauses by document, documents in the site's order."""
    by_document: dict[str, list[str]] = {}
    for id_ in ids:
        by_document.setdefault(id_.split("/")[0], []).append(id_)
    groups = []
    for document in w.site.documents:
        if document.id in by_document:
            cards = tuple(card(w, id_) for id_ in by_document[document.id])
            groups.append(CardGroup(document_anchor(w, document.id), w.status(document), cards))
    return tuple(groups)


def glossary_view(w: Wording) -> GlossaryView:
    """All terms, in the order of the page's language."""
    terms = sorted(w.corpus.glossary.values(), key=lambda term: term.name[w.language].lower())
    return GlossaryView(tuple(_term(w, term) for term in terms))


def _term(w: Wording, term: Term) -> TermView:
    return TermView(
        id=term.id,
        name=term.name[w.language],
        other=term.name[other_language(w.language)],
        abbreviation=term.abbreviation,
        variants=term.variants,
        avoid=term.avoid,
        note=w.inline(term.note, "") if term.note else None,
        official=term.official,
    )

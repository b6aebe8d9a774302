"""Pages of documents and of their clauses."""

from __future__ import annotations

from collections.abc import Iterator

from clausebook.features.calculators.data import rules_file
from clausebook.features.documents.clause import clause_view
from clausebook.features.documents.document import document_view
from clausebook.features.documents.parallel import parallel_view
from clausebook.features.frame import urls
from clausebook.features.frame.page import DESCRIPTION, Page, crumbs
from clausebook.features.outputs import Output, Workshop, in_each
from clausebook.meaning.site import Site
from clausebook.told.strings import fill

DOCUMENT, CLAUSE, PARALLEL = "document", "clause", "parallel"
SECTION = "documents"


def outputs(site: Site) -> Iterator[Output]:
    """A page for each document and each clause, and one with all languages of it side by side."""
    for id_ in site.documents:
        yield from in_each(site, "documents", DOCUMENT, id_, urls.document, id_)
    for id_ in site.clauses:
        yield from in_each(site, "documents", CLAUSE, id_, urls.clause, id_)
        if len(site.corpus.languages) > 1:
            yield from in_each(site, "documents", PARALLEL, id_, urls.parallel, id_)


def make(output: Output, at: Workshop) -> bytes:
    """One of these pages."""
    return at.page(output, _PAGES[output.kind](output, at))


def _document(output: Output, at: Workshop) -> Page:
    w = at.linked(output)
    title = w.corpus.documents[output.of].title[w.language]
    view, status = document_view(w, output.of), w.status_of(output.of)
    styles = ("reading", "rows", "document")
    return Page("documents/document", title, view, SECTION, crumbs(w), status=status, styles=styles)


def _clause(output: Output, at: Workshop) -> Page:
    w, id_ = at.linked(output), output.of
    record, seat = w.corpus.clauses[id_], w.site.clauses[id_]
    document = w.document_anchor(seat.document)
    return Page(
        "documents/clause",
        f"{w.heading(id_)} · {document.words}",
        clause_view(w, id_, at.passages.get(id_)),
        SECTION,
        (*crumbs(w), document),
        description=w.text(record.digest, id_)[:DESCRIPTION],
        status=w.status_of(seat.id),
        first="calculators" if seat.benefits else "clause",
        scripts=(rules_file(w.language, id_),) if seat.benefits else (),
        styles=("reading", "clause"),
    )


def _parallel(output: Output, at: Workshop) -> Page:
    w, id_ = at.linked(output), output.of
    view = parallel_view(w, id_, at.passages.get(id_))
    way = (*crumbs(w), w.document_anchor(w.site.clauses[id_].document), view.clause)
    title = fill(w.words["parallel_of"], x=view.clause.words)
    return Page(
        "documents/parallel",
        title,
        view,
        SECTION,
        way,
        status=w.status_of(id_),
        first="parallel",
        styles=("reading", "clause"),
    )


_PAGES = {DOCUMENT: _document, CLAUSE: _clause, PARALLEL: _parallel}

"""A document's page, and its summary on other pages."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from clausebook.content.records import Chapter, Citation, Document, Part, Prose, Text
from clausebook.features.documents.parts import card, document_anchor, fact_rows, row_anchor
from clausebook.features.frame import urls
from clausebook.features.frame.wording import Wording, heading_zh
from clausebook.features.views import Anchor, ChapterView, CiteRow, DocumentView, PartView
from clausebook.quantity import show
from clausebook.told.strings import fill


def document_view(w: Wording, document: Document, with_parts: bool = True) -> DocumentView:
    """A document with all its clauses in order; without parts, its summary."""
    language, stacking, split = w.language, document.stacking, document.split
    ids = [id_ for id_, clause in w.site.clauses.items() if clause.document is document]
    return DocumentView(
        id=document.id,
        title=document.title[language],
        short=document.short[language],
        href=w.href(urls.document(language, document.id)),
        number=document.number,
        type=w.words["document_type"][document.type],
        jurisdiction=row_anchor(w, "jurisdictions", document.jurisdiction),
        issuers=tuple(row_anchor(w, "agencies", issuer) for issuer in document.issuers),
        addressees=_maybe(w, document.addressees, document.id),
        copied_to=_maybe(w, document.copied_to, document.id),
        printed_by=row_anchor(w, "agencies", document.printed_by) if document.printed_by else None,
        issued=_fact_words(w, document, document.issued),
        status=w.status(document),
        validity=w.period(document),
        reference=_reference(w, document),
        digest=w.prose(document.digest, document.id),
        clauses=len(ids),
        calculators=sum(len(w.site.clauses[id_].benefits) for id_ in ids),
        stacking=w.inline(stacking.digest, document.id) if stacking else None,
        stacking_type=w.words["stacking_type"][stacking.type] if stacking else "",
        stacking_source=_source(w, document, stacking.clause) if stacking else None,
        split=_split(w, document),
        split_source=_source(w, document, split.clause) if split else None,
        cites=cite_rows(w, document.id, document.cites),
        cited_by=dependents(w, document.id),
        facts=fact_rows(w, document.id, document.facts),
        parts=tuple(_parts(w, document)) if with_parts else (),
        grants_nothing=document.type == "reply",
    )


def _maybe(w: Wording, prose: Prose | None, home: str) -> Markup | None:
    return w.inline(prose, home) if prose else None


def _parts(w: Wording, document: Document) -> Iterable[PartView]:
    for part in document.parts:
        yield PartView(
            _heading(w, part.number, part.title),
            tuple(_chapter(w, document, chapter) for chapter in part.chapters),
        )


def _chapter(w: Wording, document: Document, chapter: Chapter) -> ChapterView:
    ids = [f"{document.id}/{clause}" for clause in chapter.clauses]
    rows = ((card(w, id_), w.prose(w.corpus.clauses[id_].digest, id_)) for id_ in ids)
    return ChapterView(chapter_heading(w, chapter), tuple(rows))


def place_heading(w: Wording, part: Part, chapter: Chapter) -> str:
    """The heading under which a clause stands: its chapter's, or its part's."""
    return chapter_heading(w, chapter) or _heading(w, part.number, part.title)


def chapter_heading(w: Wording, chapter: Chapter) -> str:
    """A chapter's heading; Chinese numbers stand as printed, English has the title alone."""
    return _heading(w, chapter.number, chapter.title)


def _heading(w: Wording, number: str, title: Text | None) -> str:
    if w.language == "zh":
        return heading_zh(number, title)
    return title.en if title else ""


def _fact_words(w: Wording, document: Document, address: str) -> str:
    found = w.site.addresses.fact(document.id, address) if address else None
    return show(found.fact.quantity, w.language) if found else ""


def _source(w: Wording, document: Document, address: str) -> Anchor:
    full = w.site.addresses.clause(document.id, address) or ""
    return Anchor(w.clause_label(full, document.id), w.href(urls.clause(w.language, full)))


def _split(w: Wording, document: Document) -> str:
    """区级 80%、镇级 20%."""
    split = document.split
    found = w.site.addresses.fact(document.id, split.ratio) if split else None
    if split is None or found is None:
        return ""
    names = " : ".join(level[w.language] for level in split.between)
    return f"{names} = {show(found.fact.quantity, w.language)}"


def _reference(w: Wording, document: Document) -> str:
    validity = w.site.validity[document.id]
    if not validity.reference_from:
        return ""
    days = {"from": w.day(validity.reference_from), "until": w.day(validity.reference_until)}
    return fill(w.words["by_reference_period"], **days)


def cite_rows(w: Wording, home: str, cites: Iterable[Citation]) -> tuple[CiteRow, ...]:
    """The documents that a clause or document names."""
    return tuple(CiteRow(document_anchor(w, cite.to), w.inline(cite.why, home)) for cite in cites)


def dependents(w: Wording, id_: str) -> tuple[CiteRow, ...]:
    """The clauses and documents that name a document."""
    rows = []
    for dependence in w.site.cited_by[id_]:
        source = dependence.clause
        if source in w.corpus.documents:
            anchor = document_anchor(w, source)
        else:
            label = w.clause_label(source)
            title = w.title(w.corpus.clauses[source])
            anchor = Anchor(label, w.href(urls.clause(w.language, source)), title)
        rows.append(CiteRow(anchor, w.inline(dependence.why, source)))
    return tuple(rows)

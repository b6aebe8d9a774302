"""A clause's page."""

from __future__ import annotations

from markupsafe import Markup

from clausebook.content.records import Clause
from clausebook.features.documents.document import cite_rows, place_heading
from clausebook.features.documents.parts import card, link_groups, provision_view, row_anchor
from clausebook.features.frame import urls
from clausebook.features.frame.wording import Wording
from clausebook.features.views import Anchor, ClauseView, ComparedRow, FieldGroup
from clausebook.meaning.site import LinkEnd, SiteClause
from clausebook.official.passages import Passage, Piece


def clause_view(w: Wording, clause: SiteClause, passage: Passage | None) -> ClauseView:
    """Everything about one clause, its items included."""
    record, document = clause.record, clause.document
    stacking = document.stacking
    rules = clause.rules
    related = [end for end in clause.links if end not in rules]
    return ClauseView(
        card=card(w, record.id),
        heading=w.heading(record),
        own=provision_view(w, record),
        items=tuple(provision_view(w, item) for item in record.items),
        fields=_field_groups(w, record),
        document=Anchor(document.short[w.language], w.href(urls.document(w.language, document.id))),
        document_title=document.title[w.language],
        chapter=place_heading(w, clause.part, clause.chapter),
        topics=tuple(row_anchor(w, "topics", topic) for topic in record.topics),
        agencies=tuple(row_anchor(w, "agencies", agency) for agency in record.agencies),
        and_others=record.and_others,
        stacking=link_groups(w, clause.stacking, w.words["stacking_type"]),
        document_stacking=w.inline(stacking.digest, document.id) if stacking else None,
        stacking_type=w.words["stacking_type"][stacking.type] if stacking else "",
        links=link_groups(w, related, w.words["link_type"]),
        rules=tuple(_compared(w, end) for end in rules),
        no_rule=w.inline(record.no_rule, record.id) if record.no_rule else None,
        municipal_money=cite_rows(w, record.id, record.municipal_money),
        cites=cite_rows(w, record.id, record.cites),
        citation=w.citation(record),
        official=tuple(_paragraph(pieces) for pieces in passage.paragraphs) if passage else (),
        previous=_neighbour(w, clause.previous),
        next=_neighbour(w, clause.next),
        grants_nothing=document.type == "reply",
    )


def _compared(w: Wording, end: LinkEnd) -> ComparedRow:
    rule = w.corpus.clauses[end.other]
    anchor = Anchor(w.heading(rule), w.href(urls.clause(w.language, end.other)))
    words, why = w.words["compared"][end.compared], w.inline(end.why, end.home)
    return ComparedRow(anchor, end.compared, words, why)


def _paragraph(pieces: tuple[Piece, ...]) -> Markup:
    """Official words; those that prove a fact are marked and lead to it."""
    marked = Markup('<a href="{}"><mark>{}</mark></a>')
    return Markup("").join(
        marked.format(_fact_href(piece.fact), piece.text) if piece.fact else piece.text
        for piece in pieces
    )


def _fact_href(address: str) -> str:
    home, _, name = address.rpartition(".")
    return f"#{urls.fact_anchor(home, name)}"


def _neighbour(w: Wording, id_: str) -> Anchor | None:
    if not id_:
        return None
    return Anchor(w.heading(w.corpus.clauses[id_]), w.href(urls.clause(w.language, id_)))


def _field_groups(w: Wording, record: Clause) -> tuple[FieldGroup, ...]:
    groups: dict[str, list[int]] = {}
    for index, row in enumerate(record.fields):
        title = row.group[w.language] if row.group else ""
        groups.setdefault(title, []).append(index)
    return tuple(
        FieldGroup(title, tuple(w.inline(record.fields[i].label, record.id) for i in indexes))
        for title, indexes in groups.items()
    )

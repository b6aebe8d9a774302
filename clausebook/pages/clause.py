"""A clause's page."""

from __future__ import annotations

from clausebook import urls
from clausebook.pages.document import chapter_heading, cite_rows
from clausebook.pages.parts import card, link_groups, provision_view, row_anchor
from clausebook.pages.views import Anchor, ClauseView, FieldGroup
from clausebook.records import Clause
from clausebook.site import SiteClause
from clausebook.wording import Wording


def clause_view(w: Wording, clause: SiteClause) -> ClauseView:
    """Everything about one clause, its items included."""
    record, document = clause.record, clause.document
    stacking = document.stacking
    return ClauseView(
        card=card(w, record.id),
        heading=w.heading(record),
        own=provision_view(w, record),
        items=tuple(provision_view(w, item) for item in record.items),
        fields=_field_groups(w, record),
        document=Anchor(document.short[w.language], w.href(urls.document(w.language, document.id))),
        document_title=document.title[w.language],
        chapter=chapter_heading(w, clause.chapter),
        topics=tuple(row_anchor(w, "topics", topic) for topic in record.topics),
        agencies=tuple(row_anchor(w, "agencies", agency) for agency in record.agencies),
        stacking=link_groups(w, clause.stacking, w.words["stacking_type"]),
        document_stacking=w.inline(stacking.digest, document.id) if stacking else None,
        stacking_type=w.words["stacking_type"][stacking.type] if stacking else "",
        links=link_groups(w, clause.links, w.words["link_type"]),
        cites=cite_rows(w, record.id, record.cites),
        previous=_neighbour(w, clause.previous),
        next=_neighbour(w, clause.next),
        grants_nothing=document.type == "reply",
    )


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

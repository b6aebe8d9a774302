"""What is shown of any row of a table, and how much belongs to it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from clausebook.content.records import Entry
from clausebook.features.frame import urls
from clausebook.features.frame.linked import Anchor, Linked, Rendering, renderings


@dataclass(frozen=True, slots=True)
class RowView:
    """A topic, an agency, a jurisdiction or a cited document."""

    id: str
    name: str
    other_names: tuple[Rendering, ...]
    short: str
    href: str
    note: Markup | None
    count: int
    jurisdiction: Anchor | None
    number: str
    """As the page's language writes it; empty where it has none."""
    printed_number: str


def row_view(w: Linked, table: str, id_: str) -> RowView:
    """What any row shows."""
    row: Entry = getattr(w.corpus, table)[id_]
    known = row.jurisdiction in w.corpus.jurisdictions if row.jurisdiction else False
    return RowView(
        id=id_,
        name=row.name[w.language],
        other_names=tuple(renderings(w, row.name)),
        short=row.short[w.language],
        href=w.href(urls.row(w.language, table, id_)),
        note=w.inline(row.note, "") if row.note else None,
        count=_count(w, table, id_),
        jurisdiction=w.row_anchor("jurisdictions", row.jurisdiction) if known else None,
        number=w.printed_number(row),
        printed_number=row.number,
    )


def naming(w: Linked, agency: str) -> list[str]:
    """Documents that name an agency outside their clauses, beside those that it issued."""
    index = w.site.index
    issued = index.issued_by.get(agency, ())
    return [id_ for id_ in index.documents_naming.get(agency, ()) if id_ not in issued]


def clauses_of_agency(w: Linked, agency: str) -> list[str]:
    """The clauses that have to do with an agency in any way."""
    index = w.site.index
    found = (index.by_agency, index.by_role, index.naming_agency)
    return [*dict.fromkeys(id_ for ids in found for id_ in ids.get(agency, ()))]


def _count(w: Linked, table: str, id_: str) -> int:
    index = w.site.index
    if table == "topics":
        return len(index.by_topic.get(id_, ()))
    if table == "agencies":
        issued = index.issued_by.get(id_, ())
        return len(clauses_of_agency(w, id_)) + len(issued) + len(naming(w, id_))
    if table == "cited":
        return len(w.site.cited_by[id_])
    return len(index.by_jurisdiction.get(id_, ()))

"""Topics, agencies, jurisdictions and cited documents: a page for each row, and lists of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from clausebook.content.records import Entry
from clausebook.features.documents.cards import CardGroup, CiteRow, card_groups, dependents
from clausebook.features.documents.document import Summary, summary
from clausebook.features.frame import urls
from clausebook.features.frame.linked import Anchor, Linked, Rendering, renderings
from clausebook.features.frame.page import Page, crumbs
from clausebook.features.outputs import Output, Workshop, in_each
from clausebook.meaning.site import Site

LISTED = ("topics", "agencies")
"""Tables with a page that lists their rows."""
LIST = "list"
"""The kind of those pages; the others have their table for a kind."""


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
    jurisdiction: Anchor | None = None
    level: str = ""
    number: str = ""
    """As the page's language writes it; empty where it has none."""
    printed_number: str = ""
    groups: tuple[CardGroup, ...] = ()
    named: tuple[CardGroup, ...] = ()
    """Clauses that name an agency without making it responsible."""
    naming: tuple[Anchor, ...] = ()
    """Documents that name it outside their clauses."""
    documents: tuple[Summary, ...] = ()
    children: tuple[Anchor, ...] = ()
    dependents: tuple[CiteRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ListView:
    """All rows of a table."""

    title: str
    rows: tuple[RowView, ...]


def outputs(site: Site) -> Iterator[Output]:
    """A page for each row of each table, and one that lists the rows."""
    for table in LISTED:
        if getattr(site.corpus, table):
            yield from in_each(site, "tables", LIST, table, urls.top, f"{table}/index")
    for table in VIEWS:
        for id_ in getattr(site.corpus, table):
            yield from in_each(site, "tables", table, id_, urls.row, table, id_)


def make(output: Output, at: Workshop) -> bytes:
    """A row's page, or the list of a table's rows."""
    page = _list if output.kind == LIST else _row
    return at.page(output, page(at.linked(output), output))


def _list(w: Linked, output: Output) -> Page:
    table = output.of
    rows = tuple(row_view(w, table, id_) for id_ in getattr(w.corpus, table))
    title = w.words[table]
    return Page("tables/list", title, ListView(title, rows), table, crumbs(w))


def _row(w: Linked, output: Output) -> Page:
    table, id_ = output.kind, output.of
    title = getattr(w.corpus, table)[id_].name[w.language]
    above = [(w.words[name], urls.top(w.language, f"{name}/index")) for name in LISTED]
    way = crumbs(w, *(step for name, step in zip(LISTED, above, strict=True) if name == table))
    return Page(f"tables/{table}", title, VIEWS[table](w, id_), table, way)


def topic_view(w: Linked, id_: str) -> RowView:
    """A topic with its clauses by document."""
    groups = card_groups(w, w.site.index.by_topic.get(id_, ()))
    return replace(row_view(w, "topics", id_), groups=groups)


def agency_view(w: Linked, id_: str) -> RowView:
    """An agency with its clauses, those that only name it, and the documents it issued."""
    index = w.site.index
    naming = _naming(w, id_)
    return replace(
        row_view(w, "agencies", id_),
        groups=card_groups(w, index.by_agency.get(id_, ())),
        documents=tuple(summary(w, document) for document in index.issued_by.get(id_, ())),
        naming=tuple(w.document_anchor(document) for document in naming),
        named=card_groups(w, index.naming_agency.get(id_, ())),
    )


def _naming(w: Linked, agency: str) -> list[str]:
    """Documents that name an agency outside their clauses, beside those that it issued."""
    index = w.site.index
    issued = index.issued_by.get(agency, ())
    return [id_ for id_ in index.documents_naming.get(agency, ()) if id_ not in issued]


def jurisdiction_view(w: Linked, id_: str) -> RowView:
    """A jurisdiction with its documents."""
    row = w.corpus.jurisdictions[id_]
    children = [c for c, other in w.corpus.jurisdictions.items() if other.jurisdiction == id_]
    return replace(
        row_view(w, "jurisdictions", id_),
        level=w.corpus.vocabulary.levels[row.level].name[w.language],
        documents=tuple(summary(w, d) for d in w.site.index.by_jurisdiction.get(id_, ())),
        children=tuple(w.row_anchor("jurisdictions", child) for child in children),
    )


def cited_view(w: Linked, id_: str) -> RowView:
    """A document outside the corpus, with the clauses that depend on it."""
    return replace(row_view(w, "cited", id_), dependents=dependents(w, id_))


VIEWS: dict[str, Callable[[Linked, str], RowView]] = {
    "topics": topic_view,
    "agencies": agency_view,
    "jurisdictions": jurisdiction_view,
    "cited": cited_view,
}


def row_view(w: Linked, table: str, id_: str) -> RowView:
    """What any row shows, with how much belongs to it."""
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


def _count(w: Linked, table: str, id_: str) -> int:
    index = w.site.index
    if table == "topics":
        return len(index.by_topic.get(id_, ()))
    if table == "agencies":
        owned = (index.by_agency, index.naming_agency, index.issued_by)
        return sum(len(ids.get(id_, ())) for ids in owned) + len(_naming(w, id_))
    if table == "cited":
        return len(w.site.cited_by[id_])
    return len(index.by_jurisdiction.get(id_, ()))

"""Topics, agencies, jurisdictions and cited documents: a page for each row, and lists of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from clausebook.features.frame import urls
from clausebook.features.frame.linked import Linked
from clausebook.features.frame.page import FIRST, Page, crumbs
from clausebook.features.outputs import Output, Workshop, in_each
from clausebook.features.tables.agency import agency_view
from clausebook.features.tables.cited import cited_view
from clausebook.features.tables.jurisdiction import jurisdiction_view
from clausebook.features.tables.listing import list_view
from clausebook.features.tables.topic import topic_view
from clausebook.meaning.site import Site

LISTED = ("topics", "agencies")
"""Tables with a page that lists their rows."""
LIST = "list"
"""The kind of those pages; the others have their table for a kind."""
VIEWS: dict[str, Callable[[Linked, str], Any]] = {
    "topics": topic_view,
    "agencies": agency_view,
    "jurisdictions": jurisdiction_view,
    "cited": cited_view,
}
GROUPED = ("topics", "jurisdictions")
"""Tables whose pages have clauses by whether they can be had, which a script knows of any day."""


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
    view = list_view(w, output.of)
    return Page("tables/list", view.title, view, output.of, crumbs(w))


def _row(w: Linked, output: Output) -> Page:
    table, id_ = output.kind, output.of
    title = getattr(w.corpus, table)[id_].name[w.language]
    above = [(w.words[name], urls.top(w.language, f"{name}/index")) for name in LISTED]
    way = crumbs(w, *(step for name, step in zip(LISTED, above, strict=True) if name == table))
    first = "groups" if table in GROUPED else FIRST
    styles = ("rows", "pictures") if table in GROUPED else ("rows",)
    return Page(
        f"tables/{table}", title, VIEWS[table](w, id_), table, way, first=first, styles=styles
    )

"""A document outside the corpus, with the clauses and documents that rest on it."""

from __future__ import annotations

from dataclasses import dataclass

from clausebook.address import document_of
from clausebook.features.documents.cards import CiteRow, dependent
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.tables.row import RowView, row_view
from clausebook.told.status import Status


@dataclass(frozen=True, slots=True)
class DependentsOf:
    """A document that names it, itself or in its clauses."""

    document: Anchor
    status: Status
    rows: tuple[CiteRow, ...]


@dataclass(frozen=True, slots=True)
class CitedView:
    """A cited document's page."""

    row: RowView
    dependents: tuple[DependentsOf, ...]


def cited_view(w: Linked, id_: str) -> CitedView:
    """A cited document with all that depends on it."""
    found: dict[str, list[CiteRow]] = {}
    for each in w.site.cited_by[id_]:
        row = dependent(w, each.source, str(each.place))
        found.setdefault(document_of(each.source), []).append(row)
    dependents = (
        DependentsOf(w.document_anchor(document), w.status_of(document), tuple(rows))
        for document, rows in found.items()
    )
    return CitedView(row_view(w, "cited", id_), tuple(dependents))

"""All topics, or all agencies by the places that they belong to."""

from __future__ import annotations

from dataclasses import dataclass

from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.tables.row import RowView, row_view


@dataclass(frozen=True, slots=True)
class RowsHere:
    """The rows of one place; of none where rows belong to no place."""

    id: str
    place: Anchor | None
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """All rows of a table."""

    title: str
    places: tuple[RowsHere, ...]


def list_view(w: Linked, table: str) -> ListView:
    """The rows of a table, by place in the order in which the table names them."""
    found: dict[str, list[RowView]] = {}
    for id_, row in getattr(w.corpus, table).items():
        known = row.jurisdiction in w.corpus.jurisdictions
        found.setdefault(row.jurisdiction if known else "", []).append(row_view(w, table, id_))
    places = (RowsHere(id_, _place(w, id_), tuple(rows)) for id_, rows in found.items())
    return ListView(w.words[table], tuple(places))


def _place(w: Linked, id_: str) -> Anchor | None:
    return w.row_anchor("jurisdictions", id_) if id_ else None

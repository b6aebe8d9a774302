"""A topic: what can be had under it now, what is offered without a printed sum, what is over."""

from __future__ import annotations

from dataclasses import dataclass

from clausebook.features.documents.rows import RowGroup, row_groups
from clausebook.features.frame.linked import Linked
from clausebook.features.tables.row import RowView, row_view


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic's page."""

    row: RowView
    groups: tuple[RowGroup, ...]


def topic_view(w: Linked, id_: str) -> TopicView:
    """A topic with its clauses."""
    groups = row_groups(w, w.site.index.by_topic.get(id_, ()))
    return TopicView(row_view(w, "topics", id_), groups)

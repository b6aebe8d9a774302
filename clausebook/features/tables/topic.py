"""A topic: what can be had under it now, what is offered without a printed sum, what is over."""

from __future__ import annotations

from dataclasses import dataclass

from clausebook.features.documents.rows import RowGroups, row_groups
from clausebook.features.frame.linked import Linked
from clausebook.features.pictures.caps import CapsView, caps_view
from clausebook.features.pictures.flows import FlowsView, flows_view
from clausebook.features.tables.row import RowView, row_view


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic's page."""

    row: RowView
    groups: RowGroups
    caps: CapsView | None
    flows: FlowsView | None


def topic_view(w: Linked, id_: str) -> TopicView:
    """A topic with its clauses."""
    groups = row_groups(w, w.site.index.by_topic.get(id_, ()))
    row = row_view(w, "topics", id_)
    return TopicView(row, groups, caps_view(w, id_), flows_view(w, id_))

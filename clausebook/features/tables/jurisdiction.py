"""A jurisdiction: its documents, and what its clauses pay."""

from __future__ import annotations

from dataclasses import dataclass

from clausebook.features.documents.document import Summary, summary
from clausebook.features.documents.rows import RowGroups, row_groups
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.tables.row import RowView, row_view


@dataclass(frozen=True, slots=True)
class JurisdictionView:
    """A jurisdiction's page."""

    row: RowView
    level: str
    documents: tuple[Summary, ...]
    children: tuple[Anchor, ...]
    """The jurisdictions below it."""
    groups: RowGroups


def jurisdiction_view(w: Linked, id_: str) -> JurisdictionView:
    """A jurisdiction with its documents and all their clauses."""
    row, index = w.corpus.jurisdictions[id_], w.site.index
    documents = index.by_jurisdiction.get(id_, ())
    clauses = [clause for document in documents for clause in index.by_document.get(document, ())]
    children = [c for c, other in w.corpus.jurisdictions.items() if other.jurisdiction == id_]
    return JurisdictionView(
        row=row_view(w, "jurisdictions", id_),
        level=w.corpus.vocabulary.levels[row.level].name[w.language],
        documents=tuple(summary(w, document) for document in documents),
        children=tuple(w.row_anchor("jurisdictions", child) for child in children),
        groups=row_groups(w, clauses),
    )

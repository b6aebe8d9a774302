"""An agency: what it does in which clauses and documents, place by place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausebook.address import document_of
from clausebook.features.documents.document import Summary, summary
from clausebook.features.documents.rows import RowsOf, by_document
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.tables.row import RowView, clauses_of_agency, naming, row_view

ISSUED, PREPARED, PRINTED = "issued", "prepared", "printed"
RESPONSIBLE, NAMED = "responsible", "named"
ROLES = (
    *(ISSUED, PREPARED, PRINTED, "leads", "receives", "decides", "pays"),
    *(RESPONSIBLE, "consulted", "interprets", NAMED),
)
"""What an agency may do, in the order in which its page tells it."""


@dataclass(frozen=True, slots=True)
class RoleView:
    """What an agency does in one place: the documents and the clauses concerned."""

    role: str
    documents: tuple[Summary, ...]
    clauses: tuple[RowsOf, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """All that an agency does in one place."""

    id: str
    place: Anchor
    roles: tuple[RoleView, ...]


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency's page."""

    row: RowView
    roles: tuple[tuple[str, int], ...]
    """How many clauses and documents each of its roles concerns."""
    places: tuple[PlaceView, ...]


def agency_view(w: Linked, id_: str) -> AgencyView:
    """An agency with all its roles."""
    done = {role: [*_in_role(w, id_, role)] for role in ROLES}
    return AgencyView(
        row=row_view(w, "agencies", id_),
        roles=tuple((role, len(found)) for role, found in done.items() if found),
        places=tuple(_places(w, done)),
    )


def _in_role(w: Linked, agency: str, role: str) -> Iterable[str]:
    """The documents or clauses in which an agency has a role."""
    if role == ISSUED:
        return w.site.index.issued_by.get(agency, ())
    if role in (PREPARED, PRINTED):
        return (d for d in naming(w, agency) if _document_role(w, d, agency) == role)
    clauses = (id_ for id_ in clauses_of_agency(w, agency) if _role(w, id_, agency) == role)
    if role != NAMED:
        return clauses
    return (*(d for d in naming(w, agency) if _document_role(w, d, agency) == NAMED), *clauses)


def _document_role(w: Linked, document: str, agency: str) -> str:
    """What an agency has to do with a document that it did not issue."""
    record = w.corpus.documents[document]
    if agency in record.consulted:
        return PREPARED
    return PRINTED if agency == record.printed_by else NAMED


def _role(w: Linked, clause: str, agency: str) -> str:
    record = w.corpus.clauses[clause]
    return record.roles.get(agency) or (RESPONSIBLE if agency in record.agencies else NAMED)


def _places(w: Linked, done: dict[str, list[str]]) -> Iterator[PlaceView]:
    """Places in the order of the site's documents."""
    for place in dict.fromkeys(w.corpus.documents[id_].jurisdiction for id_ in w.site.documents):
        here = {role: [*_here(w, found, place)] for role, found in done.items()}
        roles = tuple(_role_view(w, role, found) for role, found in here.items() if found)
        if roles:
            yield PlaceView(place, w.row_anchor("jurisdictions", place), roles)


def _here(w: Linked, found: Iterable[str], place: str) -> Iterator[str]:
    return (id_ for id_ in found if w.corpus.documents[document_of(id_)].jurisdiction == place)


def _role_view(w: Linked, role: str, found: Iterable[str]) -> RoleView:
    documents = tuple(summary(w, id_) for id_ in found if id_ == document_of(id_))
    clauses = by_document(w, (id_ for id_ in found if id_ != document_of(id_)))
    return RoleView(role, documents, clauses)

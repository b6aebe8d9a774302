"""What stands where, looked up once for all rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clausebook.meaning.site import Site

Ids = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Index:
    """Ids of clauses and documents, in printed order."""

    clauses: Ids
    """By document."""
    responsible_for: Ids
    """Clauses by agency."""
    named_in: Ids
    """Other clauses that name an agency, by agency."""
    issued: Ids
    """Documents by agency."""
    rank: Mapping[str, int]
    """The places of agencies in their table."""

    @classmethod
    def of(cls, site: Site) -> Index:
        """Goes through all clauses once."""
        seats = site.clauses.items()
        return cls(
            clauses=_grouped((seat.document.id, id_) for id_, seat in seats),
            responsible_for=_grouped(
                (agency, clause.id)
                for clause in site.corpus.clauses.values()
                for agency in clause.agencies
            ),
            named_in=_grouped((agency, id_) for id_, s in seats for agency in s.agencies_named),
            issued=_grouped((agency, d.id) for d in site.documents for agency in d.issuers),
            rank={id_: place for place, id_ in enumerate(site.corpus.agencies)},
        )


def _grouped(pairs: Iterable[tuple[str, str]]) -> Ids:
    found: dict[str, list[str]] = defaultdict(list)
    for key, id_ in pairs:
        found[key].append(id_)
    return found

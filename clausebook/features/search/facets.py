"""From the site to what readers choose clauses by: topics, kinds of support, agencies, calculators.

A clause is called by its place in the site's order. What a clause has from its document, the
jurisdiction and the status, needs no data here: the search page knows the documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from clausebook.meaning.site import Site, SiteClause

Chosen = Callable[[SiteClause], Iterable[str]]

FACETS: dict[str, Chosen] = {
    "topic": lambda clause: clause.record.topics,
    "support": lambda clause: {benefit.record.form for benefit in clause.benefits},
    "agency": lambda clause: clause.record.agencies,
    "calculator": lambda clause: ["yes"] if clause.benefits else [],
}
"""The facets whose data are loaded when a reader opens them; each gives a clause's values."""


def facets(site: Site) -> dict[str, Any]:
    """The data files of the facets and of the sort by cap, by name.

    A facet maps each value to the places of its clauses, ``caps`` lists the places of each amount,
    the highest amount first. Places are told as gaps: [3, 1, 10] is 3, 4, 14.
    """
    clauses = list(site.clauses.values())
    data: dict[str, Any] = {f"facet-{name}": _facet(clauses, of) for name, of in FACETS.items()}
    return {**data, "caps": _caps(clauses)}


def _facet(clauses: list[SiteClause], values_of: Chosen) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, clause in enumerate(clauses):
        for value in values_of(clause):
            places.setdefault(value, []).append(place)
    return {value: _gaps(places[value]) for value in sorted(places)}


def _caps(clauses: list[SiteClause]) -> list[list[int]]:
    places: dict[Fraction, list[int]] = {}
    for place, clause in enumerate(clauses):
        cap = highest_cap(clause)
        if cap is not None:
            places.setdefault(cap, []).append(place)
    return [_gaps(places[cap]) for cap in sorted(places, reverse=True)]


def highest_cap(clause: SiteClause) -> Fraction | None:
    """The highest limit on what the clause pays, in yuan; a reply pays nothing."""
    if clause.document.type == "reply":
        return None
    facts = [fact for part in clause.record.provisions() for fact in part.facts.values()]
    caps = [f.quantity.value for f in facts if f.role == "cap" and f.quantity.kind == "money"]
    return max(caps, default=None)


def _gaps(places: list[int]) -> list[int]:
    return [place - before for before, place in zip([0, *places], places, strict=False)]

"""From the site to what readers choose clauses by: topics, kinds of support, agencies, calculators.

A clause is called by its place in the site's order. What a clause has from its document, the
jurisdiction and the status, needs no data here: the search page knows the documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from clausebook.content.records import Clause
from clausebook.meaning.site import Site


def facets(site: Site) -> dict[str, Any]:
    """The data files of the facets and of the sort by cap, by name.

    A facet maps each value to the places of its clauses, ``caps`` lists the places of each amount,
    the highest amount first. Places are told as gaps: [3, 1, 10] is 3, 4, 14.
    """
    clauses = [site.corpus.clauses[id_] for id_ in site.clauses]
    paying = ["yes"]
    values: dict[str, list[Iterable[str]]] = {
        "topic": [clause.topics for clause in clauses],
        "support": [{b.form for p in c.provisions() for b in p.benefits} for c in clauses],
        "agency": [clause.agencies for clause in clauses],
        "calculator": [paying if site.clauses[id_].benefits else [] for id_ in site.clauses],
    }
    data: dict[str, Any] = {f"facet-{name}": _facet(of) for name, of in values.items()}
    return {**data, "caps": _caps(site, clauses)}


def _facet(values: list[Iterable[str]]) -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, of_clause in enumerate(values):
        for value in of_clause:
            places.setdefault(value, []).append(place)
    return {value: _gaps(places[value]) for value in sorted(places)}


def _caps(site: Site, clauses: list[Clause]) -> list[list[int]]:
    places: dict[Fraction, list[int]] = {}
    for place, clause in enumerate(clauses):
        cap = highest_cap(site, clause)
        if cap is not None:
            places.setdefault(cap, []).append(place)
    return [_gaps(places[cap]) for cap in sorted(places, reverse=True)]


def highest_cap(site: Site, clause: Clause) -> Fraction | None:
    """The highest limit on what the clause pays, in yuan; a reply pays nothing."""
    if site.corpus.documents[clause.document].type == "reply":
        return None
    facts = [fact for part in clause.provisions() for fact in part.facts.values()]
    caps = [f.quantity.value for f in facts if f.role == "cap" and f.quantity.kind == "money"]
    return max(caps, default=None)


def _gaps(places: list[int]) -> list[int]:
    return [place - before for before, place in zip([0, *places], places, strict=False)]

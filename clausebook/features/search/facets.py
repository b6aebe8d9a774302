"""From clauses to what readers choose them by: topics, kinds of support, agencies, calculators.

A clause is called by its place in the site's order. What a clause has from its document, the
jurisdiction and the status, needs no data here: the search page knows the documents, and which
clauses have other days than theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from clausebook.content.records import Clause
from clausebook.meaning.site import Site

FACETS = ("topic", "support", "agency", "calculator")
"""The facets whose data are loaded when a reader opens them."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What one clause is chosen by."""

    values: tuple[tuple[str, ...], ...]
    """Of each of :data:`FACETS`, in order."""
    cap: Fraction | None
    """The highest limit on what it pays, in the site's currency."""

    def as_json(self) -> list[Any]:
        """The same as JSON can hold it."""
        return [self.values, None if self.cap is None else str(self.cap)]

    @classmethod
    def from_json(cls, kept: list[Any]) -> Choices:
        """What :meth:`as_json` made."""
        values, cap = kept
        return cls(tuple(map(tuple, values)), None if cap is None else Fraction(cap))


def choices(site: Site, clause: Clause) -> Choices:
    """What a clause is chosen and sorted by."""
    forms = {benefit.form for part in clause.provisions() for benefit in part.benefits}
    calculator = ("yes",) if site.clauses[clause.id].benefits else ()
    values = (clause.topics, tuple(sorted(forms)), clause.agencies, calculator)
    return Choices(values, highest_cap(site, clause))


def facets(chosen: Sequence[Choices]) -> dict[str, Any]:
    """The data files of the facets and of the sort by cap, by name.

    A facet maps each value to the places of its clauses, ``caps`` lists the places of each amount,
    the highest amount first. Places are told as gaps: [3, 1, 10] is 3, 4, 14.
    """
    data: dict[str, Any] = {
        f"facet-{name}": _facet([one.values[at] for one in chosen])
        for at, name in enumerate(FACETS)
    }
    return {**data, "caps": _caps(chosen)}


def _facet(values: Sequence[tuple[str, ...]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, own in enumerate(values):
        for value in own:
            places.setdefault(value, []).append(place)
    return {value: _gaps(places[value]) for value in sorted(places)}


def _caps(chosen: Sequence[Choices]) -> list[list[int]]:
    places: dict[Fraction, list[int]] = {}
    for place, one in enumerate(chosen):
        if one.cap is not None:
            places.setdefault(one.cap, []).append(place)
    return [_gaps(places[cap]) for cap in sorted(places, reverse=True)]


def highest_cap(site: Site, clause: Clause) -> Fraction | None:
    """The highest limit on what the clause pays, in the site's currency.

    What grants nothing by its nature pays nothing, nor does a draft.
    """
    drafted = site.validity[site.dated(clause.id)].draft
    if drafted or not site.corpus.type_of(clause.document).grants:
        return None
    own = site.corpus.settings.usage.currency
    caps = (fact.quantity for fact in clause.facts_as("cap"))
    return max((cap.value for cap in caps if cap.measured == own), default=None)


def _gaps(places: list[int]) -> list[int]:
    return [place - before for before, place in zip([0, *places], places, strict=False)]

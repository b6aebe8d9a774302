"""What clauses can be chosen by: the data of the facets and of the sort by cap."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import Any

from clausebook.build.understand import understand
from clausebook.features.search.facets import FACETS, Choices, choices, facets
from clausebook.meaning.calculate import Calculated
from clausebook.meaning.site import Site
from tests.overlay import GOOD
from tests.twin import Twin

Gaps = dict[str, list[int]]


def choices_of(site: Site) -> list[Choices]:
    """The choices of all clauses."""
    return [choices(site, site.corpus.clauses[id_]) for id_ in site.clauses]


def test_places_are_told_as_gaps_by_value() -> None:
    assert facets(choices_of(understand(GOOD)[0].site)) == {
        "facet-topic": {"growing": [0, 1, 4], "selling": [0, 6]},
        "facet-support": {"award": [6], "grant": [1], "match": [5]},
        "facet-agency": {"quay-office": [5], "sea-farming": [1, 4]},
        "facet-calculator": {"yes": [1, 4, 1]},
        "caps": [[1]],
    }


def test_every_clause_is_at_its_places_and_nowhere_else(calculated: Calculated) -> None:
    clauses = choices_of(calculated.site)
    data = facets(clauses)
    for at, name in enumerate(FACETS):
        found: dict[int, set[str]] = {}
        gaps: Gaps = data[f"facet-{name}"]
        for value, steps in gaps.items():
            for place in accumulate(steps):
                found.setdefault(place, set()).add(value)
        expected = {place: {*clause.values[at]} for place, clause in enumerate(clauses)}
        assert found == {place: values for place, values in expected.items() if values}


def test_caps_are_listed_from_the_highest(calculated: Calculated) -> None:
    clauses = choices_of(calculated.site)
    groups = [[*accumulate(gaps)] for gaps in facets(clauses)["caps"]]
    caps = [{clauses[place].cap for place in group} for group in groups]
    assert all(len(group) == 1 for group in caps)
    told = [cap for group in caps for cap in group if cap is not None]
    assert told == sorted(
        {clause.cap for clause in clauses if clause.cap is not None}, reverse=True
    )
    assert sum(map(len, groups)) == sum(clause.cap is not None for clause in clauses)


def test_choices_are_kept_as_json(calculated: Calculated) -> None:
    for one in choices_of(calculated.site):
        assert Choices.from_json(json.loads(json.dumps(one.as_json()))) == one


def sifted(twin: Twin, *facets: dict[str, Any]) -> dict[str, Any]:
    """sift() over five places; Maps and Sets travel as lists."""
    result: dict[str, Any] = twin.call("searchFacets.siftAll", [0, 1, 2, 3, 4], list(facets))
    return result


COLOUR = {"red": [0, 1], "blue": [1, 2]}
SIZE = {"big": [0, 3], "small": [1, 1]}


def test_choices_of_one_facet_widen_and_of_several_narrow(twin: Twin) -> None:
    """Places by colour: red 0 1, blue 1 3; by size: big 0 3, small 1 2."""
    both = {"name": "colour", "chosen": ["red", "blue"], "data": COLOUR}
    one = {"name": "size", "chosen": ["small"], "data": SIZE}
    assert sifted(twin, both)["passing"] == [0, 1, 3]
    assert sifted(twin, both, one)["passing"] == [1]


def test_counts_of_a_facet_are_of_what_passes_all_others(twin: Twin) -> None:
    colour = {"name": "colour", "chosen": ["red"], "data": COLOUR}
    size = {"name": "size", "chosen": ["big"], "data": SIZE}
    assert sifted(twin, colour, size) == {
        "passing": [0],
        "counts": {"colour": {"red": 1, "blue": 1}, "size": {"big": 1, "small": 1}},
        "only": {"colour": 1, "size": 1},
    }


def test_the_highest_cap_comes_first_and_ties_keep_their_order(twin: Twin) -> None:
    assert twin.call("searchFacets.byCap", [4, 3, 2, 1, 0], [[1], [2, 2]]) == [1, 4, 2, 3, 0]

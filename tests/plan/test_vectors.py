"""The plan vectors: books and answers whose plans were worked by hand."""

from __future__ import annotations

import pytest

from clausebook.plan.answers import errors_in
from clausebook.plan.compare import compare
from clausebook.plan.places import places_of
from clausebook.plan.plan import plan
from tests.plans import (
    Json,
    answers_of,
    book_of,
    plan_files,
    told_difference,
    told_place,
    told_plan,
)

CASES = [
    pytest.param(vector, case, id=f"{name}: {case['name']}")
    for name, vector in plan_files().items()
    for case in vector["cases"]
]
_PARTLY = ("outcomes", "pays", "would", "statuses", "instances")
"""Keys of which a case names some benefits only."""


@pytest.mark.parametrize(("vector", "case"), CASES)
def test_vectors(vector: Json, case: Json) -> None:
    book = book_of(vector, case)
    answers = answers_of(book, case)
    assert errors_in(book, answers) == ()
    found = told_plan(plan(book, answers, case["on"]))
    for key in _PARTLY:
        if key in case["plan"]:
            found[key] = {id_: found[key].get(id_) for id_ in case["plan"][key]}
    assert {key: found[key] for key in case["plan"]} == case["plan"]


@pytest.mark.parametrize(("vector", "case"), [each for each in CASES if "places" in each.values[1]])
def test_places(vector: Json, case: Json) -> None:
    book = book_of(vector, case)
    found = places_of(book, answers_of(book, case), case["on"])
    assert [told_place(place) for place in found] == case["places"]


@pytest.mark.parametrize(
    ("vector", "case"), [each for each in CASES if "against" in each.values[1]]
)
def test_two_cases(vector: Json, case: Json) -> None:
    book = book_of(vector, case)
    pair = [(answers_of(book, each), each["on"]) for each in (case, case["against"])]
    one, other = ((answers, plan(book, answers, on)) for answers, on in pair)
    assert told_difference(compare(one, other)) == case["against"]["differs"]

"""Plans of both twins: the browser plans the vectors byte for byte as the generator does."""

from __future__ import annotations

import json

import pytest

from clausebook.plan.plan import plan
from tests.plans import Json, answers_as_json, answers_of, book_of, plan_files
from tests.twin import Twin

CASES = [
    pytest.param(vector, case, id=f"{name}: {case['name']}")
    for name, vector in plan_files().items()
    for case in vector["cases"]
]


@pytest.mark.parametrize(("vector", "case"), CASES)
def test_a_plan_is_the_same_on_both_sides(vector: Json, case: Json, twin: Twin) -> None:
    book = book_of(vector, case)
    answers = answers_of(book, case)
    theirs = twin.call("plans.plan", book.as_json(), answers_as_json(answers), case["on"])
    assert json.dumps(theirs) == json.dumps(plan(book, answers, case["on"]).as_json())

"""The plan vectors: books and answers whose plans were worked by hand."""

from __future__ import annotations

import pytest

from clausebook.plan.answers import errors_in
from clausebook.plan.plan import plan
from tests.plans import Json, answers_of, compile_book, plan_files, told_plan

FILES = plan_files()
CASES = [
    pytest.param(vector["book"], case, id=f"{name}: {case['name']}")
    for name, vector in FILES.items()
    for case in vector["cases"]
]
_PARTLY = ("outcomes", "pays", "would", "statuses", "instances")
"""Keys of which a case names some benefits only."""


@pytest.mark.parametrize(("written", "case"), CASES)
def test_vectors(written: Json, case: Json) -> None:
    book = compile_book(written)
    answers = answers_of(book, case)
    assert errors_in(book, answers) == ()
    found = told_plan(plan(book, answers, case["on"]))
    for key in _PARTLY:
        if key in case["plan"]:
            found[key] = {id_: found[key].get(id_) for id_ in case["plan"][key]}
    assert {key: found[key] for key in case["plan"]} == case["plan"]

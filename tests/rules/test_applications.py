"""What is known of applications on a day: every vector through both twins."""

from __future__ import annotations

import json
from typing import Any

import pytest

from clausebook.resources import SCHEMAS
from clausebook.rules.applications import Window, standing
from tests.twin import Twin

Json = dict[str, Any]
CASES: list[Json] = json.loads(
    (SCHEMAS / "vectors" / "applications.json").read_text(encoding="utf-8")
)["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_known_on_a_day_is_the_same_on_both_sides(case: Json, twin: Twin) -> None:
    windows = [Window(*window) for window in case["windows"]]
    assert [*standing(windows, case["on"])] == case["is"]
    stated = [window.as_json() for window in windows]
    assert twin.call("applications.standing", stated, case["on"]) == case["is"]


def test_every_case_has_a_name_of_its_own() -> None:
    names = [case["name"] for case in CASES]
    assert len({*names}) == len(names)


def test_every_state_is_shown() -> None:
    stated = {"open", "opens", "ended", "closed", "budget-spent", "awaits-guide", "unknown"}
    assert {case["is"][0] for case in CASES} == stated

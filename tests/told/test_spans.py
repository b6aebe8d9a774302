"""The time left, or since when something is over: every vector through both twins."""

from __future__ import annotations

import json
from dataclasses import asdict, astuple
from datetime import date, timedelta
from typing import Any

import pytest

from clausebook.quantity.styles import style_of
from clausebook.resources import SCHEMAS
from clausebook.told.spans import span_on, span_words
from clausebook.told.strings import script_words
from tests.published import validity_of
from tests.twin import Twin

Json = dict[str, Any]
CASES: list[Json] = json.loads((SCHEMAS / "vectors" / "spans.json").read_text(encoding="utf-8"))[
    "cases"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_span_is_the_same_on_both_sides(case: Json, twin: Twin) -> None:
    validity = validity_of({**validity_of({}).as_json(), **case["validity"]})
    found = span_on(validity, case["on"])
    assert (found and [*astuple(found)]) == case["is"]
    theirs = twin.call("spans.spanOn", case["validity"], case["on"])
    assert theirs == (found and asdict(found))
    for language in ("en", "zh"):
        words, style = script_words("common", language)["span"], style_of(language)
        assert span_words(found, words, style) == case[language]
        assert twin.call("spans.spanWords", theirs, words, style) == case[language]


def test_every_day_around_an_end_is_the_same_on_both_sides(twin: Twin) -> None:
    stated = {"from": "2023-08-31", "until": "2024-02-29"}
    validity = validity_of({**validity_of({}).as_json(), **stated})
    days = [(date(2022, 12, 25) + timedelta(n)).isoformat() for n in range(900)]
    theirs = twin.many("spans.spanOn", ((stated, day) for day in days))
    spans = [span_on(validity, day) for day in days]
    assert [reply["result"] for reply in theirs] == [each and asdict(each) for each in spans]

"""Numbers in words, as readers type them: schema/search.md, section 6."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.twin import ROOT, Twin

VECTORS = json.loads((ROOT / "schema/vectors/written.json").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = VECTORS["written"]


def read(twin: Twin, text: str) -> Any:
    """A query with its numbers in digits, and where each sign comes from."""
    places = [*range(len(text))]
    typed = {"plain": text, "starts": places, "ends": [place + 1 for place in places]}
    return twin.call("searchWritten.inDigits", typed)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_vector(case: dict[str, Any], twin: Twin) -> None:
    """What is read says where it comes from in what was typed."""
    found = read(twin, case["typed"])
    assert found["plain"] == case["read"]
    assert len(found["plain"]) == len(found["starts"]) == len(found["ends"])
    assert found["starts"] == sorted(found["starts"])


def test_each_sign_comes_from_the_whole_of_what_was_replaced(twin: Twin) -> None:
    """Messages repeat what was typed."""
    found = read(twin, "in two years")
    assert found["plain"] == "in 2 years"
    assert (found["starts"][3], found["ends"][3]) == (3, 6)

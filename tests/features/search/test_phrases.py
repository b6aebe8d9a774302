"""Words that stand together, and hits that match in part: schema/search.md, section 6."""

from __future__ import annotations

import pytest

from tests.features.search.corpus import bodies, use
from tests.twin import Twin

ROWS = [
    ("one after another", "a b c d", "b c", 2),
    ("apart", "b a c", "b c", 1),
    ("the longest row", "x y x y z", "x y z", 3),
    ("in another order", "c b", "b c", 1),
    ("nothing", "a", "b", 0),
    ("a word twice", "a a b", "a b", 2),
]


@pytest.mark.parametrize(("said", "asked", "most"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_the_longest_row(said: str, asked: str, most: int, twin: Twin) -> None:
    assert twin.call("searchPhrases.longest", said.split(), asked.split()) == most


def test_far_below_the_best_matches_in_part(twin: Twin) -> None:
    """It stands behind those that count."""
    texts = ["kelp line anchor " * 4, "kelp line anchor", *["harbour notice number"] * 30]
    use(twin, bodies([*texts, "notice of a line " + "harbour words " * 60]))
    found = twin.call("search.find", "kelp line anchor")
    assert found["main"] < len(found["hits"])
    assert found["isPart"] is False


EQUALS = [
    ("what is equal to the last", [9, 5, 5, 5, 1], 2, 9, 4),
    ("not more than are read", [9, 5, 5, 5, 1], 2, 3, 3),
    ("nothing is equal", [9, 5, 4], 2, 9, 2),
    ("fewer than are shown", [9, 5], 6, 9, 2),
    ("none", [], 6, 9, 0),
    ("the last bits tell nothing", [3, 3 - 1e-9], 1, 9, 2),
]


@pytest.mark.parametrize(
    ("scores", "size", "most", "n"), [row[1:] for row in EQUALS], ids=[row[0] for row in EQUALS]
)
def test_equals_of_the_last_hit_are_looked_at(
    scores: list[float], size: int, most: int, n: int, twin: Twin
) -> None:
    hits = [{"score": score} for score in scores]
    assert twin.call("searchPhrases.withEquals", hits, size, most) == hits[:n]


QUERIES = [
    ("a single sign that is left over", "租厂房", ["租赁厂房合同", "厂房合同", "租赁合同"]),
    ("nothing for a joining sign", "和厂房", ["厂房合同", "和平协议"]),
]


@pytest.mark.parametrize(
    ("query", "texts"), [row[1:] for row in QUERIES], ids=[r[0] for r in QUERIES]
)
def test_a_single_sign_takes_part(query: str, texts: list[str], twin: Twin) -> None:
    """It moves what has the rest of a query."""
    use(twin, bodies([*reversed(texts), *["海港公告"] * 30]))
    found = twin.call("search.find", query)["hits"]
    assert found[0]["place"] == len(texts) - 1

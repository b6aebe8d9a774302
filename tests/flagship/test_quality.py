"""How well the search answers judged queries about the real content."""

from __future__ import annotations

import math

import pytest

from clausebook.features.search import searchable
from clausebook.meaning.calculate import Calculated
from clausebook.problems import Problems
from tests.features.search.corpus import places, registered
from tests.flagship.marks import HELD, TUNED, Marks, average, judged, marks
from tests.twin import Twin

COLLECTIONS = (*TUNED, *HELD)


@pytest.fixture(scope="module")
def clauses(calculated: Calculated, twin: Twin) -> list[str]:
    """The ids of the real clauses in the order of their places, with the browser ready for them."""
    problems = Problems()
    twin.call("searchFiles.use", registered(searchable(calculated, problems).files))
    assert [*problems] == []
    return [*calculated.site.clauses]


def test_the_judgements_are_sound(calculated: Calculated) -> None:
    """Every query once in its collection, every answer a clause, every style and language there."""
    for collection in COLLECTIONS:
        rows = judged(collection)
        queries = [str(row["query"]) for row in rows]
        assert len({*queries}) == len(queries)
        assert {id_ for row in rows for id_ in row["answers"]} <= calculated.site.clauses.keys()
        assert {grade for row in rows for grade in row["answers"].values()} == {1, 2}
        assert {row["language"] for row in rows} == {"zh", "en"}
    for used, kept, size in (("third", "set-aside", 100), ("fourth", "apart", 70)):
        rows, aside = judged(used), judged(kept)
        assert 3.1 * len(aside) >= len(rows) >= size
        assert {row["style"] for row in rows} >= {row["style"] for row in aside}
    assert {row["style"] for row in judged("third")} == {r["style"] for r in judged("set-aside")}


def test_marks() -> None:
    """Worked by hand: two answers of three among the hits, the better one second."""
    found = marks(["a", "b", "c"], {"b": 2, "c": 1, "d": 1})
    assert found.recall == 2 / 3
    assert found.rank == 1 / 2
    got = 2 / math.log2(3) + 1 / math.log2(4)
    assert found.gain == got / (2 + 1 / math.log2(3) + 1 / math.log2(4))
    assert marks([], {"a": 1}) == Marks(0, 0, 0)


FLOORS = [
    ("first", {}, Marks(0.94, 0.93, 0.97)),
    ("second", {}, Marks(0.816, 0.834, 0.93)),
    ("held-out", {}, Marks(0.913, 0.924, 0.98)),
    ("third", {}, Marks(0.945, 0.933, 0.96)),
    ("set-aside", {}, Marks(0.92, 0.92, 0.96)),
    ("fourth", {}, Marks(0.94, 0.915, 0.94)),
    ("apart", {}, Marks(0.868, 0.864, 0.915)),
    ("held-out", {"language": "zh"}, Marks(0.91, 0.92, 0.96)),
    ("held-out", {"language": "en"}, Marks(0.86, 0.88, 0.95)),
    ("held-out", {"style": "number"}, Marks(0.98, 0.98, 1.0)),
    ("held-out", {"style": "docnumber"}, Marks(0.98, 0.92, 1.0)),
    ("held-out", {"style": "reference"}, Marks(0.98, 0.93, 0.92)),
    ("held-out", {"style": "traditional"}, Marks(0.90, 0.94, 1.0)),
    ("held-out", {"style": "fullwidth"}, Marks(0.80, 0.85, 1.0)),
    ("held-out", {"style": "typo"}, Marks(0.95, 0.96, 1.0)),
    ("held-out", {"style": "cross"}, Marks(0.95, 0.94, 1.0)),
]


@pytest.mark.parametrize(("collection", "which", "floor"), FLOORS)
def test_queries_are_answered(
    collection: str, which: dict[str, str], floor: Marks, clauses: list[str], twin: Twin
) -> None:
    """No mark is below its floor, which lies a little below what was measured."""
    rows = [row for row in judged(collection) if which.items() <= row.items()]
    found = average(rows, clauses, twin)
    short = {name: value for name, value in found._asdict().items() if value < getattr(floor, name)}
    assert short == {}


PHRASES = [
    ("zh", "is supported by city and", "baoshan-2022/3"),
    ("zh", "up for a specialized park", "baoshan-2022/43"),
    ("en", "投入和退出的程序从简", "shanghai-2022-13/13"),
]


@pytest.mark.parametrize(("page", "query", "clause"), PHRASES, ids=[row[1] for row in PHRASES])
def test_what_stands_together_counts_in_the_language_of_the_query(
    page: str, query: str, clause: str, clauses: list[str], twin: Twin
) -> None:
    """A page in another language reads the texts that the query is written like."""
    hits = twin.call("searchPhrases.together", twin.call("search.find", query), page)["hits"]
    assert clauses[hits[0]["place"]] == clause


@pytest.mark.parametrize("query", ["2022 No. 13", "沪府办规〔2022〕13号"])
def test_a_documents_number_counts_its_clauses(query: str, clauses: list[str], twin: Twin) -> None:
    """And those that cite it, behind them; others match in part."""
    found = twin.call("search.find", query)
    hits = [clauses[hit["place"]] for hit in found["hits"][: found["main"]]]
    own = [id_ for id_ in clauses if id_.startswith("shanghai-2022-13/")]
    assert {*hits[: len(own)]} == {*own}
    assert len(hits) < 30


@pytest.mark.parametrize("query", ["jiejing chejian", "jie jing che jian", "jiejingchejian"])
def test_pinyin_may_have_spaces(query: str, clauses: list[str], twin: Twin) -> None:
    found = twin.call("search.find", query)
    first = {clauses[hit["place"]] for hit in found["hits"][:2]}
    assert first == {"minhang-2025-1/12", "minhang-2025-1/rules-13"}
    assert (found["corrected"], found["missing"]) == ([], [])


FOUND_ALTHOUGH_FOREIGN = {
    "first": {"房贷利率"},
    "second": {"房贷利率现在多少", "驾照到期怎么换", "how to train a puppy"},
    "held-out": set(),
}
"""A word of theirs stands in few clauses, and the rest is too short to tell that it is foreign."""


@pytest.mark.parametrize("collection", FOUND_ALTHOUGH_FOREIGN)
def test_foreign_queries_find_nothing(collection: str, clauses: list[str], twin: Twin) -> None:
    """Gibberish, and questions about something else."""
    foreign = [str(row["query"]) for row in judged(collection) if not row["answers"]]
    assert len(foreign) >= 12
    found = {query for query in foreign if places(twin, query)}
    assert found == FOUND_ALTHOUGH_FOREIGN[collection]

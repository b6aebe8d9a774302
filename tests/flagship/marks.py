"""What the search's answers to judged queries are worth.

The collections in ``judged/`` were each written from the content alone, before the search was
asked:
queries as people type them, and for each the clauses that answer it (2) or are related (1). The
search is developed with some of them; the others are only looked at to see whether a gain holds.

``python -m tests.flagship.marks`` prints the marks of all collections, and of each style.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from clausebook.build.understand import understand
from clausebook.features.search import searchable
from clausebook.problems import Problems
from tests.features.search.corpus import registered
from tests.twin import ROOT, Twin

TUNED = ("first", "second", "third", "fourth")
"""Collections that the search is developed with."""
HELD = ("held-out", "set-aside", "apart")
"""Those that only show whether a gain holds: nobody looks at their single queries."""
SHOWN = 10
"""Hits that count: a reader sees them without asking for more."""

Judged = dict[str, Any]


class Marks(NamedTuple):
    """What the hits of one query, or of many on average, are worth; 1 is perfect."""

    recall: float
    """The share of the answers among the first ten, of as many as there is room for."""
    gain: float
    """nDCG: answers count more the better and the earlier they are."""
    rank: float
    """1 divided by the rank of the first answer."""


@cache
def judged(collection: str) -> list[Judged]:
    """The queries of a collection with their style, language and answers."""
    path = Path(__file__).parent / "judged" / f"{collection}.yaml"
    rows: list[Judged] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return rows


def marks(hits: list[str], answers: dict[str, int]) -> Marks:
    """What the hits of one query are worth."""
    top = hits[:SHOWN]
    best = sorted(answers.values(), reverse=True)[:SHOWN]
    rank = next((n for n, hit in enumerate(hits, 1) if hit in answers), math.inf)
    return Marks(
        len(answers.keys() & {*top}) / len(best),
        _gain([answers.get(hit, 0) for hit in top]) / _gain(best),
        1 / rank,
    )


def _gain(grades: list[int]) -> float:
    return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def average(rows: Iterable[Judged], clauses: list[str], twin: Twin) -> Marks:
    """The marks of those queries that have answers."""
    found = []
    for row in rows:
        if row["answers"]:
            hits = [clauses[place] for place in _shown(twin, row)]
            found.append(marks(hits, row["answers"]))
    return Marks(*(sum(values) / len(found) for values in zip(*found, strict=True)))


def _shown(twin: Twin, row: Judged) -> list[int]:
    """The places of the hits of a query as a page in its language shows them."""
    found = twin.call("search.find", str(row["query"]))
    ranked = twin.call("searchPhrases.together", found, row["language"])
    return [hit["place"] for hit in ranked["hits"]]


def main() -> None:
    """Print the marks of each collection, then those of each style."""
    calculated, _ = understand(ROOT / "content")
    twin, clauses = Twin(), [*calculated.site.clauses]
    twin.call("searchFiles.use", registered(searchable(calculated, Problems()).files))
    for collection in (*TUNED, *HELD):
        for name in ("language", "style"):
            for value in sorted({row[name] for row in judged(collection) if row["answers"]}):
                rows = [row for row in judged(collection) if row[name] == value]
                print(collection, value, *(f"{one:.3f}" for one in average(rows, clauses, twin)))


if __name__ == "__main__":
    main()

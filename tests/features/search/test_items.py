"""Items of a clause as hits of their own: schema/search.md, section 7."""

from __future__ import annotations

from typing import Any

import pytest

from tests.features.search.corpus import bodies, use
from tests.twin import Twin

HEAD = "support for harbour works"
ITEMS = {"1": ("dredging", "a share of dredging costs"), "2": ("lights", "a sum for kelp lights")}


def hit(items: dict[str, tuple[str, str]] = ITEMS, head: str = HEAD) -> dict[str, Any]:
    """What is shown of a clause with these items, by id their titles and words."""
    texts, found = [head], []
    for id_, (title, words) in items.items():
        at = len(" ".join(texts)) + 1
        texts.append(f"{title} {words}")
        own = {"id": id_, "title": title, "where": f"clause 7({id_})", "calculators": 1}
        own |= {"amount": f"{id_} crown", "offers": "", "from": at, "to": at + len(texts[-1])}
        found.append(own)
    return {
        "id": "harbour/7",
        "title": "harbour works",
        "where": "clause 7",
        "url": "en/harbour/7.html",
        "text": " ".join(texts),
        "amount": "9 crown",
        "offers": "",
        "calculators": 2,
        "items": found,
    }


def shown(query: str, clause: dict[str, Any], twin: Twin) -> tuple[str, list[str]]:
    """What the hit is of, and the items that are listed with it."""
    use(twin, bodies([clause["text"], *["harbour notice number words"] * 30]))
    wish = twin.call("search.find", query)["wish"]
    found = twin.call("searchItems.answering", clause, wish)
    return found["shown"]["id"], [item["id"] for item in found["alike"]]


MANY = {str(n): (f"light {n}", "kelp lights") for n in range(1, 6)}
SAME = {"1": ("north", "kelp lights"), "2": ("south", "kelp lights"), "3": ("west", "no more")}
ROWS = [
    ("one item says it", "dredging costs", hit(), ("harbour/7#1", [])),
    ("the other one", "kelp", hit(), ("harbour/7#2", [])),
    ("the clause says it, too", "harbour works", hit(), ("harbour/7", [])),
    ("an item's title before the clause's text", "lights", hit(head="works and lights"),
     ("harbour/7#2", [])),
    ("the clause's title before an item's text", "harbour", hit({"1": ("dredging", "harbour")}),
     ("harbour/7", [])),
    ("two items say half each", "dredging kelp", hit(), ("harbour/7", [])),
    ("two say the same", "kelp", hit(SAME), ("harbour/7", ["harbour/7#1", "harbour/7#2"])),
    ("too many say the same", "kelp", hit(MANY), ("harbour/7", [])),
    ("no items", "kelp", hit({}), ("harbour/7", [])),
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "clause", "found"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_a_hit_is_of_the_item_that_answers_alone(
    query: str, clause: dict[str, Any], found: tuple[str, list[str]], twin: Twin
) -> None:
    assert shown(query, clause, twin) == found


def test_an_item_brings_what_is_its_own(twin: Twin) -> None:
    use(twin, bodies([hit()["text"], *["harbour notice number words"] * 30]))
    wish = twin.call("search.find", "kelp")["wish"]
    assert twin.call("searchItems.answering", hit(), wish)["shown"] == {
        "id": "harbour/7#2",
        "title": "lights",
        "where": "clause 7(2)",
        "within": "harbour works",
        "url": "en/harbour/7.html#2",
        "text": "a sum for kelp lights",
        "amount": "2 crown",
        "offers": "",
        "calculators": 1,
        "items": [],
    }

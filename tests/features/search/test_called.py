"""Places and clauses by what they are called: schema/search.md, section 6."""

from __future__ import annotations

from typing import Any

import pytest

from clausebook.features.search import Thesaurus
from clausebook.features.search.called import Called
from clausebook.features.search.counted import Entry
from tests.features.search.corpus import places, use
from tests.twin import Twin

CALLED = Called(
    places={"quay": ("Quay", "码头"), "reef": ("Reef", "礁")},
    kinds=("rule ", "细则", "No. 7"),
    elsewhere=("远港", "Far Harbour"),
)
THESAURUS = Thesaurus([], [], CALLED)


def entry(place: str, number: int, kind: str, text: str) -> Entry:
    """A clause that is called by its place, its kind and its number."""
    own = (f"§{number}@{place}",) if kind == "clause" else ()
    name = (CALLED.places[place][0], f"{kind} {number}", f"第{number}条", f"细则{number}")
    return Entry(
        f"{place}/{number}",
        (text,),
        (text,),
        name[: 3 if kind == "clause" else 4],
        (),
        (*own, f"@{place}"),
    )


@pytest.fixture(scope="module")
def site(twin: Twin) -> Twin:
    """Two places with three clauses and a rule each."""
    entries = [
        entry(place, number, kind, f"kelp lines 海带 {place}")
        for place in ("quay", "reef")
        for number, kind in ((1, "clause"), (2, "clause"), (3, "clause"), (2, "rule"))
    ]
    use(twin, entries, THESAURUS)
    return twin


def test_what_is_called_stands_in_the_index() -> None:
    """Words that count as names, words of places with their term, and places elsewhere."""
    lines = THESAURUS.lines(())
    assert lines["码头"] == ["@", "码头=@quay"]
    assert lines["reef"] == ["@", "reef=@reef"]
    assert lines["rul"] == ["@"]
    assert lines["far"] == ["far harbour=@"]
    assert "7" not in lines


def test_a_place_filters(site: Twin) -> None:
    """Its clauses come first, in whichever language it is named."""
    assert places(site, "kelp reef")[:4] == [4, 5, 6, 7]
    assert places(site, "海带 码头")[:4] == [0, 1, 2, 3]
    assert sorted(places(site, "kelp reef")) == [*range(8)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Reef 2", 5),
        ("码头2", 1),
        ("码头第二条", 1),
        ("礁 三", 6),
        ("Quay rule 2", 3),
        ("reef 细则（二）", 7),
        ("Reef 2(1)", 5),
    ],
)
def test_a_place_with_a_number_is_that_clause(query: str, first: int, site: Twin) -> None:
    """Before all others; with a kind it is the clause of that kind."""
    assert places(site, query)[0] == first


def told(site: Twin, query: str) -> Any:
    """What is known of a query."""
    return site.call("searchWays.understand", query)


def test_a_place_of_which_there_is_nothing_is_told(site: Twin) -> None:
    """As it was typed; it is neither missing nor asked for."""
    wish = told(site, "kelp in Far Harbour")
    assert wish["elsewhere"] == ["Far Harbour"]
    assert wish["lost"] == []
    assert told(site, "远港 海带")["elsewhere"] == ["远港"]
    assert len(places(site, "远港 海带")) == 8


def test_a_number_is_an_address_only_behind_names(site: Twin) -> None:
    """Whatever else stands before it, it is a number."""
    assert told(site, "kelp 2")["number"] == ""
    assert told(site, "reef 2000")["number"] == ""
    assert told(site, "rule 2(1)")["number"] == "2"
    assert told(site, "rule 2(1)")["item"] == "1"

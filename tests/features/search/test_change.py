"""Changing one clause gives, byte by byte, what a cold index of the changed clauses gives."""

from __future__ import annotations

import random
from dataclasses import replace as with_
from fractions import Fraction

import pytest

from clausebook.features.search import (
    Findable,
    Memory,
    NotKept,
    Thesaurus,
    all_findable,
    cold,
    replace,
)
from clausebook.features.search.counted import Entry
from clausebook.features.search.facets import Choices
from clausebook.meaning.calculate import Calculated
from tests.features.search.corpus import DEEDS, SUBJECTS, THESAURUS, WORDS, corpus, findable

Files = dict[str, bytes]
# fmt: off
RARE = [
    "罕见", "犇", "雅", "𠮷野", "zebra", "zebras", "ZEBRAS", "unplannedness", "无尘室",
    "clean room", "subsidy",
]
# fmt: on


def edited(entry: Entry, chance: random.Random) -> Entry:
    """A clause in which something else is said."""
    more = chance.choice([*SUBJECTS, *DEEDS, *WORDS, *RARE, f"第{chance.randrange(30)}条", ""])
    field = chance.choice(["zh", "en", "name", "spoken", "zh", "en"])
    texts = [*getattr(entry, field)]
    at = chance.randrange(len(texts))
    cut = chance.randrange(len(texts[at]) + 1)
    rest = texts[at][cut + chance.choice([0, 0, 1, 3, 200]) :]
    texts[at] = f"{texts[at][:cut]} {more}{rest}"
    return with_(entry, **{field: tuple(texts)})


def chosen(found: Findable, chance: random.Random) -> Findable:
    """The same clause with other choices, now and then."""
    if chance.random() < 0.7:
        return found
    topics = tuple(sorted(chance.sample(["a", "b", "c"], chance.randrange(3))))
    cap = chance.choice([None, Fraction(1, 3), Fraction(5), Fraction(700)])
    return with_(found, choices=Choices((topics, (), ("x",), ()), cap))


def test_random_edits_give_what_a_cold_index_gives() -> None:
    """Also what is kept is the same, so that the next edit begins where a cold one would."""
    chance = random.Random("edits")
    entries = corpus(40)
    clauses = [findable(entry) for entry in entries]
    store = Memory()
    files = dict(cold(clauses, THESAURUS, store))
    for _ in range(200):
        place = chance.randrange(len(clauses))
        entries[place] = edited(chance.choice([entries[place], corpus(40)[place]]), chance)
        new = chosen(findable(entries[place]), chance)
        files = applied(files, store, clauses, place, new, THESAURUS)
        clauses[place] = new
        other = Memory()
        assert files == dict(cold(clauses, THESAURUS, other))
        assert store == other


def applied(
    files: Files,
    store: Memory,
    clauses: list[Findable],
    place: int,
    new: Findable,
    thesaurus: Thesaurus,
) -> Files:
    """The files after a change; what is new was not there, and what goes was."""
    changed = replace(place, clauses[place], new, thesaurus, store)
    assert {*changed.removed} <= files.keys()
    again = {path for path, data in changed.files.items() if files.get(path) == data}
    assert again == set()
    kept = {path: data for path, data in files.items() if path not in changed.removed}
    return {**kept, **changed.files}


def test_clauses_of_the_site_that_change_places_with_others(calculated: Calculated) -> None:
    """Each clause in turn says what another one says; at the end all is as it was."""
    thesaurus, clauses = all_findable(calculated)
    store = Memory()
    at_first = dict(cold(clauses, thesaurus, store))
    as_kept, files = dict(store), at_first
    for place in range(0, len(clauses), len(clauses) // 7):
        other = with_(clauses[place - 1], ref=clauses[place].ref)
        changed = [*clauses[:place], other, *clauses[place + 1 :]]
        files = applied(files, store, clauses, place, other, thesaurus)
        assert files == dict(cold(changed, thesaurus, Memory()))
        files = applied(files, store, changed, place, clauses[place], thesaurus)
        assert (files, store) == (at_first, as_kept)


def test_a_clause_that_is_the_same_changes_nothing() -> None:
    clauses = [findable(entry) for entry in corpus(9)]
    store = Memory()
    [*cold(clauses, THESAURUS, store)]
    before = dict(store)
    changed = replace(3, clauses[3], clauses[3], THESAURUS, store)
    assert (changed.files, changed.removed, store) == ({}, (), before)


@pytest.mark.parametrize("key", ["about", "names", "signs", "spellings", "choices", "shard"])
def test_a_store_that_has_lost_something_is_said_so(key: str) -> None:
    """Whoever asked makes the index anew."""
    entries = corpus(9)
    clauses = [findable(entry) for entry in entries]
    store = Memory()
    [*cold(clauses, THESAURUS, store)]
    lost = Memory({kept: v for kept, v in store.items() if not kept.startswith(key)})
    entry = with_(entries[3], en=("Nothing of the kind",), zh=("犇",))
    new = with_(findable(entry), choices=Choices((("a",), (), (), ()), None))
    with pytest.raises(NotKept):
        replace(3, clauses[3], new, THESAURUS, lost)

"""After any edit a rebuild gives the same files, byte for byte, as a build from nothing."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.edit_walk import Walk, compare
from tests.overlay import GOOD, OFFICIAL
from tests.random_edits import EDITS, edited, first_world
from tests.twin import ROOT

STEPS = 50
"""For each seed; ``make bench-edits`` makes any number."""


@pytest.mark.parametrize("seed", [1, 2])
def test_a_rebuild_equals_a_first_build_after_any_edit(seed: int, tmp_path: Path) -> None:
    walk = Walk(tmp_path, seed, fresh=0.2)
    try:
        while walk.counts.total() < STEPS:
            walk.step()
    finally:
        walk.close()


def test_edits_are_of_all_kinds_and_a_seed_gives_the_same_ones() -> None:
    once, again = Random(1), Random(1)
    world = first_world(GOOD, OFFICIAL, once)
    assert first_world(GOOD, OFFICIAL, again).key == world.key
    kinds = set()
    for _ in range(800):
        kind, after = edited(world, once, ROOT)
        assert (kind, after.key) == ((same := edited(world, again, ROOT))[0], same[1].key)
        assert after.key != world.key
        kinds.add(kind)
    assert kinds == EDITS.keys() - {"deleted document"}  # there are too few at first


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"a": "1"}, "'missing': \\['b'\\]"),
        ({"a": "1", "b": "2", "c": "3"}, "'extra': \\['c'\\]"),
        ({"a": "1", "b": "9"}, "'other': \\['b'\\]"),
    ],
)
def test_any_difference_between_two_sites_is_told(found: dict[str, str], told: str) -> None:
    compare({"a": "1", "b": "2"}, {"a": "1", "b": "2"}, "")
    with pytest.raises(AssertionError, match=told):
        compare(found, {"a": "1", "b": "2"}, "")

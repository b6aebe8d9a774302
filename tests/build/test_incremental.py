"""After any edit a rebuild gives the same files, byte for byte, as a build from nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.edit_walk import Walk

EDITS = 100
"""For each seed."""


@pytest.mark.parametrize("seed", [1, 2])
def test_a_rebuild_equals_a_first_build_after_any_edit(seed: int, tmp_path: Path) -> None:
    walk = Walk(tmp_path, seed, fresh=0.2)
    try:
        for _ in range(EDITS):
            walk.step()
    finally:
        walk.close()

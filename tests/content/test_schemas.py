"""Shapes: the fast check says the same as the one that words what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausebook.content.load import load
from clausebook.content.misfits import misfits
from clausebook.content.schemas import NAMES, fits, schema_of
from clausebook.problems import Problems
from tests.overlay import BAD, GOOD, lay

SHAPED = [
    (schema_of(name), file.value)
    for name, file in sorted(load(GOOD, Problems()).items())
    if schema_of(name) in NAMES
]


@pytest.mark.parametrize("overlay", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_both_checks_say_the_same_of_every_broken_file(overlay: Path, tmp_path: Path) -> None:
    for name, file in load(lay(tmp_path, overlay.read_bytes()), Problems()).items():
        schema = schema_of(name)
        if schema in NAMES:
            assert fits(schema, file.value) is not bool(misfits(schema, file.value)), name


def test_the_good_content_has_its_shapes() -> None:
    assert {schema for schema, _ in SHAPED} == {*NAMES} - {"common"}
    assert all(fits(schema, value) for schema, value in SHAPED)

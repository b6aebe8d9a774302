"""A slip in a schema is told with the file and the line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from clausebook.content import schemas
from clausebook.features.exports.schemas import _values
from clausebook.resources import SCHEMAS, BadResource

SLIPS = {
    "a comma": ('"type": "object",', '"type": "object"', "Expecting ',' delimiter; look at the "),
    "a type": ('"type": "object",', '"type": "objekt",', "this is no JSON Schema; correct it."),
    "a pattern": ('"type": "object",', '"pattern": "(",', "this is no JSON Schema; correct it."),
    "a place": ("common.json#/$defs/text", "common.json#/$defs/no", "correct the $ref."),
    "a file": ("common.json#/$defs/text", "comon.json#/$defs/text", "correct the $ref."),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the schemas."""
    copied = Path(shutil.copytree(SCHEMAS, tmp_path / "schema"))
    monkeypatch.setattr(schemas, "SCHEMAS", copied)
    schemas.contents.cache_clear()
    schemas._compiled.cache_clear()
    yield copied
    schemas.contents.cache_clear()
    schemas._compiled.cache_clear()


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_its_place(slip: str, folder: Path) -> None:
    old, new, told = SLIPS[slip]
    text = (folder / "topics.json").read_text(encoding="utf-8")
    assert old in text
    (folder / "topics.json").write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1 + (slip == "a comma")
    with pytest.raises(BadResource) as raised:
        schemas.fits(schemas.Shape("topics"), {})
    assert re.fullmatch(
        rf"{re.escape(str(folder))}/topics\.json:{line}:[0-9]+: error: .*{re.escape(told)}.*",
        str(raised.value),
    )


def test_a_schema_that_is_gone_is_told(folder: Path) -> None:
    (folder / "common.json").unlink()
    with pytest.raises(BadResource, match=r"common\.json:1:1: error: No such file .+ put the file"):
        schemas.fits(schemas.Shape("topics"), {})


def test_a_list_that_published_data_need_is_missed() -> None:
    with pytest.raises(BadResource, match=r"schema/clause\.json:1:1: error: .+ properties/no/enum"):
        _values("clause.json#/properties/no")

"""Places in files: exact, found however a text is written, and each file composed only once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from clausebook.content.load import parse
from clausebook.content.sources import Sources, sources_in, text_of
from clausebook.problems import Place, Problems


def position(text: str, place: Place) -> tuple[int, int]:
    """Line and column of a place in a text."""
    path, line, column = Sources(lambda _: text).position(place)
    assert path == place.path
    return line, column


def value_of(text: str) -> Any:
    file = parse("x.yaml", text.encode(), Problems())
    assert file
    return file.value


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n"])
def test_the_first_line_of_an_empty_file_is_its_place(text: str) -> None:
    assert position(text, Place("x.yaml", ("a", "b"))) == (1, 1)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_make_no_difference(ending: str) -> None:
    text = text_of(ending.join(["a: |", "  one", "  two", "b: three"]).encode())
    assert position(text, Place("x.yaml", ("b",))) == (4, 4)


SCALARS = """\
plain: one two three
folded: >-
  one

    two
  three
literal: |
  one
  two three
single: 'it''s
  two three'
double: "\\u4e00 \\"one\\"
  two three"
multi: one
  two
  three
"""


@pytest.mark.parametrize(
    ("key", "line", "column"),
    [
        *(("plain", 1, 16), ("folded", 6, 3), ("literal", 9, 7)),
        *(("single", 11, 7), ("double", 13, 7), ("multi", 16, 3)),
    ],
)
def test_a_place_inside_a_scalar_is_found_however_it_is_written(
    key: str, line: int, column: int
) -> None:
    before = value_of(SCALARS)[key].partition("three")[0]
    assert position(SCALARS, Place("x.yaml", (key,)).after(before)) == (line, column)


def test_the_end_of_a_scalar_is_a_place_too() -> None:
    for text in ("a: one two ", "a: 'one two'", "a: |\n  one\n  two\n\nb: 3"):
        line, column = position(text, Place("x.yaml", ("a",)).after("one two"))
        assert text.split("\n")[line - 1][: column - 1].endswith("two")


NESTED = "a: 1\nb:\n  - {b: 2, c: 3}"


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (Place("x.yaml", ("b", 0, "b"), key=True), (3, 6)),
        (Place("x.yaml", ("b", 0, "b")), (3, 9)),
        (Place("x.yaml", ("b",), key=True), (2, 1)),
        (Place("x.yaml", ("b",)).its_key(), (2, 1)),
        (Place("x.yaml").at("b", 7, "nowhere"), (3, 3)),
        (Place("x.yaml").at("a", "inside"), (1, 4)),
    ],
)
def test_a_place_is_found_by_its_route_or_else_what_is_around_it(
    place: Place, where: tuple[int, int]
) -> None:
    assert position(NESTED, place) == where


def test_a_place_in_the_last_row_of_a_long_table_is_exact() -> None:
    rows = "\n".join(f"- {{zh: 第{n}行, en: 'row {n}'}}" for n in range(20_000))
    assert position(rows, Place("x.yaml", (19_999, "en"))) == (20_000, 21)


def test_a_file_is_composed_once_however_many_places_are_looked_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    composed = []
    compose = yaml.compose

    def count(text: str, **options: Any) -> Any:
        composed.append(text)
        return compose(text, **options)

    monkeypatch.setattr(yaml, "compose", count)
    text = "\n".join(f"k{n}: {n}" for n in range(400))
    sources = Sources(lambda _: text)
    lines = [sources.position(Place("x.yaml", (f"k{n}",)))[1] for n in range(400)]
    assert lines == list(range(1, 401))
    assert len(composed) == 1


def test_the_files_of_a_folder_are_read_when_a_place_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    sources = sources_in(tmp_path)
    (tmp_path / "x" / "1.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2")
    path = f"{tmp_path.name}/x/1.yaml"
    assert sources.position(Place(path, ("b",))) == (path, 2, 4)


@pytest.mark.parametrize("data", [None, b"a: \xff", b"a: [", b"a: {b: \x01}"])
def test_a_file_that_went_or_broke_meanwhile_is_named_from_its_start(
    data: bytes | None, tmp_path: Path
) -> None:
    if data is not None:
        (tmp_path / "x.yaml").write_bytes(data)
    path = f"{tmp_path.name}/x.yaml"
    assert sources_in(tmp_path).position(Place(path, ("a",))) == (path, 1, 1)

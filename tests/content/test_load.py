"""YAML as editors write it: text stays text, surprises are refused, places are exact."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from clausebook.content.load import DEEPEST, load, parse
from clausebook.problems import Problems
from tests.overlay import Found, found


def read(text: str) -> Any:
    """The value of a text without problems."""
    problems = Problems()
    file = parse("x.yaml", text.encode(), problems)
    assert found(problems) == []
    assert file
    return file.value


def wrong_in(text: str) -> Found:
    """What is wrong with a text that cannot be read."""
    problems = Problems()
    assert parse("x.yaml", text.encode(), problems) is None
    return found(problems)


@pytest.mark.parametrize(
    "scalar",
    [
        *("no", "yes", "on", "012", "1e3", "1_000", "2022-10-31", "0x1F", "0o17", "~", "null"),
        *("1:30", "190:20:30", ".inf", ".nan", "-0", "+1", "1.50", "True", "12:00:00Z", "=", "<<"),
    ],
)
def test_a_scalar_stays_the_text_that_was_typed(scalar: str) -> None:
    assert read(f"a: {scalar}\n{scalar}: b") == {"a": scalar, scalar: "b"}


def test_an_empty_value_is_an_empty_text() -> None:
    assert read("a:\nb: ''\nc: [ ]\nd: {}") == {"a": "", "b": "", "c": [], "d": {}}


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n...\n"])
def test_an_empty_file_is_an_empty_mapping_or_text(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_make_no_difference(ending: str) -> None:
    problems = Problems()
    file = parse("x.yaml", ending.join(["a: |", "  one", "  two", "b: three"]).encode(), problems)
    assert file
    assert file.value == {"a": "one\ntwo\n", "b": "three"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
@pytest.mark.parametrize("depth", [DEEPEST + 2, 1000, 200_000])
def test_deep_nesting_is_refused_before_it_exhausts_the_parser(opening: str, depth: int) -> None:
    [(_, line, column, code)] = wrong_in(opening * depth)
    assert (line, code) == (1, "yaml-syntax")
    assert column > DEEPEST


def test_nesting_as_deep_as_allowed_is_read() -> None:
    value: Any = read("[" * DEEPEST + "]" * DEEPEST)
    for _ in range(DEEPEST - 1):
        [value] = value
    assert value == []


BILLION_LAUGHS = "\n".join(
    [
        "a: &a [lol]",
        *(
            f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]"
            for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        ),
    ]
)


def test_anchors_that_grow_a_billionfold_are_refused_where_they_stand() -> None:
    problems = wrong_in(BILLION_LAUGHS)
    assert len(problems) == 9 + 8 * 9
    assert {code for *_, code in problems} == {"yaml-alias"}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: &x 1", 1, 4),
        ("a: &x [*x]", 1, 4),
        ("a: !!str 1", 1, 4),
        ("a: !!python/object/apply:os.system [ls]", 1, 4),
        ("- !tag {a: b}", 1, 3),
        ("a:\n  <<: *base", 2, 7),
    ],
)
def test_anchors_aliases_and_tags_are_refused(text: str, line: int, column: int) -> None:
    assert wrong_in(text)[0] == ("x.yaml", line, column, "yaml-alias")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3", 3, 1),
        ("- {x: 1, x: 2}", 1, 10),
        ("a: 1\n'a': 2", 2, 1),
        ("? a\n: 1\n? a\n: 2", 3, 3),
    ],
)
def test_a_key_that_stands_twice_is_refused(text: str, line: int, column: int) -> None:
    assert wrong_in(text) == [("x.yaml", line, column, "yaml-duplicate-key")]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a:\n\tb: 1", 2, 1),
        ("a: [1, 2", 1, 9),
        ("a: 'x", 1, 6),
        ("a: b: c", 1, 5),
        ("a: {b{c}d}", 1, 6),
        ("? [a]\n: b", 1, 3),
        ("a: 1\n---\nb: 2", 2, 1),
        ("%YAML 3.0\n---\na: 1", 1, 1),
        ("a: *nowhere", 1, 4),
    ],
)
def test_what_is_not_yaml_is_refused_where_it_goes_wrong(text: str, line: int, column: int) -> None:
    found_at, *_ = wrong_in(text)
    assert found_at[1:3] == (line, column)
    assert found_at[3] in ("yaml-syntax", "yaml-alias")


@pytest.mark.parametrize(
    "sign",
    [
        *("\0", "\x07", "\x1b", "\x7f", "\x85", "\xad", "\u200b", "\u200d", "\u200e", "\u2028"),
        *(
            "\u202e",
            "\u2066",
            "\ufeff",
            "\ufffd",
            "\uffff",
            "\U000e0041",
            "\u3164",
            "\u2800",
            "\ufe0f",
            "\u115f",
        ),
    ],
)
def test_a_character_that_nobody_sees_is_refused_raw_and_escaped(sign: str) -> None:
    assert wrong_in(f"a: 1\nb: 中文{sign}x") == [("x.yaml", 2, 6, "hidden-character")]
    assert wrong_in(f'a: 1\nb: "中文\\U{ord(sign):08x}"') == [("x.yaml", 2, 4, "hidden-character")]


def test_ordinary_typography_is_no_hidden_character() -> None:
    text = "“引号”——…·（）〔2022〕①Ⅲ½é\u00a0\u3000𠮷😀"
    assert read(f"a: {text}x\tb") == {"a": f"{text}x\tb"}


def content(folder: Path, files: dict[str, bytes]) -> Path:
    root = folder / "content"
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def test_files_are_known_by_their_path_below_the_content_folder(tmp_path: Path) -> None:
    files = {
        "b/2.yaml": b"a: 1",
        "a.yml": b"",
        "b/notes.txt": b"\xff",
        "b/1.yaml": b"\xef\xbb\xbfa: 1",
    }
    problems = Problems()
    loaded = load(content(tmp_path, files), problems)
    assert list(loaded) == ["a.yml", "b/1.yaml", "b/2.yaml"]
    assert loaded["b/1.yaml"].path == "content/b/1.yaml"
    assert loaded["b/1.yaml"].value == {"a": "1"}
    assert found(problems) == []


def test_a_content_folder_is_called_by_its_name_from_wherever_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content(tmp_path, {"a.yaml": b"["}))
    problems = Problems()
    load(Path(), problems)
    assert found(problems) == [("content/a.yaml", 1, 2, "yaml-syntax")]


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"a: \xff", 1), ("a: 1\n上海: x".encode("gb18030"), 2), ("a: 1".encode("utf-16"), 1)],
)
def test_text_in_another_encoding_is_refused(data: bytes, line: int, tmp_path: Path) -> None:
    problems = Problems()
    assert load(content(tmp_path, {"a.yaml": data}), problems) == {}
    assert found(problems) == [("content/a.yaml", line, 1, "not-utf8")]


def test_a_link_that_leads_nowhere_or_round_in_a_circle_is_reported(tmp_path: Path) -> None:
    root = content(tmp_path, {"a.yaml": b""})
    (root / "b.yaml").symlink_to("nowhere.yaml")
    (root / "c.yaml").symlink_to("c.yaml")
    problems = Problems()
    load(root, problems)
    assert [(path, code) for path, *_, code in found(problems)] == [
        ("content/b.yaml", "cannot-read"),
        ("content/c.yaml", "cannot-read"),
    ]


def test_a_folder_that_cannot_be_opened_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = content(tmp_path, {"a.yaml": b"", "locked/1.yaml": b""})
    scandir = os.scandir

    def refuse(path: str) -> Any:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    problems = Problems()
    assert list(load(root, problems)) == ["a.yaml"]
    assert found(problems) == [("content/locked", 1, 1, "cannot-read")]


def test_a_huge_file_is_read(tmp_path: Path) -> None:
    rows = "\n".join(f"- {{zh: 第{n}行, en: 'row {n}'}}" for n in range(20_000))
    loaded = load(content(tmp_path, {"a.yaml": rows.encode()}), Problems())
    assert len(loaded["a.yaml"].value) == 20_000

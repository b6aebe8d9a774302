"""Indentation: a line that stands too far left or right is named where it was made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clausebook.content import indents
from clausebook.content.check import read_file
from clausebook.content.indents import misindented
from tests.overlay import GOOD, LEXICON, problems_in
from tests.twin import ROOT

HEAD = """\
--- tide-2031-4/3.yaml
number: （三）
kind: clause
title: {zh: 服务, en: Services}
"""


def told(clause: str, folder: Path) -> list[tuple[int, int, str]]:
    """Line, column and message of everything that is wrong with a clause."""
    return [(p.line, p.column, p.message) for p in problems_in(folder, HEAD + clause)]


CASES = [
    (
        """\
facts:
rate:
  is: 60%
  printed: 给予60%
  means: {zh: 比例, en: Share}
digest: {zh: "给予{rate}。", en: "Pays {rate}."}
""",
        (5, 1, "indent rate by two spaces: it belongs to facts."),
    ),
    (
        """\
facts:
rate: {is: 60%, printed: 给予60%, means: {zh: 比例, en: Share}}
cap: {is: 60万元, printed: 给予60万元, means: {zh: 比例, en: Share}}
digest: {zh: "给予{rate}。", en: "Pays {rate}."}
""",
        (5, 1, "indent rate, cap by two spaces: they belong to facts."),
    ),
    (
        """\
facts:
  rate: {is: 60%, printed: 给予60%, means: {zh: 比例, en: Share}}
cap: {is: 60万元, printed: 给予60万元, means: {zh: 比例, en: Share}}
digest: {zh: "给予{rate}。", en: "Pays {rate}."}
""",
        (6, 1, "indent cap by two spaces: it belongs to facts."),
    ),
    (
        """\
facts:
  rate:
  is: 60%
  printed: 给予60%
  means: {zh: 比例, en: Share}
digest: {zh: "给予{rate}。", en: "Pays {rate}."}
""",
        (6, 3, "indent is, printed, means by two spaces: they belong to rate."),
    ),
    (
        """\
facts:
  rate:
    is: 60%
     printed: 给予60%
    means: {zh: 比例, en: Share}
digest: {zh: "给予{rate}。", en: "Pays {rate}."}
""",
        (7, 6, "remove one space before printed: it lines up with is in line 6."),
    ),
    (
        """\
facts:
  rate:
    is: 60%
   printed: 给予60%
    means: {zh: 比例, en: Share}
digest: {zh: "给予{rate}。", en: "Pays {rate}."}
""",
        (7, 4, "write printed as far to the right as is in line 6, or as rate in line 5."),
    ),
    (
        """\
facts:
  rate:
     is: 60%
    printed: 给予60%
    means: {zh: 比例, en: Share}
digest: {zh: "给予{rate}。", en: "Pays {rate}."}
""",
        (6, 6, "remove one space before is: it lines up with printed in line 7."),
    ),
    (
        """\
facts:
  rate: {is: 60%, printed: 给予60%, means: {zh: 比例, en: Share}}
 digest: {zh: "给予{rate}。", en: "Pays {rate}."}
""",
        (6, 2, "write digest as far to the right as rate in line 5, or as facts in line 4."),
    ),
    (
        """\
facts:
  rate: {is: 60%, printed: 给予60%, means: {zh: 比例, en: Share}}
  digest: {zh: "给予{rate}。", en: "Pays {rate}."}
""",
        (6, 3, "move digest to the left by two spaces: it belongs beside facts."),
    ),
    (
        """\
digest:
zh: 给予。
en: Pays.
""",
        (5, 1, "indent zh, en by two spaces: they belong to digest."),
    ),
    (
        """\
digest:
  zh: 给予。
en: Pays.
""",
        (6, 1, "indent en by two spaces: it belongs to digest."),
    ),
    (
        """\
digest:
  zh: 给予。
 en: Pays.
""",
        (6, 2, "write en as far to the right as zh in line 5, or as digest in line 4."),
    ),
    (
        """\
digest:
  zh: 给予。
   en: Pays.
""",
        (6, 4, "remove one space before en: it lines up with zh in line 5."),
    ),
    (
        """\
digest: {zh: 给予。, en: Pays.}
links:
  - type: implements
   to: "1"
    why: {zh: 因为。, en: Because.}
""",
        (7, 4, "write one space more before to: it lines up with type in line 6."),
    ),
    (
        """\
digest: {zh: 给予。, en: Pays.}
links:
  - type: implements
     to: "1"
    why: {zh: 因为。, en: Because.}
""",
        (7, 6, "remove one space before to: it lines up with type in line 6."),
    ),
    (
        """\
digest: {zh: 给予。, en: Pays.}
links:
  - type: implements
  to: "1"
  why: {zh: 因为。, en: Because.}
""",
        (7, 3, "write to as far to the right as type in line 6, or as links in line 5."),
    ),
    (
        """\
digest: {zh: 给予。, en: Pays.}
links:
  - type: implements
    to: "1"
    why:
    zh: 因为。
    en: Because.
""",
        (9, 5, "indent zh, en by two spaces: they belong to why."),
    ),
    (
        """\
digest: {zh: 给予。, en: Pays.}
links:
  - type: implements
    to: "1"
    why: {zh: 因为。, en: Because.}
 - type: details
   to: "2"
   why: {zh: 因为。, en: Because.}
""",
        (9, 2, "write one space more before -: it lines up with - in line 6."),
    ),
    (
        """\
digest:
  zh: |-
  给予。
  en: Pays.
""",
        (6, 3, "indent this line: it belongs to the text of zh."),
    ),
    (
        """\
digest:
  zh: |-
    给予。
   多一些。
  en: Pays.
""",
        (7, 4, "indent this line: it belongs to the text of zh."),
    ),
    (
        """\
digest:
  zh: 给予。
  en: >-
    Pays.
  And more of it.
""",
        (8, 3, "indent this line: it belongs to the text of en."),
    ),
    (
        """\
digest: {zh: 给予。, en: Pays.}
facts:
  rate:
    is: 60%
    printed: 给予60%
    means:
    zh: 比例
    en: Share
""",
        (10, 5, "indent zh, en by two spaces: they belong to means."),
    ),
    (
        """\
# note
facts:
# note

rate:
  is: 60%
  printed: 给予60%
  means: {zh: 比例, en: Share}
digest: {zh: "给予{rate}。", en: "Pays {rate}."}
""",
        (8, 1, "indent rate by two spaces: it belongs to facts."),
    ),
]


@pytest.mark.parametrize(("clause", "wrong"), CASES)
def test_a_line_that_is_indented_wrongly_is_named(
    clause: str, wrong: tuple[int, int, str], tmp_path: Path
) -> None:
    assert told(clause, tmp_path) == [wrong]


def test_what_else_is_wrong_with_the_shape_is_told_beside_it(tmp_path: Path) -> None:
    clause = """\
facts:
rate: {is: 60%, printed: 给予60%, means: {zh: 比例, en: Share}}
digest: {zh: "给予{rate}。", en: "Pays {rate}."}
topisc: [growing]
"""
    (wrong, unknown) = told(clause, tmp_path)
    assert wrong == (5, 1, "indent rate by two spaces: it belongs to facts.")
    assert unknown[:2] == (7, 1)
    assert unknown[2].startswith("there is no key 'topisc' here. Did you mean 'topics'?")


def test_keys_between_braces_are_not_indented(tmp_path: Path) -> None:
    """Where no line begins with a key, another indentation would change nothing."""
    clause = "facts: {rate: {is: 60%, printed: 给予60%}, means: {zh: 比例, en: Share}}\n"
    messages = [message for *_, message in told(clause, tmp_path)]
    assert [
        message for message in messages if "indent" in message or "to the left" in message
    ] == []


TEXTS = [
    *sorted(GOOD.rglob("*.yaml")),
    *sorted((ROOT / "templates").rglob("*.yaml")),
]


def test_lines_of_files_that_can_be_read_stand_as_they_should() -> None:
    assert [path for path in TEXTS if misindented(path.read_text(encoding="utf-8"))] == []


def test_every_line_of_a_clause_that_is_moved_is_named() -> None:
    """By one space, and read without the other files; an only child may stand further in."""
    lines = (GOOD / "quay-2032-7" / "2.yaml").read_text(encoding="utf-8").split("\n")
    silent = []
    for number, line in enumerate(lines[1:-1], 2):
        moved = "\n".join([*lines[: number - 1], f" {line}", *lines[number:]])
        found = read_file("content", "quay-2032-7/2.yaml", moved.encode(), LEXICON).problems
        assert {problem.line for problem in found} <= {number}, line
        silent += [] if found else [line.strip().partition(": ")[0]]
    assert silent == [
        "halves",
        "- {id",
        "line_award",
        "- {id",
        "- {name",
        "- {id",
        "- {printed",
        "- {type",
    ]


# --- work ------------------------------------------------------------------------------------


class Counting:
    """A pattern or a function that notes each use."""

    def __init__(self, of: Any, looked: list[str]) -> None:
        self._of = of
        self._looked = looked

    def __call__(self, *args: Any) -> Any:
        self._looked.append("x")
        return self._of(*args)

    def sub(self, *args: Any) -> Any:
        self._looked.append("x")
        return self._of.sub(*args)


@pytest.mark.parametrize("opening", ["- ", "a: [\n"])
def test_what_is_nested_without_end_or_never_closed_is_not_followed_to_its_end(
    opening: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    for name in ("_enter", "_QUOTED"):
        monkeypatch.setattr(indents, name, Counting(getattr(indents, name), looked))
    for size in (300, 1200):
        misindented(opening * size)
        looked.append("|")
    first, second, _ = "".join(looked).split("|")
    assert 0 < len(first) == len(second)

"""Trees of content files: whatever is in them, an editor is told what is wrong, and where."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from clausebook.build.pipeline import build, check
from clausebook.content.misfits import misfits
from clausebook.content.schemas import NAMES, Shape, fits, schema_of
from clausebook.content.sources import text_of
from clausebook.messages import meanings
from clausebook.problems import Problem
from tests.fuzz import slips as made
from tests.fuzz.frame import tries
from tests.fuzz.slips import Slip
from tests.overlay import LANGUAGES, lay


@tries(15)
@given(made.slips)
def test_any_tree_is_checked_and_what_is_accepted_is_built(slips: list[Slip]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content = lay(Path(folder))
        made.commit(slips, content)
        site = Path(folder) / "site"
        problems = check(content, site).problems
        for problem in problems:
            has_its_place(problem, content)
        if not problems:
            assert build(content, site).problems == ()


def has_its_place(problem: Problem, content: Path) -> None:
    """The code is known, and line and column are in the file; what is no file has one place."""
    assert problem.code in meanings("en")
    assert problem.message.strip()
    assert problem.path.partition("/")[0] == "content"
    try:
        lines = text_of((content.parent / problem.path).read_bytes()).split("\n")
    except (OSError, UnicodeDecodeError):
        lines = []
    assert 1 <= problem.line <= max(len(lines), 1) or problem.code == "not-utf8", problem
    width = len(lines[problem.line - 1]) if problem.line <= len(lines) else 0
    assert 1 <= problem.column <= width + 1, problem


@tries(100)
@given(st.lists(made.value_slips, min_size=1, max_size=3))
def test_both_checks_of_shapes_say_the_same(slips: list[Slip]) -> None:
    """The quick one, and the one that words what is wrong."""
    trees = dict(made.good())
    for slip in slips:
        value = trees[slip.file] = made.slipped(trees[slip.file], slip)
        shape = Shape(schema_of(slip.file), LANGUAGES)
        assert shape.name in NAMES
        assert fits(shape, value) is not bool(misfits(shape, value))

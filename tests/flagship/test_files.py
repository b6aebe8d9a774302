"""The files of this content: how they are written, and every fact in them."""

from __future__ import annotations

import re
from pathlib import Path

from clausebook.content.format import formatted
from clausebook.content.indents import misindented
from clausebook.content.load import load
from clausebook.problems import Problems
from tests.content.test_files import (  # noqa: F401
    test_what_is_kept_of_a_file_is_not_much_more_than_its_words,
)
from tests.content.test_read import (  # noqa: F401
    test_a_bound_that_is_left_out_or_made_up_is_found,
    test_a_figure_typed_into_any_prose_is_refused,
    test_a_wrong_unit_or_bound_is_found,
    test_every_fact_is_right_as_it_stands,
    test_one_wrong_digit_in_a_printed_token_is_found,
    test_one_wrong_digit_in_a_value_is_found,
    written,
)
from tests.twin import ROOT


def test_every_file_is_formatted(content: Path) -> None:
    files = load(content, Problems())
    assert [name for name, file in files.items() if formatted(file) != file.text] == []


def test_lines_stand_as_they_should(content: Path) -> None:
    paths = sorted(content.rglob("*.yaml"))
    assert [path for path in paths if misindented(path.read_text(encoding="utf-8"))] == []


def test_every_file_names_a_schema_that_is_there(content: Path) -> None:
    for path in sorted(content.rglob("*.yaml")):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        schema = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert schema is not None, path
        assert (path.parent / schema[1]).resolve().parent == ROOT / "schema", path
        assert (path.parent / schema[1]).is_file(), path

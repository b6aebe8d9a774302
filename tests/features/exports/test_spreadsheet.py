"""The table in programs with any separator: the same cells, and nowhere a formula."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clausebook.features.exports.spreadsheet import csv_row

READERS = [(",", csv.QUOTE_ALL), *((sign, how) for sign in ";\t" for how in (0, csv.QUOTE_NONE))]
"""Separators, and whether a program knows quotes."""
SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"
FORMULA = re.compile(rf'[\s"]*[{re.escape(SIGNS)}]')
CELLS = st.lists(
    st.text(f"{SIGNS};,\t\r\n\v\x1f\x85\u2028 \u3000\xa0\"'a1", max_size=12), min_size=1
)


def read(row: bytes, separator: str, quoting: int) -> list[str]:
    """All cells that a program finds in a row, which breaks may divide."""
    text = io.StringIO(row.decode("utf-8"), newline="")
    reader = csv.reader(text, delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    return [cell for cells in reader for cell in cells]


@given(CELLS)
@example(["=1", " =1", "\u3000＝1", "a;=1", 'a; "=1', "a\t-1", "a\r\n+1", '"=1', "\u2028@1"])
@example(['a";"=1', 'a";"\t"=1', ";;=1", "; ; =1", "\n\n\n=1"])
def test_no_program_finds_a_formula_in_a_row(cells: list[str]) -> None:
    row = csv_row(cells)
    for separator, quoting in READERS:
        assert [cell for cell in read(row, separator, quoting) if FORMULA.match(cell)] == []


@given(CELLS)
def test_nothing_but_apostrophes_is_added(cells: list[str]) -> None:
    found = read(csv_row(cells), *READERS[0])
    assert [cell.replace("'", "") for cell in found] == [cell.replace("'", "") for cell in cells]


@pytest.mark.parametrize(
    "cell", ["a=1", "a - b", "1:0.5", "a,=1", "(=1)", "'=1", "最高 +5%", "a；=1", "", "2025-01-01"]
)
def test_a_cell_that_begins_no_formula_stays_as_it_is(cell: str) -> None:
    assert csv_row([cell]) == f'"{cell}"\r\n'.encode()

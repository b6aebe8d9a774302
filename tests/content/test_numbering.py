"""The next clause: its id, and its number as its document prints numbers."""

from __future__ import annotations

import pytest

from clausebook.content.numbering import next_id, next_printed, predecessor


@pytest.mark.parametrize(
    ("number", "by", "after"),
    [
        ("（三）", 1, "（四）"),
        ("第九条", 1, "第十条"),
        ("第十九条", 1, "第二十条"),
        ("第九十九条", 1, "第一百条"),
        ("第一百条", 1, "第一百零一条"),
        ("二、", 2, "四、"),
        ("1.9", 1, "1.10"),
        ("Article 3", 1, "Article 4"),
        ("§ 4", 1, "§ 5"),
        ("Annex B", 1, "Annex C"),
        ("Annex Z", 1, ""),
        ("附则", 1, ""),
        ("", 1, ""),
    ],
)
def test_a_printed_number_is_counted_on(number: str, by: int, after: str) -> None:
    assert next_printed(number, by) == after


@pytest.mark.parametrize(
    ("listed", "taken", "wanted"),
    [
        (["1", "2", "final"], [], "3"),
        (["1", "2"], ["3", "document"], "4"),
        (["general-1", "1", "rules-7"], [], "2"),
        (["rules-1", "rules-2", "final"], [], "rules-3"),
        (["final"], [], "1"),
    ],
)
def test_the_next_id_is_free(listed: list[str], taken: list[str], wanted: str) -> None:
    assert next_id(listed, taken) == wanted


@pytest.mark.parametrize(
    ("clause", "wanted"), [("10", "9"), ("rules-2", "rules-1"), ("1", ""), ("final", "")]
)
def test_a_clause_stands_behind_the_one_that_is_numbered_before_it(
    clause: str, wanted: str
) -> None:
    assert predecessor(["2", "9", "rules-1", "12"], clause) == wanted

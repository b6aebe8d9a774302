"""Which words differ: exact for pairs that show every kind of difference."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebook.features.exports.spreadsheet import csv_row
from tests.features.exports.test_spreadsheet import CELLS
from tests.fuzz.frame import load_profile
from tests.twin import Twin

load_profile()
PAIRS = {
    "nothing": ("Made here.", "Made here.", "Made here.", "Made here."),
    "a word": (
        "It is made here.",
        "It was made here.",
        "It [is] made here.",
        "It [was] made here.",
    ),
    "words in a row, with what is between": (
        "The first, best case counts.",
        "The last and worst case counts.",
        "The [first, best] case counts.",
        "The [last and worst] case counts.",
    ),
    "a figure": ("At most 1,000 a year", "At most 10,000 a year", "At most [1,000] a year", None),
    "ideographs": (
        "在本区生产的产品",
        "在本市生产的产品",
        "在本[区]生产的产品",
        "在本[市]生产的产品",
    ),
    "an ideograph between": (
        "应当新取得注册证书",
        "应当已取到注册证书",
        "应当[新取得]注册证书",
        None,
    ),
    "one has more": ("Made here", "Made here from local wood", "Made here", None),
    "nothing in common": (
        "Made here.",
        "Audited by others!",
        "[Made here.]",
        "[Audited by others!]",
    ),
    "signs of other alphabets": ("Ёлка растёт", "Ёлка стоит", "Ёлка [растёт]", "Ёлка [стоит]"),
    "signs beyond two bytes": ("𠮷野家有店", "𠮷野家无店", "𠮷野家[有]店", "𠮷野家[无]店"),
}


def shown(pieces: list[dict[str, Any]]) -> str:
    return "".join(
        f"[{piece['words']}]" if piece["differs"] else piece["words"] for piece in pieces
    )


@pytest.mark.parametrize("name", PAIRS)
def test_the_words_that_differ_are_marked(name: str, twin: Twin) -> None:
    one, other, marked, marked_other = PAIRS[name]
    found = twin.call("compare.marked", [[{"words": one}], [{"words": other}]])
    assert shown(found[0][0]) == marked
    if marked_other is not None:
        assert shown(found[1][0]) == marked_other


def test_an_amount_differs_as_a_whole_and_is_one_piece(twin: Twin) -> None:
    lines = [
        {"words": "40% of it, up to £1 million", "amounts": [[0, 3, 1], [11, 27]]},
        {"words": "40% of it, up to £2 million", "amounts": [[0, 3], [11, 27]]},
    ]
    found = twin.call("compare.marked", [[line] for line in lines])
    assert found[0][0] == [
        {"words": "40%", "differs": False, "isAmount": True, "isPaid": True},
        {"words": " of it, ", "differs": False, "isAmount": False, "isPaid": False},
        {"words": "up to £1 million", "differs": True, "isAmount": True, "isPaid": False},
    ]


def test_each_line_is_held_against_the_most_similar_one(twin: Twin) -> None:
    one = [{"words": "The product is made here."}, {"words": "An audit was passed."}]
    other = [{"words": "An audit was failed."}, {"words": "The product is made here."}]
    found = twin.call("compare.marked", [one, other])
    assert [shown(pieces) for pieces in found[0]] == [
        "The product is made here.",
        "An audit was [passed].",
    ]


def test_lines_of_one_case_belong_together(twin: Twin) -> None:
    one = [{"of": "Phase I", "words": "£5"}, {"of": "Phase II", "words": "£7"}]
    other = [{"of": "Phase II", "words": "£5"}, {"of": "Phase I", "words": "£5"}]
    found = twin.call("compare.marked", [one, other])
    assert [shown(pieces) for pieces in found[0]] == ["£5", "[£7]"]


def test_a_word_that_one_of_several_lacks_differs(twin: Twin) -> None:
    sides = [[{"words": "new and small firms"}]] * 2 + [[{"words": "new firms"}]]
    found = twin.call("compare.marked", sides)
    assert [shown(lines[0]) for lines in found] == [
        "new [and small] firms",
        "new [and small] firms",
        "new firms",
    ]


def test_rows_are_the_same_with_the_same_lines_in_the_same_cases(twin: Twin) -> None:
    line, case = {"words": "£5", "href": "a"}, {"words": "£5", "of": "each"}
    assert twin.call("compare.isSame", [[line], [{"words": "£5", "href": "b"}]])
    assert twin.call("compare.isSame", [[], []])
    assert not twin.call("compare.isSame", [[line], [case]])
    assert not twin.call("compare.isSame", [[line], []])


WORDS = st.text("ab 12,。在本区£\U00020bb7", max_size=12)


@given(st.lists(st.lists(st.builds(lambda words: {"words": words}, WORDS)), min_size=2, max_size=4))
def test_no_word_is_lost_and_what_all_say_is_marked_nowhere(
    twin: Twin, sides: list[list[dict[str, str]]]
) -> None:
    found = twin.call("compare.marked", sides)
    told = [["".join(piece["words"] for piece in pieces) for pieces in lines] for lines in found]
    assert told == [[line["words"] for line in lines] for lines in sides]
    same = twin.call("compare.marked", [sides[0], sides[0]])
    assert not any(piece["differs"] for lines in same for pieces in lines for piece in pieces)


@given(CELLS)
def test_a_row_of_the_table_is_that_of_published_ones(twin: Twin, cells: list[str]) -> None:
    assert twin.call("compare.csvRow", cells).encode() == csv_row(cells)


NAMES = [
    ["a/17", "Measures, clause 17", "Rent"],
    ["a/7", "Measures, clause 7", "Rent for incubators"],
    ["b/7#2", "若干意见（七）（2）", "租金补贴"],
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rent", ["a/17", "a/7"]),
        ("RENT 7", ["a/7", "a/17"]),
        ("clause 7", ["a/7", "a/17"]),
        ("租金", ["b/7#2"]),
        ("意见 7", ["b/7#2"]),
        ("（七）", ["b/7#2"]),
        ("nothing", []),
        (" ", []),
    ],
)
def test_names_are_found_by_words_and_numbers(typed: str, found: list[str], twin: Twin) -> None:
    assert [name[0] for name in twin.call("compare.suggested", NAMES, typed)] == found

"""What is said of a clause or an item beside others, and where its amounts are."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from markupsafe import Markup

from clausebook.features.compare.said import said
from clausebook.features.compare.side import ROWS, side
from clausebook.meaning.calculate import Calculated
from tests.features.exports.source import workshop
from tests.rendered import Files


@pytest.mark.parametrize(
    ("html", "words", "amounts"),
    [
        ("plain &lt;b&gt; words", "plain <b> words", ()),
        (' <a class="fact" href="#x"><data value="1">£5</data></a> each ', "£5 each", ((0, 2),)),
        ('最高<span class="amount">5万元</span>', "最高5万元", ((2, 5, 1),)),
        (
            '<a class="fact" href="#cap">5</a> of <a class="fact" href="#x">9</a>',
            "5 of 9",
            ((0, 1, 1), (5, 6)),
        ),
        ('𠮷<a class="ref fact">5</a>', "𠮷5", ((2, 3),)),
        ('a<br>b <a class="ref">c</a>', "ab c", ()),
    ],
)
def test_html_is_told_as_words_with_the_places_of_amounts(
    html: str, words: str, amounts: tuple[tuple[int, ...], ...]
) -> None:
    found = said(Markup(html), {"#cap"})
    assert (found.words, found.amounts) == (words, amounts)


def test_a_clause_answers_every_question_that_it_answers(calculated: Calculated) -> None:
    w = workshop(calculated).languages["en"]
    found = side(w, "tide-2031-4/2")
    assert (found.label, found.title) == ("Tidewater Measures 2031, clause 2", "Grant for growing")
    assert tuple(found.rows) == ROWS
    assert [(line.of, line.words) for line in found.rows["cap"]] == [
        ("Cap per project", "RMB 2 million"),
        ("Yearly cap", "RMB 5 million"),
    ]
    assert [line.words for line in found.rows["conditions"]] == [
        "The investment is at least RMB 1 million.",
        "Registered in the city.",
    ]
    assert [line.words for line in found.rows["materials"]] == ["Application form", "Audit report"]


def test_an_item_stands_for_itself_and_a_clause_for_all_its_items(calculated: Calculated) -> None:
    w = workshop(calculated).languages["en"]
    item, whole = side(w, "quay-2032-7/2#1"), side(w, "quay-2032-7/2")
    assert [line.of for line in item.rows["much"]] == ["On a reef", "At open sea"]
    assert [line.of for line in whole.rows["much"]] == [
        "(1) By class · On a reef",
        "(1) By class · At open sea",
    ]
    assert [line.of for line in whole.rows["conditions"]] == ["(1) By class", "(2)"]
    assert item.href == "en/quay-2032-7/2.html#1"


def test_everything_that_is_named_has_its_data(site_files: Files, calculated: Calculated) -> None:
    for language in calculated.site.corpus.languages:
        names = data(site_files, f"assets/data/compare/{language}.js")
        for id_, label, title in names:
            path = f"assets/data/compare/{language}/{id_.partition('#')[0]}.js"
            found = data(site_files, path)[id_]
            assert (found["label"], found["title"]) == (label, title)
            assert found["href"].partition("#")[0] in site_files
            assert found["rows"]["office"]


def data(files: Files, path: str) -> Any:
    said_of = re.fullmatch(r'clausebook\.register\("[^"]*",(.*)\);\n', files[path].decode())
    assert said_of
    return json.loads(said_of[1])

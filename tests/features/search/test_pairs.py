"""Every two neighbouring Chinese characters of a text find it, or the build says so."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clausebook.features.search import all_findable
from clausebook.features.search.counted import Entry, count
from clausebook.features.search.pairs import is_surely_found, unfound_pairs
from clausebook.meaning.calculate import Calculated
from tests.features.search.corpus import THESAURUS, corpus

RADICAL = "\u2e81"
"""Looks like 厂, and no reader can type it."""


def unfound(text: str) -> list[str]:
    """The pairs of a text that do not find a clause with this text."""
    return [*count(Entry("d/1", (text,), (), ()), THESAURUS).unfound]


@pytest.mark.parametrize(
    "text",
    [
        "创新药上市许可持有人",
        "给予最高2000万元、三十个月的资助",
        "第十二条，二〇二二年",
        "CAR-T细胞治疗产品",
        "一、二、三期",
        "\U00020bb7野家",
        "創新藥",
    ],
)
def test_ordinary_text_is_found_by_all_its_pairs(text: str) -> None:
    assert unfound(text) == []


def test_clauses_are_found_by_all_their_pairs(calculated: Calculated) -> None:
    made_up = [count(entry, THESAURUS) for entry in corpus()]
    content = [clause.counted for clause in all_findable(calculated)[1]]
    assert {counted.unfound for counted in (*made_up, *content)} == {()}


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=9))
def test_any_ideographs_are_found_by_all_their_pairs(text: str) -> None:
    assert unfound(text) == []


def test_a_pair_that_the_tokeniser_does_not_read_is_reported() -> None:
    assert unfound(f"建{RADICAL}房") == []  # the room and what is built still find it
    assert unfound(f"建设{RADICAL}房屋") == [f"{RADICAL}房"]


def test_a_pair_of_nothing_but_unread_signs_is_reported() -> None:
    assert unfound(f"建设{RADICAL}{RADICAL}") == [RADICAL * 2]


def test_pairs_whose_terms_are_missing_are_reported_once_and_in_order() -> None:
    """As they would be if the index left out a field, or cut a text short."""
    assert [*unfound_pairs(["新药创新药", "新药"], {"创新"})] == ["新药", "药创"]
    assert [*unfound_pairs(["新药"], set())] == ["新药"]


def test_only_chinese_neighbours_are_pairs() -> None:
    assert [*unfound_pairs(["药 品", "药，品", "GMP药", "3期", "あ药"], set())] == []


CHINESE = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.sampled_from("〇一二两三十百千万亿个期第条分之元%3 ，。、a创新"),
    st.characters(min_codepoint=0x2E80, max_codepoint=0x33FF),
    st.characters(min_codepoint=0x3400, max_codepoint=0x4DBF),
    st.characters(min_codepoint=0xF900, max_codepoint=0xFAFF),
    st.characters(min_codepoint=0x20000, max_codepoint=0x323AF),
)


@given(st.text(CHINESE, max_size=12))
@example(f"建{RADICAL}房")
@example("百分之三十五个百分点")
def test_texts_whose_signs_are_all_read_need_not_be_counted(text: str) -> None:
    assert not (is_surely_found([text]) and unfound(text))


def test_an_unread_sign_needs_counting_and_others_do_not() -> None:
    assert is_surely_found(["創新藥、三十个月", "GMP 2,000 あ"])
    assert not is_surely_found(["创新药", f"建设{RADICAL}房屋"])

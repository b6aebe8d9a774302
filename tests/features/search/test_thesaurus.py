"""Words for the same thing: which texts have a concept, and which words lead to it."""

from __future__ import annotations

from typing import Any

import pytest

from clausebook.content.records import Term, Text
from clausebook.features.search.thesaurus import Thesaurus
from clausebook.features.search.tokenise import as_read
from tests.features.search.corpus import PLACE, bodies, places, synonyms, use
from tests.overlay import LANGUAGES
from tests.twin import Twin

GRANT = synonyms("grant", ("资助", "补贴"), ("grant", "subsidy"), False)
LONGLINE = synonyms("longline", ("苗绳", "吊养绳"), ("seed line", "longline"), True)
PHASE = synonyms("phase", ("三期临床", "确证性试验"), ("phase III trial",), False)


def term(zh: str, en: str, **called: Any) -> Term:
    """A glossary term."""
    name = Text(LANGUAGES, (zh, en))
    return Term(id="x", name=name, short=name, note=None, place=PLACE, **called)


KELP = term("海带", "kelp", abbreviation="SLJ", variants=("sugar kelp",), avoid=("sea cabbage",))
THESAURUS = Thesaurus([GRANT, LONGLINE, PHASE], [KELP])
ALL = {word for concept in THESAURUS.concepts for word in concept.said}


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("给予资助，再给予补贴。", ["≈0", "≈0"]),
        ("Grants and a subsidy", ["≈0", "≈0"]),
        ("更换苗绳", ["≈1"]),
        ("new seed lines", ["≈1"]),
        ("海带与 kelp", ["≈3", "≈3"]),
        ("seed, then a line", []),
        ("吊养绳 longline", []),
        ("sugar, SLJ, sea cabbage", []),
        ("资格补助", []),
    ],
)
def test_a_text_has_a_concept_as_often_as_it_says_one_of_its_words(
    text: str, concepts: list[str]
) -> None:
    """One-way groups by the first word of each language, terms by their names."""
    assert [concept for concept, _ in THESAURUS.found_in([text])] == concepts


@pytest.mark.parametrize(
    "text",
    ["开展三期临床试验", "开展3期临床试验", "三期临床", "a phase 3 trial", "Phase III trials"],
)
def test_a_phrase_is_found_however_its_numeral_is_written(text: str) -> None:
    assert [concept for concept, _ in THESAURUS.found_in([text])] == ["≈2"]


def test_what_leads_to_a_concept_stands_with_its_first_term() -> None:
    lines = THESAURUS.lines(ALL)
    typed = {line for own in lines.values() for line in own if "=" in line}
    assert typed == {
        *("资助=≈0", "补贴=≈0", "grant=≈0", "subsidy=≈0", "吊养绳=≈1", "longline=≈1"),
        *("三期临床=≈2", "确证性试验=≈2", "phase iii trial=≈2"),
        *("slj=≈3", "sugar kelp=≈3", "sea cabbage=≈3"),
    }
    for first, own in lines.items():
        for line in own:
            word, equals, _ = line.partition("=")
            assert not equals or as_read(word)[0] == first
    assert [lines[f"≈{number}"] for number in range(4)] == [
        ["资助|补贴|grant|subsidy"],
        ["苗绳|seed line"],
        ["三期临床|确证性试验|phase III trial"],
        ["海带|kelp"],
    ]


def test_a_concept_that_no_text_has_leads_nowhere() -> None:
    assert THESAURUS.lines({"苗绳"}).keys() == {"≈1", "吊养", "longlin"}
    assert THESAURUS.lines(set()) == {}


def test_only_words_that_texts_say_stand_with_a_concept() -> None:
    """All words lead to it; readers are told of those that they can find."""
    lines = THESAURUS.lines({"补贴", "grant"})
    assert lines["≈0"] == ["补贴|grant"]
    assert lines["资助"] == ["资助=≈0"]
    assert lines["subsidi"] == ["subsidy=≈0"]


def test_words_are_found_however_they_are_written() -> None:
    assert THESAURUS.found_in(["Seed lines, subsidies"]) == [("≈1", "seed line"), ("≈0", "subsidy")]


def test_a_term_that_is_called_by_its_name_only_is_no_concept() -> None:
    assert Thesaurus([], [term("海带", "kelp")]).concepts == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_may_be_of_one_language(language: str) -> None:
    words = {"zh": ("资助", "补贴"), "en": ("grant", "subsidy")}[language]
    own = {"zh": (), "en": (), language: words}
    thesaurus = Thesaurus([synonyms("x", own["zh"], own["en"], True)], [])
    assert thesaurus.found_in(words) == [("≈0", words[0])]
    assert thesaurus.lines({words[0]})["≈0"] == [words[0]]


def test_words_without_terms_are_left_out() -> None:
    """A sign alone finds nothing, and must not end the build."""
    odd = synonyms("odd", ("——", "海带"), ("®", "kelp"), False)
    assert Thesaurus([odd], []).lines({"海带", "kelp"})["≈0"] == ["海带|kelp"]
    empty = Thesaurus([synonyms("none", ("。",), (), False)], [])
    assert empty.found_in(["。药。"]) == []


def test_a_word_of_the_glossary_cannot_break_a_line_of_the_index() -> None:
    """Its spelling is free; line breaks and the signs of the file's format become spaces."""
    strange = term("海\n带", "k|p", abbreviation="a=b", variants=("c\td",))
    lines = Thesaurus([], [strange]).lines({"海 带", "k p"})
    assert lines == {"≈0": ["海 带|k p"], "a": ["a b=≈0"], "c": ["c d=≈0"]}


@pytest.mark.parametrize("query", ["三期临床", "3期临床", "phase III trial ", "phase 3 trials "])
def test_a_query_with_a_numeral_leads_to_its_concept(query: str, twin: Twin) -> None:
    entries = bodies(["确证性试验", "others", "苗绳"])
    use(twin, entries, THESAURUS)
    assert places(twin, query) == [0]


def test_words_that_were_searched_too_are_marked_with_their_figures(twin: Twin) -> None:
    entries = bodies(["开展三期临床试验", "others"])
    use(twin, entries, THESAURUS)
    wish = twin.call("search.find", "确证性试验")["wish"]
    text = "开展三期临床研究"
    spans = twin.call("searchMarks.highlights", text, wish)
    assert [text[start:end] for start, end in spans] == ["三期临床"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("资助", ["补贴", "grant"]),
        ("补贴", ["grant"]),
        ("补贴 grants", []),
        ("subsidies", ["补贴", "grant"]),
    ],
)
def test_words_that_were_searched_too_stand_in_texts_and_were_not_typed(
    query: str, words: list[str], twin: Twin
) -> None:
    use(twin, bodies(["给予补贴", "others", "a grant"]), THESAURUS)
    told = {word for also in twin.call("search.find", query)["also"] for word in also["words"]}
    assert told == {*words}


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("subsidy", [0, 2]),
        ("subsid", [0, 2]),
        ("subs", [0, 2]),
        ("sub", [0, 2]),
        ("su", []),
        ("subsid ", []),
        ("sug", []),
        ("slj", [3]),
    ],
)
def test_a_half_typed_word_leads_where_the_whole_one_will(
    query: str, hits: list[int], twin: Twin
) -> None:
    """It does not while a first word of several is typed: sugar kelp may become anything."""
    use(twin, bodies(["给予补贴", "others", "a grant", "海带"]), THESAURUS)
    assert sorted(places(twin, query)) == hits

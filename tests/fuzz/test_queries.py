"""Queries: whatever is typed into the search, both sides read it alike, and nothing is thrown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebook.features.search.shards import head, number_of
from clausebook.features.search.tokenise import as_read, stem, tokens, traditional
from tests.features.search.corpus import SUBJECTS, WORDS, corpus, use
from tests.features.search.test_engine import HOSTILE, found, wish
from tests.fuzz.frame import tries
from tests.twin import Twin

# Characters at which rules meet, so that random text is not mostly separators.
MEETING = (
    "0123456789.,:%万亿元第条号十二百千〇药新類aeiouysxdngbc"
    " -，％：()〔〕ＡｂⅢ㎡é\u0301\u200b\ue000𠮷ガ"
)
mixed_text = st.lists(
    st.one_of(
        st.sampled_from(MEETING),
        st.sampled_from(
            ["1:0.5", "2,000", "1.5", "ies", "ing", "eed", "classes", "百分之", "clause "]
        ),
        st.sampled_from(["RMB ", "million", " yuan", "$", "phase ", "class ", "iii", "percent"]),
        st.characters(exclude_categories=["Cs"]),
    )
).map("".join)


@pytest.fixture(scope="module", autouse=True)
def _opened(twin: Twin) -> None:
    """A page with the made-up clauses that knows every traditional character, as Python does."""
    use(twin, corpus())
    twin.call("tokenise.learn", traditional())


# --- reading ---------------------------------------------------------------------------------


@given(mixed_text)
def test_random_text_has_the_same_tokens(twin: Twin, text: str) -> None:
    """The twins agree on any text."""
    assert twin.call("tokenise.tokens", text) == tokens(text)


@given(mixed_text)
def test_random_text_is_read_alike(twin: Twin, text: str) -> None:
    """Also where neighbours must be neighbours, which figures and written numerals are not."""
    assert twin.call("tokenise.asRead", text) == as_read(text)
    assert {*as_read(text)} <= {*tokens(text)}


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_random_words_have_the_same_stems(twin: Twin, word: str) -> None:
    """The twins agree on any word."""
    assert twin.call("tokenise.stem", word) == stem(word)


@given(mixed_text)
def test_places_have_every_token(twin: Twin, text: str) -> None:
    """The browser's places have all the tokens, lie in the text, and split no character."""
    places = twin.call("tokenise.places", text)
    assert {*tokens(text)} <= {place["token"] for place in places}
    units = text.encode("utf-16-le")
    for place in places:
        assert 0 <= place["start"] < place["end"] <= len(units) // 2
        units[2 * place["start"] : 2 * place["end"]].decode("utf-16-le")


@given(mixed_text)
def test_tokens_hold_only_what_counts(text: str) -> None:
    """No token has a separator, a private-use character, or anything a query language reads."""
    for token in tokens(text):
        if not token.startswith("#"):  # the number of a document: #2022-13
            assert not re.search(r"[\s+\-*~^\"'<>&\\/|\ue000-\uf8ff\ud800-\udfff]", token)
        # The amount CNY20000000 is told from words by its capital letters.
        assert token == token.lower() or re.fullmatch(r"[A-Z]{3}[0-9.]+", token)


@given(st.from_regex(r"[a-z]{4,12}", fullmatch=True))
def test_a_stem_begins_its_word(word: str) -> None:
    """Apart from a final y that becomes i, so that a half-typed word can be found by its stem."""
    short = stem(word)
    assert word.startswith((short, short.removesuffix("i") + "y"))


@given(st.text())
def test_the_browser_files_texts_like_the_build(twin: Twin, text: str) -> None:
    assert twin.call("searchIndex.head", text) == head(text)
    assert twin.call("searchIndex.numberOf", text) == number_of(text)


# --- finding ---------------------------------------------------------------------------------

MEANT = [*SUBJECTS, *WORDS, " ", "，", "30%", "2000万", "第7条"]
SLIPS = st.tuples(st.sampled_from(WORDS), st.integers(0, 9), mixed_text)
QUERIES = st.one_of(
    mixed_text,
    st.lists(st.sampled_from(MEANT), max_size=6).map("".join),
    SLIPS.map(lambda slip: slip[0][: slip[1]] + slip[2] + slip[0][slip[1] :]),
    st.sampled_from(HOSTILE),
)


@tries(150)
@given(query=QUERIES)
def test_any_query_is_answered_with_clauses_in_order(query: str, twin: Twin) -> None:
    """Only its beginning counts; what is said about it is words."""
    answer = found(twin, query)
    places = [hit["place"] for hit in answer["hits"]]
    assert len({*places}) == len(places)
    assert {*places} <= {*range(120)}
    scores = [hit["score"] for hit in answer["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
    assert found(twin, query[:200])["hits"] == answer["hits"]


# --- marking ---------------------------------------------------------------------------------

any_text = st.text(
    st.sampled_from("药品创新临床 ，。abcing30%é\u0301\U00020bb7💊\ue000"), max_size=80
)


@given(any_text, any_text)
def test_highlights_are_in_order_and_apart(twin: Twin, text: str, query: str) -> None:
    """None is empty, none touches the next, none splits a character."""
    spans = twin.call("searchMarks.highlights", text, wish(twin, query))
    places = [place for span in spans for place in span]
    assert places == sorted(set(places))
    units = text.encode("utf-16-le")
    for start, end in spans:
        units[2 * start : 2 * end].decode("utf-16-le")


@given(any_text, any_text, st.integers(1, 40))
def test_an_excerpt_lies_in_its_text(twin: Twin, text: str, query: str, size: int) -> None:
    """It splits no character and is no longer than asked for, but for a word's beginning."""
    start, end = twin.call("searchMarks.excerpt", text, wish(twin, query), size)
    units = text.encode("utf-16-le")
    assert 0 <= start <= end <= len(units) // 2
    units[2 * start : 2 * end].decode("utf-16-le")

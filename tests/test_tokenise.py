"""The tokeniser and its twin: schema/search.md, sections 1 to 4."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebook.search.tokenise import fold, stem, tokens
from tests.twin import ROOT, Twin

VECTORS = json.loads((ROOT / "schema/vectors/tokens.json").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = VECTORS["tokens"]

# Characters at which rules meet, so that random text is not mostly separators.
MEETING = "0123456789.,:%万元第号药新aeiouysxdngbc -，％：ＡｂⅢ㎡é\u0301\u200b\ue000𠮷ガ"
mixed_text = st.lists(
    st.one_of(
        st.sampled_from(MEETING),
        st.sampled_from(["1:0.5", "2,000", "1.5", "ies", "ing", "eed", "classes"]),
        st.characters(exclude_categories=["Cs"]),
    )
).map("".join)


def test_case_names_are_unique() -> None:
    names = [case["name"] for case in CASES]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_vector(case: dict[str, Any], twin: Twin) -> None:
    """Python and the browser both give the tokens of the vector file."""
    assert tokens(case["text"]) == case["tokens"]
    assert twin.call("tokenise.tokens", case["text"]) == case["tokens"]


def test_stem_vectors(twin: Twin) -> None:
    """Python and the browser both give the stems of the vector file."""
    words = VECTORS["stems"]
    assert {word: stem(word) for word in words} == words
    replies = twin.many("tokenise.stem", [(word,) for word in words])
    assert [reply["result"] for reply in replies] == list(words.values())


def test_every_character_folds_alike(twin: Twin) -> None:
    """All of Unicode, whatever versions of it Python and Node.js know."""
    codes = [code for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    blocks = [
        "|".join(map(chr, codes[start : start + 1024])) for start in range(0, len(codes), 1024)
    ]
    replies = twin.many("tokenise.fold", [(block,) for block in blocks])
    assert [reply["result"] for reply in replies] == [fold(block) for block in blocks]


@given(mixed_text)
def test_random_text_has_the_same_tokens(twin: Twin, text: str) -> None:
    """The twins agree on any text."""
    assert twin.call("tokenise.tokens", text) == tokens(text)


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_random_words_have_the_same_stems(twin: Twin, word: str) -> None:
    """The twins agree on any word."""
    assert twin.call("tokenise.stem", word) == stem(word)


@given(mixed_text)
def test_places_are_those_of_the_tokens(twin: Twin, text: str) -> None:
    """The browser's places have the same tokens, and each part is found where it says."""
    places = twin.call("tokenise.places", text)
    assert [place["token"] for place in places] == tokens(text)
    units = text.encode("utf-16-le")
    for part in (part for place in places for part in place["parts"]):
        source = units[2 * part["start"] : 2 * part["end"]].decode("utf-16-le")
        assert part["text"] in fold(source).replace(",", "")


@given(mixed_text)
def test_tokens_hold_only_what_counts(text: str) -> None:
    """No token has a separator, a private-use character, or anything a query language reads."""
    for token in tokens(text):
        assert not re.search(r"[\s+\-*~^\"'<>&\\/|\ue000-\uf8ff\ud800-\udfff]", token)
        assert token == token.lower()


@given(st.from_regex(r"[a-z]{4,12}", fullmatch=True))
def test_a_stem_begins_its_word(word: str) -> None:
    """Apart from a final y that becomes i, so that a half-typed word can be found by its stem."""
    short = stem(word)
    assert word.startswith((short, short.removesuffix("i") + "y"))

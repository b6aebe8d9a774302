"""The tokeniser and its twin: schema/search.md, sections 1 to 4."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebook.features.search.tokenise import (
    as_read,
    endings,
    fold,
    numeral,
    stem,
    tokens,
    traditional,
    variants,
)
from tests.twin import ROOT, Twin

VECTORS = json.loads((ROOT / "schema/vectors/tokens.json").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = VECTORS["tokens"]

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
def _learnt(twin: Twin) -> None:
    """The browser knows every traditional character, as Python does."""
    twin.call("tokenise.learn", traditional())


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


NUMERALS = [
    ("二〇二二", "2022"),
    ("两千", "2000"),
    ("十", "10"),
    ("十二", "12"),
    ("二十", "20"),
    ("三百五十", "350"),
    ("一千零五", "1005"),
    ("九千九百九十九", "9999"),
    ("2,000", "2000"),
    ("百", ""),
    ("千百", ""),
    ("十百", ""),
    ("一二十", ""),
]


@pytest.mark.parametrize(("text", "digits"), NUMERALS)
def test_numerals(text: str, digits: str) -> None:
    """Row of digits, or thousands, hundreds and tens; empty where it is no number."""
    assert numeral(text) == digits


def test_endings_are_the_units_that_begin_no_pair() -> None:
    """So that each unit of a text can be looked up by what begins with it."""
    assert endings("创新药，最高2000万元 GMP 药") == ["药", "元"]


def test_variants_are_those_whose_simplified_character_occurs() -> None:
    """Each traditional character is followed by the simplified one."""
    table = variants({"药"}, traditional())
    pairs = [table[at : at + 2] for at in range(0, len(table), 2)]
    assert "藥药" in pairs
    assert {pair[1] for pair in pairs} == {"药"}


@given(mixed_text)
def test_tokens_hold_only_what_counts(text: str) -> None:
    """No token has a separator, a private-use character, or anything a query language reads."""
    for token in tokens(text):
        if not token.startswith("#"):  # the number of a document: #2022-13
            assert not re.search(r"[\s+\-*~^\"'<>&\\/|\ue000-\uf8ff\ud800-\udfff]", token)
        assert token == token.lower()


@given(st.from_regex(r"[a-z]{4,12}", fullmatch=True))
def test_a_stem_begins_its_word(word: str) -> None:
    """Apart from a final y that becomes i, so that a half-typed word can be found by its stem."""
    short = stem(word)
    assert word.startswith((short, short.removesuffix("i") + "y"))

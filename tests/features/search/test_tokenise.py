"""The tokeniser and its twin: schema/search.md, sections 1 to 4."""

from __future__ import annotations

import json
from typing import Any

import pytest

from clausebook.features.search.tokenise import (
    endings,
    fold,
    numeral,
    stem,
    tokens,
    traditional,
    variants,
)
from tests.test_quantity import usage
from tests.twin import ROOT, Twin

VECTORS = json.loads((ROOT / "schema/vectors/tokens.json").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = VECTORS["tokens"]


@pytest.fixture(scope="module", autouse=True)
def _learnt(twin: Twin) -> None:
    """The browser knows every traditional character, as Python does."""
    twin.call("tokenise.learn", traditional())


def test_case_names_are_unique() -> None:
    names = [case["name"] for case in CASES]
    assert sorted(set(names)) == sorted(names)


USUAL = [case for case in CASES if "currency" not in case]


@pytest.mark.parametrize("case", USUAL, ids=[case["name"] for case in USUAL])
def test_vector(case: dict[str, Any], twin: Twin) -> None:
    """Python and the browser both give the tokens of the vector file."""
    assert tokens(case["text"]) == case["tokens"]
    assert twin.call("tokenise.tokens", case["text"]) == case["tokens"]


def test_amounts_are_in_the_money_of_the_site(twin: Twin) -> None:
    """On both sides, where another currency is usual, or the content describes one."""
    for case in CASES:
        if "currency" in case:
            site = usage(case)
            twin.call("searchFiles.use", {}, site.as_json())
            assert tokens(case["text"], site) == case["tokens"], case["name"]
            assert twin.call("tokenise.tokens", case["text"]) == case["tokens"], case["name"]
    twin.call("searchFiles.use", {})
    twin.call("tokenise.learn", traditional())


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

"""Printed tokens: those that prove a fact, those that do not, and what is said about the latter."""

from __future__ import annotations

import json
from typing import Any

import pytest

from clausebook.content.lexicon import by_form
from clausebook.content.printed import READERS, disagreement
from clausebook.content.printed.chinese import normalise
from clausebook.numerals.chinese import numeral
from clausebook.quantity import Units, parse
from tests.test_quantity import unit, usage
from tests.twin import ROOT

FOLDER = ROOT / "schema" / "vectors" / "printed"
Row = dict[str, str]
VECTORS: dict[str, Any] = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*"))
}
"""By the language of the reader."""


def units_of(language: str) -> Units:
    """What may be counted in the vectors of a language."""
    return by_form({word: unit(word, row) for word, row in VECTORS[language]["units"].items()})


def said_of(row: Row, language: str) -> str | None:
    """What is said of a token."""
    units = units_of(language)
    fact = parse(row["is"], units, usage({"fiscal_year": "04-01", **row}))
    said = disagreement(fact, row["printed"], row.get("role", ""), units, language)
    return said.told("en") if said else None


def rows(part: str) -> list[Any]:
    """The rows of all languages."""
    return [
        pytest.param(language, row, id=f"{language}: {row['is']} of {row['printed']}")
        for language, vectors in VECTORS.items()
        for row in vectors[part]
    ]


@pytest.mark.parametrize(("language", "row"), rows("agree"))
def test_printed_token_proves_the_fact(language: str, row: Row) -> None:
    assert said_of(row, language) is None


@pytest.mark.parametrize(("language", "row"), rows("disagree"))
def test_printed_token_contradicts_the_fact(language: str, row: Row) -> None:
    assert said_of(row, language) == row["message"]


@pytest.mark.parametrize(("language", "says"), [("zh-hant", True), ("en-us", True), ("fr", False)])
def test_a_language_is_read_as_the_first_part_of_its_code(language: str, says: bool) -> None:
    said = disagreement(parse("30%"), "20%", "", {}, language)
    assert (said is not None) is says


def test_every_reader_has_vectors_that_differ_from_each_other() -> None:
    assert {*VECTORS} == {*READERS}
    for vectors in VECTORS.values():
        for part in ("agree", "disagree"):
            told = [(row["is"], row["printed"], row.get("role")) for row in vectors[part]]
            assert len(told) == len({*told})


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("九十九", 99),
        ("百", 100),
        ("一百零五", 105),
        ("一百一十", 110),
        ("千", 1000),
        ("两千零五", 2005),
        ("九千九百九十九", 9999),
        ("二〇", 20),
        ("二〇二五", 2025),
        ("二○二五", 2025),
    ],
)
def test_chinese_numeral_is_a_number(text: str, number: int) -> None:
    assert numeral(text, alone="十百千") == str(number)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("１： 0.5", "1:0.5"),
        ("５ ０００ 万元", "5000万元"),
        ("半数以上", "50%以上"),
        ("百亿级", "百亿元级"),
        ("百分之三十", "三十%"),
        ("千分之五", "五‰"),
        ("人民币贰佰万圆整", "人民币二百万元整"),
        ("伍仟元", "五千元"),
        ("队伍", "队伍"),
        ("大陆元件", "大陆元件"),
    ],
)
def test_token_is_normalised(printed: str, plain: str) -> None:
    assert normalise(printed) == plain

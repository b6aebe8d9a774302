"""Printed numbers: what they are plainly, and how clauses and headings are called by them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from clausebook.content.read.vocabulary import presets
from clausebook.languages import Language
from clausebook.resources import SCHEMAS
from clausebook.told.numbering import Numbering
from clausebook.told.strings import page_words
from tests.overlay import LANGUAGES

VECTORS = json.loads((SCHEMAS / "vectors" / "numbers.json").read_text(encoding="utf-8"))
TITLE: dict[Language, str] = {"zh": "优化算力供给", "en": "Computing supply"}


def numbering(language: Language) -> Numbering:
    return Numbering(presets(), language, page_words(language))


def called(row: dict[str, Any]) -> str:
    return f"{row['printed'] or 'none'} in {row['original']} {row.get('kind', '')}".strip()


@pytest.mark.parametrize("row", VECTORS["clauses"], ids=called)
def test_a_clause_is_cited_and_headed_by_its_printed_number(row: dict[str, Any]) -> None:
    kind = presets().clause_kinds[row["kind"]]
    for language in LANGUAGES:
        numbers, title, own = numbering(language), TITLE[language], language == row["original"]
        number = numbers.read(row["printed"])
        assert number.value == row["value"]
        labels = [
            numbers.clause(kind, patterns, number, own, title=title) if number.form else title
            for patterns in (kind.cite or kind.label, kind.label)
        ]
        heading = numbers.titled(kind, labels[1], number, title, own)
        assert {"cited": labels[0], "heading": heading} == row[language]


@pytest.mark.parametrize("row", VECTORS["items"], ids=called)
def test_an_item_is_cited_by_its_printed_number(row: dict[str, Any]) -> None:
    for language in LANGUAGES:
        numbers, own = numbering(language), language == row["original"]
        number = numbers.read(row["printed"])
        found = {"shown": numbers.shown(number, own), "label": numbers.item(number, own, "x")}
        assert found == row[language]


@pytest.mark.parametrize("row", VECTORS["headings"], ids=called)
def test_a_part_or_chapter_is_headed_by_its_printed_number(row: dict[str, Any]) -> None:
    for language in LANGUAGES:
        numbers = numbering(language)
        number = numbers.read(row["printed"])
        found = numbers.heading(number, TITLE[language], language == row["original"])
        assert found == row[language]


def test_every_form_of_a_number_has_a_vector() -> None:
    read = numbering("zh").read
    rows = [row for part in ("clauses", "items", "headings") for row in VECTORS[part]]
    seen = [form for row in rows if (form := read(row["printed"]).form)]
    idle = [id_ for id_, form in presets().numbers.items() if form not in seen]
    assert idle == []

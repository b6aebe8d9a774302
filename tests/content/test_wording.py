"""Texts that nobody should read: those that say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.overlay import GOOD, found, problems_in

MUTE = (" ", "\u3000", "\u00a0 ", "\u2003", "……", "- ", "§", "——", "“”", "（）", "_", "%")
"""Blanks and signs alone."""


def test_a_text_of_blanks_or_signs_is_empty_wherever_it_stands(tmp_path: Path) -> None:
    form = (GOOD / "tide-2031-4" / "form-1.yaml").read_text(encoding="utf-8")
    start = form.partition("fields:")[0] + "fields:\n"
    fields = "".join(f'  - {{zh: "{text}", en: "{text}"}}\n' for text in MUTE)
    first = start.count("\n") + 1
    assert found(problems_in(tmp_path, f"--- tide-2031-4/form-1.yaml\n{start}{fields}")) == [
        ("content/tide-2031-4/form-1.yaml", first + row, column, "empty")
        for row, text in enumerate(MUTE)
        for column in (10, 18 + len(text))
    ]


@pytest.mark.parametrize(
    "row", ['names: ["　"]', 'abbreviation: " "', 'variants: [kelps, "…"]', 'official: "."']
)
def test_lists_and_single_texts_say_something_too(row: str, tmp_path: Path) -> None:
    text = (GOOD / "glossary.yaml").read_text(encoding="utf-8")
    overlay = f"--- glossary.yaml\n{text}bed:\n  zh: 藻床\n  en: algal bed\n  {row}\n"
    assert [code for *_, code in found(problems_in(tmp_path, overlay))] == ["empty"]

"""Lists of clauses follow the day of the address: what is over moves to the others that are."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor

PAGE = "topics/innovative-drugs.html"


def counts(page: Page) -> dict[str, int]:
    """How many clauses each group that is shown says that it has, and has."""
    found = {}
    for name in ("now", "otherwise", "over"):
        group = page.locator(f"[data-group={name}]")
        if group.is_visible():
            rows = group.locator("li").count()
            expect(group.locator("[data-count]")).to_have_text(str(rows))
            found[name] = rows
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_clauses_move_with_the_day(language: str, visitor: Visitor) -> None:
    page = visitor.open(f"{language}/{PAGE}?on=2026-12-01")
    after = counts(page)
    assert after["now"] == 5
    expect(page.locator("[data-group=over] [data-dated]:not([data-over])")).to_have_count(0)
    page = visitor.open(f"{language}/{PAGE}?on=2024-06-01")
    before = counts(page)
    assert before["now"] > 5
    assert sum(before.values()) == sum(after.values())
    expect(page.locator("[data-group=now] [data-over]")).to_have_count(0)
    page = visitor.open(f"{language}/{PAGE}?on=2040-01-01")
    assert "now" not in counts(page)


def test_without_scripts_they_are_as_on_the_day_of_the_build(visitor: Visitor) -> None:
    page = visitor.open(f"en/{PAGE}", java_script_enabled=False)
    assert counts(page)["now"] == 5


@pytest.mark.parametrize(
    "path", [PAGE, "minhang-2025-1/index.html", "jurisdictions/minhang.html", "glossary.html"]
)
def test_nothing_is_wider_than_the_narrowest_screen(path: str, visitor: Visitor) -> None:
    page = visitor.open(f"en/{path}", device="phone")
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == 320

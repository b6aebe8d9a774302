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
            folded = group.locator("details li").count()
            expect(group.locator("[data-folded]")).to_have_text(str(folded))
            assert group.locator("details").is_visible() == (folded > 0)
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


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        PAGE,
        "topics/industrialization.html",
        "minhang-2025-1/index.html",
        "baoshan-2022/index.html",
        "jurisdictions/baoshan.html",
        "jurisdictions/minhang.html",
        "agencies/mh-stc.html",
        "glossary.html",
        "glossary/biopharma.html",
    ],
)
def test_a_list_is_short_on_a_phone(language: str, path: str, visitor: Visitor) -> None:
    page = visitor.open(f"{language}/{path}?on=2026-12-01", device="phone")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollHeight") <= 5000


def test_what_is_over_is_folded_beside_what_is_not_and_opens_by_its_address(
    visitor: Visitor,
) -> None:
    page = visitor.open(f"en/{PAGE}?on=2026-12-01")
    over = page.locator("[data-group=over]")
    assert over.locator("> ul > li").count() == 0
    assert over.locator("details li").count() > 5
    assert not over.locator("details li").first.is_visible()
    page = visitor.open(f"en/{PAGE}?on=2026-12-01#more-over")
    over = page.locator("[data-group=over]")
    assert over.locator("details li").first.is_visible()


def test_where_all_is_over_the_first_clauses_stand_open(visitor: Visitor) -> None:
    page = visitor.open("en/jurisdictions/baoshan.html?on=2026-12-01")
    assert page.locator("[data-group=over] > ul > li").count() == 10
    expect(page.locator("[data-group=over] [data-folded]")).to_have_text("38")
    page = visitor.open("en/jurisdictions/baoshan.html?on=2024-06-01")
    assert page.locator("[data-group=now] > ul > li").count() == 10
    expect(page.locator("[data-group=over]")).to_be_hidden()


def test_a_place_of_a_topic_opens_by_its_address(visitor: Visitor) -> None:
    page = visitor.open("en/topics/industrialization.html#in-minhang")
    expect(page.locator("#in-minhang")).to_be_in_viewport()

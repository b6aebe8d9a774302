"""The search page and the search field, from the disk and from a server."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Mode, Visitor, in_all_modes

QUERIES = {
    "zh": [
        ("洁净车间", "minhang-2025-1/12"),
        ("改良型新药 委托", "shanghai-2022-13/6"),
        ("７５００万元", "shanghai-2022-13/5"),
        ("区数据局", "minhang-2025-1/7"),
        ("沪惠保", "shanghai-2022-13/18"),
    ],
    "en": [
        ("cleanroom", "minhang-2025-1/12"),
        ("milestone payment", "shanghai-2022-13/14"),
        ("ethics review", "minhang-2025-1/6"),
        ("multi-storey factories", "minhang-2025-1/11"),
    ],
}
HOSTILE = (
    "title:x",
    "-药",
    "+药 -a",
    '"',
    "<img src=x onerror=alert(1)>",
    "\u0000",
    "*",
    "~9",
    "药" * 9999,
)


def search(page: Page, query: str) -> list[str]:
    """Type a query; the clauses that are found, the best first."""
    page.locator("#query").fill(query)
    expect(page.locator("[data-search-status]")).to_contain_text(query)
    hits = page.locator("[data-search-results] > [data-clause]")
    return [hit.get_attribute("data-clause") or "" for hit in hits.all()]


@in_all_modes
def test_a_query_finds_its_clause_among_the_first(visitor: Visitor, mode: Mode) -> None:
    page = visitor.open(f"{mode.language}/search.html", mode.place, mode.device)
    for query, clause in QUERIES[mode.language]:
        assert clause in search(page, query)[:3], query


@in_all_modes
def test_the_field_in_the_header_leads_to_the_results(visitor: Visitor, mode: Mode) -> None:
    page = visitor.open(f"{mode.language}/shanghai-2022-13/5.html", mode.place, mode.device)
    query, clause = QUERIES[mode.language][0]
    page.locator("#search-field").fill(query)
    page.locator("#search-field").press("Enter")
    expect(page.locator(f'[data-clause="{clause}"]').first).to_be_visible()
    page.locator("[data-hit=link]").first.click()
    expect(page.locator("article.clause")).to_have_count(1)


@in_all_modes
def test_the_other_language_gets_the_query(visitor: Visitor, mode: Mode) -> None:
    page = visitor.open(f"{mode.language}/search.html?q=GMP", mode.place, mode.device)
    page.locator("[data-language-switch]").click()
    expect(page.locator("#query")).to_have_value("GMP")
    expect(page.locator('[data-clause="minhang-2025-1/rules-13"]')).to_have_count(1)


def test_the_slash_key_leads_to_the_field_and_escape_clears_it(visitor: Visitor) -> None:
    page = visitor.open("en/shanghai-2022-13/5.html", "file")
    page.keyboard.press("/")
    expect(page.locator("#search-field")).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.locator("#search-field")).to_have_value("a/b")
    page.keyboard.press("Escape")
    expect(page.locator("#search-field")).to_have_value("")


def test_what_is_found_is_announced_and_marked(visitor: Visitor) -> None:
    page = visitor.open("zh/search.html", "file")
    search(page, "洁净车间")
    assert page.locator("[role=status][data-search-status]").inner_text().startswith("找到")
    assert page.locator("[data-clause] mark").first.inner_text() == "洁净车间"


def test_a_query_that_finds_nothing_is_answered(visitor: Visitor) -> None:
    page = visitor.open("zh/search.html", "file")
    assert search(page, "zzzzqqq") == []


@pytest.mark.parametrize("place", ["file", "http"])
def test_hostile_queries_do_no_harm(visitor: Visitor, place: str) -> None:
    """The visitor fails the test when a script runs, throws or breaks the policy."""
    page = visitor.open("zh/search.html", place)
    for query in HOSTILE:
        page.locator("#query").fill(query)
        page.wait_for_timeout(120)
    assert search(page, "洁净车间")[0] == "minhang-2025-1/12"
    assert page.locator("main img, main script").count() == 0


def test_without_scripts_every_clause_is_listed(visitor: Visitor) -> None:
    window = visitor.context(java_script_enabled=False)
    page = window.new_page()
    page.goto(visitor.address("zh/search.html", "file"))
    assert (
        page.locator(
            ".browse a[href*='minhang-2025-1/'], .browse a[href*='shanghai-2022-13/']"
        ).count()
        >= 62
    )

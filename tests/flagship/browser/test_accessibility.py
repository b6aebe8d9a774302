"""axe-core finds nothing to object to, on any kind of page, in light and in dark."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.axe import RULES, axe
from tests.browser.visitor import Site, Visitor

PAGES = (
    "index.html",
    "zh/index.html",
    "en/index.html",
    "zh/minhang-2025-1/index.html",
    "en/shanghai-2022-13/5.html",
    "zh/minhang-2025-1/rules-6.html",
    "en/minhang-2025-1/4.html",
    "en/minhang-2025-1/form-1.html",
    "en/pudong-2022-2/goal-2.html",
    "zh/shanghai-stc-2024-76/index.html",
    "zh/baoshan-2022/12.html?mark=改良型新药三期#2",
    "en/agencies/fda.html",
    "zh/glossary.html",
    "en/glossary/innovative-drug.html",
    "en/about.html",
    "zh/search.html?q=研发&topic=innovative-drugs&sort=cap",
    "en/search.html?q=zzzzqqq&status=expired",
    "zh/search.html",
    "en/topics/index.html",
    "zh/topics/medical-devices.html",
    "en/agencies/mh-stc.html",
    "zh/jurisdictions/shanghai.html",
    "en/cited/shanghai-2024-9.html",
    "embed/en/minhang-2025-1/3/match.html?match.municipal_support=100&match.rnd_investment=500",
    "404.html",
    "zh/404.html",
    "en/accessibility.html",
)
LOOKED_AT = {"light": PAGES, "dark": tuple(page for page in PAGES if "glossary" not in page)[::2]}
"""Pages of one kind have the same colors."""
FEWER_TERMS = """() => {
  for (const $row of document.querySelectorAll(".terms li:nth-child(n + 4)")) $row.remove();
}"""
"""They are all alike, and axe would look at them as long as at all other pages together."""


@pytest.mark.parametrize("pages", [PAGES[::2], PAGES[1::2]], ids=["some", "others"])
def test_no_page_has_a_fault_that_axe_finds(visitor: Visitor, pages: tuple[str, ...]) -> None:
    """axe is added from outside, past the pages' own policy, which the other tests hold to."""
    page = visitor.context("phone", bypass_csp=True).new_page()
    faults = {}
    for path in pages:
        page.goto(visitor.address(path))
        if "search.html" in path:
            expect(page.locator("[data-state=ready]")).to_be_attached()
        if "mark=" in path:
            expect(page.locator(".found-bar")).to_be_visible()
        page.evaluate(FEWER_TERMS)
        for scheme in [scheme for scheme, paths in LOOKED_AT.items() if path in paths]:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            faults[path, scheme] = axe(page, scheme)
    assert faults == {each: [] for each in faults}
    assert {path for path, _ in faults} == {*pages}


@pytest.mark.parametrize("scheme", RULES)
def test_the_search_has_no_fault_that_axe_finds_while_it_is_used(
    visitor: Visitor, scheme: Any
) -> None:
    """With the list below a page's field open, and with the facets unfolded."""
    window = visitor.context("phone", color_scheme=scheme, bypass_csp=True)
    page = window.new_page()
    page.goto(visitor.address("en/glossary.html"))
    page.locator("[data-search-open]").click()
    page.locator("#search-field").press_sequentially("grant")
    expect(page.locator("#search-list mark").first).to_be_visible()
    page.locator("#search-field").press("ArrowDown")
    expect(page.locator("#search-list [aria-selected=true]")).to_be_visible()
    assert axe(page, scheme, "header") == []
    page.goto(visitor.address("zh/search.html?q=研发&topic=innovative-drugs"))
    page.locator("[data-filters-button]").click()
    expect(page.locator("[data-facet=calculator] .count")).not_to_be_empty()
    assert axe(page, scheme) == []


@pytest.mark.parametrize("path", ["zh/search.html?q=研发", "en/search.html?q=grant&agency=mh-stc"])
def test_the_search_page_never_scrolls_sideways(path: str, visitor: Visitor) -> None:
    page = visitor.context(viewport={"width": 320, "height": 800}).new_page()
    page.goto(visitor.address(path, "file"))
    expect(page.locator(".hit").first).to_be_visible()
    page.locator("[data-filters-button]").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_clause_with_choices_scrolls_sideways(
    language: str, visitor: Visitor, site: Site
) -> None:
    """At 320 CSS pixels, WCAG's measure of reflow; long choices must wrap."""
    page = visitor.context(viewport={"width": 320, "height": 800}).new_page()
    clauses = {
        benefit["clause"].partition("#")[0]
        for benefit in site.data("benefits.json")
        if any(spec["type"] == "choice" for spec in benefit["inputs"])
    }
    widths = {}
    for clause in sorted(clauses):
        page.goto(visitor.address(f"{language}/{clause}.html", "file"))
        widths[clause] = page.evaluate("document.documentElement.scrollWidth")
    assert widths == dict.fromkeys(widths, 320)

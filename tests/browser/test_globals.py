"""Scripts share a page with others, so they take one name."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor

NAMES = "() => Object.getOwnPropertyNames(window)"
SCRIPTS = "**/assets/**/*.js"


@pytest.mark.parametrize(
    ("path", "field", "shown"),
    [
        ("index.html", None, "h1"),
        ("en/tide-2031-4/2.html?on=2032-01-01", None, "form[data-calculator]"),
        ("en/search.html", "#query", ".hit"),
        ("en/about.html", "#search-field", "[role=option]"),
    ],
)
def test_scripts_make_one_global(
    path: str, field: str | None, shown: str, visitor: Visitor
) -> None:
    """On pages with different bundles, once their scripts show what they do."""
    page = visitor.context().new_page()
    page.route(SCRIPTS, lambda route: route.fulfill(body=""))
    page.goto(visitor.address(path))
    known = set(page.evaluate(NAMES))
    page.unroute(SCRIPTS)
    page.reload()
    if field:
        page.locator(field).press_sequentially("grant")
    expect(page.locator(shown).first).to_be_visible()
    assert set(page.evaluate(NAMES)) - known == {"clausebook"}

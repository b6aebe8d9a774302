"""What axe-core objects to on a page."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.twin import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RULES = {
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "dark": ["cat.color"],
}
"""In the dark, the same pages have other colors and nothing else."""


def axe(page: Page, scheme: str, part: str = "html") -> list[tuple[str, str]]:
    """What axe objects to in a part of a page."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(
        "([part, rules]) => axe.run(part, {runOnly: rules, resultTypes: ['violations']})",
        [part, RULES[scheme]],
    )
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]]

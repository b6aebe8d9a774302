"""Calculators on a page, as their readers see them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

Json = dict[str, Any]


OPEN_FOLDS = """$one => {
  const ids = ($one.dataset.checks ?? "").split(" ").filter(Boolean);
  const $checks = ids.map((id) => document.getElementById(id));
  for (const $each of [$one, ...$one.querySelectorAll("[data-further], .curve"), ...$checks]) {
    const around = ($of) => $of && Element.prototype.closest.call($of, "details");
    let $fold = around($each); // a form may have a field called closest
    for (; $fold; $fold = around($fold.parentElement)) $fold.open = true;
  }
}"""


def calculator(page: Page, benefit: str) -> Locator:
    """A benefit's calculator; a reader opens the folds that it stands in."""
    found = page.locator(f'[data-benefit="{benefit}"]')
    found.evaluate(OPEN_FOLDS)
    return found


def evidence(page: Page, benefit: str) -> Locator:
    """What teaches its rule: examples, the rule in words, its picture."""
    found = page.locator(f'[data-evidence="{benefit}"]')
    found.evaluate(OPEN_FOLDS)
    return found


def result(of: Locator) -> dict[str, str]:
    """What the data attributes of a result say."""
    found: Json = of.locator("[data-result]").evaluate("$result => ({...$result.dataset})")
    return {name: value for name, value in found.items() if value}


def field(of: Locator, name: str, item: int = 0) -> Locator:
    """The field of an input, of one item; or a condition's box, which stands once on the page."""
    boxes = (of.get_attribute("data-checks") or "").split()
    own = [box for box in boxes if box.endswith(f"-{name}")]
    if own:
        return of.page.locator(f"[id='{own[0]}']")
    return of.locator(f'[name="{name}"]').nth(item)

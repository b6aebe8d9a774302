"""Calculators on a page, as their readers see them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

Json = dict[str, Any]


def calculator(page: Page, benefit: str) -> Locator:
    """A benefit's calculator."""
    return page.locator(f'[data-benefit="{benefit}"]')


def result(of: Locator) -> dict[str, str]:
    """What the data attributes of a result say."""
    found: Json = of.locator("[data-result]").evaluate("$result => ({...$result.dataset})")
    return {name: value for name, value in found.items() if value}


def field(of: Locator, name: str, item: int = 0) -> Locator:
    """The field of an input, of one item."""
    return of.locator(f'[name="{name}"]').nth(item)

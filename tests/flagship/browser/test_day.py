"""One day for the whole site: the address has it, links keep it, and everything follows it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from clausebook.told.strings import script_words
from tests.browser.visitor import Mode, Visitor, in_all_modes

PAST = "2022-12-01"
"""A day on which other documents are in force than on any later one of the tests."""
LINKS = """() => [...document.querySelectorAll("a[href]")].filter(($a) =>
  /\\.html/.test($a.getAttribute("href")) && !/^https?:/.test($a.getAttribute("href")) &&
  !$a.getAttribute("href").startsWith("#") && !new URL($a.href).search.includes("on="))
  .map(($a) => $a.getAttribute("href"))"""


def opened(visitor: Visitor, mode: Mode, path: str) -> Page:
    """A page on a day that is not the reader's."""
    page = visitor.context(mode.device).new_page()
    page.clock.set_fixed_time("2026-12-02T12:00:00+08:00")
    page.goto(visitor.address(f"{mode.language}/{path}", mode.place))
    return page


@in_all_modes
def test_badges_follow_the_day_of_the_address(mode: Mode, visitor: Visitor) -> None:
    page = opened(visitor, mode, f"minhang-2025-1/4.html?on={PAST}")
    badge = page.locator(".page-head [data-module=status]").first
    expect(badge).to_have_attribute("data-status", "not-yet")
    words = script_words("common", mode.language)["status"]  # type: ignore[arg-type]
    expect(badge).to_have_text(words["not-yet"])
    expect(page.locator("[data-banner=not-yet]")).to_be_visible()


@in_all_modes
def test_every_link_within_the_site_keeps_the_day_and_the_list(
    mode: Mode, visitor: Visitor
) -> None:
    page = opened(visitor, mode, f"minhang-2025-1/4.html?on={PAST}&list=a%2Fb")
    assert page.evaluate(LINKS) == []
    page.locator(".crumbs a").first.click()
    page.wait_for_url(re.compile(rf"index\.html\?on={PAST}&list=a%2Fb"))


def test_links_that_come_later_keep_it(visitor: Visitor) -> None:
    page = opened(visitor, Mode("file", "en", "desktop"), f"index.html?on={PAST}")
    page.evaluate("""() => {
      const $link = document.createElement("a");
      $link.href = "search.html?q=x#y";
      document.querySelector("main").append($link);
    }""")
    link = page.locator("main > a").last
    expect(link).to_have_attribute("href", ending(f"search.html?q=x&on={PAST}#y"))


def ending(end: str) -> re.Pattern[str]:
    """An address that ends so."""
    return re.compile(re.escape(end) + "$")


def test_a_search_is_made_on_the_same_day(visitor: Visitor) -> None:
    page = opened(visitor, Mode("http", "en", "desktop"), f"index.html?on={PAST}")
    page.locator(".search-box input[type=search]").fill("grant")
    page.locator(".search-box button[type=submit]").click()
    page.wait_for_url(f"**/search.html?q=grant&on={PAST}")


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", ""])
def test_what_is_no_day_is_the_readers_today(day: str, visitor: Visitor) -> None:
    page = opened(visitor, Mode("file", "en", "desktop"), f"minhang-2025-1/4.html?on={day}")
    badge = page.locator(".page-head [data-module=status]").first
    expect(badge).to_have_attribute("data-status", "in-force")

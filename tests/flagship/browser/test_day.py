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


AMOUNTS = """$rows => $rows.map(($row) => {
  const { color, textDecorationLine } = getComputedStyle($row.querySelector(".amount"));
  return [$row.querySelector(".status").textContent, textDecorationLine];
})"""


@in_all_modes
def test_amounts_below_the_search_field_say_when_they_cannot_be_had(
    mode: Mode, visitor: Visitor
) -> None:
    words = script_words("common", mode.language)["status"]  # type: ignore[arg-type]
    query = {"zh": "孵化器 房租", "en": "incubator rent"}[mode.language]
    over = {"?on=2024-12-31": (words["in-force"], "none"), "": (words["expired"], "line-through")}
    for day, first in over.items():
        page = opened(visitor, mode, f"shanghai-2022-13/5.html{day}")
        if mode.device == "phone":
            page.locator("[data-search-open]").click()
        page.locator("#search-field").click()
        page.locator("#search-field").press_sequentially(query)
        rows = page.locator("#search-list a:has(.amount)")
        expect(rows.first).to_be_visible()
        assert tuple(rows.evaluate_all(AMOUNTS)[0]) == first


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-06-01", ["shanghai-2022-13/8", "minhang-2025-1/8", "baoshan-2022/8"]),
        ("2028-06-01", ["minhang-2025-1/8", "shanghai-2022-13/8", "baoshan-2022/8"]),
    ],
)
def test_of_equal_hits_below_the_search_field_those_in_force_come_first(
    day: str, first: list[str], visitor: Visitor
) -> None:
    """Of other hits the best one, whatever its days."""
    page = opened(visitor, Mode("file", "en", "desktop"), f"minhang-2025-1/4.html?on={day}")
    page.locator("#search-field").click()
    page.locator("#search-field").fill("第八条")
    rows = page.locator("#search-list [role=option]")
    for at, clause in enumerate(first):
        expect(rows.nth(at)).to_have_attribute("href", re.compile(rf"/{clause}\.html"))


@in_all_modes
def test_hits_say_when_amounts_cannot_be_had_and_facets_count_by_the_day(
    mode: Mode, visitor: Visitor
) -> None:
    query = {"zh": "孵化器 房租", "en": "incubator rent"}[mode.language]
    page = opened(visitor, mode, f"search.html?q={query}&status=in-force")
    hits = page.locator("[data-search-results] > li")
    expect(hits.first).to_be_visible()
    assert "baoshan-2022/32" not in hits.evaluate_all(
        "$all => $all.map($one => $one.dataset.clause)"
    )
    page.locator(".as-of summary").click()
    page.locator("#as-of-day").fill("2024-12-31")
    page.locator(".as-of button[type=submit]").click()
    expect(hits.first).to_have_attribute("data-clause", "baoshan-2022/32")
    expect(hits.first).not_to_have_attribute("data-over", "")
    page.locator(".as-of summary").click()
    page.locator("[data-today]").click()
    expect(page.locator("[data-clause='baoshan-2022/32']")).to_have_count(0)
    assert "on=" not in page.url


def test_another_day_is_chosen_by_keyboard_said_and_taken_back(visitor: Visitor) -> None:
    page = opened(visitor, Mode("http", "en", "desktop"), "baoshan-2022/12.html")
    badge = page.locator(".page-head [data-module=status]").first
    expect(badge).to_have_text("Expired")
    page.locator(".as-of summary").press("Enter")
    page.locator("#as-of-day").fill("2024-12-31")
    page.locator("#as-of-day").press("Enter")
    expect(badge).to_have_text("In force")
    expect(page.locator("[data-day-said]")).to_have_text(
        "Everything is now shown as of 31 December 2024."
    )
    expect(page.locator(".as-of summary")).to_be_focused()
    assert "on=2024-12-31" in (page.locator("a.language").get_attribute("href") or "")
    page.go_back()
    expect(badge).to_have_text("Expired")


def test_without_scripts_the_day_is_the_builds_and_that_is_said(visitor: Visitor) -> None:
    page = visitor.open("en/index.html", java_script_enabled=False)
    page.locator(".as-of summary").click()
    said = page.locator(".as-of-panel noscript p")  # whose text the driver does not read
    expect(said).to_be_visible()
    expect(page.locator(".as-of form")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390])
def test_the_header_leaves_a_phone_to_the_page(width: int, visitor: Visitor) -> None:
    for language in ("zh", "en"):
        context = visitor.context("phone", viewport={"width": width, "height": 844})
        page = context.new_page()
        page.goto(visitor.address(f"{language}/baoshan-2022/12.html", "file"))
        box = page.locator(".site-header").bounding_box()
        assert box
        assert box["height"] <= 60
        assert page.evaluate("document.documentElement.scrollWidth") == width


@in_all_modes
def test_each_sheet_of_paper_says_what_it_is(mode: Mode, visitor: Visitor) -> None:
    """What heads a table is printed again on each; the address is there once the site has one."""
    page = opened(visitor, mode, f"baoshan-2022/12.html?on={PAST}")
    page.emulate_media(media="print")
    line = page.locator(".print-line")
    shown = line.evaluate("""$line => {
      const { display, breakInside } = getComputedStyle($line);
      return [display, breakInside];
    }""")
    assert shown == ["table-header-group", "avoid"]
    expect(line).to_contain_text({"zh": "2022年12月1日", "en": "1 December 2022"}[mode.language])
    address = f"{mode.language}/baoshan-2022/12.html?on={PAST}" if mode.place == "http" else "file:"
    said = line.inner_text()
    assert (address in said) == (mode.place == "http")
    expect(page.locator(".site-header")).to_be_hidden()
    page.emulate_media(media="screen")
    expect(line).to_be_hidden()

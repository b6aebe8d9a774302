"""The search field in every page's header, and the list below it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Mode, Visitor, in_two_modes
from tests.flagship.browser.test_search import HOSTILE, QUERIES

CLAUSE_PAGE = "shanghai-2022-13/5.html"


class Box:
    """A page's search field with its list."""

    def __init__(self, visitor: Visitor, mode: Mode) -> None:
        self.page: Page = visitor.open(f"{mode.language}/{CLAUSE_PAGE}", mode.place, mode.device)
        self.field = self.page.locator("#search-field")
        self.list = self.page.locator("#search-list")

    @property
    def rows(self) -> Locator:
        """The hits, and the last row."""
        return self.list.locator("[role=option]")

    def open(self) -> None:
        """On a phone the field opens from its sign in the header."""
        if not self.field.is_visible():
            self.page.locator("[data-search-open]").click()
            expect(self.field).to_be_focused()

    def type(self, query: str) -> None:
        """A query; its list is open afterwards."""
        self.open()
        self.field.click()
        expect(self.field).to_have_attribute("role", "combobox")
        self.field.fill(query)
        expect(self.list).to_be_visible()


@in_two_modes
def test_the_field_leads_to_the_results_without_its_list(visitor: Visitor, mode: Mode) -> None:
    box = Box(visitor, mode)
    query, clause = QUERIES[mode.language][0]
    box.type(query)
    box.field.press("Enter")
    expect(box.page.locator(f'[data-clause="{clause}"] a').first).to_be_visible()
    expect(box.page.locator("#query")).to_have_value(query)


@in_two_modes
def test_the_best_hits_are_listed_while_one_types(visitor: Visitor, mode: Mode) -> None:
    box = Box(visitor, mode)
    query, clause = QUERIES[mode.language][0]
    box.type(query)
    row = box.list.locator(f'[href*="/{mode.language}/{clause}.html?mark="]')
    assert row.locator("mark").first.inner_text().lower() == query
    row.click()
    expect(box.page.locator("article.clause")).to_have_attribute("data-clause", clause)


def test_at_most_six_hits_and_a_way_to_all_are_listed(visitor: Visitor) -> None:
    box = Box(visitor, Mode("file", "en", "desktop"))
    box.type("innovation")
    expect(box.rows).to_have_count(7)
    n = box.rows.last.inner_text().split()[1]
    box.rows.last.click()
    expect(box.page.locator("[data-search-status]")).to_have_text(f"{n} clauses for “innovation”")


def test_arrows_go_round_the_list_and_enter_opens(visitor: Visitor) -> None:
    """Focus stays in the field; the list says which row is chosen."""
    box = Box(visitor, Mode("http", "en", "desktop"))
    box.type("cleanroom")
    n = box.rows.count()
    for key, at in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", None)):
        box.field.press(key)
        chosen = box.list.locator("[aria-selected=true]")
        expect(chosen).to_have_count(0 if at is None else 1)
        if at is not None:
            expect(box.rows.nth(at)).to_have_attribute("aria-selected", "true")
            expect(box.field).to_have_attribute("aria-activedescendant", f"search-list-{at}")
    expect(box.field).not_to_have_attribute("aria-activedescendant", "search-list-0")
    box.field.press("ArrowUp")
    expect(box.rows.nth(n - 1)).to_have_attribute("aria-selected", "true")
    expect(box.field).to_be_focused()
    box.field.press("ArrowDown")
    box.field.press("ArrowDown")
    href = box.rows.first.evaluate("$row => $row.href")
    box.field.press("Enter")
    expect(box.page).to_have_url(href)


def test_escape_closes_then_clears_and_tab_leaves(visitor: Visitor) -> None:
    box = Box(visitor, Mode("file", "zh", "desktop"))
    box.page.keyboard.press("/")
    expect(box.field).to_be_focused()
    box.type("a/b 洁净")
    box.field.press("Escape")
    expect(box.list).to_be_hidden()
    expect(box.field).to_have_attribute("aria-expanded", "false")
    expect(box.field).to_have_value("a/b 洁净")
    box.field.press("ArrowDown")
    expect(box.list).to_be_visible()
    box.field.press("Tab")
    expect(box.list).to_be_hidden()
    box.field.focus()
    box.field.press("Escape")
    expect(box.field).to_have_value("")


def test_a_finger_opens_a_row(visitor: Visitor) -> None:
    box = Box(visitor, Mode("http", "zh", "phone"))
    box.type("洁净车间")
    box.list.locator('[href*="/12.html?mark="]').tap()
    expect(box.page.locator("article.clause")).to_have_attribute("data-clause", "minhang-2025-1/12")


def test_nothing_is_listed_while_an_input_method_composes(visitor: Visitor) -> None:
    box = Box(visitor, Mode("file", "zh", "desktop"))
    box.type("洁净")
    box.field.evaluate(
        """$field => {
          $field.dispatchEvent(new CompositionEvent("compositionstart"));
          $field.value = "zong'bu";
          $field.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
          $field.dispatchEvent(
            new KeyboardEvent("keydown", { key: "ArrowDown", isComposing: true, bubbles: true }),
          );
        }"""
    )
    box.page.wait_for_timeout(300)
    expect(box.list).to_contain_text("洁净车间")
    expect(box.list.locator("[aria-selected=true]")).to_have_count(0)
    box.field.evaluate(
        """$field => {
          $field.value = "总部";
          $field.dispatchEvent(new CompositionEvent("compositionend"));
        }"""
    )
    expect(box.list).to_contain_text("总部")


def test_a_page_loads_nothing_for_the_search_until_the_field_is_used(visitor: Visitor) -> None:
    loaded: list[str] = []
    window = visitor.context()
    window.on("request", lambda request: loaded.append(request.url))
    page = window.new_page()
    page.goto(visitor.address(f"en/{CLAUSE_PAGE}"))
    assert [url for url in loaded if "/engine." in url or "/search/" in url] == []
    page.locator("#search-field").focus()
    expect(page.locator("#search-field")).to_have_attribute("role", "combobox")
    assert [url for url in loaded if "/engine." in url] != []


def test_the_number_of_results_is_said(visitor: Visitor) -> None:
    box = Box(visitor, Mode("file", "en", "desktop"))
    box.type("zzzzqqq")
    expect(box.rows).to_have_text(["No clause found. See what helps"])
    box.type("cleanroom")
    expect(box.list.locator("mark").first).to_be_visible()
    n = box.rows.last.inner_text().split()[1]
    expect(box.page.locator(".search-box [role=status]")).to_have_text(
        f"{n} results, arrow keys to choose"
    )


@pytest.mark.parametrize("place", ["file", "http"])
def test_hostile_queries_do_no_harm_to_the_list(visitor: Visitor, place: str) -> None:
    """The visitor fails the test when a script runs, throws or breaks the policy."""
    box = Box(visitor, Mode(place, "zh", "desktop"))
    box.type("洁净")
    for query in HOSTILE:
        box.field.fill(query)
        box.page.wait_for_timeout(100)
    box.type("洁净车间")
    expect(box.rows.first).to_contain_text("洁净车间")
    assert box.page.locator(".search-list img, .search-list script").count() == 0


def test_without_scripts_the_field_is_a_plain_form(visitor: Visitor) -> None:
    page = visitor.open(f"en/{CLAUSE_PAGE}", "file", java_script_enabled=False)
    page.locator("#search-field").fill("GMP")
    page.locator("#search-field").press("Enter")
    expect(page).to_have_url(visitor.address("en/search.html?q=GMP", "file"))
    expect(page.locator(".ways").first).to_be_visible()

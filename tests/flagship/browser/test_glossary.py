"""The glossary is shortened as one types; in running text a term opens where it stands."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Visitor

PAGE = "baoshan-2022/1.html"


def rows(page: Page) -> Locator:
    """The terms that are left."""
    return page.locator(".terms li:visible")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("typed", ["创新药", "chuangxinyao", "chuang xin yao", "cxy", "innov dru"])
def test_a_term_is_found_by_signs_letters_and_pinyin(
    language: str, typed: str, visitor: Visitor
) -> None:
    page = visitor.open(f"{language}/glossary.html")
    page.get_by_role("searchbox").last.press_sequentially(typed)
    expect(page.locator("#innovative-drug")).to_be_visible()
    expect(page.locator("#incubator")).to_be_hidden()
    expect(page.locator(".letters")).to_be_hidden()
    expect(page.locator("[data-glossary-said]")).to_have_text(
        re.compile(f"^{rows(page).count()}\\D")
    )


def test_what_nobody_calls_so_is_said_and_escape_brings_all_back(visitor: Visitor) -> None:
    page = visitor.open("en/glossary.html", device="phone")
    field = page.locator("#glossary-query")
    field.fill("zzzz")
    expect(rows(page)).to_have_count(0)
    expect(page.locator("[data-glossary-said]")).to_have_text("No term is called so")
    field.press("Escape")
    expect(page.locator(".letters")).to_be_visible()
    expect(page.locator("[data-letter]:visible")).not_to_have_count(0)
    expect(rows(page)).to_have_count(0)


def test_a_letter_opens_by_its_address(visitor: Visitor) -> None:
    page = visitor.open("en/glossary.html", device="phone")
    expect(rows(page)).to_have_count(0)
    page.locator(".letters a").nth(2).click()
    expect(rows(page)).not_to_have_count(0)
    count = page.locator("[data-letter][open] [data-letter-count]").inner_text()
    expect(rows(page)).to_have_count(int(count))


def test_without_scripts_the_list_is_whole_and_old_addresses_lead_to_the_row(
    visitor: Visitor,
) -> None:
    page = visitor.open("en/glossary.html#innovative-drug", java_script_enabled=False)
    expect(page.locator("#glossary-query")).to_be_hidden()
    expect(page.locator("li:target")).to_be_in_viewport()
    page.locator("li:target a").click()
    expect(page.locator("h1")).to_have_text("innovative drug")


def term(page: Page) -> Locator:
    """A term of the digest."""
    return page.locator("main a.term").first


def note(page: Page) -> Locator:
    """What is shown beside it."""
    return page.locator(".provenance")


def test_a_term_opens_where_it_stands_and_leads_on_by_keys(visitor: Visitor) -> None:
    page = visitor.open(f"en/{PAGE}")
    before, title = page.url, term(page).get_attribute("title") or ""
    foreign, _, means = title.partition("\n")
    term(page).focus()
    expect(note(page).locator("[lang=zh-Hans]")).to_have_text(foreign)
    expect(note(page)).to_contain_text(means)
    expect(term(page)).to_have_accessible_description(re.compile(re.escape(means)))
    page.keyboard.press("Enter")
    assert page.url == before
    expect(note(page).get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(note(page)).to_have_count(0)
    expect(term(page)).to_be_focused()
    expect(term(page)).to_have_attribute("title", title)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/en/glossary/[a-z-]+[.]html$"))


def test_a_tap_and_a_click_open_it_and_another_place_closes_it(visitor: Visitor) -> None:
    page = visitor.open(f"zh/{PAGE}", device="phone")
    before = page.url
    term(page).tap()
    expect(note(page)).to_be_in_viewport(ratio=1)
    term(page).tap()
    assert page.url == before
    page.locator("h1").tap()
    expect(note(page)).to_have_count(0)
    page = visitor.open(f"zh/{PAGE}")
    term(page).click()
    expect(note(page)).to_be_visible()
    note(page).get_by_role("link").click()
    page.wait_for_url(re.compile("/zh/glossary/[a-z-]+[.]html$"))


def test_without_scripts_a_term_is_a_link_to_its_page(visitor: Visitor) -> None:
    page = visitor.open(f"en/{PAGE}", java_script_enabled=False)
    term(page).click()
    page.wait_for_url(re.compile("/en/glossary/[a-z-]+[.]html$"))

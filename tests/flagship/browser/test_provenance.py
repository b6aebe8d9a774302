"""Facts in running text show how the document prints them, and still lead to their rows."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Mode, Visitor, in_all_modes

PAGE = "shanghai-2022-13/5.html"
CITED = {
    "zh": "沪府办规〔2022〕13号第（五）条",
    "en": "Shanghai Measures 2022 (Hu Fu Ban Gui [2022] No. 13), clause 5",
}


def fact(page: Page, place: int = 0) -> Locator:
    """A fact of the digest."""
    return page.locator(".digest a.fact").nth(place)


def note(page: Page) -> Locator:
    """What is shown beside a fact."""
    return page.get_by_role("tooltip")


@in_all_modes
def test_printed_words_are_shown_while_a_fact_has_the_focus(mode: Mode, visitor: Visitor) -> None:
    page = visitor.open(f"{mode.language}/{PAGE}", mode.place, mode.device)
    title = fact(page).get_attribute("title") or ""
    assert re.fullmatch(f"“.*３０％” — {re.escape(CITED[mode.language])}", title)
    fact(page).focus()
    expect(note(page)).to_have_text(title)
    printed = note(page).locator("span")
    expect(printed).to_have_text(re.compile("^“[^—]*３０％”$"))
    own = mode.language == "zh"
    assert printed.get_attribute("lang") == (None if own else "zh-Hans")
    expect(note(page)).to_be_in_viewport(ratio=1)
    expect(fact(page)).to_have_accessible_description(title)
    expect(fact(page)).not_to_have_attribute("title", title)
    page.keyboard.press("Escape")
    expect(note(page)).to_have_count(0)
    expect(fact(page)).to_have_attribute("title", title)
    expect(fact(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("tr:target")).to_have_count(1)


def test_pointer_may_go_from_the_fact_to_its_note(visitor: Visitor) -> None:
    page = visitor.open(f"en/{PAGE}")
    fact(page).hover()
    expect(note(page)).to_have_count(1)
    note(page).hover()
    page.clock.install()
    page.clock.run_for(1000)
    expect(note(page)).to_have_count(1)
    page.locator("h1").hover()
    page.clock.run_for(1000)
    expect(note(page)).to_have_count(0)


def test_only_one_note_is_shown(visitor: Visitor) -> None:
    page = visitor.open(f"en/{PAGE}")
    fact(page, 0).focus()
    fact(page, 1).hover()
    expect(note(page)).to_have_count(1)
    expect(page.locator("[aria-describedby=provenance]")).to_have_count(1)
    expect(fact(page, 0)).to_have_attribute("title", re.compile(re.escape(CITED["en"])))


def test_first_tap_shows_and_second_tap_follows(visitor: Visitor) -> None:
    page = visitor.open(f"zh/{PAGE}", device="phone")
    before = page.url
    fact(page).tap()
    expect(note(page)).to_be_in_viewport(ratio=1)
    assert page.url == before
    page.locator("h1").tap()
    expect(note(page)).to_have_count(0)
    fact(page).tap()
    fact(page).tap()
    expect(page.locator("tr:target")).to_have_count(1)


def test_without_scripts_facts_are_plain_links(visitor: Visitor) -> None:
    page = visitor.open(f"en/{PAGE}", java_script_enabled=False)
    expect(fact(page)).to_have_attribute("title", re.compile("３０％"))
    fact(page).click()
    expect(page.locator("tr:target")).to_have_count(1)


def test_place_goes_with_the_reader_to_the_other_language(visitor: Visitor) -> None:
    page = visitor.open(f"en/{PAGE}")
    fact(page).click()
    place = page.url.partition("#")[2]
    page.locator("[data-language-switch]").click()
    page.wait_for_url(visitor.address(f"zh/{PAGE}#{place}"))
    expect(page.locator("tr:target")).to_have_id(place)

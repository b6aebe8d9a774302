"""Citations in a browser: on the reader's day, of items and facts, copied as they stand."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import axe
from tests.browser.visitor import Visitor
from tests.features.cite.reading import read_bibtex, read_csl

DOCUMENT = "en/tide-2031-4/index.html"


def cited(page: Page, form: str, language: str = "en") -> str:
    words = page.locator(f"[data-cite-language={language}] [data-cite={form}]").text_content()
    assert words
    return words


@pytest.mark.parametrize("place", ["file", "http"])
def test_an_address_opens_the_citation_on_its_day(place: str, visitor: Visitor) -> None:
    page = visitor.open(f"{DOCUMENT}?on=2034-02-03#cite", place=place)
    expect(page.locator("#cite-what")).to_be_visible()
    for language in ("en", "zh"):
        assert "2034-02-03" in cited(page, "text", language)
        assert read_bibtex(cited(page, "bibtex", language))[1]["urldate"] == "{2034-02-03}"
        item = read_csl(cited(page, "csl", language))
        assert item["accessed"] == {"date-parts": [[2034, 2, 3]]}


def test_a_fact_is_cited_from_the_list_and_by_its_address(visitor: Visitor) -> None:
    page = visitor.open(f"{DOCUMENT}#cite")
    choice = page.locator("#cite-what")
    expect(choice).to_be_visible()
    place = choice.locator("option").nth(1).get_attribute("value")
    choice.select_option(place)
    assert page.url.endswith(f"#cite-{place}")
    assert "(printed “" in cited(page, "text")
    again = visitor.open(f"{DOCUMENT}#cite-{place}")
    expect(again.locator("#cite-what")).to_have_value(place or "")
    expect(again.locator("#cite-what")).to_be_focused()
    assert cited(again, "text") == cited(page, "text")


def test_a_citation_has_the_address_where_the_site_is_served_and_none_from_a_disk(
    visitor: Visitor,
) -> None:
    page = visitor.open(f"{DOCUMENT}#cite")
    expect(page.locator("#cite-what")).to_be_visible()
    for language in ("en", "zh"):
        address = f"{visitor.site.http}{language}/tide-2031-4/index.html"
        assert f" {address} " in cited(page, "text", language)
        assert read_bibtex(cited(page, "bibtex", language))[1]["url"] == f"{{{address}}}"
        assert read_csl(cited(page, "csl", language))["URL"] == address
    page = visitor.open(f"{DOCUMENT}#cite", place="file")
    expect(page.locator("#cite-what")).to_be_visible()
    for form in ("text", "bibtex", "csl"):
        said = cited(page, form)
        assert "http" not in said
        assert "file:" not in said
        assert "2033-05-01" in said
    text = cited(page, "text")
    assert "Measures of Tidewater to Support Seaweed Farming (Chao Zheng Fa [2031] No. 4)" in text


def test_a_citation_is_copied_as_it_stands(visitor: Visitor) -> None:
    context = visitor.context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(visitor.address(f"{DOCUMENT}#cite"))
    expect(page.locator("#cite-what")).to_be_visible()
    page.get_by_role("button", name="Copy: English, CSL-JSON").click()
    expect(page.locator("#cite [role=status]")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == cited(page, "csl")
    assert json.loads(copied)[0]["type"] == "legislation"


def test_where_nothing_can_be_copied_the_text_is_marked(visitor: Visitor) -> None:
    page = visitor.open(f"{DOCUMENT}#cite")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    expect(page.locator("#cite-what")).to_be_visible()
    page.get_by_role("button", name="Copy: English, Text").click()
    expect(page.locator("#cite [role=status]")).to_contain_text("did not allow copying")
    assert page.evaluate("getSelection().toString()").strip() == cited(page, "text").strip()


def test_a_link_is_copied_with_the_day(visitor: Visitor) -> None:
    """And without what was searched."""
    context = visitor.context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(visitor.address("en/compare.html?c=tide-2031-4/2&c=tide-2031-4/3&mark=kelp"))
    expect(page.locator(".compare-table")).to_be_visible()
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".copy-link [role=status]")).to_have_text("Copied.")
    copied = urlsplit(page.evaluate("navigator.clipboard.readText()"))
    assert parse_qs(copied.query) == {
        "c": ["tide-2031-4/2", "tide-2031-4/3"],
        "on": [page.evaluate("new Date().toLocaleDateString('sv')")],
    }


def test_a_copy_on_a_disk_has_no_link_for_others(visitor: Visitor) -> None:
    page = visitor.open("en/compare.html?c=tide-2031-4/2", place="file")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".copy-link [role=status]")).to_contain_text("no address that others")


def test_without_scripts_the_texts_stand_there(visitor: Visitor) -> None:
    page = visitor.open(DOCUMENT, java_script_enabled=False)
    page.locator("#cite summary").click()
    expect(page.locator("[data-cite-language=en] [data-cite=text]")).to_be_visible()
    assert read_csl(cited(page, "csl"))["accessed"] == {"date-parts": [[2033, 5, 1]]}
    expect(page.get_by_role("button", name="Copy", exact=True)).to_have_count(0)
    assert "With scripts switched on" in page.content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_citations(scheme: str, visitor: Visitor) -> None:
    page = visitor.context(color_scheme=scheme, bypass_csp=True).new_page()
    page.goto(visitor.address(f"{DOCUMENT}?list=tide-2031-4%2F2#cite"))
    expect(page.locator("#cite-what")).to_be_visible()
    expect(page.locator(".shortlist-bar")).to_be_visible()
    assert axe(page, scheme) == []

"""Clauses and items beside each other, and the shortlist that leads there, in a browser."""

from __future__ import annotations

import csv
import io

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import axe
from tests.browser.visitor import Visitor

TWO = "en/compare.html?c=tide-2031-4%2F2&c=quay-2032-7%2F2%231"
HOSTILE = "%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"


def opened(visitor: Visitor, path: str, **options: object) -> Page:
    page = visitor.open(path, **options)  # type: ignore[arg-type]
    expect(page.locator(".compare-table")).to_be_visible()
    return page


def row(page: Page, name: str) -> list[str]:
    """What the columns say in a row."""
    found = page.locator(".compare-table tbody tr").filter(
        has=page.get_by_role("rowheader", name=name)
    )
    return [" ".join(text.split()) for text in found.locator("td").all_inner_texts()]


def heads(page: Page) -> list[str]:
    return page.locator(".compare-table thead th a").all_inner_texts()


def test_two_stand_beside_each_other_with_their_differences(visitor: Visitor) -> None:
    page = opened(visitor, f"{TWO}&on=2033-05-01")
    assert heads(page) == [
        "Tidewater Measures 2031, clause 2",
        "Lantern Quay Opinions 2032, article 2(1)",
    ]
    assert row(page, "Counted per") == ["per project", "Not stated"]
    assert (
        row(page, "Status")[0]
        == "In force 1 April 2031 to 31 March 2036 2 years and 10 months left"
    )
    assert row(page, "Caps")[0].startswith("Cap per project RMB 2 million")
    assert row(page, "What to hand in")[0] == "Application form Audit report"
    same = page.locator("[data-same=true]")
    differ = page.locator("[data-same=false]")
    expect(page.locator(".compare-corner")).to_have_text(
        f"{differ.count()} of {differ.count() + same.count()} rows differ"
    )
    expect(differ.first.locator(".compare-sign")).to_have_text("≠differs:")
    page.get_by_label("Show differences only").check()
    expect(differ.first).to_be_visible()
    assert not any(one.is_visible() for one in same.all())
    page.reload()
    expect(differ.first).to_be_visible()
    assert not any(one.is_visible() for one in same.all())
    assert page.url.endswith("&only=1")
    page.get_by_label("Show differences only").uncheck()
    assert page.url.endswith("on=2033-05-01")
    expect(page.locator("[data-only]")).to_have_count(0)


def test_only_money_is_struck_in_what_is_over(visitor: Visitor) -> None:
    page = opened(visitor, "en/compare.html?c=tide-2031-4%2F2&on=2040-01-01")
    struck = page.locator("td .amount").evaluate_all(
        "all => all.map((e) => [getComputedStyle(e).textDecorationLine, e.innerText])"
    )
    assert struck
    assert all("line-through" in line for line, _ in struck)
    conditions = page.locator("tr").filter(has=page.get_by_role("rowheader", name="Conditions"))
    bounds = conditions.locator(".bound")
    expect(bounds.first).to_have_text("at least RMB 1 million")
    line = bounds.first.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert "line-through" not in line


@pytest.mark.parametrize("width", [320, 390])
def test_columns_line_up_on_narrow_screens(width: int, visitor: Visitor) -> None:
    page = opened(visitor, TWO, viewport={"width": width, "height": 844})
    lefts = page.locator(".compare-table tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.querySelectorAll('td')]"
        ".map((cell) => Math.round(cell.getBoundingClientRect().left)))"
    )
    assert len({tuple(row) for row in lefts}) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_over_on_the_day_stands_last_and_is_struck(visitor: Visitor) -> None:
    swapped = "en/compare.html?c=quay-2032-7%2F2%231&c=tide-2031-4%2F2"
    page = opened(visitor, f"{swapped}&on=2033-05-01")
    assert heads(page)[0] == "Lantern Quay Opinions 2032, article 2(1)"
    page = opened(visitor, f"{swapped}&on=2035-01-01")
    assert heads(page)[1] == "Lantern Quay Opinions 2032, article 2(1)"
    expect(page.locator(".compare-table thead th").last).to_have_attribute("data-over", "")
    amount = page.locator("td[data-over] .amount").first
    assert "line-through" in amount.evaluate("e => getComputedStyle(e).textDecorationLine")
    expect(page.locator("td[data-over] .status")).to_have_text("Expired")
    in_force = page.locator("td:not([data-over]) .amount").first
    assert "line-through" not in in_force.evaluate("e => getComputedStyle(e).textDecorationLine")


def test_one_more_is_added_with_keys_and_removed_and_the_way_back_has_it(visitor: Visitor) -> None:
    page = opened(visitor, TWO)
    field = page.get_by_role("combobox")
    field.fill("tide 3")
    expect(page.get_by_role("option").first).to_contain_text("clause 3")
    field.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(page.locator(".compare-table thead th")).to_have_count(3)
    assert page.url.count("c=") == 3
    page.locator("[data-remove='tide-2031-4/2']").click()
    expect(page.locator(".compare-table thead th")).to_have_count(2)
    expect(page.locator("[data-remove]").first).to_be_focused()
    page.go_back()
    expect(page.locator(".compare-table thead th")).to_have_count(3)


def test_enter_alone_takes_the_first_suggestion_and_nothing_is_said(visitor: Visitor) -> None:
    page = opened(visitor, "en/compare.html?c=tide-2031-4%2F2")
    expect(page.locator("[data-compare-said]")).to_contain_text("Add another one")
    field = page.get_by_role("combobox")
    field.fill("no such clause")
    expect(page.locator("#compare-hint")).to_have_text("No clause of this name or number")
    field.press("Enter")
    expect(page.locator(".compare-table thead th")).to_have_count(1)
    field.fill("quay 2 class")
    field.press("Enter")
    expect(page.locator(".compare-table thead th")).to_have_count(2)


@pytest.mark.parametrize(
    "id_", ["no/such", HOSTILE, "__proto__%2Fx", "tide-2031-4%2F2%23constructor"]
)
def test_what_the_site_does_not_have_is_said(id_: str, visitor: Visitor) -> None:
    page = visitor.context().new_page()
    page.goto(visitor.address(f"en/compare.html?c={id_}&c=quay-2032-7/2", "file"))
    expect(page.locator("[data-compare-remarks] li")).to_have_count(1)
    expect(page.locator(".compare-table thead th")).to_have_count(1)
    visitor.faults[:] = [fault for fault in visitor.faults if "ERR_FILE_NOT_FOUND" not in fault]


def test_the_table_is_a_file_for_spreadsheets(visitor: Visitor) -> None:
    page = opened(visitor, f"{TWO}&on=2033-05-01", place="file")
    with page.expect_download() as download:
        page.get_by_role("button", name="Table as CSV").click()
    assert download.value.suggested_filename == "comparison-2033-05-01.csv"
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == [
        "",
        "Tidewater Measures 2031, clause 2: Grant for growing",
        "Lantern Quay Opinions 2032, article 2(1): By class",
    ]
    assert [row[0] for row in rows[1:]] == page.locator(".compare-table tbody th").evaluate_all(
        "all => all.map(e => e.lastChild.textContent)"
    )
    assert rows[5] == ["Counted per", "per project", "Not stated"]


def test_the_shortlist_is_kept_in_the_address_and_leads_to_the_page(visitor: Visitor) -> None:
    page = visitor.open("en/topics/growing.html", place="file")
    buttons = page.locator(".shortlist-add:visible")
    buttons.nth(0).click()
    expect(buttons.nth(0)).to_have_attribute("aria-pressed", "true")
    bar = page.locator(".shortlist-bar")
    expect(bar).to_contain_text("1 to compare")
    buttons.nth(1).click()
    expect(bar).to_contain_text("2 to compare")
    ids = [buttons.nth(at).get_attribute("data-shortlist") for at in (0, 1)]
    bar.get_by_role("link").click()
    expect(page.locator(".compare-table thead th")).to_have_count(2)
    expect(page.locator(".shortlist-bar")).to_have_count(0)
    page.go_back()
    expect(buttons.nth(1)).to_have_attribute("aria-pressed", "true")
    bar.get_by_role("button").click()
    expect(bar).to_be_hidden()
    expect(buttons.nth(0)).to_have_attribute("aria-pressed", "false")
    assert "list=" not in page.url
    assert all(ids)


def test_a_shortlist_alone_is_compared_and_the_rest_is_offered(visitor: Visitor) -> None:
    ids = ["tide-2031-4/1", "tide-2031-4/2", "tide-2031-4/3", "quay-2032-7/1", "quay-2032-7/2"]
    page = opened(visitor, f"en/compare.html?list={','.join(ids)}")
    expect(page.locator(".compare-table thead th")).to_have_count(4)
    expect(page.locator(".compare-listed button")).to_have_count(1)
    page.locator(".compare-listed button").click()
    expect(page.locator("[data-compare-remarks]")).to_contain_text("Remove one first")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_is_wider_than_its_window(language: str, width: int, visitor: Visitor) -> None:
    four = "&".join(f"c={id_}" for id_ in ("tide-2031-4/2", "tide-2031-4/3", "quay-2032-7/2"))
    page = visitor.context(viewport={"width": width, "height": 800}).new_page()
    page.goto(visitor.address(f"{language}/compare.html?{four}"))
    expect(page.locator(".compare-table")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_page_says_so_and_leads_to_the_topics(visitor: Visitor) -> None:
    page = visitor.open(TWO, java_script_enabled=False)
    assert "which this browser does not run" in page.content()
    expect(page.get_by_role("combobox")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_axe_finds_no_fault_where_something_is_compared(
    scheme: str, device: str, visitor: Visitor
) -> None:
    page = visitor.context(device, color_scheme=scheme, bypass_csp=True).new_page()
    page.goto(visitor.address(f"{TWO}&on=2035-01-01&list=tide-2031-4%2F3"))
    expect(page.locator(".compare-table")).to_be_visible()
    page.get_by_role("combobox").fill("tide")
    expect(page.get_by_role("option").first).to_be_visible()
    assert axe(page, scheme) == []

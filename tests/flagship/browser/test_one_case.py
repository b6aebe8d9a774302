"""One case worked out on all sides of a comparison, in exact terms."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor

THREE = "c=shanghai-2022-13/7&c=baoshan-2022/15&c=minhang-2025-1/4&on=2026-12-02"
MILLIONS = "case.rnd_investment=2000%E4%B8%87%E5%85%83"


def results(page: Page) -> list[list[str]]:
    """What each column makes of the case."""
    cells = page.locator("[data-case-row] td").all()
    return [cell.locator(".case-result").all_inner_texts() for cell in cells]


@pytest.mark.parametrize("place", ["file", "http"])
def test_a_shared_case_is_worked_out_by_every_column(place: str, visitor: Visitor) -> None:
    page = visitor.open(f"en/compare.html?{THREE}&{MILLIONS}", place=place)
    expect(page.locator("[data-case-row]")).to_be_visible()
    assert results(page) == [
        ["Up to RMB 5 million"],
        [
            "Up to RMB 10 million, depending on: Municipal support received",
            "Between RMB 500,000 and RMB 1 million, depending on: Kind of device",
            "RMB 500,000",
        ],
        [
            "Between RMB 3 million and RMB 6 million\nwhile it was in force;"
            " nothing is paid on this day",
            "Up to RMB 6 million\nwhile it was in force; nothing is paid on this day",
        ],
    ]
    assert page.locator("[data-case-row] th").inner_text().split("\n") == [
        "The same case",
        "R&D investment RMB 20 million",
    ]
    struck = page.locator("[data-case-row] [data-over] s").first
    assert "line-through" in struck.evaluate("e => getComputedStyle(e).textDecorationLine")


def test_what_is_entered_stands_in_the_address_and_leads_on_to_calculators(
    visitor: Visitor,
) -> None:
    page = visitor.open(f"zh/compare.html?{THREE}")
    assert page.locator("script[src*='/case.']").count() == 0
    page.get_by_text("同一情形，各栏同时测算").click()
    field = page.get_by_label("研发投入")
    field.fill("1000万元")
    expect(page.locator("[data-case-row] .case-result").first).to_have_text("最高可获300万元")
    assert parse_qs(urlsplit(page.url).query)["case.rnd_investment"] == ["1000万元"]
    expect(page.locator("[data-case-said]")).to_contain_text("最高可获300万元")
    asked = page.locator("[data-case-row] .case-further").nth(1)
    expect(asked).to_have_text("测算器，还需填写：已获市级支持资金")
    asked.click()
    page.wait_for_url("**/zh/minhang-2025-1/4.html*")
    target = urlsplit(page.url)
    assert target.fragment == "benefit-match"
    assert parse_qs(target.query)["match.rnd_investment"] == ["1000万元"]
    calculator = page.locator("#benefit-match")
    expect(calculator.locator("input[name=rnd_investment]")).to_have_value("1000万元")
    page.go_back()
    expect(page.get_by_label("研发投入")).to_have_value("1000万元")
    page.get_by_role("button", name="重新填写").click()
    expect(page.locator("[data-case-row]")).to_have_count(0)
    assert "case." not in page.url


def test_another_day_and_other_columns_are_followed(visitor: Visitor) -> None:
    page = visitor.open(f"en/compare.html?{THREE.replace('2026-12-02', '2024-06-01')}&{MILLIONS}")
    expect(page.locator("[data-case-row] td")).to_have_count(3)
    by_label = {
        cell.get_attribute("data-label"): cell.locator(".case-result").all_inner_texts()
        for cell in page.locator("[data-case-row] td").all()
    }
    assert by_label["Baoshan Policies 2022, clause 15"][0].startswith(
        "Between RMB 3 million and RMB 6 million, depending on:"
    )
    page.locator("[data-remove='minhang-2025-1/4']").click()
    expect(page.locator("[data-case-row] td")).to_have_count(2)
    page.locator("[data-remove='baoshan-2022/15']").click()
    expect(page.locator("#case")).to_be_hidden()


def test_what_asks_nothing_alike_says_so(visitor: Visitor) -> None:
    page = visitor.open("en/compare.html?c=shanghai-2022-13/7&c=baoshan-2022/32")
    page.locator("#case > summary").click()
    expect(page.locator("[data-case-hint]")).to_contain_text("asks for nothing alike")
    expect(page.locator("#case form")).to_be_hidden()

"""A past case: on the page of what has ended, the calculator begins on the last day in force."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.forms import calculator, field
from tests.browser.visitor import Mode, Visitor
from tests.flagship.browser.test_calculators import GRANT, GRANT_PAGE, open_on

ENDED, ENDED_PAGE = "baoshan-2022/8:project", "baoshan-2022/8.html"
"""In force until 31 December 2024."""
SAID = {
    "en": "Worked out as of 31 December 2024, the last day in force. Another day",
    "zh": "按有效期最后一日（2024年12月31日）测算。 换一日期",
}


@pytest.mark.parametrize("language", SAID)
def test_a_past_case_begins_on_the_last_day_in_force_and_says_so(
    language: str, visitor: Visitor
) -> None:
    mode = Mode("http", language, "desktop")  # type: ignore[arg-type]
    page = open_on(visitor, ENDED_PAGE, mode)
    form, said = calculator(page, ENDED), page.locator("#past [data-start]")
    expect(said).to_have_text(SAID[language])
    assert field(form, "on").input_value() == "2024-12-31"
    expect(form.locator("[data-result]")).not_to_have_attribute("data-outcome", "not-in-force")
    assert "on=" not in page.url
    # Whole projects are worked out on the same day.
    assert "on=2024-12-31" in (form.locator("a[data-plan]").get_attribute("href") or "")


def test_another_day_of_a_past_case_is_one_key_away_and_stays(visitor: Visitor) -> None:
    page = open_on(visitor, ENDED_PAGE)
    page.locator("#past > summary").click()
    said = page.locator("#past [data-start]")
    said.locator("button").press("Enter")
    on = field(page.locator(f'[data-benefit="{ENDED}"]'), "on")
    expect(on).to_be_focused()
    on.fill("2023-06-01")
    on.press("Enter")
    expect(said).to_be_hidden()
    assert "project.on=2023-06-01" in page.url
    page.reload()
    expect(said).to_be_hidden()
    assert on.input_value() == "2023-06-01"


def test_on_a_day_on_which_it_was_in_force_the_case_begins_there(visitor: Visitor) -> None:
    page = open_on(visitor, f"{ENDED_PAGE}?on=2023-06-01")
    expect(page.locator("#past [data-start]")).to_be_hidden()
    assert field(calculator(page, ENDED), "on").input_value() == "2023-06-01"


def test_what_is_not_over_or_is_no_past_case_begins_on_the_sites_day(visitor: Visitor) -> None:
    page = open_on(visitor, GRANT_PAGE)
    assert field(calculator(page, GRANT), "on").input_value() == "2026-03-15"
    page = visitor.open(f"en/{GRANT_PAGE}", java_script_enabled=False)
    expect(page.locator("[data-start]:visible")).to_have_count(0)

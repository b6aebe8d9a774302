"""The limit of a result: one sentence and its bar, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.forms import calculator, field
from tests.browser.visitor import Visitor
from tests.flagship.browser.test_calculators import FIXED, FIXED_PAGE, GRANT, GRANT_PAGE, open_on

BINDS, MET, BELOW = "8000000", "5000000", "2000000"

SAID = {
    ("en", BINDS): "The limit binds (Cap per device other than a diagnostic reagent, "
    "RMB 1 million): without it RMB 1.6 million.",
    ("en", MET): "Exactly at the limit (Cap per device other than a diagnostic reagent, "
    "RMB 1 million).",
    ("en", BELOW): "RMB 600,000 below the limit (Cap per device other than a diagnostic reagent, "
    "RMB 1 million).",
    ("zh", BINDS): "已达上限（非诊断试剂单个品种上限 100万元）：若无此限为160万元。",
    ("zh", MET): "正好达到上限（非诊断试剂单个品种上限 100万元）。",
    ("zh", BELOW): "距上限还差60万元（非诊断试剂单个品种上限 100万元）。",
}
BAR = {BINDS: ("62.5", "62.5", True), MET: ("100", "100", False), BELOW: ("40", "100", False)}
"""How far the bar goes of a hundred, where its mark is, and whether something is cut off."""


def enter(form: Locator, name: str, text: str, item: int = 0) -> None:
    """Type and leave the field."""
    field(form, name, item).fill(text)
    field(form, name, item).press("Enter")


def bar_of(form: Locator) -> tuple[str | None, str | None, bool]:
    """The bar's figures."""
    bar = form.locator("[data-limit]")
    return (
        bar.locator(".limit-paid").get_attribute("width"),
        bar.locator(".limit-mark").get_attribute("x"),
        bar.get_attribute("data-binds") is not None,
    )


@pytest.mark.parametrize(("language", "entered"), SAID)
def test_a_result_says_its_limit_and_draws_it(
    language: str, entered: str, visitor: Visitor
) -> None:
    page = visitor.open(f"{language}/{GRANT_PAGE}")
    form = calculator(page, GRANT)
    limit = form.locator("[data-limit]")
    expect(limit).to_be_hidden()
    enter(form, "rnd_investment", f"RMB {entered}" if language == "en" else f"{entered}元")
    expect(limit.locator("p")).to_have_text(SAID[language, entered])
    assert bar_of(form) == BAR[entered]
    # It is said once: neither the notes nor the steps' summary have it again.
    expect(form.locator("[data-remarks]")).not_to_contain_text("Limit that applies")
    expect(form.locator("[data-remarks]")).not_to_contain_text("起作用的限制")


def test_the_limit_of_one_of_several_items_names_it_and_that_of_all_goes_first(
    visitor: Visitor,
) -> None:
    page = visitor.open(f"en/{GRANT_PAGE}")
    form = calculator(page, GRANT)
    said = form.locator("[data-limit] p")
    form.locator("[data-add]").click()
    enter(form, "rnd_investment", "RMB 2 million")
    enter(form, "rnd_investment", "RMB 6 million", item=1)
    expect(said).to_have_text(
        "Product 2: The limit binds (Cap per device other than a diagnostic reagent, "
        "RMB 1 million): without it RMB 1.2 million."
    )
    enter(form, "paid_this_year", "RMB 1 million")
    expect(said).to_have_text(
        "The limit binds (Yearly cap per enterprise for class III devices: "
        "what is left of the yearly cap, RMB 1 million): without it RMB 1.4 million."
    )
    # The other limit that binds is still named.
    expect(form.locator("[data-remarks]")).to_contain_text(
        "Limit that applies: Cap per device other than a diagnostic reagent"
    )


def test_nothing_is_said_where_there_is_no_limit_or_no_amount(visitor: Visitor) -> None:
    page = open_on(visitor, FIXED_PAGE)
    form = calculator(page, FIXED)
    fill_all(form)
    expect(form.locator("[data-result]")).to_have_attribute("data-amount", "20")
    expect(form.locator("[data-limit]")).to_be_hidden()
    page = open_on(visitor, f"{GRANT_PAGE}?1-grant.on=2034-03-15", day="2034-03-15")
    form = calculator(page, GRANT)
    enter(form, "rnd_investment", "RMB 8 million")
    expect(form.locator("[data-result]")).to_have_attribute("data-outcome", "not-in-force")
    expect(form.locator("[data-limit]")).to_be_hidden()


def fill_all(form: Locator) -> None:
    """The first choice of each list, and something in each text."""
    for place in form.locator("form select").all():
        place.select_option(index=1)
    for place in form.locator("[data-items] input[type=text]").all():
        place.fill("1")
    form.locator("form").evaluate("$form => $form.dispatchEvent(new Event('change'))")


def fills(page: Page) -> list[str]:
    """The colours of the bar's parts."""
    found: list[str] = page.locator(".limit rect").first.evaluate(
        """$one => [...$one.parentElement.children].map(($part) => getComputedStyle($part).fill)"""
    )
    return found


def test_the_bar_is_told_apart_in_every_light(visitor: Visitor) -> None:
    page = visitor.open(f"en/{GRANT_PAGE}")
    enter(calculator(page, GRANT), "rnd_investment", "RMB 2 million")
    for media in ({}, {"color_scheme": "dark"}, {"forced_colors": "active"}, {"media": "print"}):
        page.emulate_media(**media)  # type: ignore[arg-type]
        assert len(set(fills(page))) == 3, media
    expect(page.locator(".limit svg").first).to_have_attribute("aria-hidden", "true")

"""Bare calculators in a frame on another site."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from clausebook.features.frame import urls
from tests.browser.forms import calculator, field, result
from tests.browser.visitor import Mode, Visitor
from tests.flagship.browser.test_calculators import (
    GRANT,
    GRANT_PAGE,
    READINGS,
    open_on,
)

FRAME = """(address) => new Promise((resolve) => {
  const $frame = document.createElement("iframe");
  $frame.src = address;
  $frame.width = "600";
  window.told = [];
  window.addEventListener("message", ({ data }) => {
    window.told.push(data);
    $frame.height = data.height;
    resolve();
  });
  document.body.append($frame);
})"""
"""What a page of another site does with a calculator."""
FITS = """() => {
  const { scrollHeight, clientHeight } = document.documentElement;
  return scrollHeight <= clientHeight;
}"""


def test_a_frame_grows_with_the_calculator_in_it(visitor: Visitor) -> None:
    path = urls.embed("en", GRANT)
    page = visitor.context().new_page()  # an empty page, which stands for another site's
    page.evaluate(FRAME, visitor.address(path))
    frame = page.frames[-1]
    frame.wait_for_function(FITS)
    first = page.evaluate("told.at(-1)")
    assert first == {"source": "clausebook", "address": first["address"], "height": first["height"]}
    assert first["address"].endswith(f"/{path}")
    form = frame.locator(f'[data-benefit="{GRANT}"]')
    field(form, "rnd_investment").fill("300")
    assert result(form) == {"outcome": "amount", "amount": "60"}
    form.locator("[data-further] > summary").click()
    form.locator("[data-add]").click()
    page.wait_for_function("(height) => told.at(-1).height > height", arg=first["height"])
    frame.wait_for_function(FITS)


@pytest.mark.parametrize("place", ["file", "http"])
def test_alone_it_has_its_state_in_its_address_and_its_links_lead_away(
    place: str, visitor: Visitor
) -> None:
    page = visitor.context().new_page()
    address = visitor.address(urls.embed("zh", READINGS), place)
    page.goto(f"{address}?2-grant.rnd_investment=400")
    form = calculator(page, READINGS)
    assert result(form)["amount"] == "50"
    page.locator("[data-language-switch]").click()
    expect(page).to_have_url(re.compile(r"/embed/en/.*rnd_investment=400$"))
    assert result(calculator(page, READINGS))["amount"] == "50"
    with page.expect_popup() as opened:
        page.locator("[data-source] a").first.click()
    expect(opened.value).to_have_url(re.compile(rf"/en/{GRANT_PAGE}#2$"))


def test_on_a_disk_there_is_no_code_for_a_frame(visitor: Visitor) -> None:
    page = open_on(visitor, GRANT_PAGE, Mode("file", "en", "desktop"))
    form = calculator(page, GRANT)
    form.locator(".embed summary").click()
    expect(form.locator("[data-embed-unpublished]")).to_be_visible()
    expect(form.locator("[data-embed-code]")).to_be_hidden()
    assert form.locator("[data-embed-code]").input_value() == ""


def test_the_code_for_a_frame_has_this_sites_address(visitor: Visitor) -> None:
    page = open_on(visitor, GRANT_PAGE)
    form = calculator(page, GRANT)
    form.locator(".embed summary").click()
    address = visitor.address(urls.embed("en", GRANT))
    code = form.locator("[data-embed-code]").input_value()
    assert code.startswith(f'<iframe src="{address}" title="')
    other = visitor.context().new_page()
    other.set_content(code)
    expect(other.frame_locator("iframe").locator("form")).to_be_visible()

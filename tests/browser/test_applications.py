"""When one can apply, and what is in force, are told for the reader's day."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.forms import OPEN_FOLDS
from tests.browser.visitor import Visitor


def read_on(visitor: Visitor, path: str, day: str) -> Page:
    """A page that is read on a day."""
    page = visitor.context().new_page()
    page.clock.set_fixed_time(f"{day}T12:00:00+08:00")
    page.goto(visitor.address(path))
    return page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2031-03-31", "opens on 1 April 2031"),
        ("2033-06-30", "open until 30 June 2033 17:00"),
        ("2033-07-01", "closed since 30 June 2033 17:00"),
        ("2037-05-01", "a yearly guide says when; none is known for 2037"),
    ],
)
def test_a_clause_says_whether_one_can_apply_on_the_readers_day(
    day: str, words: str, visitor: Visitor
) -> None:
    page = read_on(visitor, "en/tide-2031-4/2.html", day)
    shown = page.locator(".answer .applications [data-standing]:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text(words)


def test_a_calculator_calculates_while_applications_are_closed_and_says_so(
    visitor: Visitor,
) -> None:
    page = read_on(visitor, "en/tide-2031-4/2.html", "2033-07-01")
    form = page.locator("form[data-calculator]").first
    form.evaluate(OPEN_FOLDS)
    form.locator("[data-type]").first.fill("100万元")
    expect(form.locator("[data-result]")).to_have_attribute("data-outcome", "amount")
    said = "Applications: closed since 30 June 2033 17:00."
    expect(form.locator("[data-remarks]")).to_contain_text(said)


@pytest.mark.parametrize(
    ("day", "status"), [("2035-06-30", "in-force"), ("2035-07-01", "withdrawn")]
)
def test_a_clause_that_is_withdrawn_says_so_from_its_day_on(
    day: str, status: str, visitor: Visitor
) -> None:
    page = read_on(visitor, "en/tide-2031-4/3.html", day)
    badge = page.locator(".page-head [data-module=status]")
    expect(badge).to_have_attribute("data-status", status)
    shown = page.locator("[data-banner]:visible")
    banners = shown.evaluate_all("$all => $all.map($one => $one.dataset.banner)")
    assert banners == ([] if status == "in-force" else [status])

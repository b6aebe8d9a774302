"""The picture of a benefit: the reader's own point in it, and the same as a table."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.forms import calculator, evidence, field
from tests.browser.visitor import Mode, Visitor, in_two_modes
from tests.flagship.browser.test_calculators import GRANT, GRANT_PAGE, open_on

JOINT, JOINT_PAGE = "minhang-2025-1/rules-3#1:match", "minhang-2025-1/rules-3.html"
"""The city's money matched within half of the R&D investment."""


def picture_of(form: Locator) -> Locator:
    """What teaches the rule of a calculator, its picture among it."""
    return evidence(form.page, form.get_attribute("data-benefit") or "")


def points(form: Locator) -> list[tuple[str | None, str | None]]:
    """Where the reader's points are in the picture."""
    circles = picture_of(form).locator("[data-points] circle").all()
    return [(circle.get_attribute("cx"), circle.get_attribute("cy")) for circle in circles]


def grant(visitor: Visitor, mode: Mode | None = None) -> tuple[Page, Locator]:
    """A share with a cap, drawn up to 800万元; the cap of 100万元 is reached at 500万元."""
    page = open_on(visitor, GRANT_PAGE, mode)
    form = calculator(page, GRANT)
    assert picture_of(form).locator(".curve").get_attribute("data-end") == "8000000"
    assert picture_of(form).locator(".curve").get_attribute("data-most") == "1000000"
    return page, form


@in_two_modes
def test_the_readers_point_moves_along_the_line(mode: Mode, visitor: Visitor) -> None:
    _, form = grant(visitor, mode)
    yours = picture_of(form).locator("[data-yours]")
    expect(yours).to_be_hidden()
    field(form, "rnd_investment").fill("400")
    assert points(form) == [("211", "44")]
    expect(yours).to_be_visible()
    field(form, "rnd_investment").fill("500")
    assert points(form) == [("241.8", "12")]
    field(form, "rnd_investment").fill("nonsense")
    assert points(form) == []
    expect(yours).to_be_hidden()


def test_what_lies_beyond_the_picture_is_put_at_its_edge(visitor: Visitor) -> None:
    _, form = grant(visitor)
    field(form, "rnd_investment").fill("9亿")
    assert points(form) == [("334", "12")]


def test_each_item_has_its_point(visitor: Visitor) -> None:
    _, form = grant(visitor)
    field(form, "rnd_investment").fill("400")
    form.locator("[data-add]").click()
    assert points(form) == [("211", "44")]
    field(form, "rnd_investment", 1).fill("800")
    assert points(form) == [("211", "44"), ("334", "12")]


def test_outside_its_validity_the_point_stays_where_it_would_be(visitor: Visitor) -> None:
    _, form = grant(visitor)
    field(form, "rnd_investment").fill("400")
    field(form, "on").fill("2031-01-01")
    assert points(form) == [("211", "44")]


@pytest.mark.parametrize(("rnd", "elsewhere"), [("{fixed}", False), ("1000", True)])
def test_a_point_off_the_line_says_why(rnd: str, elsewhere: bool, visitor: Visitor) -> None:
    form = calculator(open_on(visitor, JOINT_PAGE), JOINT)
    held = picture_of(form).locator(".curve").get_attribute("data-fixed") or ""
    fixed = dict(part.split("=") for part in held.split("&"))["rnd_investment"]
    field(form, "municipal_support").fill("100")
    field(form, "rnd_investment").fill(rnd.format(fixed=f"{fixed}元"))
    assert len(points(form)) == 1
    assert picture_of(form).locator("[data-elsewhere]").is_visible() is elsewhere


def test_the_picture_is_a_table_too(visitor: Visitor) -> None:
    page = visitor.open(f"en/{GRANT_PAGE}", java_script_enabled=False)
    curve = evidence(page, GRANT).locator(".curve")
    expect(curve.get_by_role("img", name="R&D investment and the amount paid")).to_be_visible()
    curve.locator("summary").click()
    rows = curve.locator("tbody tr")
    assert [row.split("\t") for row in rows.all_inner_texts()] == [
        ["at most RMB 5 million", "RMB 0 to RMB 1 million", ""],
        [
            "more than RMB 5 million",
            "RMB 1 million",
            "Cap per device other than a diagnostic reagent",
        ],
    ]

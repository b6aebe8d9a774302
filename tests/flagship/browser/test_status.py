"""Status badges tell what holds on the reader's day, not on the day on which the site was built."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from clausebook.rules.validity import status_on
from clausebook.told.strings import script_words
from tests.browser.visitor import Mode, Site, Visitor, in_all_modes
from tests.published import validity_of

Json = dict[str, Any]
PAGES = (
    "index.html",
    "minhang-2025-1/index.html",
    "minhang-2025-1/4.html",
    "topics/innovative-drugs.html",
)
"""One that lists documents, a document, a clause with links, a topic."""
BADGES = """() => [...document.querySelectorAll("[data-module=status]")].map($badge => [
  $badge.dataset.validity,
  $badge.dataset.status,
  $badge.textContent,
])"""


def open_on(visitor: Visitor, path: str, mode: Mode, moment: str, **options: Any) -> Page:
    """A page that is read at a moment."""
    page = visitor.context(mode.device, **options).new_page()
    page.clock.set_fixed_time(moment)
    page.goto(visitor.address(f"{mode.language}/{path}", mode.place))
    return page


def expected(badge: list[str], language: Any, day: str) -> list[str]:
    """A badge as it must be on a day."""
    validity = badge[0]
    status = status_on(validity_of(json.loads(validity)), day)
    words = script_words("common", language)["status"][status]
    return [validity, status, words]


def test_a_plan_whose_period_is_over_has_expired_like_everything_else(visitor: Visitor) -> None:
    page = visitor.open("en/pudong-2022-2/index.html")
    expect(page.locator(".page-head [data-module=status]")).to_have_text("Expired")
    banner = page.locator("[data-banner]:visible")
    expect(banner).to_contain_text("Expired")
    expect(banner).to_contain_text("The plan's period ended on")


@in_all_modes
def test_badges_tell_the_status_of_the_readers_day(mode: Mode, visitor: Visitor) -> None:
    for path, day in zip(
        PAGES, ("2022-10-30", "2025-03-01", "2027-10-31", "2099-01-01"), strict=True
    ):
        badges = open_on(visitor, path, mode, f"{day}T12:00:00+08:00").evaluate(BADGES)
        assert badges
        assert badges == [expected(badge, mode.language, day) for badge in badges]


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2024-10-30", "not-yet"),
        ("2024-10-31", "by-reference"),
        ("2025-06-30", "by-reference"),
        ("2025-07-01", "in-force"),
        ("2030-06-30", "in-force"),
        ("2030-07-01", "expired"),
    ],
)
def test_first_and_last_days_belong_to_the_validity(
    day: str, status: str, visitor: Visitor
) -> None:
    mode = Mode("http", "en", "desktop")
    page = open_on(visitor, "minhang-2025-1/4.html", mode, f"{day}T12:00:00+08:00")
    badge = page.locator(".page-head [data-module=status]")
    expect(badge).to_have_attribute("data-status", status)
    expect(badge).to_have_text(script_words("common", "en")["status"][status])
    shown = page.locator("[data-banner]:visible")
    assert shown.evaluate_all("$all => $all.map($one => $one.dataset.banner)") == (
        [] if status == "in-force" else [status]
    )


@pytest.mark.parametrize(
    ("zone", "status"), [("America/Los_Angeles", "in-force"), ("Asia/Shanghai", "expired")]
)
def test_day_is_the_one_on_the_readers_wall(zone: str, status: str, visitor: Visitor) -> None:
    mode, midnight = Mode("file", "zh", "phone"), "2030-07-01T00:30:00+08:00"
    page = open_on(visitor, "minhang-2025-1/4.html", mode, midnight, timezone_id=zone)
    badge = page.locator(".page-head [data-module=status]")
    expect(badge).to_have_attribute("data-status", status)


def test_badges_carry_the_validity_of_the_data(visitor: Visitor, site: Site) -> None:
    page = visitor.open("en/index.html")
    found = page.locator(".status").evaluate_all("$all => $all.map($one => $one.dataset.validity)")
    documents = site.data("documents.json")
    stated = [validity_of(document["validity"]).stated() for document in documents]
    clauses = [validity_of(row["validity"]).stated() for row in site.data("clauses.json")]
    known = [*stated, *clauses]
    assert [json.loads(each) for each in found if json.loads(each) not in known] == []
    assert [each for each in stated if each not in map(json.loads, found)] == []


def test_without_scripts_the_status_of_the_build_stays(visitor: Visitor) -> None:
    page = visitor.open("zh/minhang-2025-1/4.html", java_script_enabled=False)
    expect(page.locator(".page-head [data-module=status]")).to_have_text("有效")


def test_a_clause_that_is_left_out_of_the_period_by_reference_says_so(visitor: Visitor) -> None:
    mode = Mode("file", "en", "desktop")
    page = open_on(visitor, "minhang-2025-1/6.html", mode, "2025-03-01T12:00:00+08:00")
    head = page.locator(".page-head")
    expect(head.locator("[data-module=status]")).to_have_attribute("data-status", "not-yet")
    expect(page.locator(".answer")).to_contain_text(
        "not applied by reference from 31 October 2024 to 30 June 2025"
    )
    shown = page.locator("[data-banner]:visible")
    assert shown.evaluate_all("$all => $all.map($one => $one.dataset.banner)") == ["not-yet"]


def test_search_chooses_clauses_by_their_own_days(visitor: Visitor, site: Site) -> None:
    mode, moment = Mode("file", "en", "desktop"), "2025-03-01T12:00:00+08:00"
    page = open_on(visitor, "search.html?status=by-reference", mode, moment)
    covered = [row["id"] for row in site.data("clauses.json") if row["validity"]["by_reference"]]
    facet = page.locator('[data-facet=status] li:has([value="by-reference"]) [data-count]')
    expect(facet).to_have_text(str(len(covered)))
    hits = page.locator("[data-search-results] > li")
    expect(hits).to_have_count(10)
    assert hits.evaluate_all("$all => $all.map($one => $one.dataset.clause)") == covered[:10]
    assert "minhang-2025-1/5" not in covered


SIGN = """$status => {
  const { backgroundImage, color } = getComputedStyle($status, "::before");
  const $canvas = document.createElement("div");
  $canvas.style.color = "CanvasText";
  document.body.append($canvas);
  return [backgroundImage.includes("gradient"), color === getComputedStyle($canvas).color];
}"""


def test_the_cross_stays_where_the_system_replaces_all_colours(visitor: Visitor) -> None:
    page = visitor.context(forced_colors="active", bypass_csp=True).new_page()
    page.goto(visitor.address("en/baoshan-2022/12.html"))
    badge = page.locator(".page-head .status").first
    expect(badge).to_have_attribute("data-status", "expired")
    assert badge.evaluate(SIGN) == [True, True]
    amount = page.locator(".answer .much .fact").first
    assert amount.evaluate("$one => getComputedStyle($one).textDecorationLine") == "line-through"


def test_nothing_moves_where_less_motion_is_wanted(visitor: Visitor) -> None:
    """Every visitor of the tests wants that."""
    moving = """() => [...document.querySelectorAll("*")].filter(($one) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle($one);
      return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior === "smooth";
    }).map(($one) => $one.className)"""
    for path in ("index.html", "search.html?q=drug", "baoshan-2022/12.html", "plan.html"):
        assert visitor.open(f"en/{path}").evaluate(moving) == [], path

"""My project: the page answers as the worked plans do, and keeps what is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from clausebook.meaning.calculate import Calculated
from clausebook.meaning.entered import in_scale
from clausebook.plan.results import Plan
from tests.browser.axe import axe
from tests.browser.visitor import Visitor

PLAN = "city-and-minhang"
SETTLED = "[data-module=planner][data-settled]"


def settled(page: Page) -> Page:
    """The page when everything is computed."""
    page.locator(SETTLED).wait_for(timeout=30_000)
    return page


def take(page: Page, id_: str) -> Page:
    """The page with the answers of a worked plan."""
    page.evaluate("document.querySelector('[data-settled]')?.removeAttribute('data-settled')")
    page.locator(f"#plan-{id_} [data-open]").click()
    return settled(page)


def opened(visitor: Visitor, place: str = "http", **options: Any) -> Page:
    """The planner in English with the answers of a worked plan."""
    return take(visitor.open("en/plan.html", place=place, **options), PLAN)


def answer(page: Page) -> dict[str, Any]:
    """What the page tells programs of its answer."""
    total = page.locator("output.plan-sum").first
    names = "[data-part={}] [{}]"
    told: dict[str, Any] = {
        "low": total.get_attribute("data-low"),
        "high": total.get_attribute("data-high"),
    }
    for part, name in (("fits", "data-benefit-id"), ("conflicts", "data-rejected")):
        found = page.locator(names.format(part, name))
        told[part] = sorted(
            found.evaluate_all(f"all => all.map($one => $one.getAttribute('{name}'))")
        )
    return told


def expected(result: Plan, calculated: Calculated) -> dict[str, Any]:
    """The same of a worked plan."""
    usage, total = calculated.site.corpus.settings.usage, result.total.amount
    return {
        "low": in_scale(total.low, usage),
        "high": in_scale(total.high, usage),
        "fits": sorted(each.id for each in result.chosen),
        "conflicts": sorted(
            id_ for id_, _, _ in {(r.id, r.relation, r.by) for r in result.rejected}
        ),
    }


def test_the_page_answers_as_the_worked_plans_do(visitor: Visitor, calculated: Calculated) -> None:
    """A few of them; that both engines give the same for all is tested without a page."""
    page = visitor.open("en/plan.html", place="file")
    for id_, planned in [*calculated.plans.items()][::5]:
        assert answer(take(page, id_)) == expected(planned.result, calculated), id_


def test_answers_stay_in_the_address_in_the_record_and_in_the_other_language(
    visitor: Visitor, calculated: Calculated, tmp_path: Path
) -> None:
    page = opened(visitor)
    with page.expect_download() as download:
        page.locator("[data-keep=save]").click()
    download.value.save_as(tmp_path / "record.json")
    record = json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))
    planned = calculated.plans[PLAN]
    assert record["format"] == "clausebook-plan/1"
    assert record["result"] == planned.result.as_json()
    assert record["answers"] == {name: list(t) for name, t in planned.answers.given.items()}
    before = answer(page)
    page.locator("[data-device]").check()
    page.locator("a.language").click()
    assert answer(settled(page)) == before
    assert page.locator("html").get_attribute("lang") != "en"
    page.evaluate("location.hash = ''")
    page.reload()
    assert answer(settled(page)) == before  # kept on the device
    page.locator("[data-device]").uncheck()
    assert page.evaluate("localStorage.length") == 0


def test_questions_are_answered_one_by_one_and_each_says_what_it_changed(visitor: Visitor) -> None:
    page = visitor.open("en/plan.html")
    expect(page.locator("[data-part=total]")).to_contain_text("The answer grows here")
    first = settled(page).locator("[data-ask]").get_attribute("data-ask")
    page.locator(".ask-choices input").first.check()
    page.locator(".ask button[type=submit]").click()
    expect(page.locator("[data-ask-title]")).to_be_focused()
    expect(page.locator("[data-live]")).to_contain_text("Total:")
    assert settled(page).locator("[data-ask]").get_attribute("data-ask") != first
    page.locator("[data-fold=steps] > summary").click()
    expect(page.locator(".plan-steps li")).to_have_count(1)
    second = page.locator("[data-ask]").get_attribute("data-ask")
    page.locator("[data-unknown]").click()
    expect(page.locator(f".plan-said [data-go={second}]")).to_have_count(1)
    page.locator("[data-skip]").click()
    assert f"{second}=unknown" in page.url


def test_two_cases_several_products_and_an_old_link_are_explained(visitor: Visitor) -> None:
    page = opened(visitor)
    page.locator("#case-keep").click()
    page.locator("#plan-on").fill("2031-01-01")
    page.locator("#plan-on").blur()
    expect(settled(page).locator(".cases thead th")).to_have_text(["Case A", "Case B, now"])
    expect(page.locator("[data-part=cases] .plan-steps li")).to_have_count(1)
    page.locator("[data-questions] > summary").click()
    product = page.locator("[data-subject=product]")
    product.locator("[data-add]").click()
    product.locator("select[name=product_kind]").nth(1).select_option("class_iii")
    assert page.url.count("&product_kind=") == 2  # beside that of case A
    product.locator("[data-remove]").nth(1).click()
    expect(product.locator("[data-instance]")).to_have_count(1)
    old = page.url.replace("&data=", "&data=0")
    page.goto("about:blank")
    page.goto(old)
    expect(settled(page).locator(".since")).to_contain_text("The data has changed")


def test_entries_go_from_a_calculator_to_the_planner_and_back(visitor: Visitor) -> None:
    page = visitor.open("en/shanghai-2022-13/5.html?grant.rnd_investment=5000万元")
    page.locator("a[data-plan]").click()
    expect(page.locator("[data-part=said]")).to_contain_text("RMB 50 million")
    page = opened(visitor)
    page.locator("[data-benefit-id='shanghai-2022-13/5:grant'] .take-links a").last.click()
    expect(
        page.locator("[data-benefit='shanghai-2022-13/5:grant'] [data-result]")
    ).to_have_attribute("data-amount", "2000")


def test_the_whole_answer_is_accessible_and_fits_the_narrowest_screen(visitor: Visitor) -> None:
    options = {"bypass_csp": True, "viewport": {"width": 320, "height": 640}}
    page = opened(visitor, **options)
    page.locator("#case-keep").click()
    page.evaluate("document.querySelectorAll('details').forEach($one => { $one.open = true; })")
    assert settled(page).evaluate("document.documentElement.scrollWidth") == 320
    expect(page.locator(".plan-bar")).to_be_visible()
    assert axe(page, "light") == []
    page.emulate_media(color_scheme="dark")
    assert axe(page, "dark") == []

"""From a hit to its page: items as hits of their own, and what was searched is marked."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Mode, Visitor, in_two_modes

ASKED = {"zh": "改良型新药三期", "en": "improved new drug phase III"}
ITEM = {
    "zh": {
        "title": "临床试验分阶段资助",
        "where": "宝山区若干政策（2022）第12条（2）",
        "within": "支持新药研制",
        "amount": "最高5000万元",
        "snippet": "改良型新药，已完成Ⅲ期：20%，最高4000万元",
    },
    "en": {
        "title": "Staged support for clinical trials",
        "where": "Baoshan Policies 2022, clause 12(2)",
        "within": "Support for new drug development",
        "amount": "up to RMB 50 million",
        "snippet": "Improved new drug, phase III completed: 20%, up to RMB 40 million",
    },
}
THIRD = {"zh": "Ⅲ期", "en": "phase III"}
MARKS = "$main => [...$main.querySelectorAll('mark')].map($mark => $mark.textContent)"


def results(visitor: Visitor, mode: Mode, query: str, more: str = "") -> Page:
    """The search page with its hits."""
    path = f"{mode.language}/search.html?q={quote(query)}{more}"
    page = visitor.open(path, mode.place, mode.device)
    expect(page.locator("[data-module=search-page]")).to_have_attribute("data-state", "ready")
    return page


@in_two_modes
def test_an_item_that_answers_alone_is_the_hit(visitor: Visitor, mode: Mode) -> None:
    """With its own amount and words, and it leads to its place, where the words are marked."""
    page = results(visitor, mode, ASKED[mode.language])
    hit = page.locator(".hit").first
    for name, words in ITEM[mode.language].items():
        expect(hit.locator(f"[data-hit={name}]")).to_contain_text(words)
    expect(hit.locator("[data-shortlist]")).to_have_attribute("data-shortlist", "baoshan-2022/12#2")
    hit.locator("[data-hit=link]").click()
    expect(page.locator(".found-bar")).to_be_visible()
    assert page.evaluate("location.hash") == "#2"
    expect(page.locator("[id='2'] mark", has_text=THIRD[mode.language]).first).to_be_visible()


def test_in_the_order_of_amounts_clauses_tell_their_own(visitor: Visitor) -> None:
    page = results(visitor, Mode("file", "en", "desktop"), ASKED["en"], "&sort=cap")
    hit = page.locator('[data-clause="baoshan-2022/12"]')
    expect(hit.locator("[data-hit=title]")).to_have_text(ITEM["en"]["within"])
    expect(hit.locator("[data-hit=within]")).to_be_empty()


def test_a_row_below_the_field_is_of_the_item_too(visitor: Visitor) -> None:
    page = visitor.open("en/index.html")
    field = page.locator("[data-module=search-box] input").first
    field.fill(ASKED["en"])
    row = page.locator(".search-list [role=option]").first
    expect(row).to_contain_text(ITEM["en"]["where"])
    assert str(row.get_attribute("href")).endswith("12.html?mark=improved+new+drug+phase+III#2")


PHASE = {"zh": {"改良型新药", "Ⅲ期"}, "en": {"Improved new drug", "phase III"}}


@pytest.mark.parametrize("query", ASKED.values(), ids=ASKED)
@in_two_modes
def test_what_was_searched_is_marked_in_either_language(
    visitor: Visitor, mode: Mode, query: str
) -> None:
    """As often as the bar says, until Escape, which leaves the page as it was."""
    path = f"{mode.language}/baoshan-2022/12.html"
    plain = visitor.open(path, mode.place, mode.device).locator("main").inner_text()
    page = visitor.open(f"{path}?mark={quote(query)}#2", mode.place, mode.device)
    bar = page.locator(".found-bar")
    expect(bar).to_be_visible()
    main = page.locator("main")
    marks = main.evaluate(MARKS)
    assert PHASE[mode.language] <= set(marks)
    said = {"zh": f"已标出{len(marks)}处", "en": f"Marked in {len(marks)} places"}
    expect(bar.locator("[role=status]")).to_have_text(said[mode.language])
    page.keyboard.press("Escape")
    expect(bar).to_have_count(0)
    assert main.evaluate(MARKS) == []
    assert "mark" not in page.url
    page.goto(page.url.partition("#")[0])
    assert page.locator("main").inner_text() == plain


def test_the_other_language_marks_it_too(visitor: Visitor) -> None:
    page = visitor.open(f"zh/baoshan-2022/12.html?mark={quote(ASKED['zh'])}")
    expect(page.locator(".found-bar")).to_be_visible()
    page.locator("[data-language-switch=en]").first.click()
    expect(page.locator("main mark", has_text="Improved new drug").first).to_be_attached()


def test_next_leads_from_mark_to_mark(visitor: Visitor) -> None:
    page = visitor.open(f"zh/baoshan-2022/12.html?mark={quote(ASKED['zh'])}#2")
    said, current = page.locator(".found-bar [role=status]"), page.locator("mark[data-current]")
    n = said.inner_text().removeprefix("已标出").removesuffix("处")
    page.locator(".found-bar button").first.click()
    first = int(said.inner_text().removeprefix("第").partition("处")[0])
    expect(current).to_be_in_viewport()
    expect(page.locator("[id='2'] mark").first).to_have_attribute("data-current", "")
    page.locator(".found-bar button").first.click()
    expect(said).to_have_text(f"第{first + 1}处，共{n}处")


def test_next_opens_the_fold_in_which_a_mark_is(visitor: Visitor) -> None:
    page = visitor.open(f"zh/baoshan-2022/12.html?mark={quote(ASKED['zh'])}#2")
    fold, next_ = page.locator("[id='2-conditions']"), page.locator(".found-bar button").first
    expect(fold).not_to_have_attribute("open", "")
    for _ in range(page.locator("[id='2'] .digest mark").count() + 1):
        next_.click()
    expect(fold).to_have_attribute("open", "")
    expect(fold.locator("mark[data-current]")).to_be_in_viewport()


def test_a_page_without_the_words_says_nothing(visitor: Visitor) -> None:
    page = visitor.open("en/baoshan-2022/12.html?mark=zzzz")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".found-bar")).to_have_count(0)
    assert page.locator("main").evaluate(MARKS) == []


def test_hostile_words_in_the_address_do_no_harm(visitor: Visitor) -> None:
    page = visitor.open(
        f"en/baoshan-2022/12.html?mark={quote('<img src=x onerror=alert(1)> drug')}"
    )
    expect(page.locator(".found-bar")).to_be_visible()
    assert page.locator("main img[src=x]").count() == 0

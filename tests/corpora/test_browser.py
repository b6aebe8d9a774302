"""The corpora of other places and fields in a browser: searched, calculated and read.

Each is built once, and one visit does all of it. Amounts are those of examples worked by hand.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import axe
from tests.browser.forms import calculator, field
from tests.browser.visitor import Visitor, served
from tests.overlay import keep_language

HERE = Path(__file__).parent
NOON = "2026-11-23T12:00:00+08:00"
OUTCOME = re.compile(".")


@dataclass(frozen=True)
class Entered:
    """What is entered into a calculator, item by item, and the result in words."""

    language: str
    benefit: str
    items: tuple[dict[str, str], ...]
    told: str


@dataclass(frozen=True)
class Read:
    """A page, and what stands in a part of it."""

    path: str
    part: str
    words: str


@dataclass(frozen=True)
class Corpus:
    """A corpus in its languages, and what its visitor does."""

    name: str
    only: str
    """The one language that is left in it; empty for all."""
    found: tuple[tuple[str, str, str], ...]
    """Language, query, and the clause that comes first."""
    entered: tuple[Entered, ...]
    read: tuple[Read, ...]


LANJIANG = Corpus(
    "lanjiang",
    "",
    found=(
        ("zh", "贷款贴息", "lanjiang-2026-8/6"),
        ("zh", "无人机 型号合格证", "lanjiang-2026-8/3"),
        ("zh", "最高伍佰万元", "yunting-2026-5/7"),
        ("en", "pilots training", "yunting-2026-5/6"),
        ("en", "joint ceiling of three levels", "lanjiang-2026-8/8"),
        ("en", "settling award", "hitech-2026/1"),
    ),
    entered=(
        Entered(
            "zh",
            "lanjiang-2026-8/6:interest",
            ({"loan": "5000万元", "prime_rate": "3.5%"},),
            "可获75万元",
        ),
        Entered(
            "en",
            "yunting-2026-5/6:subsidy",
            ({"trainees": "100", "instructors": "10"},),
            "RMB 100,000",
        ),
        Entered("zh", "lanjiang-2026-8/5:award", (), "至少可获20万元，最高50万元"),
        Entered(
            "en", "lanjiang-2026-8/4:grant", ({"rnd": "600万元"},), "Up to about RMB 333,333.33"
        ),
        Entered(
            "zh",
            "hitech-2026/2:match",
            (
                {
                    "municipal_money": "60万元",
                    "provincial_money": "30万元",
                    "project_total": "200万元",
                },
            ),
            "若按草案原样通过，将为：可获10万元",
        ),
        Entered(
            "en",
            "yunting-2026-5/7:grant",
            ({"operating": "400万元"},) * 3,
            "RMB 2.4 million",
        ),
    ),
    read=(
        Read("zh/index.html", ".matrix", "最高1500万元"),
        Read("zh/lanjiang-2026-8/6.html", ".page-head", "第六条"),
        Read("en/lanjiang-2026-8/index.html", ".page-facts", "1 April 2026 to 31 March 2029"),
        Read("en/hitech-2026/index.html", "[data-banner=draft]", "a draft of 28 October 2026"),
        Read("zh/yunting-2022-3/index.html", "[data-banner=superseded]", "云汀市办法（2026）"),
    ),
)
CARROW = Corpus(
    "carrow",
    "",
    found=(
        ("en", "feasibility study", "clean-heat-2025/4"),
        ("en", "heat pump by capacity", "clean-heat-2025/5"),
        ("en", "£7,500", "stackhaven-2026/3"),
        ("zh", "能源审计", "stackhaven-2026/2"),
        ("zh", "学徒奖励", "stackhaven-2026/5"),
    ),
    entered=(
        Entered(
            "en",
            "clean-heat-2025/3:grant",
            (
                {
                    "staff_fte": "12.5",
                    "turnover": "£3 million",
                    "years_trading": "5 years",
                    "eligible_costs": "£400,000",
                    "assisted_area": "no",
                    "bank_loan": "0",
                    "council_grant": "0",
                },
            ),
            "£180,000",
        ),
        Entered("zh", "clean-heat-2025/5:award", ({"capacity": "1.5"},), "可获27万英镑"),
        Entered(
            "en",
            "green-loans-2025/1-2:relief",
            ({"loan_balance": "500000", "base_rate": "0.1%"},),
            "£8,000",
        ),
    ),
    read=(
        Read("en/index.html", "main", "Carrow"),
        Read("en/clean-heat-2025/3.html", ".eyebrow", "Section 3"),
        Read("zh/stackhaven-2026/index.html", "h1", "小企业节能补助计划（2026-27）"),
        Read("zh/stackhaven-2026/5.html", ".states", "2026年9月1日"),
    ),
)
CARROW_IN_ENGLISH = replace(
    CARROW,
    only="en",
    found=CARROW.found[:3],
    entered=(CARROW.entered[0],),
    read=(Read("en/stackhaven-2026/5.html", ".eyebrow", "Article 5"),),
)
CORPORA = (LANJIANG, CARROW, CARROW_IN_ENGLISH)


@pytest.fixture(params=CORPORA, ids=lambda corpus: f"{corpus.name}{corpus.only}")
def corpus(request: pytest.FixtureRequest) -> Corpus:
    """One corpus after the other."""
    found: Corpus = request.param
    return found


@pytest.fixture
def visitor(browser: Browser, corpus: Corpus, tmp_path: Path) -> Iterator[Visitor]:
    """Opens the corpus's pages; nothing may go wrong on them."""
    content = tmp_path / corpus.name / "content"
    shutil.copytree(HERE / corpus.name, content.parent)
    if corpus.only:
        keep_language(content, corpus.only)
    with ExitStack() as stack:
        found = Visitor(browser, stack.enter_context(served(content, tmp_path / "served")), stack)
        yield found
    assert found.faults == []


def test_a_corpus_is_searched_calculated_and_read(corpus: Corpus, visitor: Visitor) -> None:
    page = visitor.context(bypass_csp=True).new_page()
    page.clock.set_fixed_time(NOON)
    found = [(at, query, first_hit(visitor, page, at, query)) for at, query, _ in corpus.found]
    assert found == [*corpus.found]
    told = [(case.benefit, result_of(visitor, page, case)) for case in corpus.entered]
    assert told == [(case.benefit, case.told) for case in corpus.entered]
    for read in corpus.read:
        page.goto(visitor.address(read.path))
        expect(page.locator(read.part).first).to_be_visible()
        expect(page.locator(read.part).first).to_contain_text(read.words)
        assert axe(page, "light") == [], read.path


def first_hit(visitor: Visitor, page: Page, language: str, query: str) -> str | None:
    """The clause that comes first for a query."""
    page.goto(visitor.address(f"{language}/search.html?q={query}"))
    expect(page.locator("[data-module=search-page]")).to_have_attribute("data-state", "ready")
    return page.locator("[data-search-results] > li").first.get_attribute("data-clause")


def result_of(visitor: Visitor, page: Page, case: Entered) -> str:
    """What a calculator says when all is entered."""
    clause = case.benefit.partition(":")[0]
    page.goto(visitor.address(f"{case.language}/{clause}.html"))
    form = calculator(page, case.benefit)
    for item, entries in enumerate(case.items):
        if item:
            form.locator("[data-add]").click()
        for name, value in entries.items():
            enter(field(form, name, item), value)
    page.keyboard.press("Enter")
    expect(form.locator("[data-result]")).to_have_attribute("data-outcome", OUTCOME)
    told = form.locator("[data-headline]")
    expect(told).to_have_class("result-amount")  # what reads some notations comes later
    return told.inner_text()


def enter(into: Locator, value: str) -> None:
    """Type a value, or choose one from a list."""
    if into.evaluate("$field => $field.localName") == "select":
        into.select_option(value)
    else:
        into.fill(value)

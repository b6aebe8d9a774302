"""A site in a currency that its content describes: built, calculated and searched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, expect

from clausebook.cli import main
from tests import won
from tests.browser.forms import calculator, field, result
from tests.browser.visitor import Visitor, served
from tests.overlay import lay

CLAUSE = "tide-2031-4/3"
SUBSIDY = f"{CLAUSE}:subsidy"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small content in won."""
    return lay(tmp_path_factory.mktemp("won"), won.overlay())


@pytest.fixture
def in_won(content: Path, browser: Browser, tmp_path: Path) -> Iterator[Visitor]:
    """Who reads its site."""
    with ExitStack() as stack:
        site = stack.enter_context(served(content, tmp_path))
        yield Visitor(browser, site, stack)


def test_the_terminal_calculates_in_it(content: Path) -> None:
    entries = ["import_cost=$150k", "dollar_rate=1,400"]
    arguments = ["calc", SUBSIDY, *entries, "--json", "--content", str(content)]
    found = json.loads(CliRunner().invoke(main, arguments).stdout)
    told = [found[key] for key in ("currency", "unit", "amount")]
    assert told == ["KRW", "万韩元", "2100"]
    assert found["words"]["en"]["headline"] == "₩21 million"
    step = "USD 15,000 × ₩1,400 per USD (Exchange rate) = ₩21 million"
    assert found["words"]["en"]["steps"][1] == step


def test_a_browser_calculates_and_searches_in_it(in_won: Visitor) -> None:
    page = in_won.open(f"en/{CLAUSE}.html")
    of = calculator(page, SUBSIDY)
    expect(of.locator(".help")).to_have_text("The bank's rate on the day of customs clearance.")
    of.locator("[name=on]").fill("2032-05-01")
    field(of, "import_cost").fill("$150k")
    field(of, "dollar_rate").fill("1,400")
    assert result(of)["amount"] == "2100"
    expect(of.locator("[data-headline]")).to_have_text("₩21 million")
    field(of, "import_cost").fill("100万韩元")
    expect(of.get_by_text("This field counts in another currency.")).to_be_visible()

    page.goto(in_won.address("en/search.html?q=%E2%82%A930m"))
    hits = page.locator("[data-clause]")
    expect(hits.first).to_have_attribute("data-clause", CLAUSE)

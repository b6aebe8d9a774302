"""The calculators of this content in the terminal: amounts worked by hand from the texts."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from click.testing import CliRunner, Result

from clausebook.build.understand import understand
from clausebook.cli import main


@pytest.fixture(autouse=True)
def _understood_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real content is read once for all cases."""
    monkeypatch.setattr("clausebook.build.understand.understand", _understand)


_understand = cache(understand)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["calc", *arguments])


def answer(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


MUNICIPAL_DRUG = "shanghai-2022-13/5"


@pytest.mark.parametrize(
    ("arguments", "amount"),
    [
        ([MUNICIPAL_DRUG, "rnd_investment=5000万元"], "1500"),
        ([MUNICIPAL_DRUG, "rnd_investment=0.0001万元"], "0.00003"),
        ([MUNICIPAL_DRUG, "rnd_investment=1亿"], "2000"),
        ([MUNICIPAL_DRUG, *["rnd_investment=1亿"] * 4], "7500"),
        ([MUNICIPAL_DRUG, "rnd_investment=1亿", "paid_this_year=7000"], "500"),
        (["shanghai-2022-13/6", "rnd_investment=RMB 50 million"], "750"),
        (["shanghai-2022-13/7", "rnd_investment=1,000万"], "300"),
        (["minhang-2025-1/rules-3#1", "municipal_support=1000", "rnd_investment=3000"], "500"),
        (["minhang-2025-1/rules-3#1", "municipal_support=1000", "rnd_investment=1000"], "0"),
        (["minhang-2025-1/rules-11"], "20"),
        (["minhang-2025-1/rules-15", "upfront_payment=1亿", "municipal_support=300"], "150"),
        (["minhang-2025-1/rules-15", "upfront_payment=9999", "municipal_support=300"], "0"),
    ],
)
def test_amounts_are_those_of_the_text(arguments: list[str], amount: str) -> None:
    """Amounts in 万元, worked by hand from the two documents."""
    assert answer(*arguments)["amount"] == amount


def test_what_is_paid_keeps_its_remarks_where_an_item_fails() -> None:
    amounts = ("municipal_support=1000万元", "municipal_support=600万元")
    deals = ("upfront_payment=2亿元", "upfront_payment=1000万元")
    found = answer("minhang-2025-1/14:licensing", *amounts, *deals)
    assert (found["amount"], found["failed"]) == ("500", ["upfront"])
    assert found["words"]["en"]["remarks"] == [
        "The document is in force on this date.",
        "Conditions not met: The upfront payment is at least RMB 100 million",
        "Conditions taken as met: 3.",
        "Borne by: District RMB 4 million; Town RMB 1 million",
    ]

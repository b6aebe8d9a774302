"""The calculators in the terminal: the same rule, exact amounts, clear refusals."""

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


def test_a_missing_input_gives_the_range_that_is_certain() -> None:
    found = answer(MUNICIPAL_DRUG)
    assert (found["amount"], found["low"], found["high"]) == (None, "0", "2000")
    assert found["missing"] == ["rnd_investment"]


@pytest.mark.parametrize(
    ("on", "status", "amount"),
    [
        ("2022-10-30", "not-yet", "0"),
        ("2022-10-31", "in-force", "1500"),
        ("2027-10-30", "in-force", "1500"),
        ("2027-10-31", "expired", "0"),
    ],
)
def test_nothing_is_paid_outside_the_validity(on: str, status: str, amount: str) -> None:
    found = answer(MUNICIPAL_DRUG, "rnd_investment=5000", "--on", on)
    assert (found["status"], found["amount"]) == (status, amount)
    would = {"bound": "up_to", "amount": "1500", "low": "1500", "high": "1500"}
    assert found["would"] == (would if amount == "0" else None)


def test_a_condition_that_is_not_met_is_named() -> None:
    condition = answer(MUNICIPAL_DRUG)["assumed"][0]
    found = answer(MUNICIPAL_DRUG, "rnd_investment=5000", f"{condition}=no")
    assert (found["outcome"], found["amount"], found["failed"]) == ("ineligible", "0", [condition])


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


def test_the_limit_that_binds_is_named() -> None:
    assert answer(MUNICIPAL_DRUG, "rnd_investment=1亿")["binding"] == ["cap"]
    assert answer(MUNICIPAL_DRUG, "rnd_investment=5000")["binding"] == []


def test_without_inputs_the_inputs_are_listed() -> None:
    result = run(MUNICIPAL_DRUG, "--language", "en")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].startswith("rnd_investment  R&D investment")


def test_steps_are_told_in_both_languages() -> None:
    words = answer(MUNICIPAL_DRUG, "rnd_investment=5000")["words"]
    assert words["zh"]["headline"] == "最高可获1500万元"
    assert words["en"]["headline"] == "Up to RMB 15 million"
    assert len(words["zh"]["steps"]) == len(words["en"]["steps"]) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["shanghai-2022-13/55"], "There is no clause 'shanghai-2022-13/55'. Did you mean"),
        (["shanghai-2022-13/1"], "shanghai-2022-13/1 has nothing to calculate."),
        (["minhang-2025-1/4"], "Name one of the benefits of minhang-2025-1/4:"),
        ([MUNICIPAL_DRUG, "rnd_investmen=1"], "Did you mean 'rnd_investment'?"),
        ([MUNICIPAL_DRUG, "rnd_investment=abc"], "rnd_investment expects an amount such as"),
        ([MUNICIPAL_DRUG, "rnd_investment=-5"], "expects a number that is not below 0, not '-5'."),
        ([MUNICIPAL_DRUG, "rnd_investment=5 USD"], "not '5 USD': no currency is converted."),
        ([MUNICIPAL_DRUG, "5000"], "write name=value, not '5000'."),
        ([MUNICIPAL_DRUG, "paid_this_year=1", "paid_this_year=2"], "paid_this_year has another"),
        ([MUNICIPAL_DRUG, "--on", "2026-02-30"], "'2026-02-30' is not a day"),
    ],
)
def test_what_cannot_be_calculated_is_explained(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.output

"""The calculators in the terminal: the same rule, exact amounts, clear refusals."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from click.testing import CliRunner, Result

from clausebook.build.understand import understand
from clausebook.cli import main
from tests.overlay import GOOD

GRANT = "tide-2031-4/2"
"""30% of an investment of 100万元 or more, at most 200万元 for a project and 500万元 in a year."""
MATCH = "quay-2032-7/1"
AWARD = "quay-2032-7/2#1"


@pytest.fixture(autouse=True)
def _understood_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The content is read once for all cases."""
    monkeypatch.setattr("clausebook.build.understand.understand", _understand)


_understand = cache(understand)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["calc", *arguments, "--content", str(GOOD)])


def answer(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize(
    ("arguments", "amount"),
    [
        ([GRANT, "investment=300万元"], "90"),
        ([GRANT, "investment=333.3333万元"], "99.99999"),
        ([GRANT, "investment=1亿"], "200"),
        ([GRANT, *["investment=1亿"] * 3], "500"),
        ([GRANT, "investment=1亿", "paid_this_year=400"], "100"),
        ([GRANT, "investment=RMB 3 million"], "90"),
        ([MATCH, "city_support=80", "--on", "2032-01-01"], "40"),
        ([MATCH, "city_support=900"], "100"),
        ([AWARD, "farm_class=open_sea", "lines=四"], "20"),
    ],
)
def test_amounts_are_those_of_the_text(arguments: list[str], amount: str) -> None:
    assert answer(*arguments)["amount"] == amount


def test_a_missing_input_gives_the_range_that_is_certain() -> None:
    found = answer(MATCH)
    assert (found["amount"], found["low"], found["high"]) == (None, "0", "100")
    assert found["missing"] == ["city_support"]


@pytest.mark.parametrize(
    ("on", "status", "amount"),
    [
        ("2031-03-31", "not-yet", "0"),
        ("2031-04-01", "in-force", "90"),
        ("2036-03-31", "in-force", "90"),
        ("2036-04-01", "expired", "0"),
    ],
)
def test_nothing_is_paid_outside_the_validity(on: str, status: str, amount: str) -> None:
    found = answer(GRANT, "investment=300", "--on", on)
    assert (found["status"], found["amount"]) == (status, amount)
    would = {"bound": "exact", "amount": "90", "low": "90", "high": "90"}
    assert found["would"] == (would if amount == "0" else None)


@pytest.mark.parametrize(
    ("entered", "failed"),
    [(["investment=300", "local=no"], "local"), (["investment=99"], "large_enough")],
)
def test_a_condition_that_is_not_met_is_named(entered: list[str], failed: str) -> None:
    found = answer(GRANT, *entered)
    assert (found["outcome"], found["amount"], found["failed"]) == ("ineligible", "0", [failed])


def test_what_is_paid_keeps_its_remarks() -> None:
    """Who bears it, and what the text takes for granted."""
    assert answer(MATCH, "city_support=80")["words"]["en"]["remarks"] == [
        "The document is in force on this date.",
        "Conditions taken as met: 1.",
        "Borne by: District RMB 280,000; Town RMB 120,000",
    ]


def test_the_limit_that_binds_is_named() -> None:
    assert answer(GRANT, "investment=1亿")["binding"] == ["cap"]
    assert answer(GRANT, "investment=300")["binding"] == []


def test_without_inputs_the_inputs_are_listed() -> None:
    result = run(GRANT, "--language", "en")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].startswith("investment  Investment in growing")


def test_steps_are_told_in_both_languages() -> None:
    words = answer(GRANT, "investment=300")["words"]
    assert words["zh"]["headline"] == "可获90万元"
    assert words["en"]["headline"] == "RMB 900,000"
    assert len(words["zh"]["steps"]) == len(words["en"]["steps"]) > 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["tide-2031-4/22"], "There is no clause 'tide-2031-4/22'. Did you mean"),
        (["tide-2031-4/3"], "tide-2031-4/3 has nothing to calculate."),
        ([GRANT, "investmen=1"], "Did you mean 'investment'?"),
        ([GRANT, "investment=abc"], "investment expects an amount such as"),
        ([GRANT, "investment=-5"], "expects a number that is not below 0, not '-5'."),
        ([GRANT, "investment=5 USD"], "not '5 USD': no currency is converted."),
        ([GRANT, "5000"], "write name=value, not '5000'."),
        ([GRANT, "paid_this_year=1", "paid_this_year=2"], "paid_this_year has another"),
        ([GRANT, "--on", "2026-02-30"], "'2026-02-30' is not a day"),
    ],
)
def test_what_cannot_be_calculated_is_explained(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.output

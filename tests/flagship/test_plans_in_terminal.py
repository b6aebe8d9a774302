"""Projects planned in the terminal: amounts worked by hand from the texts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from clausebook.build.understand import understand
from clausebook.cli import main

ANSWERS = """\
on: 2026-12-01
answers:
  applicant_kind: 药品企业
  registered_in: minhang
  above_scale: 否
  product_kind: class_1
  product_stage: output
  made_in: other_province
  rnd_investment: 8,000万
  municipal_status: 不清楚
  overseas: none
  project_kind: none
  matter: none
"""
"""30% of 80 million exceed the city's cap of 20 million; Minhang matches it if it has arrived."""
CITY = "shanghai-2022-13/5:grant"
MATCH = "minhang-2025-1/rules-3#2:match"
AWARD = "minhang-2025-1/rules-4#1:award"


@pytest.fixture(autouse=True)
def _understood_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real content is read once for all cases."""
    monkeypatch.setattr("clausebook.build.understand.understand", _understand)


_understand = cache(understand)
Plan = Callable[..., Result]


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """Runs the command for a file of this text."""

    def run(text: str, *options: str, name: str = "answers.yaml") -> Result:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["plan", str(path), *options])

    return run


def test_a_plan_for_programs(plan: Plan) -> None:
    result = plan(ANSWERS, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    assert (found["on"], found["total"]) == ("2026-12-01", {"low": "2300", "high": "4000"})
    assert (found["bound"], found["currency"], found["unit"]) == ("up_to", "CNY", "万元")
    payers = [(row["name"]["en"], row["low"], row["high"]) for row in found["payers"]]
    assert sorted(payers) == [
        ("Minhang, District", "0", "1600"),
        ("Minhang, Town", "0", "400"),
        ("Shanghai", "2000", "2000"),
    ]
    assert {row["id"]: row["outcome"] for row in found["benefits"]}[MATCH] == "fits-if"
    assert {row["id"]: (row["low"], row["high"]) for row in found["chosen"]} == {
        CITY: ("2000", "2000"),
        MATCH: ("0", "2000"),
    }
    rejected = {row["id"]: row for row in found["rejected"]}[AWARD]
    assert rejected["by"] == [MATCH]
    assert rejected["because"]["zh"].startswith("创新药批件支持与上市阶段配套只能择一。\n")
    assert rejected["with"] == {"low": "2300", "high": "2300"}
    assert found["ask"] == ["municipal_status"]
    assert [row["option"] for row in found["open"]] == ["all-approvals", "citywide"]


def test_a_plan_for_people(plan: Plan) -> None:
    lines = plan(ANSWERS).output.splitlines()
    assert lines[0] == "All clauses together, on 1 December 2026: RMB 23 million to RMB 40 million"
    titles = [line for line in lines[2:] if line and not line.startswith(" ")]
    assert titles == [
        "Who pays how much",
        "Fits",
        "Fits if …",
        "What cannot be had together",
        "What nearly fits",
        "What the texts leave open",
        "Next",
    ]


def test_a_day_that_is_asked_for_comes_before_that_of_the_file(plan: Plan) -> None:
    found = json.loads(plan(ANSWERS, "--json", "--on", "2031-01-01").stdout)
    assert (found["on"], found["total"]) == ("2031-01-01", {"low": "0", "high": "0"})
    assert {row["outcome"] for row in found["benefits"] if row["id"] in (CITY, MATCH)} == {
        "not-in-force"
    }


def test_a_record_comes_out_as_it_was_saved(plan: Plan, tmp_path: Path) -> None:
    saved = json.loads(plan(ANSWERS, "--record").stdout)
    record = tmp_path / "record.json"

    def replay() -> Result:
        record.write_text(json.dumps(saved), encoding="utf-8")
        return CliRunner().invoke(main, ["plan", "--replay", str(record)])

    assert (replay().exit_code, replay().output) == (0, "Everything comes out as it was saved.\n")
    saved["versions"][CITY] = "00000000"
    saved["result"]["total"]["low"] = "20000000"
    assert replay().exit_code == 1
    assert replay().output.splitlines() == [
        f"{CITY}: its rule or its figures have changed.",
        "Total: was 2000万元 – 4000万元, is 2300万元 – 4000万元.",
    ]


def test_a_table_of_projects(plan: Plan) -> None:
    table = (
        "name,on,applicant_kind,registered_in,product_kind,product_stage,made_in,rnd_investment,"
        f"municipal_status,overseas,project_kind,matter,above_scale,received:{CITY}:paid_this_year\n"
        "=one,2026-12-01,drug_company,minhang,class_1,output,other_province,8000,received,"
        "none,none,none,no,6000万元\n"
        "two,2026-12-01,drug_company,minhang,class_1;class_1,output,other_province,4000; 8000,"
        "none,none,none,none,no,\n"
        "three,soon,drug_company,nowhere,,,,,,,,,,\n"
    )
    result = plan(table, name="projects.csv")
    one, two, three = csv.DictReader(io.StringIO(result.output.removeprefix("\ufeff")))
    assert (one["name"], one["low"], one["high"], one["unit"]) == ("'=one", "3000", "3000", "万元")
    assert (two["low"], two["high"]) == ("3800", "3800")
    assert two["payers"] == "minhang:1 480; minhang:2 120; shanghai 3200"
    assert two["error"] == ""
    assert (three["low"], three["fits"]) == ("", "")
    assert "'soon' is not a day" in three["error"]
    assert "registered_in expects one of" in three["error"]

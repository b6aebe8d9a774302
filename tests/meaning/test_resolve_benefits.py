"""Benefits: every name has one meaning, every limit its kind, every reading its place."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.rules.compiled import CompiledBenefit
from clausebook.rules.validity import Validity
from tests.overlay import GOOD, codes_in, found, lay, problems_in

CLAUSE = """\
--- tide-2031-4/3.yaml
number: （三）
kind: clause
title: {zh: 服务, en: Services}
facts:
  rate: {is: 5%, printed: 补助5%, means: {zh: 比例, en: Share}}
  cap: {is: 10万元, printed: 最高10万元, means: {zh: 上限, en: Cap}}
  years: {is: 3年, printed: 连续三年, means: {zh: 年限, en: Years}}
digest: {zh: "{years}补助{rate}，最高{cap}。", en: "For {years}, {rate}, at most {cap}."}
"""


def benefit(pays: str, inputs: str = "[investment]", more: str = "", example: str = "") -> str:
    """The clause with one benefit, whose example pays five."""
    example = example or "given: {investment: 100万元}, pays: 5万元"
    return f"""\
{CLAUSE}benefits:
  - id: subsidy
    name: {{zh: 补助, en: Subsidy}}
    form: subsidy
    per: year
    inputs: {inputs}
    pays: {pays}
{more}    examples:
      - {{name: {{zh: 普通, en: Ordinary}}, {example}}}
"""


def rule(folder: Path, overlay: str) -> CompiledBenefit:
    """The compiled benefit of the overlay, which must have no problems."""
    calculated, problems = understand(lay(folder, overlay))
    assert [str(problem) for problem in problems] == []
    return calculated.site.benefits["tide-2031-4/3:subsidy"].rule


def test_a_benefit_is_compiled_with_its_facts_inputs_and_dates(tmp_path: Path) -> None:
    limits = "    limits: {count: years, per_year: cap, in_total: cap * years}\n"
    compiled = rule(tmp_path, benefit("min(rate * investment, cap)", more=limits))
    assert {name: fact.value for name, fact in compiled.facts.items()} == {
        "cap": "100000",
        "rate": "0.05",
        "years": "3",
    }
    assert compiled.facts["cap"].address == "tide-2031-4/3.cap"
    assert [(spec.name, spec.scope, spec.default) for spec in compiled.inputs.values()] == [
        ("investment", "item", ""),
        ("paid_this_year", "applicant", "0"),
        ("paid_before", "applicant", "0"),
        ("items_before", "applicant", "0"),
    ]
    assert list(compiled.way.limits.across) == ["count", "per_year", "in_total"]
    assert compiled.validity == Validity("2031-04-01", "2036-03-31")
    assert compiled.split == ()


def test_a_split_is_told_in_shares_of_one() -> None:
    calculated, _ = understand(GOOD)
    split = calculated.site.benefits["quay-2032-7/1:match"].rule.split
    assert split == (Fraction(7, 10), Fraction(3, 10))


def test_conditions_of_clause_item_and_benefit_are_asked_in_that_order(tmp_path: Path) -> None:
    asked = "{zh: 是否？, en: Is it so?}"
    condition = "conditions: [{id: %s, zh: 条件。, en: Condition., judged: yes}]\n"
    overlay = (
        f"{CLAUSE}{condition % 'outer'}items:\n  - id: a\n    number: （1）\n"
        f"    digest: {asked}\n    {condition % 'inner'}    benefits:\n"
        "      - id: subsidy\n        name: {zh: 补助, en: Subsidy}\n        form: subsidy\n"
        f"        pays: cap\n        {condition % 'own'}"
        "        examples: [{name: {zh: 普通, en: Ordinary}, pays: 10万元}]\n"
    )
    calculated, problems = understand(lay(tmp_path, overlay))
    assert problems == ()
    compiled = calculated.site.benefits["tide-2031-4/3#a:subsidy"].rule
    assert [c.id for c in compiled.conditions] == ["outer", "inner", "own"]


def test_a_default_is_canonical_in_the_rule_and_as_typed_in_the_form(tmp_path: Path) -> None:
    inputs = (GOOD / "inputs.yaml").read_text(encoding="utf-8")
    inputs = inputs.replace("investment:\n", "investment:\n  default: 100万\n", 1)
    overlay = f"--- inputs.yaml\n{inputs}{benefit('rate * investment', example='pays: 5万元')}"
    [spec] = rule(tmp_path, overlay).inputs.values()
    assert spec.default == "1000000"
    calculated, _ = understand(tmp_path / "content")
    assert calculated.site.corpus.inputs["investment"].default == "100万"


@pytest.mark.parametrize(
    ("pays", "limits", "line", "column", "code"),
    [
        ("investment >= cap", "", 15, 11, "rule-type"),
        ("investment / investment", "", 15, 11, "rule-type"),
        ("investment + rate", "", 15, 11, "rule-type"),
        ("cap if investment else cap", "", 15, 18, "rule-type"),
        ("min(rate * investment, cup)", "", 15, 34, "unknown-name"),
        ("rate * investment +", "", 15, 11, "rule-syntax"),
        ("rate * investment; cap", "", 15, 28, "rule-syntax"),
        ("__import__('os')", "", 15, 22, "rule-syntax"),
        ("investment.real", "", 15, 11, "rule-syntax"),
        ("rate * investment", "{per_year: years}", 16, 24, "rule-type"),
        ("rate * investment", "{in_total: rate}", 16, 24, "rule-type"),
        ("rate * investment", "{count: cap}", 16, 21, "rule-type"),
        ("rate * investment", "{combined: {ceiling: rate, with: investment}}", 16, 34, "rule-type"),
        ("rate * investment", "{combined: {ceiling: cap, with: lines}}", 16, 45, "unknown-input"),
    ],
)
def test_a_rule_that_cannot_be_right_is_refused_at_its_column(
    pays: str, limits: str, line: int, column: int, code: str, tmp_path: Path
) -> None:
    overlay = benefit(pays, more=f"    limits: {limits}\n" if limits else "")
    assert found(problems_in(tmp_path, overlay)) == [
        ("content/tide-2031-4/3.yaml", line, column, code)
    ]


@pytest.mark.parametrize("name", ["on", "paid_this_year", "investment"])
def test_a_condition_cannot_have_the_name_of_another_field(name: str, tmp_path: Path) -> None:
    """The date, earlier payments and the inputs have fields of their own in the form."""
    more = "    limits: {per_year: cap}\n    conditions: [{id: %s, zh: 条件。, en: Condition.}]\n"
    assert codes_in(tmp_path, benefit("rate * investment", more=more % name)) == ["duplicate-id"]


def test_an_input_cannot_have_the_name_of_a_fact(tmp_path: Path) -> None:
    overlay = benefit("rate * investment").replace("  rate:", "  investment:")
    overlay = overlay.replace("{rate}", "{investment}").replace("rate * ", "")
    assert codes_in(tmp_path, overlay) == ["duplicate-id"]


def test_the_same_condition_cannot_be_asked_twice(tmp_path: Path) -> None:
    condition = "conditions: [{id: local, zh: 条件。, en: Condition.}]\n"
    overlay = benefit("rate * investment", more=f"    {condition}")
    overlay = overlay.replace("benefits:", f"{condition}benefits:")
    assert codes_in(tmp_path, overlay) == ["duplicate-id"]


@pytest.mark.parametrize(
    ("rule_text", "problem"),
    [("rate *", "rule-syntax"), ("rate * nothing * investment", "unknown-name")],
)
def test_a_rule_with_a_problem_says_nothing_about_its_examples(
    rule_text: str, problem: str, tmp_path: Path
) -> None:
    assert codes_in(tmp_path, benefit(rule_text)) == [problem]


def test_an_input_that_only_a_limit_or_a_condition_uses_is_used(tmp_path: Path) -> None:
    more = "    limits: {per_year: investment}\n"
    more += "    conditions: [{id: many, zh: 条件。, en: Condition., holds: lines > 0}]\n"
    example = "given: {investment: 100万元, lines: '3'}, pays: 10万元"
    overlay = benefit("cap", "[investment, lines]", more, example)
    assert codes_in(tmp_path, overlay) == []

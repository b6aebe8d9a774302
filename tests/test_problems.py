"""Every problem code: a broken example, its place, and words that help."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clausebook.build.pipeline import build, check
from clausebook.messages import meanings, say
from clausebook.problems import Problem, Problems, did_you_mean
from tests.overlay import (
    BAD,
    audited_problems_in,
    codes_in,
    expected,
    found,
    lay,
    problems_in,
)

FIXTURES = sorted(BAD.glob("*.yaml"))


def test_the_good_content_has_no_problems(tmp_path: Path) -> None:
    assert codes_in(tmp_path) == []


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_a_broken_file_gives_exactly_the_problems_it_names(fixture: Path, tmp_path: Path) -> None:
    overlay = fixture.read_bytes()
    problems = audited_problems_in(tmp_path, overlay)
    assert found(problems) == expected(overlay)
    for problem in problems:
        assert re.fullmatch(r"\S.{12,400}[.?]", problem.message), problem.message


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_a_broken_file_is_named_after_a_problem_it_shows(fixture: Path) -> None:
    codes = {code for *_, code in expected(fixture.read_bytes())}
    assert fixture.stem.partition(".")[0] in codes


def test_every_code_has_a_broken_file() -> None:
    assert {path.stem.partition(".")[0] for path in FIXTURES} == meanings("en").keys()


def test_a_problem_reads_as_a_place_a_code_and_a_message() -> None:
    problem = Problem("content/x/5.yaml", 14, 9, say("unknown-agency.id", id="sea", hint=""))
    told = "content/agencies.yaml has no 'sea'; add it there."
    assert str(problem) == f"content/x/5.yaml:14:9: error[unknown-agency]: {told}"


def test_a_name_with_a_line_break_stays_in_one_line() -> None:
    problem = Problem("content/a\nb\udcff.yaml", 1, 1, say("unknown-file.no-place"))
    assert problem.where == "content/a\\nb\\udcff.yaml:1:1"


def test_problems_come_in_the_order_of_the_files_each_once() -> None:
    problems = Problems()
    for line in (3, 1, 3):
        problems.add_at("b.yaml", line, 1, say("empty.mute"))
    problems.add_at("a.yaml", 9, 1, say("empty.mute"))
    assert [(p.path, p.line) for p in problems] == [("a.yaml", 9), ("b.yaml", 1), ("b.yaml", 3)]


def test_a_near_word_is_suggested_and_a_far_one_is_not() -> None:
    assert str(did_you_mean("agencie", ["agencies", "topics"])) == " Did you mean 'agencies'?"
    assert did_you_mean("weather", ["agencies", "topics"]) == ""


SEVERAL = """\
--- topics.yaml
growing:
  name: {zh: 养殖, en: Growing}
--- tide-2031-4/1.yaml
number: （一）
kind: goal
title: {zh: 目标, en: Goals}
digest: {zh: 到2035年。, en: By 2035.}
--- tide-2031-4/3.yaml
number: （三）
kind: clause
title: {zh: 服务, en: Services
--- quay-2032-7/2.yaml
number: "2"
kind: article
title: {zh: 苗绳奖励, en: Award for seed lines}
digest: {zh: 由{agency:nobody}奖励。, en: Awarded.}
agencies: [nobody]
benefits:
  - id: award
    name: {zh: 奖励, en: Award}
    form: award
    inputs: [investment]
    pays: investment / rate
    examples:
      - {name: {zh: 普通, en: Ordinary}, given: {investment: 1万元}, pays: 1万元}
"""


def test_one_run_shows_the_problems_of_all_files_and_stages(tmp_path: Path) -> None:
    several = SEVERAL.replace("{zh: 由{agency:nobody}奖励。", '{zh: "由{agency:nobody}奖励。"')
    assert found(problems_in(tmp_path, several)) == [
        ("content/quay-2032-7/2.yaml", 4, 16, "unknown-agency"),
        ("content/quay-2032-7/2.yaml", 5, 12, "unknown-agency"),
        ("content/quay-2032-7/2.yaml", 11, 24, "unknown-name"),
        ("content/tide-2031-4/1.yaml", 4, 15, "digit-in-prose"),
        ("content/tide-2031-4/1.yaml", 4, 30, "digit-in-prose"),
        ("content/tide-2031-4/3.yaml", 4, 1, "yaml-syntax"),
        ("content/topics.yaml", 2, 3, "missing-key"),
    ]


BROKEN_FACT = """\
--- tide-2031-4/2.yaml
number: （二）
kind: clause
title: {zh: 养殖资助, en: Grant for growing}
facts:
  rate: {is: 3%, printed: 30％, means: {zh: 比例, en: Share}}
  cap: {is: 万元, printed: 200万元, means: {zh: 上限, en: Cap}}
digest: {zh: "按{rate}资助，最高{cap}。", en: "Pays {rate}, at most {cap}."}
benefits:
  - id: grant
    name: {zh: 资助, en: Grant}
    form: grant
    inputs: [investment]
    pays: min(rate * investment, cap)
    examples:
      - {name: {zh: 普通, en: Ordinary}, given: {investment: 1万元}, pays: 1万元}
"""


def test_what_refers_to_a_broken_fact_is_not_at_fault(tmp_path: Path) -> None:
    """The digest, the rule, and another clause that uses the cap would name it in vain."""
    assert found(problems_in(tmp_path, BROKEN_FACT)) == [
        ("content/tide-2031-4/2.yaml", 5, 27, "printed-disagrees"),
        ("content/tide-2031-4/2.yaml", 6, 13, "bad-quantity"),
    ]


@pytest.mark.parametrize(
    "name",
    ["agencies", "cited", "glossary", "inputs", "jurisdictions", "site", "topics"],
)
def test_what_refers_to_a_broken_table_is_not_at_fault(name: str, tmp_path: Path) -> None:
    problems = problems_in(tmp_path, f"--- {name}.yaml\n- a list\n")
    assert found(problems) == [(f"content/{name}.yaml", 1, 1, "wrong-type")]


@pytest.mark.parametrize("clause", ["1", "2", "3", "final", "form-1", "document"])
def test_what_refers_to_a_broken_clause_is_not_at_fault(clause: str, tmp_path: Path) -> None:
    problems = problems_in(tmp_path, f"--- tide-2031-4/{clause}.yaml\nnumber: [\n")
    assert found(problems) == [(f"content/tide-2031-4/{clause}.yaml", 2, 1, "yaml-syntax")]


def test_wrong_words_after_a_build_are_told_with_their_place(tmp_path: Path) -> None:
    """An edit of nothing but words is checked beside what the last build has left."""
    content, out = lay(tmp_path), tmp_path / "site"
    assert build(content, out).problems == ()
    path = content / "tide-2031-4" / "3.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("zh: 服务", "zh: 海带服务"), encoding="utf-8")
    wrong = [("content/tide-2031-4/3.yaml", 3, 23, "term-not-rendered")]
    assert found(check(content, out).problems) == wrong
    assert found(build(content, out).problems) == wrong

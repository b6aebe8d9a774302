"""Questions and what benefits need of them, compiled to the book that plans take."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.plan.book import PlanBook, Question
from clausebook.rules.compiled import RuleFact
from tests.overlay import GOOD, codes_in, lay, problems_in

AWARD = "quay-2032-7/2#1:award"
QUESTIONS = (
    "--- plans.yaml (removed)\n--- questions.yaml\n"
    + (GOOD / "questions.yaml").read_text(encoding="utf-8").rstrip("\n")
    + """
farm:
  about: project
  type: choice
  label: {zh: 养殖方式, en: Kind of farm}
  ask: {zh: 怎样养殖？, en: How is it farmed?}
  choices:
    reef: {zh: 礁区, en: Reef}
    open: {zh: 外海, en: Open sea}
    none: {zh: 不养殖, en: None}
metres:
  about: project
  type: count
  when: farm != none
  label: {zh: 苗绳米数, en: Metres of line}
  ask: {zh: 苗绳多少米？, en: How many metres of line?}
"""
)
GRANT = (GOOD / "tide-2031-4" / "2.yaml").read_text(encoding="utf-8")
NEEDS = "needs: registered_in == tidewater"


def grant(needs: str = NEEDS, inputs: str = "") -> str:
    """The clause of the grant, whose condition and inputs are decided so."""
    text = GRANT.replace(NEEDS, needs)
    text = text.replace("    inputs: [investment]\n", f"    inputs: [investment]\n{inputs}")
    return f"--- tide-2031-4/2.yaml\n{text}"


FARMED = """\
    conditions:
      - id: farmed
        zh: 有养殖项目。
        en: There is a farm.
        needs: farm in (reef, open) and metres > 0
      - {id: chosen, zh: 择优。, en: Chosen by the office., judged: yes}
"""
WHOLE = QUESTIONS + grant(inputs=FARMED)


def book_of(folder: Path, overlay: str) -> PlanBook:
    calculated, problems = understand(lay(folder, overlay))
    assert problems == ()
    assert calculated.site.book
    return calculated.site.book


def test_a_document_takes_part_once_its_conditions_are_decided(tmp_path: Path) -> None:
    quay = [(name, (GOOD / "quay-2032-7" / f"{name}.yaml").read_text("utf-8")) for name in "12"]
    undecided = "".join(
        f"--- quay-2032-7/{name}.yaml\n" + re.sub(r", (needs|judged): [^,}]*", "", text)
        for name, text in quay
    )
    needs = "metres > 0 and (city_money or not city_money)"
    book = book_of(tmp_path, WHOLE.replace("metres > 0", needs) + undecided)
    assert [*book.benefits] == ["tide-2031-4/2:grant"]
    assert book.relations == ()
    assert {q: (r.used, r.options) for q, r in book.readings.items()} == {
        "tide-2031-4/2:year": ("own", ("own", "all"))
    }


def test_questions_come_before_inputs_that_are_asked(tmp_path: Path) -> None:
    book = book_of(tmp_path, WHOLE)
    assert [*book.benefits] == ["quay-2032-7/1:match", AWARD, "tide-2031-4/2:grant"]
    assert [relation.id for relation in book.relations] == [
        "quay-2032-7/1:matched",
        "quay-2032-7/2:one",
    ]
    assert book.currency == "CNY"
    questions = book.questions
    assert [*questions] == [
        *("registered_in", "city_money", "farm", "metres"),
        *("investment", "city_support", "lines"),
    ]
    assert questions["registered_in"] == Question(
        "applicant", "choice", ("tidewater", "outside"), fixed=True, place=True, groups=True
    )
    when = questions["metres"].when
    assert when
    assert when.op == "not"


SEASON = """\
season:
  type: yes_no
  label: {zh: 当季, en: In season}
  ask: {zh: 是否当季？, en: Is it the season?}
"""


def test_a_question_that_decides_whether_another_is_asked_is_needed(tmp_path: Path) -> None:
    asked = (GOOD / "questions.yaml").read_text(encoding="utf-8")
    asked = asked.replace("when: registered_in == tidewater", "when: season") + SEASON
    book = book_of(tmp_path, f"--- questions.yaml\n{asked}")
    assert [*book.questions][:3] == ["registered_in", "city_money", "season"]


def test_a_benefit_has_its_subject_gates_and_readings(tmp_path: Path) -> None:
    benefit = book_of(tmp_path, WHOLE).benefits["tide-2031-4/2:grant"]
    assert benefit.subject == "project"
    gates = [(gate.address, gate.needs is None, gate.judged) for gate in benefit.gates]
    assert gates == [
        ("tide-2031-4/2:local", False, False),
        ("tide-2031-4/2:farmed", False, False),
        ("tide-2031-4/2:chosen", True, True),
    ]
    assert benefit.readings == {"own": "tide-2031-4/2:year", "all": "tide-2031-4/2:year"}
    assert (benefit.jurisdiction, benefit.payers) == ("tidewater", (("tidewater", 1),))


def test_inputs_are_taken_from_questions(tmp_path: Path) -> None:
    taken = "    from: {investment: cap if farm == reef else cap * rate}\n"
    book = book_of(tmp_path, QUESTIONS + grant(inputs=taken + FARMED))
    assert "investment" not in book.questions
    benefit = book.benefits["tide-2031-4/2:grant"]
    assert [*benefit.sources] == ["investment"]
    assert benefit.facts == {
        "tide-2031-4/2.cap": RuleFact("CNY", "2000000", "tide-2031-4/2.cap"),
        "tide-2031-4/2.rate": RuleFact("rate", "0.3", "tide-2031-4/2.rate"),
    }


def test_what_comes_from_questions_is_unknown_with_them(tmp_path: Path) -> None:
    inputs = (GOOD / "inputs.yaml").read_text(encoding="utf-8")
    inputs = inputs.replace("type: money\n", "type: money\n  default: 5万元\n", 1)
    taken = "    from: {investment: cap if farm == reef else cap * rate}\n"
    for place, (text, default) in enumerate(((FARMED, "50000"), (taken + FARMED, ""))):
        overlay = f"--- inputs.yaml\n{inputs}{QUESTIONS}{grant(inputs=text)}"
        benefit = book_of(tmp_path / str(place), overlay).benefits["tide-2031-4/2:grant"]
        assert benefit.rule.inputs["investment"].default == default


def test_who_may_apply_at_all_is_asked_first(tmp_path: Path) -> None:
    document = (GOOD / "tide-2031-4" / "document.yaml").read_text(encoding="utf-8")
    scope = "--- tide-2031-4/document.yaml\n" + document.rstrip("\n") + "\nscope: ['1']\n"
    first = (GOOD / "tide-2031-4" / "1.yaml").read_text(encoding="utf-8").rstrip("\n")
    first += "\nconditions:\n  - {id: farmer, zh: 养殖户。, en: Farmers., needs: farm != none}\n"
    book = book_of(tmp_path, f"{WHOLE}{scope}--- tide-2031-4/1.yaml\n{first}")
    gates = book.benefits["tide-2031-4/2:grant"].gates
    assert [gate.address for gate in gates][:2] == ["tide-2031-4/1:farmer", "tide-2031-4/2:local"]


IDLE = QUESTIONS.replace("metres:", "depth:").replace("when: farm != none", "when: no")
NEVER = "needs: registered_in == tidewater and registered_in == outside"


@pytest.mark.parametrize(
    ("overlay", "codes"),
    [
        (
            QUESTIONS.replace("about: project\n  type: count", "about: pond\n  type: count")
            + grant(inputs=FARMED),
            ["not-in-list"],
        ),
        (
            WHOLE.replace("  type: count\n", "  type: count\n  place: yes\n"),
            ["unknown-key"],
        ),
        (
            WHOLE.replace("about: project\n  type: choice", "type: choice\n  place: yes"),
            ["not-in-list"],
        ),
        (QUESTIONS.replace("farm != none", "farm != sea") + grant(inputs=FARMED), ["rule-type"]),
        (IDLE + grant(inputs=FARMED.replace("metres > 0", "yes")), ["question-idle"]),
        (QUESTIONS + grant("needs: registered == tidewater", FARMED), ["unknown-name"]),
        (QUESTIONS + grant("needs: metres", FARMED), ["rule-type"]),
        (QUESTIONS + grant(NEVER, FARMED), ["condition-unmet"]),
        (QUESTIONS + grant("printed: 登记", FARMED), ["yaml-duplicate-key"]),
        (WHOLE.replace("judged: yes}", "printed: 择优}"), ["condition-unasked"]),
        (QUESTIONS + grant(inputs="    from: {lines: metres}\n" + FARMED), ["unknown-input"]),
        (QUESTIONS + grant(inputs="    from: {investment: metres}\n" + FARMED), ["rule-type"]),
        (QUESTIONS + grant(inputs="    from: {investment: {a: yes}}\n" + FARMED), ["rule-type"]),
    ],
)
def test_what_is_wrong_with_questions_and_needs_is_told(
    overlay: str, codes: list[str], tmp_path: Path
) -> None:
    assert codes_in(tmp_path, overlay) == codes


def test_a_question_that_nothing_needs_is_named_at_its_key(tmp_path: Path) -> None:
    overlay = IDLE + grant(inputs=FARMED.replace("metres > 0", "yes"))
    [problem] = problems_in(tmp_path, overlay)
    assert (problem.path, problem.line, problem.column) == ("content/questions.yaml", 27, 1)


def test_worked_plans_are_worked_when_they_are_asked_for(tmp_path: Path) -> None:
    calculated, problems = understand(lay(tmp_path))
    assert problems == ()
    assert ([*calculated.plans], len(calculated.plans)) == (["reef-farm"], 1)
    assert calculated.plans["reef-farm"].result.total.amount.low == 1_350_000

"""When one can apply: what is said on each day, in words, data and the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.features.calculators import terminal
from clausebook.told.applications import applications_on
from clausebook.told.notes import Notes
from clausebook.told.told import Told
from tests.overlay import GOOD, lay

SOURCE = "source: {title: {zh: 通知, en: Notice}, read: 2033-04-20}"


def service(windows: str) -> str:
    """A clause that has windows of its own."""
    return (
        "--- tide-2031-4/3.yaml\nnumber: （三）\nkind: clause\n"
        f"title: {{zh: 服务, en: Services}}\napplications: [{windows}]\n"
        "digest: {zh: 简化手续。, en: Procedures become simpler.}\n"
    )


def said(content: Path, id_: str, on: str, language: str = "en") -> str:
    calculated, problems = understand(content)
    assert [str(problem) for problem in problems] == []
    told = applications_on(Told(calculated.site, language, Notes()), id_, on)  # type: ignore[arg-type]
    return told.on(on) if told else ""


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2031-03-31", "opens on 1 April 2031"),
        ("2031-04-01", "open until 30 June 2033 17:00"),
        ("2033-06-30", "open until 30 June 2033 17:00"),
        ("2033-07-01", "closed since 30 June 2033 17:00"),
        ("2036-03-31", "a yearly guide says when; none is known for 2036"),
        ("2037-01-01", "a yearly guide says when; none is known for 2037"),
    ],
)
def test_a_document_and_its_clauses_say_when_one_can_apply(on: str, words: str) -> None:
    for id_ in ("tide-2031-4", "tide-2031-4/2"):
        assert said(GOOD, id_, on) == words


def test_nothing_is_said_where_nothing_is_stated() -> None:
    assert said(GOOD, "quay-2032-7/1", "2033-05-01") == ""


@pytest.mark.parametrize(
    ("windows", "words"),
    [
        (f"{{state: open, {SOURCE}}}", "open"),
        (f"{{state: open, until: 2033-04-30, {SOURCE}}}", "closed since 1 May 2033"),
        (f"{{state: budget-spent, {SOURCE}}}", "budget spent on 20 April 2033"),
        (f"{{state: closed, from: 2033-05-01, {SOURCE}}}", "closed since 1 May 2033"),
        (
            f"{{state: closed, from: 2033-05-02, {SOURCE}}}",
            "it is not known whether they are open",
        ),
    ],
)
def test_a_clause_says_it_of_itself(windows: str, words: str, tmp_path: Path) -> None:
    assert said(lay(tmp_path, service(windows)), "tide-2031-4/3", "2033-05-01") == words


def test_an_amount_is_calculated_while_applications_are_closed_and_says_so() -> None:
    calculated, _ = understand(GOOD)
    benefit = calculated.site.benefits["tide-2031-4/2:grant"]
    name = next(n for n, spec in benefit.rule.inputs.items() if spec.type == "CNY")
    found = terminal.answer(calculated, benefit, {name: ["100万元"]}, "2033-07-01")
    assert (found["outcome"], found["applications"]) == ("amount", "ended")
    assert found["amount"] != "0"
    assert "Applications: closed since 30 June 2033 17:00." in found["words"]["en"]["remarks"]

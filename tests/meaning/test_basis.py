"""What a benefit rests on: its key changes with it, and everything is made of it alone."""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path

import pytest

from clausebook.build.pipeline import understand
from clausebook.meaning.calculate import Calculated, work
from clausebook.meaning.resolve.compiler import compile_benefit
from tests.overlay import GOOD, lay

GRANT = "tide-2031-4/2:grant"
MATCH = "quay-2032-7/1:match"


@cache
def good() -> Calculated:
    calculated, problems = understand(GOOD)
    assert problems == ()
    return calculated


def keys(calculated: Calculated) -> dict[str, str]:
    return {id_: benefit.basis.key for id_, benefit in calculated.site.benefits.items()}


def edited(folder: Path, name: str, old: str, new: str) -> Calculated:
    """The good content with one edit, whatever is wrong with it then."""
    text = (GOOD / name).read_text(encoding="utf-8")
    assert old in text
    return understand(lay(folder, f"--- {name}\n{text.replace(old, new, 1)}"))[0]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("tide-2031-4/2.yaml", "is: 30%", "is: 31%"),
        ("tide-2031-4/2.yaml", "holds: investment >= threshold", "holds: investment > threshold"),
        ("tide-2031-4/2.yaml", "在本市登记。", "在本地登记。"),
        ("tide-2031-4/2.yaml", "pays: 90万元,", "pays: 91万元,"),
        ("tide-2031-4/2.yaml", "只计当年。", "只计本年。"),
        ("inputs.yaml", "养殖投入", "投入"),
        ("tide-2031-4/document.yaml", "from: final.from", "from: issued_on"),
    ],
)
def test_a_key_changes_with_what_its_benefit_rests_on(
    name: str, old: str, new: str, tmp_path: Path
) -> None:
    before, after = keys(good()), keys(edited(tmp_path, name, old, new))
    assert after.get(GRANT) != before[GRANT]
    assert after[MATCH] == before[MATCH]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("tide-2031-4/2.yaml", "审计报告, en", "报告, en"),
        (
            "tide-2031-4/2.yaml",
            "养殖资助, en: Grant for growing}\ntopics",
            "资助, en: Grant}\ntopics",
        ),
        ("tide-2031-4/2.yaml", "number: （二）", "\nnumber: （二）"),
        ("tide-2031-4/1.yaml", "title: {zh: ", "title: {zh: 总"),
    ],
)
def test_a_key_stays_when_anything_else_changes(
    name: str, old: str, new: str, tmp_path: Path
) -> None:
    assert keys(edited(tmp_path, name, old, new)) == keys(good())


def test_another_process_makes_the_same_of_a_basis() -> None:
    """What it would be sent, and what it would send back."""
    calculated = good()
    for id_, benefit in calculated.site.benefits.items():
        sent = pickle.loads(pickle.dumps(benefit))
        assert sent.basis.key == benefit.basis.key
        assert compile_benefit(sent.basis).rule == benefit.rule
        found = pickle.loads(pickle.dumps(work(sent, calculated.on)))
        assert found == work(benefit, calculated.on)
        assert found.examples == calculated.examples[id_]
        assert found.curve == calculated.curves.get(id_)
        assert found.faults == ()

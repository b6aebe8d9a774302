"""Reading and resolving: twice the content is twice the work, with and without slips."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from clausebook.build.understand import understand
from tests.overlay import lay

HEAD = """\
--- reef-2033-1/document.yaml
jurisdiction: tidewater
type: measures
facts:
  issued_on: {is: 2033-01-02, printed: 2033年1月2日, means: {zh: 发文日期, en: Date of issue}}
title: {zh: 礁石措施, en: Reef Measures}
short: {zh: 礁石措施, en: Reef Measures}
issuers: [sea-farming]
digest: {zh: 礁石。, en: Reefs.}
issued: issued_on
parts: [{chapters: [{clauses: [%s]}]}]
"""
CLAUSE = """\
--- reef-2033-1/%(n)d.yaml
number: （%(n)d）
kind: clause
title: {zh: 资助, en: Grant}
topics: [%(topic)s]
agencies: [%(agency)s]
facts:
  cap: {is: 10万元, printed: 最高10万元, means: {zh: 上限, en: Cap}}
digest: {zh: "最高{cap}。", en: "At most {cap}."}
benefits:
  - id: grant
    name: {zh: 资助, en: Grant}
    form: grant
    inputs: [investment]
    pays: min(investment, cap)
    examples:
      - {name: {zh: 普通, en: Ordinary}, given: {investment: 1万元}, pays: 1万元}
links: [{type: implements, to: "%(next)d", why: {zh: 因为。, en: Because.}}]
"""
RIGHT = {"topic": "growing", "agency": "sea-farming"}
WRONG = {"topic": "growin", "agency": "nobody"}


def calls(folder: Path, size: int, names: dict[str, str]) -> int:
    """How many functions are called to understand a chain of clauses, each with a benefit."""
    ids = ", ".join(f'"{n}"' for n in range(1, size + 1))
    rows = (CLAUSE % {"n": n, "next": n + 1, **names} for n in range(1, size))
    last = CLAUSE.partition("links:")[0] % {"n": size, "next": 0, **names}
    content = lay(folder / str(size), HEAD % ids + "".join(rows) + last)
    found = 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal found
        found += event == "call"

    sys.setprofile(count)
    try:
        _, problems = understand(content)
    finally:
        sys.setprofile(None)
    assert {p.code for p in problems} == (
        set() if names is RIGHT else {"unknown-topic", "unknown-agency"}
    )
    return found


@pytest.mark.parametrize("names", [RIGHT, WRONG], ids=["right", "wrong"])
def test_work_grows_as_the_content_does(names: dict[str, str], tmp_path: Path) -> None:
    """From the second to the third size, twice as much is added as from the first to the second;
    a stage that looks at every clause for every clause would add four times as much."""
    calls(tmp_path / "warm", 8, names)
    small, middle, large = (calls(tmp_path, size, names) for size in (20, 40, 80))
    assert large - middle < 3 * (middle - small)

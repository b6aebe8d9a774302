"""Four times the content is four times the work: for every check, and for the evaluators.

Time says little on a busy machine. So the calls of every function are counted at two sizes, and one
that is called much more than four times as often is named.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
import yaml

from clausebook import problems
from clausebook.build.understand import understand
from clausebook.content.format import formatted
from clausebook.content.load import YamlFile
from clausebook.rules.compile import Names, compile_rule
from clausebook.rules.evaluate import evaluate
from clausebook.rules.syntax import parse_rule
from tests.overlay import BAD, GOOD, lay
from tests.published import benefit_of
from tests.twin import Twin

SMALL, LARGE = 4, 16
FEW = 40
"""So many calls at the large size are not worth a question."""
MOST = 8
"""Sorting, and what a corpus has anyway, move the ratio a little about four."""

Calls = Counter[CodeType]


def calls_of(work: Callable[[], object]) -> Calls:
    """How often each function is called."""
    seen: Calls = Counter()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen[frame.f_code] += 1

    problems._hint.cache_clear()
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return seen


def assert_linear(small: Calls, large: Calls) -> None:
    """Compare the calls at two sizes."""
    grown = {
        f"{Path(code.co_filename).name}: {code.co_qualname}": (small[code], count)
        for code, count in large.items()
        if count > max(FEW, MOST * small[code])
    }
    assert grown == {}


def assert_checked_linearly(folder: Path, change: Callable[[Path, int], object]) -> None:
    """Compare the checks of two sizes of content; every problem is of one kind or another."""
    calls = []
    for size in (1, SMALL, LARGE):  # the first one loads what is loaded once
        content = lay(folder / str(size))
        change(content, size)
        calls.append(calls_of(lambda content=content: understand(content)))  # type: ignore[misc]
    assert_linear(*calls[1:])


def broken_clauses() -> list[bytes]:
    """The broken files that are a clause by itself."""
    texts = [path.read_bytes() for path in sorted(BAD.glob("*.yaml"))]
    overlays = [re.split(rb"^--- ", text, flags=re.MULTILINE) for text in texts]
    start = b"tide-2031-4/3.yaml\n"
    alone = (parts[1] for parts in overlays if len(parts) == 2)
    return [text.removeprefix(start) for text in alone if text.startswith(start)]


def next_to(n: int) -> str:
    """A clause in which nothing is wrong, with a benefit, that leads to the next one."""
    text = (GOOD / "tide-2031-4" / "2.yaml").read_text(encoding="utf-8")
    return f"{text}links: [{{type: implements, to: r{n + 1}, why: {{zh: 因为。, en: So.}}}}]\n"


def test_many_clauses_are_that_much_work_right_and_wrong(tmp_path: Path) -> None:
    broken = broken_clauses()
    assert len(broken) > 60

    def change(content: Path, size: int) -> None:
        clauses = {f"r{n}": next_to(n).encode() for n in range(2 * size)}
        for n in range(size // 4):
            clauses |= {f"c{k}-{n}": text for k, text in enumerate(broken)}
        folder = content / "tide-2031-4"
        for id_, text in clauses.items():
            (folder / f"{id_}.yaml").write_bytes(text)
        ids = ", ".join(['"3"', *clauses])
        listed = (folder / "document.yaml").read_text(encoding="utf-8").replace('"3"', ids)
        (folder / "document.yaml").write_text(listed, encoding="utf-8")

    assert_checked_linearly(tmp_path, change)


Values = dict[str, Any]


def both(zh: str, en: str) -> Values:
    return {"zh": zh, "en": en}


def fact(value: str) -> Values:
    means = both("单个项目上限", "Cap per project")
    return {"is": value, "printed": "最高不超过200万元", "means": means, "role": "cap"}


def reading(n: int) -> Values:
    return {
        "id": f"year{n}",
        "question": both("年度上限是否包括往年项目？", "Does the cap count earlier projects?"),
        "used": f"own{n}",
        "why": both("条文只说每年。", "The text only says per year."),
        "texts": {
            f"own{n}": both("只计当年。", "Only the year itself counts."),
            f"all{n}": both("往年也计。", "Earlier years count too."),
        },
    }


def benefit(n: int) -> Values:
    return {
        "id": f"grant{n}",
        "name": both("养殖资助", "Grant for growing"),
        "form": "grant",
        "inputs": ["investment"],
        "where": {
            f"a{m}": {"rule": f"a{m - 1} + a{m - 1}" if m else "investment", **both("甲", "part")}
            for m in range(5)
        },
        "pays": f"min(a4, cap{n})",
        "under": {f"all{n}": {"pays": f"max(a3, cap{n})"}},
        "examples": [{"name": both("普通情形", "Ordinary"), "given": {"investment": "3万元"}}],
    }


def full_clause(size: int) -> Values:
    """A clause with that many of everything, most of it wrong in one way or another."""
    many = range(size)
    figures = "，".join(f"{{cap{n}}}{{nosuch{n}}}{{clause:no{n}}}{n}年" for n in many)
    return {
        "number": "（三）",
        "kind": "clause",
        "title": both("服务", "Services"),
        "topics": ["growing", *(f"nosuch{n}" for n in many)],
        "agencies": ["sea-farming", *(f"nosuch{n}" for n in many)],
        "facts": dict(
            chain.from_iterable(
                ((f"cap{n}", fact("200万元")), (f"wrong{n}", fact("30万元"))) for n in many
            )
        ),
        "digest": both(f"海带{figures}。", f"Kelp {figures}."),
        "conditions": [
            {"id": f"local{n}", "printed": "在本市登记", **both("在本市登记。", "In the city.")}
            for n in many
        ],
        "materials": [{"printed": "审计报告", **both("审计报告", "Audit report")} for n in many],
        "readings": [reading(n) for n in many],
        "benefits": [benefit(n) for n in many],
        "items": [
            {"id": f"i{n}", "number": f"{n}.", "digest": both(f"海带{n}。", f"Kelp {n}.")}
            for n in many
        ],
        "links": [
            {"type": "contrasts", "to": f"nosuch{n}", "why": both("见", "See")} for n in many
        ],
    }


@pytest.mark.parametrize("unknown", [0, 40])
def test_a_clause_with_much_in_it_is_that_much_work(tmp_path: Path, unknown: int) -> None:
    """The second time it has keys that nobody knows, and is not looked at further."""

    def change(content: Path, size: int) -> None:
        value = full_clause(size) | {f"nosuch{n}": "x" for n in range(size * unknown)}
        text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
        (content / "tide-2031-4" / "3.yaml").write_text(text, encoding="utf-8")

    assert_checked_linearly(tmp_path, change)


def test_long_tables_are_that_much_work(tmp_path: Path) -> None:
    def change(content: Path, size: int) -> None:
        many = range(size * 8)
        letters = [f"{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in many]
        terms = {f"t{n}": both(f"海带{n}", f"kelp {letters[n]}") for n in many}
        text = yaml.safe_dump({"kelp": both("海带", "kelp"), **terms}, allow_unicode=True)
        (content / "glossary.yaml").write_text(text, encoding="utf-8")
        topics = {f"t{n}": {"title": both(f"养殖{n}", f"growing {letters[n]}")} for n in many}
        old = (content / "topics.yaml").read_text(encoding="utf-8")
        text = old + yaml.safe_dump(topics, allow_unicode=True)
        (content / "topics.yaml").write_text(text, encoding="utf-8")

    assert_checked_linearly(tmp_path, change)


def test_putting_keys_in_order_is_that_much_work() -> None:
    def work(size: int) -> Calls:
        rows = {f"t{n}": {"en": "kelp", "zh": "海带"} for n in range(size * 20)}
        text = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False)
        file = YamlFile("content/glossary.yaml", text, rows)
        return calls_of(lambda: formatted(file))

    work(1)
    assert_linear(work(SMALL), work(LARGE))


# --- evaluators ------------------------------------------------------------------------------


def doubling(levels: int) -> Values:
    """A published benefit whose rules call each other twice, and once where it may not apply."""
    rules: dict[str, Any] = {}
    names = Names({}, {"x": "CNY", "sure": "yes_no"}, {}, rules)
    for n in range(levels):
        before = f"a{n - 1}" if n else "x"
        text = f"min({before}, {before} + up_to({before}) if sure else {before} + {before})"
        rules[f"a{n}"] = compile_rule(parse_rule(text), names)
    top = compile_rule(parse_rule(f"a{levels - 1}"), names)
    spec = {"scope": "item", "default": None, "choices": []}
    return {
        "id": "x/1:grant",
        "per": None,
        "facts": {},
        "constants": {},
        "inputs": [
            {"name": "x", "type": "CNY", **spec},
            {"name": "sure", "type": "yes_no", **spec},
        ],
        "conditions": [],
        "named": {name: node.as_json() for name, node in rules.items()},
        "pays": top.as_json(),
        "limits": {},
        "under": {},
        "instalments": [],
        "remarks": [],
        "validity": {"from": None, "until": None, "by_reference": None},
        "split": [],
    }


GIVEN = {"x": ["100"], "sure": [""]}


def test_a_rule_that_others_call_is_worked_out_once() -> None:
    def work(levels: int) -> Calls:
        rule = benefit_of(doubling(levels))
        return calls_of(lambda: evaluate(rule, GIVEN, "2031-05-01").as_json())

    work(2)
    assert_linear(work(5), work(20))


def test_rules_that_call_each_other_twice_end_in_both_twins(twin: Twin) -> None:
    """Twenty levels would be more than 10^12 evaluations, were each call one of its own."""
    published = doubling(20)
    ours = evaluate(benefit_of(published), GIVEN, "2031-05-01")
    theirs = twin.start("rules.evaluateAll", published, [(GIVEN, "2031-05-01")])()
    assert [ours.as_json()] == json.loads(theirs)
    assert ours.as_json()["high"] == "100"

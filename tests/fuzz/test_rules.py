"""Rules: any text is read or refused, and both twins work out any rule with any entries alike."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from clausebook.rules.compile import Names, compile_rule
from clausebook.rules.evaluate import evaluate
from clausebook.rules.inputs import HISTORY
from clausebook.rules.operators import OPERATORS, Range
from clausebook.rules.results import Result
from clausebook.rules.syntax import FUNCTIONS, RuleError, parse_rule
from clausebook.rules.validity import STATUSES, Validity
from tests.fuzz.frame import tries
from tests.fuzz.random_rules import (
    AMOUNTS,
    CHOICES,
    FACTS,
    TYPES,
    Dice,
    Trial,
    completed,
    seeded_trials,
    trials,
    wrong_claim,
)
from tests.twin import Twin

Json = dict[str, Any]


@tries(60)
@given(trial=trials(claims=10))
def test_random_benefits_come_out_the_same(trial: Trial, twin: Twin) -> None:
    _compare(trial, twin)


@tries(30)
@given(trial=trials(claims=8, claimant=wrong_claim))
def test_random_errors_are_the_same(trial: Trial, twin: Twin) -> None:
    _compare(trial, twin)


def _compare(trial: Trial, twin: Twin) -> None:
    claims = [(claim.given, claim.on) for claim in trial.claims]
    theirs = twin.start("rules.evaluateAll", trial.rule.as_json(), claims)
    ours = [result.as_json() for result in trial.results()]  # while the twin works
    trial.check(ours, theirs())


def test_random_claims_meet_everything_there_is() -> None:
    """Were the dice to forget an operator, a kind of result or an error, nobody would notice."""
    drawn = [*seeded_trials(400, 6), *seeded_trials(90, 6, wrong_claim)]
    results = [result.as_json() for trial in drawn for result in trial.results()]
    results += [way for result in results for way in result.get("under", {}).values()]
    assert met(results, "outcome") == {*OUTCOMES, "invalid"}
    assert met(results, "status") == {*STATUSES}
    assert met(results, "errors", "code") == ERRORS
    assert met(results, "steps", "op") == {*OPERATORS, "if", "choose", "ended", *LIMIT_STEPS}
    for path in (["missing"], ["assumed"], ["failed"], ["binding"], ["split", "low"]):
        assert met(results, *path), path
    texts = [text for trial in drawn for text in trial.benefit.texts.items()]
    callers = " ".join(place for place, text in texts if "rule_" in text)
    for place in ("where", "pays", "conditions", "under", "combined", *HISTORY):
        assert place in callers, f"no named rule is called in {place}"
    rules = " ".join(json.dumps(trial.rule.as_json()) for trial in drawn)
    leaves = ("fact", "range", "input", "given", "named", "answer")
    for node in (*leaves, *(f'number", "{kind}' for kind in AMOUNTS)):
        assert f'["{node}", ' in rules, node


OUTCOMES = ("amount", "range", "ineligible", "not-in-force")
ERRORS = {"wrong-type", "negative", "not-whole", "unknown-choice", "item-count", "unknown-input"}
ERRORS |= {"divide-by-zero", "item-in-limit", "part-of-month", "part-of-day", "too-large"}
LIMIT_STEPS = ("room", "combined", "places", "beyond", "sum", "best", "per_year", "in_total")
LIMIT_STEPS += ("nothing_below", "shared", "lost")


def met(values: Iterable[Any], *path: str) -> set[Any]:
    """What stands at a path of keys, in every entry of a list."""
    for key in path:
        lists = [value[key] for value in values if key in value]
        values = [each for own in lists for each in (own if isinstance(own, list) else [own])]
    return set(values)


@tries(30)
@given(trial=trials(claims=4), rolls=st.binary(min_size=64, max_size=64))
def test_whatever_is_missing_turns_out_to_be_it_lies_in_the_range(
    trial: Trial, rolls: bytes
) -> None:
    rule, dice = replace(trial.rule, validity=Validity()), Dice(rolls)
    for claim in trial.claims:
        full = completed(claim, trial.benefit, dice)
        before, after = (evaluate(rule, each.given, each.on) for each in (claim, full))
        if isinstance(before, Result) and isinstance(after, Result):
            assert after.used.missing == ()
            for open_, known in zip(amounts(before), amounts(after), strict=True):
                assert open_.low <= known.low
                assert open_.high is None or (known.high is not None and known.high <= open_.high)


def amounts(result: Result) -> list[Range]:
    """What is paid, altogether and for each item."""
    return [result.used.paid.total, *result.used.paid.items]


# --- what somebody may write as a rule -------------------------------------------------------

NAMES = Names(FACTS, TYPES, dict.fromkeys(("group", "field"), CHOICES))
PIECES = (
    *(*FACTS, *TYPES, *FUNCTIONS, *"+-*/%<>=!&|~^@.,:;()[]{}\\\"'`#$?_ \t\n\0\r\f"),
    *("<=", ">=", "==", "!=", "**", "//", ":=", "->", " and ", " or ", " not ", " if ", " else "),
    *("0", "1", "7", "00", "1.5", "1e9", "1j", "9" * 90, "yes", "no", "True", "None", "...", "is"),
    *(
        "lambda x: x",
        "await cap",
        "yield",
        "*cap",
        "f''",
        "b''",
        "a=cap",
        "**cap",
        "(yes)",
        "cap()",
    ),
    *("×", "÷", "≥", "（", "，", "＋", "５", "é", "上限", "🦑", "\u202e", "\u00a0", "cap cap"),
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=9).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join),
    st.builds(lambda sign, times: sign * times, st.sampled_from(PIECES), st.integers(1, 700)),
    st.text(max_size=9),
)


@tries(200)
@given(text=TEXTS)
def test_any_text_is_a_rule_or_is_refused_where_it_goes_wrong(text: str) -> None:
    said, at = _said(text)
    assert said
    assert 0 <= at <= len(text)


def _said(text: str) -> tuple[str, int]:
    """The kind of a rule, or what is wrong with it, and where."""
    try:
        return compile_rule(parse_rule(text), NAMES).kind, 0
    except RuleError as error:
        return str(error), error.offset

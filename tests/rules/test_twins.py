"""Both twins on thousands of random rules, inputs and texts: every answer must be the same."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from clausebook.entries import read_entry
from clausebook.quantity import (
    UNITS,
    Kind,
    NotAQuantity,
    Quantity,
    Unit,
    exact,
    parse,
    round_half_up,
    show,
)
from clausebook.rules.evaluate import HISTORY, evaluate
from clausebook.rules.operators import OPERATORS, Range
from clausebook.rules.results import Result
from clausebook.rules.validity import Validity
from tests.features.search.entries import TYPED
from tests.random_rules import (
    AMOUNTS,
    TELLING,
    Dice,
    Trial,
    completed,
    seeded_trials,
    trials,
    wrong_claim,
)
from tests.twin import Twin, as_twin

Json = dict[str, Any]


def examples(number: int) -> settings:
    """So many examples, the same in every run, however long one takes."""
    return settings(max_examples=number, derandomize=True, database=None, deadline=None)


# --- rules -----------------------------------------------------------------------------------


@examples(900)
@given(trial=trials(claims=10))
def test_random_benefits_come_out_the_same(trial: Trial, twin: Twin) -> None:
    _compare(trial, twin)


@examples(300)
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
    drawn = [*seeded_trials(300, 6), *seeded_trials(90, 6, wrong_claim)]
    results = [result.as_json() for trial in drawn for result in trial.results()]
    results += [way for result in results for way in result.get("under", {}).values()]
    assert met(results, "outcome") == {*OUTCOMES, "invalid"}
    assert met(results, "status") == {"in-force", "by-reference", "not-yet", "expired", "undated"}
    assert met(results, "errors", "code") == ERRORS
    assert met(results, "steps", "op") == {*OPERATORS, "if", "choose", "ended", *LIMIT_STEPS}
    for path in (["missing"], ["assumed"], ["failed"], ["binding"], ["split", "low"]):
        assert met(results, *path), path
    texts = [text for trial in drawn for text in trial.benefit.texts.items()]
    callers = " ".join(place for place, text in texts if "rule_" in text)
    for place in ("where", "pays", "conditions", "under", "combined", *HISTORY):
        assert place in callers, f"no named rule is called in {place}"
    rules = " ".join(json.dumps(trial.rule.as_json()) for trial in drawn)
    for node in ("fact", "input", "named", "answer", *(f'number", "{kind}' for kind in AMOUNTS)):
        assert f'["{node}", ' in rules, node


OUTCOMES = ("amount", "range", "ineligible", "not-in-force")
ERRORS = {"wrong-type", "negative", "not-whole", "unknown-choice", "item-count", "unknown-input"}
ERRORS |= {"divide-by-zero", "item-in-limit"}  # too-large takes more than dice give
LIMIT_STEPS = ("room", "combined", "places", "beyond", "sum", "best", "per_year", "in_total")


def met(values: Iterable[Any], *path: str) -> set[Any]:
    """What stands at a path of keys, in every entry of a list."""
    for key in path:
        lists = [value[key] for value in values if key in value]
        values = [each for own in lists for each in (own if isinstance(own, list) else [own])]
    return set(values)


@examples(300)
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


# --- quantities ------------------------------------------------------------------------------

SIGNS = (
    "0123456789０１5,，.．%％:：∶-－−年月日万亿千元美人民币家个工作小时"
    "rmbcnyusdkbillionRMB$￥¥ \t　><=≥≤~约"
)
WORDS = [*UNITS["scales"], *UNITS["currencies"], *UNITS["durations"], *UNITS["bounds"]]
PIECES = st.one_of(
    st.sampled_from(TYPED),
    st.sampled_from([*WORDS, "%", ":", "家", "-", " ", "∶"]),
    st.integers(0, 10**6).map(str),
    st.integers(0, 10**9).map(lambda n: f"{n:,}"),
    st.decimals(0, 10**4, places=2).map(str),
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=4).map("".join),
    st.text(SIGNS, max_size=12),
    st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs", "Cn"]), max_size=6),
)
NUMBERS = st.one_of(
    st.sampled_from(TELLING).map(Fraction),
    st.integers(0, 10**9).map(Fraction),
    st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)).map(lambda pair: Fraction(*pair)),
)
KINDS: list[Kind] = ["money", "usd", "rate", "ratio", "count", "duration", "date"]


@examples(2000)
@given(text=TEXTS)
def test_random_texts_are_read_the_same(text: str, twin: Twin) -> None:
    replies = twin.many("entries.readEntry", [(text, kind) for kind in KINDS])
    assert replies == [_reply(text, kind) for kind in KINDS]


def test_what_is_typed_is_read_the_same(twin: Twin) -> None:
    for kind in KINDS:
        replies = twin.many("entries.readEntry", [(text, kind) for text in TYPED])
        for text, reply in zip(TYPED, replies, strict=True):
            assert reply == _reply(text, kind), (text, kind)


def _reply(text: str, kind: Kind) -> Json:
    try:
        return {"result": as_twin(read_entry(text, kind))}
    except NotAQuantity as error:
        return {"error": str(error)}


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Quantities as facts and results have them."""
    kind = draw(st.sampled_from(KINDS))
    bound = draw(st.sampled_from(["", *UNITS["bounds"]]))
    if kind == "date":
        day = draw(st.dates()).isoformat()
        found = parse(draw(st.sampled_from([day, day[:7], f"{day[:4]}年"])))
        return Quantity("date", found.value, found.unit, bound)
    units = {"duration": ["", *UNITS["durations"]], "count": ["", "家", "倍"], "ratio": ["", "1:2"]}
    return Quantity(kind, draw(NUMBERS), draw(st.sampled_from(units.get(kind, [""]))), bound)


@examples(1000)
@given(quantity=quantities())
def test_random_quantities_are_shown_the_same(quantity: Quantity, twin: Twin) -> None:
    plain = as_twin(quantity)
    replies = twin.many("quantity.show", [(plain, "zh"), (plain, "en")])
    assert replies == [{"result": show(quantity, "zh")}, {"result": show(quantity, "en")}]
    assert twin.call("quantity.canonical", plain) == quantity.canonical()


@examples(500)
@given(value=st.fractions() | NUMBERS, decimals=st.integers(0, 30))
def test_random_numbers_are_rounded_the_same(value: Fraction, decimals: int, twin: Twin) -> None:
    assert twin.call("quantity.roundHalfUp", value, decimals) == round_half_up(value, decimals)
    assert twin.call("quantity.exact", value) == exact(value)


@examples(500)
@given(day=st.dates())
def test_days_are_counted_the_same(day: Any, twin: Twin) -> None:
    assert twin.call("quantity.firstDay", day.isoformat()) == day.toordinal()
    assert twin.call("quantity.isoDate", Fraction(day.toordinal())) == day.isoformat()


HUNDREDTHS = st.integers(0, 10**15).map(lambda n: Fraction(n, 100))
WITHOUT_ROUNDING = st.one_of(
    st.builds(Quantity, st.sampled_from(["money", "usd"]), HUNDREDTHS),
    st.builds(Quantity, st.just("rate"), HUNDREDTHS.map(lambda n: n / 100)),
    st.builds(Quantity, st.just("count"), HUNDREDTHS, st.sampled_from(["", "家"])),
    st.builds(Quantity, st.just("duration"), HUNDREDTHS, st.sampled_from(["个月", "工作日"])),
    st.dates(min_value=date(1000, 1, 1)).map(lambda day: parse(day.isoformat())),
)


@examples(500)
@given(quantity=WITHOUT_ROUNDING)
def test_what_is_shown_in_chinese_can_be_read_again(quantity: Quantity) -> None:
    units = {word: Unit(word) for word in ("家", "倍")}
    assert parse(show(quantity, "zh"), units) == quantity

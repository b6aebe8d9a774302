"""Both twins on thousands of random rules, inputs and texts: every answer must be the same."""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clausebook.quantity import (
    UNITS,
    Kind,
    NotAQuantity,
    Quantity,
    exact,
    parse,
    read_entry,
    round_half_up,
    show,
)
from clausebook.rules.compile import Names, compile_rule
from clausebook.rules.evaluate import evaluate
from clausebook.rules.syntax import LONGEST, parse_rule
from tests.twin import Twin, as_twin

Json = dict[str, Any]


def examples(number: int) -> settings:
    """So many examples, the same in every run, however long one takes."""
    return settings(max_examples=number, derandomize=True, database=None, deadline=None)


# --- random rules ----------------------------------------------------------------------------

FACTS = {
    "cap": "money",
    "award": "money",
    "fee": "usd",
    "rate": "rate",
    "ratio": "ratio",
    "most": "count",
    "term": "duration",
    "day": "date",
}
INPUTS = {
    "cost": "money",
    "support": "money",
    "price": "usd",
    "share": "rate",
    "people": "count",
    "months": "duration",
    "filed": "date",
    "new": "yes_no",
    "late": "yes_no",
    "group": "choice",
}
CHOICES = ("a", "b", "c")
HISTORY = {"paid_this_year": "money", "paid_before": "money", "items_before": "count"}

NAMES = Names(FACTS, INPUTS, {"group": CHOICES})

_ANY = ("min({k}, {k})", "max({k}, {k}, {k})")
_BRANCHES = ("({k} if {yes_no} else {k})", "choose(group, a={k}, b={k}, c={k})")
_SUM = ("({k} + {k})", "({k} - {k})")
_MONEY = (*_SUM, "({rate} * {k})", "({k} * {ratio})", "({k} / {count})", "({count} * {k})")
_COMPARED = [
    f"{{{kind}}} {sign} {{{kind}}}"
    for kind in ("money", "usd", "rate", "count", "duration", "date")
    for sign in ("<", "<=", ">", ">=", "==", "!=")
]
_STEPS = ("steps({money}, {money})", "steps({usd}, {usd})", "({count} * {duration})")
TEMPLATES = {
    "money": [*_MONEY, *_ANY, *_BRANCHES, *_ANY],
    "usd": [*_MONEY, *_ANY, *_BRANCHES],
    "rate": [*_SUM, *_ANY, *_BRANCHES, "({money} / {money})", "({ratio} * {k})"],
    "ratio": [*_ANY, *_BRANCHES],
    "count": [*_SUM, *_ANY, *_BRANCHES, *_STEPS],
    "duration": [*_SUM, *_ANY, *_BRANCHES],
    "date": [*_ANY, *_BRANCHES],
    "yes_no": [*_BRANCHES, "({k} and {k})", "({k} or {k} or {k})", "not {k}", *_COMPARED],
}
LEAVES = {
    kind: [name for name, own in {**FACTS, **INPUTS}.items() if own == kind] for kind in TEMPLATES
}
LEAVES["count"] += ["0", "1", "7"]
LEAVES["yes_no"] += ["yes", "no"]


# Drawing is fast as long as no strategy is made while an example is drawn.
_LEAF = {kind: st.sampled_from(leaves) for kind, leaves in LEAVES.items()}
_TREE = {
    kind: st.sampled_from(
        [*LEAVES[kind], *(text.replace("{k}", f"{{{kind}}}") for text in templates)]
    )
    for kind, templates in TEMPLATES.items()
}


@st.composite
def rule_texts(draw: st.DrawFn, kind: str, depth: int) -> str:
    """The text of a rule of a kind, with so many levels of nesting at most."""

    def text(kind: str, depth: int) -> str:
        found = draw((_TREE if depth else _LEAF)[kind])
        return re.sub(r"\{(\w+)\}", lambda m: text(m[1], depth - 1), found)

    return text(kind, depth)


@cache
def rules(kind: str, depth: int) -> st.SearchStrategy[Any]:
    """Compiled rules of a kind."""
    texts = rule_texts(kind, depth).filter(lambda text: len(text) <= LONGEST)
    return texts.map(lambda text: compile_rule(parse_rule(text), NAMES))


# --- random values ---------------------------------------------------------------------------

HUGE, TINY = 10**40 + 1, Fraction(1, 10**30)
NUMBERS = st.one_of(
    st.sampled_from([Fraction(n) for n in (0, 1, 3, HUGE, TINY, "1/3", "0.01", 20_000_000)]),
    st.integers(0, 10**9).map(Fraction),
    st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)).map(lambda pair: Fraction(*pair)),
)
BOOLEANS, UP_TO_TWO = st.booleans(), st.integers(0, 2)
DATES = st.sampled_from(["0001-01-01", "2022-10-30", "2022-10-31", "2024-02-29", "9999-12-31"])
WRONG = st.sampled_from(["-1", "1.5", "x", "2023-02-29", "1/0", "５", " ", "yes", "d"])


@cache
def values(kind: str) -> st.SearchStrategy[str]:
    """Canonical texts of a kind."""
    of_kind = {
        "count": st.integers(0, 5).map(str),
        "date": DATES,
        "yes_no": st.sampled_from(["yes", "no"]),
        "choice": st.sampled_from(CHOICES),
    }
    return of_kind.get(kind, NUMBERS.map(exact))


FACT_VALUES = {kind: values(kind) for kind in FACTS.values()}
FACT_VALUES["date"] = st.one_of(DATES, st.sampled_from(["2022", "2022-10"]))
DEFAULTS = {name: st.none() | values(INPUTS[name]) for name in ("share", "late", "group")}
GIVEN = {
    name: st.one_of(values(kind), values(kind), st.just(""))
    for name, kind in {**INPUTS, **HISTORY}.items()
}
ASKED = st.sampled_from([{}, {"asked": ["yes"]}, {"asked": ["no"]}, {"asked": [""]}])


def facts(draw: st.DrawFn) -> Json:
    """All facts, with random values; dates may lack their day."""
    return {name: {"kind": kind, "value": draw(FACT_VALUES[kind])} for name, kind in FACTS.items()}


def specs(draw: st.DrawFn) -> list[Json]:
    """All inputs, some with defaults."""
    own = [
        {
            "name": name,
            "type": kind,
            "scope": "applicant" if name == "people" else "item",
            "default": draw(DEFAULTS[name]) if name in DEFAULTS else None,
            "choices": list(CHOICES) if kind == "choice" else [],
        }
        for name, kind in INPUTS.items()
    ]
    history = {"scope": "applicant", "default": "0", "choices": []}
    return own + [{"name": name, "type": kind, **history} for name, kind in HISTORY.items()]


CAPS = st.just(["fact", "money", "cap"]) | rules("money", 1)


def limits(draw: st.DrawFn) -> Json:
    """Any of the limits."""
    found: Json = {}
    if draw(BOOLEANS):
        other = ["input", "money", "support"]
        found["combined"] = {"ceiling": draw(rules("money", 2)), "with": other}
    if draw(BOOLEANS):
        found["count"] = draw(rules("count", 1))
    for name in ("per_year", "in_total"):
        if draw(BOOLEANS):
            found[name] = draw(CAPS)
    return found


def way(draw: st.DrawFn) -> Json:
    """What one reading pays, and its limits."""
    return {"pays": draw(rules("money", 3)), "limits": limits(draw)}


VALIDITIES = st.sampled_from(
    [
        {"from": None, "until": None, "by_reference": None},
        {"from": "2022-10-31", "until": None, "by_reference": None},
        {"from": "2022-10-31", "until": "2027-10-30", "by_reference": None},
        {
            "from": "2025-07-01",
            "until": "2030-06-30",
            "by_reference": {"from": "2024-10-31", "until": "2025-06-30"},
        },
    ]
)
DAYS = st.sampled_from(["2022-10-30", "2022-10-31", "2024-10-31", "2025-06-30", "2027-10-31"])


PER, SPLITS = st.sampled_from(["product", None]), st.sampled_from([[], ["0.8", "0.2"], ["2/3"]])
READINGS = st.sampled_from(["", "", "b", "ba"])


@st.composite
def benefits(draw: st.DrawFn) -> Json:
    """A compiled benefit."""
    conditions = [{"id": "asked", "holds": None}] if draw(BOOLEANS) else []
    if draw(BOOLEANS):
        conditions.append({"id": "computed", "holds": draw(rules("yes_no", 2))})
    return {
        "id": "random",
        "per": draw(PER),
        "bound": "exact",
        "facts": facts(draw),
        "inputs": specs(draw),
        "conditions": conditions,
        **way(draw),
        "under": {key: way(draw) for key in draw(READINGS)},
        "validity": draw(VALIDITIES),
        "split": draw(SPLITS),
    }


@st.composite
def inputs(draw: st.DrawFn, benefit: Json) -> dict[str, list[str]]:
    """What a reader gave: some inputs, for one item or several, some empty."""
    items = 1 + draw(UP_TO_TWO) if benefit["per"] else 1
    found = {}
    for spec in benefit["inputs"]:
        if draw(UP_TO_TWO):
            size = items if spec["scope"] == "item" and draw(BOOLEANS) else 1
            found[spec["name"]] = [draw(GIVEN[spec["name"]]) for _ in range(size)]
    asks = any(condition["holds"] is None for condition in benefit["conditions"])
    return {**found, **draw(ASKED)} if asks else found


@st.composite
def wrong_inputs(draw: st.DrawFn, benefit: Json) -> dict[str, list[str]]:
    """What nobody should give: wrong values, wrong numbers of values, unknown names."""
    names = st.sampled_from([*INPUTS, *HISTORY, "asked"]) | st.text("a_10é中😀", max_size=4)
    wrong = st.dictionaries(names, st.lists(WRONG, max_size=3), min_size=1, max_size=5)
    return {**draw(inputs(benefit)), **draw(wrong)}


# --- rules -----------------------------------------------------------------------------------


@examples(800)
@given(data=st.data(), benefit=benefits(), on=DAYS)
def test_random_benefits_come_out_the_same(
    data: st.DataObject, benefit: Json, on: str, twin: Twin
) -> None:
    cases = [data.draw(inputs(benefit)) for _ in range(4)]
    replies = twin.many("rules.evaluate", [(benefit, case, on) for case in cases])
    results = [{"result": evaluate(benefit, case, on)} for case in cases]
    assert json.dumps(replies) == json.dumps(results)


@examples(300)
@given(data=st.data(), benefit=benefits(), on=DAYS)
def test_random_errors_are_the_same(
    data: st.DataObject, benefit: Json, on: str, twin: Twin
) -> None:
    case = data.draw(wrong_inputs(benefit))
    result = evaluate(benefit, case, on)
    assert json.dumps(twin.call("rules.evaluate", benefit, case, on)) == json.dumps(result)


@examples(600)
@given(data=st.data(), benefit=benefits())
def test_whatever_is_missing_turns_out_to_be_it_lies_in_the_range(
    data: st.DataObject, benefit: Json
) -> None:
    benefit["validity"] = {"from": None}
    case = data.draw(inputs(benefit))
    before = evaluate(benefit, case, "2025-01-01")
    assume(before["outcome"] != "invalid")
    items = len(before["items"])
    for spec in benefit["inputs"]:
        if spec["default"] is None:
            case[spec["name"]] = [
                text or data.draw(values(spec["type"]))
                for text in case.get(spec["name"], [""] * (items if spec["scope"] == "item" else 1))
            ]
    after = evaluate(benefit, case, "2025-01-01")
    assume(after["outcome"] != "invalid")
    for known, open_ in [(after, before), *zip(after["items"], before["items"], strict=True)]:
        assert Fraction(open_["low"]) <= Fraction(known["low"])
        assert open_["high"] is None or Fraction(known["high"]) <= Fraction(open_["high"])
    assert after["missing"] == []


# --- quantities ------------------------------------------------------------------------------

SIGNS = (
    "0123456789０１5,，.．%％:：∶-－−年月日万亿千元美人民币家个工作小时"
    "rmbcnyusdkbillionRMB$￥¥ \t　><=≥≤~约"
)
WORDS = [*UNITS["scales"], *UNITS["currencies"], *UNITS["durations"], *UNITS["bounds"]]
PIECES = st.one_of(
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
KINDS: list[Kind] = ["money", "usd", "rate", "ratio", "count", "duration", "date"]


@examples(2000)
@given(text=TEXTS)
def test_random_texts_are_read_the_same(text: str, twin: Twin) -> None:
    replies = twin.many("quantity.readEntry", [(text, kind) for kind in KINDS])
    assert replies == [_reply(text, kind) for kind in KINDS]


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
    assert parse(show(quantity, "zh")) == quantity

"""The rule language: every vector through the compiler and both evaluators."""

from __future__ import annotations

import json
import keyword
import re
from typing import Any

import pytest

from clausebook.content.schemas import contents
from clausebook.rules.compile import Names, UnknownName, compile_rule
from clausebook.rules.compiled import Node
from clausebook.rules.evaluate import evaluate
from clausebook.rules.operators import OPERATORS
from clausebook.rules.syntax import FUNCTIONS, GIVEN, RuleError, parse_rule
from tests.twin import ROOT, Twin
from tests.vectors import PARTS, Json, canonical, compile_vector, given, vector_files

VECTORS = vector_files()
SPECIAL_FORMS = ("if", "choose", "up_to", "at_least")
FEATURES = {
    *("combined", "count", "per_year", "in_total", "conditions", "items", "validity", "split"),
    *("under", "missing", "errors", "dates", "nothing", "where", "stacking", "remarks"),
    *("item_number", "nothing_below", "range", "measure", "points", "shared", "constants"),
    *("exchange", "instalments", "as_of"),
}
EXPECTED = ("pays", "low", "answer", "errors", "refused")
"""A case says exactly one of these."""
DETAILS = ("outcome", "items", "split", "missing", "assumed", "failed", "binding")
DETAILS += ("status", "would", "readings", "ops", "steps", "high", "bound", "sure", "joint", "says")
DETAILS += ("beside", "parts")


def cases(*, refused: bool) -> Any:
    """The cases that the compiler refuses, or those that are calculated."""
    chosen = [
        pytest.param({**vector, **case}, id=f"{name}: {case['name']}")
        for name, vector in VECTORS.items()
        for case in vector["cases"]
        if ("refused" in case) is refused
    ]
    return pytest.mark.parametrize("case", chosen)


@cases(refused=True)
def test_rule_that_does_not_fit_is_refused(case: Json) -> None:
    with pytest.raises(RuleError, match=f"^{re.escape(case['refused'])}$"):
        compile_vector(case)


@cases(refused=False)
def test_case_comes_out_the_same_on_both_sides(case: Json, twin: Twin) -> None:
    benefit = compile_vector(case)
    values, on = given(benefit, case["given"]), case.get("on", "2025-06-01")
    result = evaluate(benefit, values, on).as_json()
    theirs = twin.call("rules.evaluate", benefit.as_json(), values, on)
    assert json.dumps(theirs) == json.dumps(result)
    if "errors" in case:
        assert result == {"outcome": "invalid", "errors": case["errors"]}
    else:
        assert told(result, case) == expected(case)


# --- what a case says ------------------------------------------------------------------------


def expected(case: Json) -> Json:
    """What a case says about its result; nothing missing, failed or binding unless it says so."""
    amount = _amount(case)
    outcome = "amount" if amount["low"] == amount["high"] else "range"
    if case.get("answer") == "no":
        outcome = "ineligible"
    failed = ["rule"] if case.get("answer") == "no" else []
    found = {"outcome": outcome, "missing": [], "failed": failed, "binding": [], **amount}
    found |= {key: case[key] for key in DETAILS if key in case}
    found |= {key: [_ends(x) for x in case[key]] for key in ("items", "split") if key in case}
    if "parts" in case:
        found["parts"] = [[id_, _ends(amount), paid] for id_, amount, paid in case["parts"]]
    if "would" in case:
        would = case["would"]
        lists = {key: [_ends(x) for x in would[key]] for key in ("items", "split") if key in would}
        found["would"] = {**_amount(would), **lists}
    if "readings" in case:
        found["readings"] = {key: expected(way) for key, way in case["readings"].items()}
    return {**found, **amount}


def told(result: Json, case: Json) -> Json:
    """The same parts of the result that was calculated."""
    keys = expected(case).keys()
    found = {key: result[key] for key in keys if key in result}
    if "would" in case:
        found["would"] = {key: result["would"][key] for key in expected(case)["would"]}
    if "readings" in case:
        found["readings"] = {
            key: told(result["under"][key], way) for key, way in case["readings"].items()
        }
    if "parts" in case:
        found["parts"] = [
            [part["id"], {"low": part["low"], "high": part["high"]}, part["paid"]]
            for part in result["instalments"]
        ]
    if "says" in case:
        found["says"] = result["remarks"]
    if "ops" in case:
        found["ops"] = [step["op"] for step in result["steps"]]
    return found


def _amount(case: Json) -> Json:
    if "answer" in case:
        return {"yes": _ends("1"), "no": _ends("0"), "open": _ends(["0", "1"])}[case["answer"]]
    return _ends(case["pays"] if "pays" in case else [case["low"], case["high"]])


def _ends(amount: str | list[str | None]) -> Json:
    low, high = (amount, amount) if isinstance(amount, str) else amount
    return {
        "low": canonical(str(low), "CNY"),
        "high": None if high is None else canonical(high, "CNY"),
    }


# --- the vectors themselves ------------------------------------------------------------------


def test_both_twins_have_the_same_operators(twin: Twin) -> None:
    assert twin.call("operators.names") == list(OPERATORS)


def test_every_operator_and_feature_has_its_vectors() -> None:
    assert set(VECTORS) == {*OPERATORS, *SPECIAL_FORMS, *FEATURES}
    for name, vector in VECTORS.items():
        assert vector["feature" if name in FEATURES else "operator"] == name


@pytest.mark.parametrize("name", [*OPERATORS, *SPECIAL_FORMS])
def test_operator_is_shown_from_all_sides(name: str) -> None:
    shown = {case["shows"] for case in VECTORS[name]["cases"]}
    assert shown == {"ordinary", "boundary", "missing", "wrong-kind", "error"}


@pytest.mark.parametrize("name", [*OPERATORS, *SPECIAL_FORMS])
def test_operators_first_rule_uses_it(name: str) -> None:
    vector = VECTORS[name]
    benefit = compile_vector(vector).as_json()
    rule = [benefit["pays"], *(condition["holds"] for condition in benefit["conditions"])]
    assert f'"{name}"' in json.dumps(rule)


@pytest.mark.parametrize("name", VECTORS)
def test_a_fifth_of_the_cases_are_errors_or_missing_inputs(name: str) -> None:
    shown = [case["shows"] for case in VECTORS[name]["cases"]]
    unusual = [what for what in shown if what in ("missing", "error", "wrong-kind")]
    assert len(unusual) * 5 >= len(shown)


@pytest.mark.parametrize("name", VECTORS)
def test_cases_are_well_formed(name: str) -> None:
    vector = VECTORS[name]
    names = [case["name"] for case in vector["cases"]]
    assert len(names) == len(set(names))
    parts = {"facts", "constants", "inputs", "cases", *PARTS}
    assert vector.keys() <= {"feature", "operator", "about", *parts}
    for case in vector["cases"]:
        extra = {"name", "shows", "given", "on", *PARTS, *EXPECTED, *DETAILS}
        assert case.keys() <= extra
        assert len(case.keys() & set(EXPECTED)) == 1
        assert (case["shows"] == "missing") == ('"missing": [' in json.dumps(case))
        assert (case["shows"] == "error") == ("errors" in case)
        assert (case["shows"] == "wrong-kind") == ("refused" in case)


@pytest.mark.parametrize("name", VECTORS)
def test_every_fact_of_a_vector_is_used(name: str) -> None:
    vector = VECTORS[name]
    rules = json.dumps([{part: case.get(part) for part in PARTS} for case in vector["cases"]])
    rules += json.dumps({part: vector.get(part) for part in PARTS})
    for fact in (*vector.get("facts", {}), *vector.get("constants", {})):
        assert re.search(rf"\b{fact}\b", rules), fact


def test_specification_names_every_vector_file() -> None:
    text = (ROOT / "schema" / "rules.md").read_text(encoding="utf-8")
    assert {name for name in VECTORS if f"vectors/rules/{name}.json" not in text} == set()


# --- reading rules ---------------------------------------------------------------------------

NO_KEYS = "behind in stand keys of the choice in brackets, such as kind in (small, large)."
NOT_A_RULE = "rules have names, whole numbers, + - * /, comparisons, and/or/not, if."


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        (
            "1.5 * a",
            "name the number as a fact or as a constant; a rule itself has none but 0, and whole "
            "numbers beside item_number.",
            0,
        ),
        ("a + -b", NOT_A_RULE, 4),
        ("a ** b", NOT_A_RULE, 0),
        ("a // b", NOT_A_RULE, 0),
        ("a < b < c", NOT_A_RULE, 0),
        ("a is b", NOT_A_RULE, 0),
        ("a in 2", NO_KEYS, 5),
        ("a.b", NOT_A_RULE, 0),
        ("a[0]", NOT_A_RULE, 0),
        ("True", NOT_A_RULE, 0),
        ("lambda: a", NOT_A_RULE, 0),
        ("(a := b)", NOT_A_RULE, 1),
        ("min(*a)", NOT_A_RULE, 4),
        ("open(a)", f"there is no function open; use one of {', '.join(FUNCTIONS)}.", 0),
        ("min(a, key=b)", "min takes no names with =.", 0),
        ("choose(a)", "write choose(input, key=rule, other_key=rule).", 0),
        ("choose(a, b, c=d)", "write choose(input, key=rule, other_key=rule).", 0),
        ("choose(a, **b)", "write choose(input, key=rule, other_key=rule).", 0),
        ("min(a，b)", "'，' cannot stand in a rule; write ,, which is half width.", 5),
        ("比例 * a", "'比' cannot stand in a rule; names have Latin letters.", 0),
        ("a × b", "'×' cannot stand in a rule; write *.", 2),
        ("a ≥ b", "'≥' cannot stand in a rule; write >=.", 2),
        ("min（a, b)", "'（' cannot stand in a rule; write (, which is half width.", 3),
        ("a == “b”", "'“' cannot stand in a rule; leave it out.", 5),
        ("60% * a", "% cannot stand in a rule: name the share as a fact.", 2),
        ("a if b = c else d", "write == where two values are compared.", 7),
        ("a && b", "write and, or.", 2),
        ("!a", "write not.", 0),
        ("a # comment", "'#' cannot stand in a rule; leave it out.", 2),
        ("a == 'b'", '"\'" cannot stand in a rule; leave it out.', 5),
        ("a +\n  b.c", NOT_A_RULE, 6),
        ("a\0b", "'\\x00' cannot stand in a rule; leave it out.", 1),
        ("-" * 599 + "a", NOT_A_RULE, 0),
        ("+".join(["a"] * 50), "nest the rule less deeply.", 0),
        ("not " * 50 + "a", "nest the rule less deeply.", 164),
        ("a" * 601, "shorten the rule to 600 characters.", 0),
    ],
)
def test_text_that_is_no_rule_is_refused_with_its_place(
    text: str, message: str, offset: int
) -> None:
    with pytest.raises(RuleError) as caught:
        parse_rule(text)
    assert (str(caught.value), caught.value.offset) == (message, offset)


@pytest.mark.parametrize(
    "number", ["1_000", "0x1F", "0b1", "0o7", "1e3", "1E3", "1j", "007", "00", "1if", "5L", "1__0"]
)
def test_a_number_is_plain_digits(number: str) -> None:
    """Python reads more than that, and some of it only until its next version."""
    with pytest.raises(RuleError, match=f"^write '{number}' in plain digits") as caught:
        parse_rule(f"cap * {number} a")
    assert caught.value.offset == 6


@pytest.mark.parametrize("number", ["0.3", ".3", "3."])
def test_a_share_is_a_fact(number: str) -> None:
    with pytest.raises(RuleError, match=r"^name the number as a fact") as caught:
        parse_rule(f"cap * {number}")
    assert caught.value.offset == 6


def test_names_may_end_with_digits() -> None:
    assert parse_rule("cap_2 * rate3 + 10").names() == {"cap_2", "rate3"}


def test_no_rule_can_call_what_its_parser_keeps() -> None:
    """Inputs, keys and named rules are not called so in the first place."""
    words = {word for word in keyword.kwlist if word.islower()}
    refused = {*contents("common")["$defs"]["ruleName"]["not"]["enum"]}
    assert refused == {*words, *FUNCTIONS, *GIVEN, "yes", "no"}
    for word in words - {"if", "else", "and", "or", "not", "in"}:
        with pytest.raises(RuleError, match=r"^no rule can have this name"):
            parse_rule(f"cap * {word}")


@pytest.mark.parametrize("text", ["", "min(a, b", "a if b", "a b", "(" * 300 + ")" * 300, "a;b"])
def test_text_that_python_cannot_read_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        parse_rule(text)


def test_rule_may_run_over_several_lines() -> None:
    assert parse_rule("min(rate * cost,\n    cap)") == parse_rule("min(rate * cost,     cap)")


def test_rule_knows_its_names() -> None:
    rule = parse_rule("choose(drug_class, generic=min(2 * award, cap), other=yes if late else no)")
    assert rule.names() == {"drug_class", "award", "cap", "late"}


def test_unknown_name_is_refused_with_its_place_and_a_hint() -> None:
    with pytest.raises(UnknownName) as caught:
        compile_rule(parse_rule("min(rate, cup)"), Names({"rate": "rate", "cap": "CNY"}, {}, {}))
    found = (str(caught.value), caught.value.offset)
    assert found == ("'cup' is neither a fact nor an input. Did you mean 'cap'?", 10)


def test_input_hides_a_fact_of_the_same_name() -> None:
    node = compile_rule(parse_rule("cap"), Names({"cap": "CNY"}, {"cap": "count"}, {}))
    assert node == Node("input", "count", word="cap")


def test_misfit_is_reported_where_it_stands() -> None:
    names = Names({"cap": "CNY", "rate": "rate"}, {}, {})
    with pytest.raises(RuleError) as caught:
        compile_rule(parse_rule("min(cap, cap + rate)"), names)
    assert caught.value.offset == 9


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("cap", "CNY"),
        ("3", "count"),
        ("yes", "yes_no"),
        ("rate * cap", "CNY"),
        ("cap * ratio", "CNY"),
        ("fee * people", "USD"),
        ("rate * ratio", "rate"),
        ("people * months", "count"),
        ("people * rate", "rate"),
        ("cap / people", "CNY"),
        ("cap / cap", "rate"),
        ("people / people", "rate"),
        ("rate + rate", "rate"),
        ("steps(fee, fee)", "count"),
        ("min(day, day)", "date"),
        ("day < day", "yes_no"),
        ("cap if yes else cap", "CNY"),
    ],
)
def test_rule_has_a_kind(text: str, kind: str) -> None:
    facts = {"cap": "CNY", "fee": "USD", "rate": "rate", "ratio": "ratio", "day": "date"}
    inputs = {"people": "count", "months": "duration"}
    assert compile_rule(parse_rule(text), Names(facts, inputs, {})).kind == kind

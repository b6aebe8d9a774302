"""Compiled benefit + inputs + date → result with every step. ``static/rules.js`` is the twin.

Both work on plain JSON: numbers are exact decimal or fraction texts, money is counted in yuan.
``schema/rules.md`` describes the benefit and the result.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from clausebook.quantity import exact
from clausebook.rules.operators import (
    ANYTHING,
    OPERATORS,
    ZERO,
    Answer,
    CannotCalculate,
    Range,
    add,
    both,
    hull,
    minimum,
    mul,
    point,
    sub,
)

Json = dict[str, Any]
Given = dict[str, list[str]]
"""Canonical values by input or condition: one for all items, or one per item; empty if missing."""

HISTORY = {"per_year": "paid_this_year", "in_total": "paid_before", "count": "items_before"}
"""The input by which each limit that acts across claims remembers earlier ones."""


def evaluate(benefit: Json, given: Given, on: str) -> Json:
    """Calculate a benefit; ``on`` is the as-of date in ISO form."""
    errors = _errors_in(benefit, given)
    if errors:
        return {"outcome": "invalid", "errors": errors}
    try:
        result = _calculate(benefit, benefit, given)
        under = {key: _calculate(benefit, way, given) for key, way in benefit["under"].items()}
    except CannotCalculate as error:
        return {"outcome": "invalid", "errors": [{"input": "", "code": str(error)}]}
    status = status_on(benefit["validity"], on)
    return {
        **_in_force(result, status),
        "under": {key: _in_force(way, status) for key, way in under.items()},
    }


def status_on(validity: Json, on: str) -> str:
    """in-force, by-reference, not-yet, expired, or undated; both end days are included."""
    if not validity.get("from"):
        return "undated"
    reference = validity.get("by_reference")
    if reference and reference["from"] <= on <= reference["until"]:
        return "by-reference"
    if on < validity["from"]:
        return "not-yet"
    return "expired" if validity.get("until") and on > validity["until"] else "in-force"


def _in_force(result: Json, status: str) -> Json:
    """Outside its validity a benefit pays nothing; what it would have paid is kept apart."""
    if status not in ("not-yet", "expired"):
        return {**result, "status": status, "would": None}
    nothing = _ends("money", point(0))
    return {
        **result,
        "outcome": "not-in-force",
        **nothing,
        "items": [nothing] * len(result["items"]),
        "split": [nothing] * len(result["split"]),
        "status": status,
        "would": {key: result[key] for key in ("low", "high", "items", "split")},
    }


# --- inputs ----------------------------------------------------------------------------------


def _errors_in(benefit: Json, given: Given) -> list[Json]:
    """Everything wrong with the inputs: first the known ones in their order, then the others."""
    asked = [c["id"] for c in benefit["conditions"] if c["holds"] is None]
    known = {spec["name"]: spec for spec in benefit["inputs"]}
    for name in asked:
        known.setdefault(name, {"type": "yes_no", "scope": "applicant"})
    found = []
    for name, spec in known.items():
        codes = _wrong_values(benefit, spec, given[name], _items_in(given)) if name in given else []
        found += [{"input": name, "code": code} for code in codes]
    unknown = sorted(given.keys() - known.keys(), key=_in_utf16)
    return found + [{"input": name, "code": "unknown-input"} for name in unknown]


def _in_utf16(name: str) -> bytes:
    """The order in which JavaScript sorts texts."""
    return name.encode("utf-16-be", "surrogatepass")


def _items_in(given: Given) -> int:
    return max([1, *(len(values) for values in given.values())])


def _wrong_values(benefit: Json, spec: Json, values: list[str], items: int) -> list[str]:
    """What is wrong with each value, and whether there are too many or too few of them."""
    codes = [code for value in values if (code := _wrong(spec, value))]
    many = bool(benefit["per"]) and spec["scope"] == "item"
    fits = len(values) == 1 or (many and len(values) == items)
    return codes if fits else [*codes, "item-count"]


def _wrong(spec: Json, value: str) -> str | None:
    if value == "":
        return None
    if spec["type"] == "yes_no":
        return None if value in ("yes", "no") else "wrong-type"
    if spec["type"] == "choice":
        return None if value in spec["choices"] else "unknown-choice"
    number = _number_of(spec["type"], value)
    if number is None:
        return "wrong-type"
    if number < 0:
        return "negative"
    return "not-whole" if spec["type"] == "count" and number.denominator != 1 else None


_CANONICAL = re.compile(r"-?[0-9]+(\.[0-9]+|/[1-9][0-9]*)?")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 80


def _number_of(kind: str, value: str) -> Fraction | None:
    """A canonical text as a number; dates count as days, so that they can be compared."""
    if kind == "date":
        return _day_of(value)
    fits = len(value) <= _LONGEST and _CANONICAL.fullmatch(value)
    return Fraction(value) if fits else None


def _day_of(value: str) -> Fraction | None:
    if not _ISO_DATE.fullmatch(value):
        return None
    try:
        return Fraction(date.fromisoformat(value).toordinal())
    except ValueError:
        return None


# --- one reading -----------------------------------------------------------------------------


@dataclass
class _Run:
    """One evaluation: what is given, and what has been learnt on the way."""

    benefit: Json
    given: Given
    item: int | None = None
    steps: list[Json] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    binding: list[str] = field(default_factory=list)

    def text(self, name: str, default: str | None) -> str | None:
        """The value given for the current item, else the default, which is then assumed."""
        values = self.given.get(name, [""])
        if len(values) > 1 and self.item is None:
            raise CannotCalculate("item-in-limit")
        text = values[self.item or 0] if len(values) > 1 else values[0]
        if text:
            return text
        _once(self.missing if default is None else self.assumed, name)
        return default

    def step(self, op: str, args: list[Json], value: Range | Answer, kind: str) -> None:
        """Record what was done, with what, and what came out."""
        entry = {"op": op, "item": self.item, "args": args, **_shown(None, kind, value)}
        self.steps.append(entry)


def _calculate(benefit: Json, way: Json, given: Given) -> Json:
    """Evaluate one reading: ``way`` holds its ``pays`` and ``limits``."""
    run = _Run(benefit, given)
    asked = _asked_in(run)
    gates, amounts = [], []
    for item in range(_items_in(given)):
        run.item = item
        gates.append(_gate_of(run, asked))
        amounts.append(_item_of(run, way, gates[item]))
    run.item = None
    total = _limited(run, way["limits"], amounts)
    outcome = "amount" if total.exact else "range"
    if all(gate is False for gate in gates):
        outcome = "ineligible"
    return _result_of(run, outcome, total, amounts)


def _asked_in(run: _Run) -> Answer:
    """The conditions that the reader answers; unanswered ones are assumed to hold."""
    answers: list[Answer] = [True]
    for condition in run.benefit["conditions"]:
        if condition["holds"] is None:
            answers.append(run.text(condition["id"], "yes") == "yes")
            if not answers[-1]:
                _once(run.failed, condition["id"])
    return both(*answers)


def _gate_of(run: _Run, asked: Answer) -> Answer:
    """Whether the conditions hold for an item: those that were asked and those computed."""
    gate = asked
    for condition in run.benefit["conditions"]:
        if condition["holds"] is not None:
            holds = _answer_of(run, condition["holds"])
            gate = both(gate, holds)
            if holds is False:
                _once(run.failed, condition["id"])
    return gate


def _item_of(run: _Run, way: Json, gate: Answer) -> Range:
    """What one item is paid, before limits that act across items."""
    if gate is False:
        return point(0)
    kept = len(run.binding)
    amount = _range_of(run, way["pays"])
    if "combined" in way["limits"]:
        amount = _combined(run, way["limits"]["combined"], amount)
    if gate:
        return amount
    del run.binding[kept:]  # nothing may be paid at all
    return Range(ZERO, amount.high)


def _combined(run: _Run, limit: Json, amount: Range) -> Range:
    """City and district together: at most what the ceiling leaves beside the other's money."""
    ceiling, other = _range_of(run, limit["ceiling"]), _range_of(run, limit["with"])
    room = sub(ceiling, other)
    run.step("room", [_leaf(limit["ceiling"], ceiling), _leaf(limit["with"], other)], room, "money")
    return _cap(run, "combined", "combined", amount, _shown(None, "money", room), room)


def _limited(run: _Run, limits: Json, amounts: list[Range]) -> Range:
    """The sum over the items, within the limits that act across items and years."""
    if "count" in limits:
        _count(run, limits["count"], amounts)
    total = point(0)
    for amount in amounts:
        total = add(total, amount)
    if len(amounts) > 1:
        run.step("sum", [_shown(None, "money", a) for a in amounts], total, "money")
    for limit in ("per_year", "in_total"):
        if limit in limits:
            total = _across(run, limit, limits[limit], total)
    return total


def _count(run: _Run, node: list[Any], amounts: list[Range]) -> None:
    """Only the first items are paid; those of earlier claims have used up some of the places."""
    limit, before = _range_of(run, node), _history(run, "count", "count")
    places = sub(limit, before)
    args = [_leaf(node, limit), _shown(HISTORY["count"], "count", before)]
    run.step("places", args, places, "count")
    surely, perhaps = 0, 0  # how many of the items so far are paid
    for item, amount in enumerate(amounts):
        if places.high is not None and surely >= places.high:
            amounts[item] = point(0)
            if amount.low > 0:
                _once(run.binding, _name_of(node) or "count")
        elif perhaps >= places.low:
            amounts[item] = Range(ZERO, amount.high)
        surely += amounts[item].low > 0
        perhaps += amounts[item].high != 0


def _across(run: _Run, limit: str, node: list[Any], total: Range) -> Range:
    """A cap on the sum; what earlier claims were paid has used up some of it."""
    cap, before = _range_of(run, node), _history(run, limit, "money")
    room, shown = sub(cap, before), _leaf(node, cap)
    if before != point(0):
        run.step("room", [shown, _shown(HISTORY[limit], "money", before)], room, "money")
        shown = _shown(None, "money", room)
    return _cap(run, limit, _name_of(node) or limit, total, shown, room)


def _history(run: _Run, limit: str, kind: str) -> Range:
    text = run.text(HISTORY[limit], "0")
    return point(_number_of(kind, text or "0") or ZERO)


def _cap(run: _Run, limit: str, name: str, amount: Range, shown: Json, room: Range) -> Range:
    """The smaller of amount and room; the limit binds when it surely takes something away."""
    capped = minimum(amount, room)
    if room.high is not None and room.high < amount.low:
        _once(run.binding, name)
    run.step(limit, [_shown(None, "money", amount), shown], capped, "money")
    return capped


def _result_of(run: _Run, outcome: str, total: Range, amounts: list[Range]) -> Json:
    shares = [mul(total, point(Fraction(share))) for share in run.benefit["split"]]
    return {
        "outcome": outcome,
        **_ends("money", total),
        "items": [_ends("money", amount) for amount in amounts],
        "split": [_ends("money", share) for share in shares],
        "missing": run.missing,
        "assumed": run.assumed,
        "failed": run.failed,
        "binding": run.binding,
        "steps": run.steps,
    }


# --- expressions -----------------------------------------------------------------------------


def _range_of(run: _Run, node: list[Any]) -> Range:
    value = _value_of(run, node)
    assert isinstance(value, Range), "kinds are checked when the rule is compiled"
    return value


def _answer_of(run: _Run, node: list[Any]) -> Answer:
    value = _value_of(run, node)
    assert not isinstance(value, Range), "kinds are checked when the rule is compiled"
    return value


def _value_of(run: _Run, node: list[Any]) -> Range | Answer:
    """A number or an answer; choices are only ever looked at by ``choose``."""
    op, kind = node[0], node[1]
    if op in _SPECIAL:
        return _SPECIAL[op](run, node)
    values = [_value_of(run, arg) for arg in node[2:]]
    value = OPERATORS[op].apply(*values)
    _note_binding(run, op, node[2:], values)
    run.step(op, [_leaf(arg, v) for arg, v in zip(node[2:], values, strict=True)], value, kind)
    return value


def _fact(run: _Run, node: list[Any]) -> Range:
    """A fact's value; a date without a day or month counts as its first day."""
    text = run.benefit["facts"][node[2]]["value"]
    number = _day_of(f"{text}-01-01"[:10]) if node[1] == "date" else Fraction(text)
    assert number is not None, "facts are read when the benefit is compiled"
    return point(number)


def _input(run: _Run, node: list[Any]) -> Range | Answer:
    text = run.text(node[2], _spec_of(run, node[2])["default"])
    if node[1] == "yes_no":
        return None if text is None else text == "yes"
    number = None if text is None else _number_of(node[1], text)
    return ANYTHING if number is None else point(number)


def _spec_of(run: _Run, name: str) -> Json:
    spec: Json = next(spec for spec in run.benefit["inputs"] if spec["name"] == name)
    return spec


def _if_else(run: _Run, node: list[Any]) -> Range | Answer:
    """The branch that applies; while that is open, anything that either could give."""
    test = _answer_of(run, node[2])
    if test is None:
        return _any_branch(run, node[1], node[3:])
    chosen = node[3] if test else node[4]
    value = _value_of(run, chosen)
    run.step("if", [_leaf(node[2], test), _leaf(chosen, value)], value, node[1])
    return value


def _choose(run: _Run, node: list[Any]) -> Range | Answer:
    """The branch of the class that was chosen, or anything that one of them could give."""
    name = node[2][2]
    key = run.text(name, _spec_of(run, name)["default"])
    if key is None:
        return _any_branch(run, node[1], [branch for _, branch in node[3:]])
    chosen = dict(node[3:])[key]
    value = _value_of(run, chosen)
    choice = {"name": name, "kind": "choice", "value": key}
    run.step("choose", [choice, _leaf(chosen, value)], value, node[1])
    return value


def _any_branch(run: _Run, kind: str, branches: list[Any]) -> Range | Answer:
    kept, binding = len(run.steps), len(run.binding)
    values = [_value_of(run, branch) for branch in branches]
    del run.steps[kept:], run.binding[binding:]  # what only one open branch did says nothing yet
    if kind == "yes_no":
        return values[0] if len(set(values)) == 1 else None
    return hull([value for value in values if isinstance(value, Range)])


_SPECIAL: dict[str, Callable[[_Run, list[Any]], Range | Answer]] = {
    "fact": _fact,
    "number": lambda run, node: point(int(node[2])),
    "answer": lambda run, node: bool(node[2] == "yes"),
    "input": _input,
    "if": _if_else,
    "choose": _choose,
}
"""What is not an operator: leaves, and the forms that only look at the branch that applies."""


def _note_binding(run: _Run, op: str, nodes: list[Any], values: list[Any]) -> None:
    """In ``min``, a fact that is surely smaller than everything else is the limit that binds."""
    if op != "min":
        return
    for place, (node, value) in enumerate(zip(nodes, values, strict=True)):
        others = [other.low for i, other in enumerate(values) if i != place]
        if node[0] == "fact" and value.high < min(others):
            _once(run.binding, node[2])


# --- results as JSON -------------------------------------------------------------------------


def _ends(kind: str, value: Range) -> Json:
    high = None if value.high is None else _text_of(kind, value.high)
    return {"low": _text_of(kind, value.low), "high": high}


def _text_of(kind: str, number: Fraction) -> str:
    """The canonical text; a date that may be any day begins with the first of the calendar."""
    return date.fromordinal(max(1, int(number))).isoformat() if kind == "date" else exact(number)


def _shown(name: str | None, kind: str, value: Range | Answer) -> Json:
    if isinstance(value, Range):
        return {"name": name, "kind": kind, **_ends(kind, value)}
    return {"name": name, "kind": kind, "value": {True: "yes", False: "no", None: "open"}[value]}


def _leaf(node: list[Any], value: Range | Answer) -> Json:
    return _shown(_name_of(node), node[1], value)


def _name_of(node: list[Any]) -> str | None:
    return node[2] if node[0] in ("fact", "input") else None


def _once(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)

"""Compiled benefit + inputs + date → result with every step. ``static/rules.js`` is the twin.

Both work on plain JSON: numbers are exact decimal or fraction texts, money is counted in yuan.
``schema/rules.md`` describes the benefit and the result.
"""

from __future__ import annotations

import re
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
"""Canonical values by input or condition: one for all items, or one per item."""

HISTORY = {"per_year": "paid_this_year", "in_total": "paid_before", "count": "items_before"}
"""The input by which each limit that acts across claims remembers earlier ones."""


def evaluate(benefit: Json, given: Given, on: str) -> Json:
    """Calculate a benefit; ``on`` is the as-of date in ISO form."""
    errors = _errors(benefit, given)
    if errors:
        return {"outcome": "invalid", "errors": errors}
    try:
        result = _calculate(benefit, benefit, given)
        under = {key: _calculate(benefit, way, given) for key, way in benefit["under"].items()}
    except CannotCalculate as error:
        return {"outcome": "invalid", "errors": [{"input": "", "code": str(error)}]}
    status = status_on(benefit["validity"], on)
    return {**_in_force(result, status), "under": under}


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
    if status in ("not-yet", "expired"):
        would = {key: result[key] for key in ("low", "high")}
        return {
            **result,
            "status": status,
            "outcome": "not-in-force",
            "low": "0",
            "high": "0",
            "would": would,
        }
    return {**result, "status": status, "would": None}


# --- inputs ----------------------------------------------------------------------------------


def _errors(benefit: Json, given: Given) -> list[Json]:
    """Everything wrong with the inputs, in the order in which they were given."""
    known = {spec["name"]: spec for spec in benefit["inputs"]}
    asked = {c["id"]: {"type": "yes_no"} for c in benefit["conditions"] if c["holds"] is None}
    found = []
    for name, values in given.items():
        spec = known.get(name) or asked.get(name)
        if spec is None:
            found.append({"input": name, "code": "unknown-input"})
            continue
        codes = [code for value in values if (code := _wrong(spec, value))]
        found += [{"input": name, "code": code} for code in codes]
        if len(values) not in (1, _items(benefit, given)) or not _many(benefit, spec, values):
            found.append({"input": name, "code": "item-count"})
    return found


def _many(benefit: Json, spec: Json, values: list[str]) -> bool:
    return len(values) == 1 or (bool(benefit["per"]) and spec.get("scope") == "item")


def _items(benefit: Json, given: Given) -> int:
    return max([len(values) for values in given.values()], default=1)


def _wrong(spec: Json, value: str) -> str | None:
    if spec["type"] == "yes_no":
        return None if value in ("yes", "no") else "wrong-type"
    if spec["type"] == "choice":
        return None if value in spec["choices"] else "unknown-choice"
    number = _number(spec["type"], value)
    if number is None:
        return "wrong-type"
    if number < 0:
        return "negative"
    return "not-whole" if spec["type"] == "count" and number.denominator != 1 else None


_CANONICAL = re.compile(r"-?[0-9]+(\.[0-9]+|/[1-9][0-9]*)?")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _number(kind: str, value: str) -> Fraction | None:
    """A canonical text as a number; dates count as days, so that they can be compared."""
    if kind != "date":
        return Fraction(value) if _CANONICAL.fullmatch(value) else None
    try:
        return Fraction(date.fromisoformat(value).toordinal()) if _ISO_DATE.fullmatch(value) else None
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
        values = self.given.get(name)
        if values:
            return values[0] if len(values) == 1 or self.item is None else values[self.item]
        _once(self.assumed if default is not None else self.missing, name)
        return default

    def step(self, op: str, args: list[Json], value: Range | Answer, kind: str) -> None:
        """Record what was done, with what, and what came out."""
        entry = {"op": op, "item": self.item, "args": args, **_shown(None, kind, value)}
        self.steps.append(entry)


def _calculate(benefit: Json, way: Json, given: Given) -> Json:
    """Evaluate one reading: ``way`` holds its ``pays`` and ``limits``."""
    run = _Run(benefit, given)
    asked = _asked(run)
    amounts = []
    for item in range(_items(benefit, given)):
        run.item = item
        amounts.append(_item(run, way, asked))
    run.item = None
    total = _limited(run, way["limits"], amounts)
    return _result(run, total, amounts)


def _asked(run: _Run) -> Answer:
    """The conditions that the reader answers; unanswered ones are assumed to hold."""
    answers: list[Answer] = [True]
    for condition in run.benefit["conditions"]:
        if condition["holds"] is None:
            answers.append(run.text(condition["id"], "yes") == "yes")
            if not answers[-1]:
                _once(run.failed, condition["id"])
    return both(*answers)


def _item(run: _Run, way: Json, asked: Answer) -> Range:
    """What one item is paid, before limits that act across items."""
    gate: Answer = asked
    for condition in run.benefit["conditions"]:
        if condition["holds"] is not None:
            holds = _value(run, condition["holds"])
            gate = both(gate, holds)  # type: ignore[arg-type]
            if holds is False:
                _once(run.failed, condition["id"])
    amount = _range(run, way["pays"])
    if "combined" in way["limits"]:
        amount = _combined(run, way["limits"]["combined"], amount)
    if gate is False:
        return point(0)
    return amount if gate else Range(ZERO, amount.high)


def _combined(run: _Run, limit: Json, amount: Range) -> Range:
    """City and district together: at most what the ceiling leaves beside the other's money."""
    ceiling, other = _range(run, limit["ceiling"]), _range(run, limit["with"])
    room = sub(ceiling, other)
    run.step("room", [_shown(None, "money", ceiling), _leaf(limit["with"], other)], room, "money")
    return _cap(run, "combined", None, amount, room)


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
    """Only the first items are paid; earlier claims have used up some of the places."""
    before = _history(run, "count", "count")
    places = sub(_range(run, node), before)
    for item, amount in enumerate(amounts):
        if places.high is not None and item >= places.high:
            amounts[item] = point(0)
            _once(run.binding, _name(node) or "count")
        elif item >= places.low:
            amounts[item] = Range(ZERO, amount.high)
    args = [_leaf(node, _range(run, node)), _shown("items_before", "count", before)]
    run.step("places", args, places, "count")


def _across(run: _Run, limit: str, node: list[Any], total: Range) -> Range:
    cap, before = _range(run, node), _history(run, limit, "money")
    room = sub(cap, before)
    if before != point(0):
        args = [_leaf(node, cap), _shown(HISTORY[limit], "money", before)]
        run.step("room", args, room, "money")
    return _cap(run, limit, _name(node), total, room)


def _history(run: _Run, limit: str, kind: str) -> Range:
    text = run.text(HISTORY[limit], "0")
    return point(_number(kind, text or "0") or ZERO)


def _cap(run: _Run, limit: str, name: str | None, amount: Range, room: Range) -> Range:
    """The smaller of amount and room; the limit binds when it surely takes something away."""
    capped = minimum(amount, room)
    if room.high is not None and room.high < amount.low:
        _once(run.binding, name or limit)
    args = [_shown(None, "money", amount), _shown(name, "money", room)]
    run.step(limit, args, capped, "money")
    return capped


def _result(run: _Run, total: Range, amounts: list[Range]) -> Json:
    shares = [mul(total, point(Fraction(share))) for share in run.benefit["split"]]
    outcome = "amount" if total.exact else "range"
    if run.failed and total.high == 0:
        outcome = "ineligible"
    return {
        "outcome": outcome,
        **_ends(total),
        "items": [_ends(amount) for amount in amounts],
        "split": [_ends(share) for share in shares],
        "missing": run.missing,
        "assumed": run.assumed,
        "failed": run.failed,
        "binding": run.binding,
        "steps": run.steps,
    }


# --- expressions -----------------------------------------------------------------------------


def _range(run: _Run, node: list[Any]) -> Range:
    value = _value(run, node)
    assert isinstance(value, Range), "kinds are checked when the rule is compiled"
    return value


def _value(run: _Run, node: list[Any]) -> Range | Answer:
    """A number or an answer; choices are only ever looked at by ``choose``."""
    op, kind = node[0], node[1]
    if op == "fact":
        return point(Fraction(run.benefit["facts"][node[2]]["value"]))
    if op == "number":
        return point(int(node[2]))
    if op == "answer":
        return bool(node[2] == "yes")
    if op == "input":
        return _input(run, kind, node[2])
    if op == "if":
        return _branch(run, kind, _value(run, node[2]), node[3:])
    if op == "choose":
        return _choose(run, node)
    values = [_value(run, arg) for arg in node[2:]]
    value = OPERATORS[op].apply(*values)
    _note_binding(run, op, node[2:], values)
    run.step(op, [_leaf(arg, v) for arg, v in zip(node[2:], values, strict=True)], value, kind)
    return value


def _input(run: _Run, kind: str, name: str) -> Range | Answer:
    spec = next(spec for spec in run.benefit["inputs"] if spec["name"] == name)
    text = run.text(name, spec["default"])
    if kind == "yes_no":
        return None if text is None else text == "yes"
    number = None if text is None else _number(kind, text)
    return ANYTHING if number is None else point(number)


def _branch(run: _Run, kind: str, test: Answer, branches: list[Any]) -> Range | Answer:
    """The branch that applies; while that is open, anything that either could give."""
    if test is not None:
        return _value(run, branches[0] if test else branches[1])
    return _either(run, kind, branches)


def _choose(run: _Run, node: list[Any]) -> Range | Answer:
    spec = next(spec for spec in run.benefit["inputs"] if spec["name"] == node[2][2])
    key = run.text(spec["name"], spec["default"])
    if key is None:
        return _either(run, node[1], [branch for _, branch in node[3:]])
    chosen = dict(node[3:])[key]
    value = _value(run, chosen)
    choice = {"name": spec["name"], "kind": "choice", "value": key}
    run.step("choose", [choice, _leaf(chosen, value)], value, node[1])
    return value


def _either(run: _Run, kind: str, branches: list[Any]) -> Range | Answer:
    kept, binding = len(run.steps), len(run.binding)
    values = [_value(run, branch) for branch in branches]
    del run.steps[kept:], run.binding[binding:]  # what only one open branch did says nothing yet
    if kind == "yes_no":
        return values[0] if len(set(values)) == 1 else None
    return hull([value for value in values if isinstance(value, Range)])


def _note_binding(run: _Run, op: str, nodes: list[Any], values: list[Any]) -> None:
    """In ``min``, a fact that is surely smaller than everything else is the limit that binds."""
    if op != "min":
        return
    for place, (node, value) in enumerate(zip(nodes, values, strict=True)):
        others = [other.low for i, other in enumerate(values) if i != place]
        if node[0] == "fact" and value.high < min(others):
            _once(run.binding, node[2])


# --- results as JSON -------------------------------------------------------------------------


def _ends(value: Range) -> Json:
    return {"low": exact(value.low), "high": None if value.high is None else exact(value.high)}


def _shown(name: str | None, kind: str, value: Range | Answer) -> Json:
    if isinstance(value, Range):
        return {"name": name, "kind": kind, **_ends(value)}
    return {"name": name, "kind": kind, "value": {True: "yes", False: "no", None: "open"}[value]}


def _leaf(node: list[Any], value: Range | Answer) -> Json:
    return _shown(_name(node), node[1], value)


def _name(node: list[Any]) -> str | None:
    return node[2] if node[0] in ("fact", "input") else None


def _once(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)


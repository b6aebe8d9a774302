"""Compiled expressions → values and steps. The twin is ``static/rules/expressions.js``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from clausebook.quantity import exact
from clausebook.rules.inputs import Given, Json, day_of, number_of
from clausebook.rules.operators import (
    ANYTHING,
    OPERATORS,
    Answer,
    CannotCalculate,
    Range,
    hull,
    point,
)


@dataclass
class Run:
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
        once(self.missing if default is None else self.assumed, name)
        return default

    def step(self, op: str, args: list[Json], value: Range | Answer, kind: str) -> None:
        """Record what was done, with what, and what came out."""
        entry = {"op": op, "item": self.item, "args": args, **shown(None, kind, value)}
        self.steps.append(entry)


# --- expressions -----------------------------------------------------------------------------


def range_of(run: Run, node: list[Any]) -> Range:
    """The value of an expression that is a number."""
    value = _value_of(run, node)
    assert isinstance(value, Range), "kinds are checked when the rule is compiled"
    return value


def answer_of(run: Run, node: list[Any]) -> Answer:
    """The value of an expression that is a condition."""
    value = _value_of(run, node)
    assert not isinstance(value, Range), "kinds are checked when the rule is compiled"
    return value


def _value_of(run: Run, node: list[Any]) -> Range | Answer:
    """A number or an answer; choices are only ever looked at by ``choose``."""
    op, kind = node[0], node[1]
    if op in _SPECIAL:
        return _SPECIAL[op](run, node)
    values = [_value_of(run, arg) for arg in node[2:]]
    value = OPERATORS[op].apply(*values)
    _note_binding(run, op, node[2:], values)
    run.step(op, [leaf(arg, v) for arg, v in zip(node[2:], values, strict=True)], value, kind)
    return value


def _fact(run: Run, node: list[Any]) -> Range:
    """A fact's value; a date without a day or month counts as its first day."""
    text = run.benefit["facts"][node[2]]["value"]
    number = day_of(f"{text}-01-01"[:10]) if node[1] == "date" else Fraction(text)
    assert number is not None, "facts are read when the benefit is compiled"
    return point(number)


def _input(run: Run, node: list[Any]) -> Range | Answer:
    text = run.text(node[2], _spec_of(run, node[2])["default"])
    if node[1] == "yes_no":
        return None if text is None else text == "yes"
    number = None if text is None else number_of(node[1], text)
    return ANYTHING if number is None else point(number)


def _spec_of(run: Run, name: str) -> Json:
    spec: Json = next(spec for spec in run.benefit["inputs"] if spec["name"] == name)
    return spec


def _if_else(run: Run, node: list[Any]) -> Range | Answer:
    """The branch that applies; while that is open, anything that either could give."""
    test = answer_of(run, node[2])
    if test is None:
        return _any_branch(run, node[1], node[3:])
    chosen = node[3] if test else node[4]
    value = _value_of(run, chosen)
    run.step("if", [leaf(node[2], test), leaf(chosen, value)], value, node[1])
    return value


def _choose(run: Run, node: list[Any]) -> Range | Answer:
    """The branch of the class that was chosen, or anything that one of them could give."""
    name = node[2][2]
    key = run.text(name, _spec_of(run, name)["default"])
    if key is None:
        return _any_branch(run, node[1], [branch for _, branch in node[3:]])
    chosen = dict(node[3:])[key]
    value = _value_of(run, chosen)
    choice = {"name": name, "kind": "choice", "value": key}
    run.step("choose", [choice, leaf(chosen, value)], value, node[1])
    return value


def _any_branch(run: Run, kind: str, branches: list[Any]) -> Range | Answer:
    kept, binding = len(run.steps), len(run.binding)
    values = [_value_of(run, branch) for branch in branches]
    del run.steps[kept:], run.binding[binding:]  # what only one open branch did says nothing yet
    if kind == "yes_no":
        return values[0] if len(set(values)) == 1 else None
    return hull([value for value in values if isinstance(value, Range)])


_SPECIAL: dict[str, Callable[[Run, list[Any]], Range | Answer]] = {
    "fact": _fact,
    "number": lambda run, node: point(int(node[2])),
    "answer": lambda run, node: bool(node[2] == "yes"),
    "input": _input,
    "named": lambda run, node: _value_of(run, node[3]),
    "if": _if_else,
    "choose": _choose,
}
"""What is not an operator: leaves, and the forms that only look at the branch that applies."""


def _note_binding(run: Run, op: str, nodes: list[Any], values: list[Any]) -> None:
    """In ``min``, a fact that is surely smaller than everything else is the limit that binds."""
    if op != "min":
        return
    for place, (node, value) in enumerate(zip(nodes, values, strict=True)):
        others = [other.low for i, other in enumerate(values) if i != place]
        if node[0] == "fact" and value.high < min(others):
            once(run.binding, node[2])


# --- results as JSON -------------------------------------------------------------------------


def ends(kind: str, value: Range) -> Json:
    """A range as the texts of its two ends."""
    high = None if value.high is None else _text_of(kind, value.high)
    return {"low": _text_of(kind, value.low), "high": high}


def _text_of(kind: str, number: Fraction) -> str:
    """The canonical text; a date that may be any day begins with the first of the calendar."""
    return date.fromordinal(max(1, int(number))).isoformat() if kind == "date" else exact(number)


def shown(name: str | None, kind: str, value: Range | Answer) -> Json:
    """A value as steps hold it, with its name where it has one."""
    if isinstance(value, Range):
        return {"name": name, "kind": kind, **ends(kind, value)}
    return {"name": name, "kind": kind, "value": {True: "yes", False: "no", None: "open"}[value]}


def leaf(node: list[Any], value: Range | Answer) -> Json:
    """The value of a part of an expression, named if the part is a fact or an input."""
    return shown(name_of(node), node[1], value)


def name_of(node: list[Any]) -> str | None:
    """The name of a fact, an input or a named rule."""
    return node[2] if node[0] in ("fact", "input", "named") else None


def once(names: list[str], name: str) -> None:
    """Add a name that is not there yet."""
    if name not in names:
        names.append(name)

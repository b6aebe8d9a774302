"""Compiled benefit + inputs + date → result with every step.

The twin is ``static/rules/evaluate.js``.

Both work on plain JSON: numbers are exact decimal or fraction texts, money is counted in yuan.
``schema/rules.md`` describes the benefit and the result.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from typing import Any

from clausebook.rules.expressions import (
    Run,
    answer_of,
    ends,
    leaf,
    name_of,
    once,
    range_of,
    shown,
)
from clausebook.rules.inputs import Given, Json, errors_in, items_in, number_of
from clausebook.rules.operators import (
    ZERO,
    Answer,
    CannotCalculate,
    Range,
    add,
    both,
    maximum,
    minimum,
    mul,
    point,
    sub,
)
from clausebook.rules.validity import status_on

HISTORY = {"per_year": "paid_this_year", "in_total": "paid_before", "count": "items_before"}
"""The input by which each limit that acts across claims remembers earlier ones."""


def evaluate(benefit: Json, given: Given, on: str) -> Json:
    """Calculate a benefit; ``on`` is the as-of date in ISO form."""
    errors = errors_in(benefit, given)
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


def _in_force(result: Json, status: str) -> Json:
    """Outside its validity a benefit pays nothing; what it would have paid is kept apart."""
    if status not in ("not-yet", "expired"):
        return {**result, "status": status, "would": None}
    nothing = ends("money", point(0))
    return {
        **result,
        "outcome": "not-in-force",
        **nothing,
        "items": [nothing] * len(result["items"]),
        "split": [nothing] * len(result["split"]),
        "status": status,
        "would": {key: result[key] for key in ("low", "high", "items", "split")},
    }


# --- one reading ---------------------------------------------------------------------------


def _calculate(benefit: Json, way: Json, given: Given) -> Json:
    """Evaluate one reading: ``way`` holds its ``pays`` and ``limits``."""
    run = Run(benefit, given)
    asked = _asked_in(run)
    gates, amounts = [], []
    for item in range(items_in(given)):
        run.item = item
        gates.append(_gate_of(run, asked))
        amounts.append(_item_of(run, way, gates[item]))
    run.item = None
    total = _limited(run, way["limits"], amounts)
    outcome = "amount" if total.exact else "range"
    if all(gate is False for gate in gates):
        outcome = "ineligible"
    return _result_of(run, outcome, total, amounts)


def _asked_in(run: Run) -> Answer:
    """The conditions that the reader answers; unanswered ones are assumed to hold."""
    answers: list[Answer] = [True]
    for condition in run.benefit["conditions"]:
        if condition["holds"] is None:
            answers.append(run.text(condition["id"], "yes") == "yes")
            if not answers[-1]:
                once(run.failed, condition["id"])
    return both(*answers)


def _gate_of(run: Run, asked: Answer) -> Answer:
    """Whether the conditions hold for an item: those that were asked and those computed."""
    gate = asked
    for condition in run.benefit["conditions"]:
        if condition["holds"] is not None:
            holds = answer_of(run, condition["holds"])
            gate = both(gate, holds)
            if holds is False:
                once(run.failed, condition["id"])
    return gate


def _item_of(run: Run, way: Json, gate: Answer) -> Range:
    """What one item is paid, before limits that act across items."""
    if gate is False:
        return point(0)
    kept = len(run.binding)
    amount = range_of(run, way["pays"])
    if "combined" in way["limits"]:
        amount = _combined(run, way["limits"]["combined"], amount)
    if gate:
        return amount
    del run.binding[kept:]  # nothing may be paid at all
    return Range(ZERO, amount.high)


def _combined(run: Run, limit: Json, amount: Range) -> Range:
    """City and district together: at most what the ceiling leaves beside the other's money."""
    ceiling, other = range_of(run, limit["ceiling"]), range_of(run, limit["with"])
    room = sub(ceiling, other)
    run.step("room", [leaf(limit["ceiling"], ceiling), leaf(limit["with"], other)], room, "money")
    return _cap(run, "combined", "combined", amount, shown(None, "money", room), room)


def _limited(run: Run, limits: Json, amounts: list[Range]) -> Range:
    """The sum over the items, or the best of them, within the limits across items and years."""
    if "count" in limits:
        _count(run, limits["count"], amounts)
    best = limits.get("stacking") == "best-of"
    total = maximum(*amounts) if best else reduce(add, amounts)
    if len(amounts) > 1:
        args = [shown(None, "money", amount) for amount in amounts]
        run.step("best" if best else "sum", args, total, "money")
    for limit in ("per_year", "in_total"):
        if limit in limits:
            total = _across(run, limit, limits[limit], total)
    return total


def _count(run: Run, node: list[Any], amounts: list[Range]) -> None:
    """Only the first items are paid; those of earlier claims have used up some of the places."""
    limit, before = range_of(run, node), _history(run, "count", "count")
    places = sub(limit, before)
    args = [leaf(node, limit), shown(HISTORY["count"], "count", before)]
    run.step("places", args, places, "count")
    surely, perhaps = 0, 0  # how many of the items so far are paid
    for item, amount in enumerate(amounts):
        if places.high is not None and surely >= places.high:
            amounts[item] = point(0)
            if amount.low > 0:
                once(run.binding, name_of(node) or "count")
        elif perhaps >= places.low:
            amounts[item] = Range(ZERO, amount.high)
        surely += amounts[item].low > 0
        perhaps += amounts[item].high != 0


def _across(run: Run, limit: str, node: list[Any], total: Range) -> Range:
    """A cap on the sum; what earlier claims were paid has used up some of it."""
    cap, before = range_of(run, node), _history(run, limit, "money")
    room, shown_room = sub(cap, before), leaf(node, cap)
    if before != point(0):
        run.step("room", [shown_room, shown(HISTORY[limit], "money", before)], room, "money")
        shown_room = shown(None, "money", room)
    return _cap(run, limit, name_of(node) or limit, total, shown_room, room)


def _history(run: Run, limit: str, kind: str) -> Range:
    text = run.text(HISTORY[limit], "0")
    return point(number_of(kind, text or "0") or ZERO)


def _cap(run: Run, limit: str, name: str, amount: Range, shown_room: Json, room: Range) -> Range:
    """The smaller of amount and room; the limit binds when it surely takes something away."""
    capped = minimum(amount, room)
    if room.high is not None and room.high < amount.low:
        once(run.binding, name)
    run.step(limit, [shown(None, "money", amount), shown_room], capped, "money")
    return capped


def _result_of(run: Run, outcome: str, total: Range, amounts: list[Range]) -> Json:
    shares = [mul(total, point(Fraction(share))) for share in run.benefit["split"]]
    return {
        "outcome": outcome,
        **ends("money", total),
        "items": [ends("money", amount) for amount in amounts],
        "split": [ends("money", share) for share in shares],
        "missing": run.missing,
        "assumed": run.assumed,
        "failed": run.failed,
        "binding": run.binding,
        "steps": run.steps,
    }

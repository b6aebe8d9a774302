"""What evaluating a benefit gives. ``schema/rules.md`` describes the JSON that both twins share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any, Literal

from clausebook.quantity import exact
from clausebook.rules.compiled import ids_of
from clausebook.rules.operators import POINTS, Answer, Range, add, hull

Outcome = Literal["amount", "range", "ineligible", "not-in-force"]


def text_of(kind: str, number: Fraction) -> str:
    """The canonical text; a date that may be any day begins with the first of the calendar."""
    if kind == "date":
        return date.fromordinal(max(1, int(number))).isoformat()
    return exact(number * POINTS if kind == "points" else number)


def _ends(value: Range, kind: str = "") -> dict[str, str | None]:
    high = None if value.high is None else text_of(kind, value.high)
    return {"low": text_of(kind, value.low), "high": high}


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as steps hold it, with its name where it has one."""

    name: str
    """The fact, input or named rule that it comes from; empty for what was calculated."""
    kind: str
    value: Range | Answer | str
    """A number, an answer, or the key of a choice."""

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        named = {"name": self.name or None, "kind": self.kind}
        if isinstance(self.value, Range):
            return {**named, **_ends(self.value, self.kind)}
        return {**named, "value": answer_key(self.value)}


def answer_key(value: Answer | str) -> str:
    """``yes``, ``no`` or ``open``; a choice is its own key."""
    return value if isinstance(value, str) else {True: "yes", False: "no", None: "open"}[value]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a calculation: what was done, for which item, with what, and what came out."""

    op: str
    item: int | None
    """Counted from zero; None for what is done with the sum."""
    args: tuple[Shown, ...]
    result: Shown
    parts: tuple[int, ...] = ()
    """For each argument, how many of the steps before it gave the argument; none for limits."""

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        args = [shown.as_json() for shown in self.args]
        told = {"op": self.op, "item": self.item, "parts": list(self.parts), "args": args}
        return {**told, **self.result.as_json()}


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of what is awarded."""

    id: str
    amount: Range
    paid: Answer
    """No where it is lost, None while that is not known."""

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {"id": self.id, **_ends(self.amount), "paid": answer_key(self.paid)}


@dataclass(frozen=True, slots=True)
class Paid:
    """What is paid: the sum, each item before limits on the sum, and the shares."""

    total: Range
    sure: Range
    """What of it the text fixes; the rest is left open below the limits that it prints."""
    items: tuple[Range, ...]
    split: tuple[Range, ...]
    beside: Mapping[str, Range] = field(default_factory=dict)
    """What each of the others pays, by input, where all have one ceiling."""
    instalments: tuple[Instalment, ...] = ()
    """The parts of what is awarded; those that are lost are no part of the sum."""

    @property
    def joint(self) -> Range | None:
        """What all of them pay together."""
        return reduce(add, self.beside.values(), self.total) if self.beside else None

    @property
    def bound(self) -> Literal["exact", "up_to"]:
        """``exact`` where the text fixes the amount, ``up_to`` where it fixes only its limit."""
        return "exact" if self.sure == self.total else "up_to"

    def differs(self, other: Paid) -> bool:
        """Whether the amounts are not the same, or not equally sure."""
        return (self.total, self.sure) != (other.total, other.sure)

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {
            **_ends(self.total),
            "bound": self.bound,
            "sure": _ends(self.sure),
            "joint": _ends(self.joint) if self.joint else None,
            "beside": {name: _ends(paid) for name, paid in self.beside.items()},
            "items": [_ends(amount) for amount in self.items],
            "split": [_ends(share) for share in self.split],
            "instalments": [part.as_json() for part in self.instalments],
        }


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What one reading of a benefit gives."""

    outcome: Outcome
    paid: Paid
    missing: tuple[str, ...]
    assumed: tuple[str, ...]
    failed: tuple[str, ...]
    binding: tuple[str, ...]
    steps: tuple[Step, ...] = field(repr=False)
    remarks: tuple[str, ...]
    """The benefit's remarks that these entries call for."""
    status: str
    would: Paid | None
    """Outside the validity: what would have been paid."""

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {
            "outcome": self.outcome,
            **self.paid.as_json(),
            "missing": list(self.missing),
            "assumed": list(self.assumed),
            "failed": list(self.failed),
            "binding": list(self.binding),
            "steps": [step.as_json() for step in self.steps],
            "remarks": list(self.remarks),
            "status": self.status,
            "would": self.would.as_json() if self.would else None,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """What the reading that pays gives, and beside it every other one."""

    used: Reckoned
    under: dict[str, Reckoned]

    @property
    def spread(self) -> Range:
        """From the lowest to the highest amount that any of the readings gives."""
        return hull([each.paid.total for each in (self.used, *self.under.values())])

    def tells(self, key: str) -> bool:
        """Whether a reading of ``under`` comes to something else than those it goes beyond.

        Several readings at once are told only where they differ from each of them alone.
        """
        alone = [self.under[id_] for id_ in ids_of(key) if id_ != key and id_ in self.under]
        return all(self.under[key].paid.differs(other.paid) for other in (self.used, *alone))

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        under = {key: other.as_json() for key, other in self.under.items()}
        return {**self.used.as_json(), "spread": _ends(self.spread), "under": under}


@dataclass(frozen=True, slots=True)
class InputError:
    """Why nothing can be calculated: the input, empty when it is none of them, and a code."""

    input: str
    code: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Inputs that cannot be calculated with."""

    errors: tuple[InputError, ...]

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        errors = [{"input": error.input, "code": error.code} for error in self.errors]
        return {"outcome": "invalid", "errors": errors}

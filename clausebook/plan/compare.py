"""Two plans beside each other: which answers differ, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clausebook.plan.answers import Answers
from clausebook.plan.results import Plan, PlannedBenefit, ends
from clausebook.rules.operators import ZERO, Range

_NOTHING = Range(ZERO, ZERO)


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """A question that is answered differently: the texts of each case, empty where unknown."""

    question: str
    one: tuple[str, ...]
    other: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {"question": self.question, "one": list(self.one), "other": list(self.other)}


@dataclass(frozen=True, slots=True)
class OtherBenefit:
    """A benefit that stands differently, or adds another amount to the total."""

    one: PlannedBenefit
    other: PlannedBenefit
    adds_one: Range
    """What it adds to the total of the one case; nothing where it is not chosen."""
    adds_other: Range

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {
            "id": self.one.id,
            "outcome": [self.one.outcome, self.other.outcome],
            "status": [self.one.status, self.other.status],
            "adds": [ends(self.adds_one), ends(self.adds_other)],
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two cases of one book."""

    on: tuple[str, str]
    total: tuple[Range, Range]
    answers: tuple[OtherAnswer, ...]
    benefits: tuple[OtherBenefit, ...]
    """Those of which outcome, status or share of the total differ, in the book's order."""

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {
            "on": list(self.on),
            "total": [ends(total) for total in self.total],
            "answers": [each.as_json() for each in self.answers],
            "benefits": [each.as_json() for each in self.benefits],
        }


def compare(one: tuple[Answers, Plan], other: tuple[Answers, Plan]) -> Difference:
    """What differs between two cases; both plans are of the same book."""
    (answers, plan), (other_answers, other_plan) = one, other
    return Difference(
        on=(plan.on, other_plan.on),
        total=(plan.total.amount, other_plan.total.amount),
        answers=tuple(_answers(answers, other_answers)),
        benefits=tuple(_benefits(plan, other_plan)),
    )


def _answers(one: Answers, other: Answers) -> Iterator[OtherAnswer]:
    for name in dict.fromkeys((*one.given, *other.given)):
        texts = one.given.get(name, ()), other.given.get(name, ())
        known = [text if any(text) else () for text in texts]
        if known[0] != known[1]:
            yield OtherAnswer(name, known[0], known[1])


def _benefits(one: Plan, other: Plan) -> Iterator[OtherBenefit]:
    adds = [{row.id: row.paid.amount for row in plan.chosen} for plan in (one, other)]
    for row, beside in zip(one.benefits, other.benefits, strict=True):
        both = [each.get(row.id, _NOTHING) for each in adds]
        if (row.outcome, row.status, both[0]) != (beside.outcome, beside.status, both[1]):
            yield OtherBenefit(row, beside, both[0], both[1])

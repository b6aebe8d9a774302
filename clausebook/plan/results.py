"""What a plan says. ``schema/plans.md`` describes the JSON that both twins share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clausebook.plan.outcomes import OutcomeOf
from clausebook.quantity import exact
from clausebook.rules.operators import Range


def ends(amount: Range) -> dict[str, str | None]:
    """Both ends as canonical texts; null where there is no upper one."""
    return {"low": exact(amount.low), "high": None if amount.high is None else exact(amount.high)}


def bound_of(is_sure: bool) -> str:
    """``exact`` where texts fix the amount, ``up_to`` where they fix only its limit."""
    return "exact" if is_sure else "up_to"


@dataclass(frozen=True, slots=True)
class Money:
    """What is paid, and whether the texts fix it rather than only its limit."""

    amount: Range
    is_sure: bool = True

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {**ends(self.amount), "bound": bound_of(self.is_sure)}


@dataclass(frozen=True, slots=True)
class PlannedInstance:
    """A benefit for one product, say."""

    outcome: OutcomeOf
    paid: Range
    failed: tuple[str, ...]
    missing: tuple[str, ...]
    judged: tuple[str, ...]
    changes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {
            "outcome": self.outcome,
            **ends(self.paid),
            "failed": list(self.failed),
            "missing": list(self.missing),
            "judged": list(self.judged),
            "changes": list(self.changes),
        }


@dataclass(frozen=True, slots=True)
class PlannedBenefit:
    """How a benefit stands to the answers, and what it pays or would pay."""

    id: str
    outcome: OutcomeOf
    status: str
    paid: Money
    """For what is chosen, as it is paid there; else by itself, beside all that is chosen."""
    failed: tuple[str, ...]
    """Gates and conditions that do not hold."""
    missing: tuple[str, ...]
    """Questions on which it depends whether it fits, or how much it pays."""
    judged: tuple[str, ...]
    """Addresses of what an authority has still to judge."""
    changes: tuple[str, ...]
    """Of what nearly fits: the answers that stand in the way."""
    would: Money | None
    """What would be paid if they were otherwise, or if it were in force."""
    instances: tuple[PlannedInstance, ...]
    binding: tuple[str, ...]
    """Limits and relations that take something away."""
    error: str
    """Why its amount cannot be calculated; empty where it can."""

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {
            "id": self.id,
            "outcome": self.outcome,
            "status": self.status,
            **self.paid.as_json(),
            "failed": list(self.failed),
            "missing": list(self.missing),
            "judged": list(self.judged),
            "changes": list(self.changes),
            "would": self.would and self.would.as_json(),
            "instances": [each.as_json() for each in self.instances],
            "binding": list(self.binding),
            "error": self.error or None,
        }


@dataclass(frozen=True, slots=True)
class Chosen:
    """A benefit of the best combination, with the instances for which it is taken."""

    id: str
    instances: tuple[int, ...]
    paid: Money

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {"id": self.id, "instances": list(self.instances), **self.paid.as_json()}


@dataclass(frozen=True, slots=True)
class Rejected:
    """What might be taken and is not."""

    id: str
    instances: tuple[int, ...]
    by: tuple[str, ...]
    """The chosen benefits that it cannot stand beside, or that leave nothing to it."""
    relation: str
    """What says so; empty where it would pay nothing anyway."""
    total: Range | None
    """The best total with it; None where it can never be added."""

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {
            "id": self.id,
            "instances": list(self.instances),
            "by": list(self.by),
            "relation": self.relation or None,
            "with": self.total and ends(self.total),
        }


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another combination that pays as much, or nearly so."""

    total: Range
    chosen: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {"total": ends(self.total), "chosen": list(self.chosen)}


@dataclass(frozen=True, slots=True)
class OpenReading:
    """The total under another answer to what a text leaves open."""

    reading: str
    option: str
    total: Range

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {"reading": self.reading, "option": self.option, "total": ends(self.total)}


@dataclass(frozen=True, slots=True)
class Payer:
    """What one payer bears of all that is chosen."""

    id: str
    currency: str
    paid: Range

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {"id": self.id, "currency": self.currency, **ends(self.paid)}


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is planned for one applicant on a day."""

    on: str
    currency: str
    totals: Mapping[str, Money]
    """By currency, the one of the site first."""
    payers: tuple[Payer, ...]
    benefits: tuple[PlannedBenefit, ...]
    chosen: tuple[Chosen, ...]
    rejected: tuple[Rejected, ...]
    alternatives: tuple[Alternative, ...]
    open: tuple[OpenReading, ...]
    ask: tuple[str, ...]
    """The questions that may still change something, those that decide most first."""

    @property
    def total(self) -> Money:
        """What is paid in the currency of the site."""
        return self.totals[self.currency]

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {
            "on": self.on,
            "total": self.total.as_json(),
            "totals": {currency: each.as_json() for currency, each in self.totals.items()},
            "payers": [each.as_json() for each in self.payers],
            "benefits": [each.as_json() for each in self.benefits],
            "chosen": [each.as_json() for each in self.chosen],
            "rejected": [each.as_json() for each in self.rejected],
            "alternatives": [each.as_json() for each in self.alternatives],
            "open": [each.as_json() for each in self.open],
            "ask": list(self.ask),
        }

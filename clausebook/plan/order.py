"""In which order questions are asked: what settles most comes first.

Of a benefit that may be had, each open question has an equal share of what keeps it open. An answer
gains what falls away with it: everything where the benefit no longer fits, or where nothing else is
open. Benefits count by rank: the more a benefit pays at most, the more it counts. A question is
worth what its answers gain on average.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from clausebook.plan.gates import Known, questions_in
from clausebook.plan.results import PlannedBenefit
from clausebook.plan.solving import Solved
from clausebook.rules.operators import ZERO

_LIVE = ("fits", "fits-if")


def order_of(solved: Solved, benefits: Sequence[PlannedBenefit]) -> tuple[str, ...]:
    """The questions that may still change something, those that settle most first.

    A question of which it is open whether it is asked stands behind those that decide that.
    """
    live = [row for row in benefits if row.outcome in _LIVE]
    names = dict.fromkeys(name for row in live for name in row.missing)
    asked = [name for name in solved.book.questions if name in names]
    weights = _weights(live)
    worth = {name: _worth(solved, name, live, weights) for name in asked}
    order: dict[str, None] = {}
    for name in sorted(asked, key=lambda name: -worth[name]):  # stable: else the book's order
        order |= dict.fromkeys((*_before(solved.known, name), name))
    return tuple(order)


def _weights(live: Sequence[PlannedBenefit]) -> dict[str, int]:
    """One more than there are benefits that pay less at most."""

    def high(row: PlannedBenefit) -> tuple[bool, Fraction]:
        most = row.paid.amount.high
        return most is None, most or ZERO

    return {row.id: 1 + sum(high(other) < high(row) for other in live) for row in live}


def _before(known: Known, name: str) -> Iterator[str]:
    """The unknown questions that decide whether one is asked."""
    when = known.book.questions[name].when
    for other in questions_in(when) if when else ():
        if other != name and None in known.values(other):
            yield other


def _worth(
    solved: Solved, name: str, live: Sequence[PlannedBenefit], weights: Mapping[str, int]
) -> Fraction:
    question = solved.book.questions[name]
    options = {"yes_no": ("yes", "no"), "choice": question.choices}.get(question.type, ("",))
    rows = [row for row in live if name in row.missing]
    gain = ZERO
    for option in options:
        known = solved.known.with_answer(name, option) if option else solved.known
        for row in rows:
            left = _left(solved, known, row, name)
            gain += weights[row.id] * Fraction(max(0, len(row.missing) - left), len(row.missing))
    return gain / len(options)


def _left(solved: Solved, known: Known, row: PlannedBenefit, name: str) -> int:
    """How many questions a benefit still has; none where it no longer fits."""
    benefit = solved.book.benefits[row.id]
    names = set[str]()
    for place in solved.standings.instances(row.id):
        before = solved.known.gated(benefit, place)
        gates = [
            known.through(benefit, gated.gate, place) if name in gated.open else gated
            for gated in before
        ]
        if all(gated.answer is not False for gated in gates):
            at_gates = {each for gated in before if gated.answer is None for each in gated.open}
            names |= {each for gated in gates if gated.answer is None for each in gated.open}
            names |= {*row.instances[place].missing} - at_gates
    return len(names - {name})

"""What is awarded, in parts: how much each is, and whether it is paid or lost.

The twin is ``static/rules/instalments.js``. Parts are shares of the award, or amounts that are
taken from it one after the other; one of them may be the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from clausebook.rules.compiled import RuleInstalment
from clausebook.rules.expressions import Run, answer_of, range_of
from clausebook.rules.operators import ZERO, Range, add, minimum, mul, point, sub
from clausebook.rules.results import Instalment, Shown


def instalments_of(run: Run, award: Range) -> tuple[Instalment, ...]:
    """The parts of an award, in the order in which they are written."""
    written = run.benefit.instalments
    amounts = _amounts(run, written, award)
    return tuple(
        Instalment(each.id, amount, each.lost_unless is None or answer_of(run, each.lost_unless))
        for each, amount in zip(written, amounts, strict=True)
    )


def _amounts(run: Run, written: Sequence[RuleInstalment], award: Range) -> list[Range]:
    """How much each part is; the rest is what all others leave, wherever it stands."""
    left, share_left = award, point(1)
    found: list[Range | None] = []
    for each in written:
        amount = None
        if each.part:
            part = range_of(run, each.part)
            is_share = each.part.kind == "rate"
            share_left = sub(share_left, part) if is_share else share_left
            amount = mul(award, part) if is_share else minimum(part, left)
            left = mul(award, share_left) if is_share else sub(left, amount)
        found.append(amount)
    return [left if amount is None else amount for amount in found]


def paid_of(run: Run, award: Range, parts: Sequence[Instalment]) -> Range:
    """What is paid of an award: the parts that are not lost, or all of it where it has none."""
    if not parts:
        return award
    paid = minimum(award, reduce(add, (_paid(part) for part in parts)))
    lost = [Shown(part.id, run.currency, part.amount) for part in parts if part.paid is False]
    if lost:
        run.step("lost", (Shown("", run.currency, award), *lost), paid, run.currency)
    return paid


def _paid(part: Instalment) -> Range:
    if part.paid is None:
        return Range(ZERO, part.amount.high)
    return part.amount if part.paid else point(0)

"""Compiled benefit + inputs + date → result with every step.

The twin is ``static/rules/evaluate.js``.

Numbers are exact, money is counted in the main unit of its currency. ``schema/rules.md`` describes
the benefit and the result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

from clausebook.rules.compiled import Combined, CompiledBenefit, Node, RuleLimits, RuleWay
from clausebook.rules.expressions import Run, answer_of, leaf, once, range_of
from clausebook.rules.inputs import HISTORY, UNDER, Entered, Given, entered, errors_in, items_in
from clausebook.rules.instalments import instalments_of, paid_of
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
from clausebook.rules.results import (
    InputError,
    Instalment,
    Outcome,
    Paid,
    Reckoned,
    Refused,
    Result,
    Shown,
)
from clausebook.rules.validity import OUTSIDE, status_on

_NOTHING = point(0)


def evaluate(benefit: CompiledBenefit, given: Given, on: str) -> Result | Refused:
    """Calculate a benefit; ``on`` is the as-of date in ISO form."""
    errors = errors_in(benefit, given)
    if errors:
        return Refused(errors)
    claim = _Claim(benefit, entered(benefit, given), on, _statuses(benefit, items_in(given), on))
    ways = (benefit.way, *benefit.under.values())
    try:
        remarks = tuple(_remarks(claim))
        used, *others = (_reckoned(claim, way, remarks) for way in ways)
    except CannotCalculate as error:
        return Refused((InputError("", str(error)),))
    return Result(used, dict(zip(benefit.under, others, strict=True)))


def reckon(
    benefit: CompiledBenefit, values: Entered, items: int, on: str, reading: str = ""
) -> Reckoned:
    """One reading by itself, without steps and remarks, of values that are known to be right.

    For whoever calculates often, as plans do; raises :class:`CannotCalculate`.
    """
    claim = _Claim(benefit, values, on, _statuses(benefit, items, on))
    way = benefit.under.get(reading, benefit.way)
    return _reckoned(claim, way, (), keeps_steps=False)


def _statuses(benefit: CompiledBenefit, items: int, on: str) -> tuple[str, ...]:
    """The status of each item on its day: of a series of years, each is a year after the last."""
    years = range(items) if benefit.per == "year" else (0,) * items
    return tuple(status_on(benefit.validity, years_after(on, year)) for year in years)


def years_after(day: str, years: int) -> str:
    """The same day so many years later; the calendar ends with the year 9999."""
    return f"{min(9999, int(day[:4]) + years):04d}{day[4:]}" if years else day


# --- one reading ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Claim:
    """What is claimed of a benefit: the values entered, and the status of each item on its day."""

    benefit: CompiledBenefit
    entered: Entered
    on: str
    statuses: tuple[str, ...]

    @property
    def status(self) -> str:
        """The status on the as-of date."""
        return self.statuses[0]

    @property
    def in_force(self) -> bool:
        """Whether anything can be paid on the as-of date."""
        return self.status not in OUTSIDE

    @property
    def ended(self) -> frozenset[int]:
        """The items that fall behind the last day of a benefit which is in force now."""
        outside = (i for i, status in enumerate(self.statuses) if status in OUTSIDE)
        return frozenset(outside) if self.in_force else frozenset()

    def amounts(self, run: Run, way: RuleWay) -> Amounts:
        """What a reading pays for all items."""
        ended = frozenset() if way.limits.outlasts else self.ended
        return amounts_of(run, way, len(self.statuses), ended)


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a reading pays in force: the sum within all limits, and each item before those on it."""

    total: Range
    items: tuple[Range, ...]
    refused: bool
    """Whether the conditions fail for every item."""
    beside: Mapping[str, Range]
    """What each of those pays with whom the benefit has one ceiling; empty without one."""
    instalments: tuple[Instalment, ...]
    """The parts of what is awarded; the sum has those that are paid."""


def amounts_of(run: Run, way: RuleWay, items: int, ended: frozenset[int] = frozenset()) -> Amounts:
    """Work out one reading for so many items; raises :class:`CannotCalculate`.

    Items that have ``ended`` pay nothing, whatever the rule says.
    """
    asked = _asked_in(run)
    each = [_item_of(run, way, asked, item, ended=item in ended) for item in range(items)]
    run.item, run.binding = None, []
    amounts = [item.amount for item in each]
    beyond = _count(run, way.limits.count, amounts)
    own = (name for place, item in enumerate(each) if place not in beyond for name in item.binding)
    run.binding = [*dict.fromkeys((*own, *run.binding))]
    award = _limited(run, way.limits, amounts)
    refused = all(item.gate is False for item in each)
    parts = () if refused else instalments_of(run, award)
    limit = None if refused else way.limits.combined
    others = zip(*(item.beside for item in each), strict=True) if limit else ()
    names = (node.word for node in limit.beside) if limit else ()
    beside = {name: reduce(add, paid) for name, paid in zip(names, others, strict=True)}
    return Amounts(paid_of(run, award, parts), tuple(amounts), refused, beside, parts)


@dataclass(frozen=True, slots=True)
class _Item:
    """What one item comes to before limits across items."""

    gate: Answer
    amount: Range
    beside: tuple[Range, ...]
    """What each of the others pays for it, where all have one ceiling."""
    binding: tuple[str, ...]


def _reckoned(
    claim: _Claim, way: RuleWay, remarks: tuple[str, ...], *, keeps_steps: bool = True
) -> Reckoned:
    """Evaluate one reading. Outside its validity a benefit pays nothing; ``would`` has the rest."""
    run = Run(claim.benefit, claim.entered, claim.on, keeps_steps=keeps_steps)
    found = claim.amounts(run, way)
    sure = found.total if way.fixed else claim.amounts(run.guaranteeing(), way).total
    shares = _shares(claim.benefit, found.total)
    paid = Paid(found.total, sure, found.items, shares, found.beside, found.instalments)
    outcome: Outcome = "amount" if found.total.exact else "range"
    if found.refused:
        outcome = "ineligible"
    would = None
    if not claim.in_force:
        outcome, would, paid = "not-in-force", paid, _nothing(paid)
    return Reckoned(
        outcome=outcome,
        paid=paid,
        missing=tuple(run.missing),
        assumed=tuple(run.assumed),
        failed=tuple(run.failed),
        binding=tuple(run.binding),
        steps=tuple(run.steps),
        remarks=remarks,
        status=claim.status,
        would=would,
    )


def _nothing(paid: Paid) -> Paid:
    items, split = (_NOTHING,) * len(paid.items), (_NOTHING,) * len(paid.split)
    return Paid(_NOTHING, _NOTHING, items, split)


def _ended(run: Run) -> Range:
    """A year of a series that begins when the benefit is no longer in force."""
    once(run.binding, "validity")
    run.step("ended", (), _NOTHING, run.currency)
    return _NOTHING


def _remarks(claim: _Claim) -> Iterator[str]:
    """The remarks that are surely called for, by any of the items."""
    run = Run(claim.benefit, claim.entered, claim.on, keeps_steps=False)
    for remark in claim.benefit.remarks:
        if any(_holds(run, remark.when, item) for item in range(len(claim.statuses))):
            yield remark.id


def _holds(run: Run, when: Node, item: int) -> bool:
    run.item = item
    return answer_of(run, when) is True


def _shares(benefit: CompiledBenefit, total: Range) -> tuple[Range, ...]:
    return tuple(mul(total, point(share)) for share in benefit.split)


def _asked_in(run: Run) -> Answer:
    """The conditions that the reader answers; unanswered ones are assumed to hold."""
    answers: list[Answer] = [True]
    for name in run.benefit.asked:
        answers.append(run.value(name, True) is True)
        if not answers[-1]:
            once(run.failed, name)
    return both(*answers)


def _gate_of(run: Run, asked: Answer) -> Answer:
    """Whether the conditions hold for an item: those that were asked and those computed."""
    gate = asked
    for condition in run.benefit.conditions:
        if condition.holds is not None:
            holds = answer_of(run, condition.holds)
            gate = both(gate, holds)
            if holds is False:
                once(run.failed, condition.id)
    return gate


def _item_of(run: Run, way: RuleWay, asked: Answer, item: int, *, ended: bool) -> _Item:
    """One item by itself; where its conditions fail, its rule is not looked at."""
    run.item, run.binding = item, []
    gate = _gate_of(run, asked)
    amount = _ended(run) if ended else _amount_of(run, way, gate)
    others = way.limits.combined.beside if way.limits.combined else ()
    beside = tuple(_NOTHING if gate is False else range_of(run, node) for node in others)
    return _Item(gate, amount, beside, tuple(run.binding))


def _amount_of(run: Run, way: RuleWay, gate: Answer) -> Range:
    """What one item is paid, before limits that act across items."""
    if gate is False:
        return _NOTHING
    kept = len(run.binding)
    amount = range_of(run, way.pays)
    if way.limits.combined:
        amount = _combined(run, way.limits.combined, amount)
    amount = _at_least(run, way.limits.nothing_below, amount)
    if gate:
        return amount
    del run.binding[kept:]  # nothing may be paid at all
    return Range(ZERO, amount.high)


def _combined(run: Run, limit: Combined, amount: Range) -> Range:
    """All payers together: at most what the ceiling leaves beside the money of the others."""
    ceiling = range_of(run, limit.ceiling)
    others = [range_of(run, node) for node in limit.beside]
    room = sub(ceiling, reduce(add, others))
    shown = leaf(limit.ceiling, ceiling)
    shown = shown if shown.name else Shown("combined", run.currency, ceiling)
    run.step("room", (shown, *map(leaf, limit.beside, others)), room, run.currency)
    return _cap(run, "combined", "combined", amount, _money(run, room), room)


def _at_least(run: Run, node: Node | None, amount: Range) -> Range:
    """The amount, of which less than the least that is paid comes to nothing."""
    least = range_of(run, node) if node else _NOTHING
    if node is None or (least.high is not None and amount.low >= least.high):
        return amount
    below = amount.high is not None and amount.high < least.low
    if below and amount.low > 0:
        once(run.binding, node.name or "nothing_below")
    found = _NOTHING if below else Range(ZERO, amount.high)
    run.step("nothing_below", (_money(run, amount), leaf(node, least)), found, run.currency)
    return found


def _limited(run: Run, limits: RuleLimits, amounts: list[Range]) -> Range:
    """The sum over the items, or the best of them, within the limits across items and years."""
    best = limits.stacking == "best-of"
    total = maximum(*amounts) if best else reduce(add, amounts)
    if len(amounts) > 1:
        shown = [_money(run, amount) for amount in amounts]
        run.step("best" if best else "sum", shown, total, run.currency)
    for limit, node in limits.caps.items():
        total = _across(run, limit, HISTORY[limit], node, total)
    for shared in limits.shared:
        total = _across(run, "shared", UNDER + shared.cap.word, shared.cap, total)
    capped = limits.caps or limits.shared
    return _at_least(run, limits.nothing_below, total) if capped else total


def _count(run: Run, node: Node | None, amounts: list[Range]) -> list[int]:
    """Only the first items are paid; those of earlier claims have used up some of the places.

    Gives the items that would be paid and are not: how they were calculated says nothing.
    """
    if node is None:
        return []
    limit, before = range_of(run, node), run.history(HISTORY["count"])
    places = sub(limit, before)
    shown_before = Shown(HISTORY["count"], "count", before)
    run.step("places", (leaf(node, limit), shown_before), places, "count")
    surely, perhaps, beyond = 0, 0, []  # how many of the items so far are paid, and which are not
    for item, amount in enumerate(amounts):
        if places.high is not None and surely >= places.high:
            amounts[item] = _NOTHING
            if amount.low > 0:
                once(run.binding, node.name or "count")
                beyond.append(item)
        elif perhaps >= places.low:
            amounts[item] = Range(ZERO, amount.high)
        surely += amounts[item].low > 0
        perhaps += amounts[item].high != 0
    run.steps[:] = [step for step in run.steps if step.item not in beyond]
    for run.item in beyond:
        run.step("beyond", (leaf(node, limit),), _NOTHING, run.currency)
    run.item = None
    return beyond


def _across(run: Run, limit: str, history: str, node: Node, total: Range) -> Range:
    """A cap on the sum; what earlier claims were paid has used up some of it."""
    cap, before = range_of(run, node), run.history(history)
    room, shown_room = sub(cap, before), leaf(node, cap)
    if before != _NOTHING:
        shown_before = Shown(history, run.currency, before)
        run.step("room", (shown_room, shown_before), room, run.currency)
        shown_room = _money(run, room)
    return _cap(run, limit, node.name or limit, total, shown_room, room)


def _cap(run: Run, limit: str, name: str, amount: Range, shown_room: Shown, room: Range) -> Range:
    """The smaller of amount and room; the limit binds when it surely takes something away."""
    capped = minimum(amount, room)
    if room.high is not None and room.high < amount.low:
        once(run.binding, name)
    run.step(limit, (_money(run, amount), shown_room), capped, run.currency)
    return capped


def _money(run: Run, amount: Range) -> Shown:
    return Shown("", run.currency, amount)

"""Answers and a day → a plan: how each benefit stands, what is best, and what is still open.

``schema/plans.md`` describes the result. :class:`Solved` alone gives totals; what is told beside
them stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cmp_to_key

from clausebook.plan.amounts import Amounts
from clausebook.plan.answers import Answers
from clausebook.plan.book import PlanBook
from clausebook.plan.combine import World
from clausebook.plan.gates import Known
from clausebook.plan.order import order_of
from clausebook.plan.results import (
    Alternative,
    Chosen,
    Money,
    OpenReading,
    Payer,
    Plan,
    Rejected,
)
from clausebook.plan.search import Found
from clausebook.plan.solving import Solved
from clausebook.plan.telling import NOTHING, Told, once, ranged, summed
from clausebook.rules.operators import ZERO, Range, add, mul, point

MOST_ALTERNATIVES = 3


def plan(book: PlanBook, answers: Answers, on: str) -> Plan:
    """Everything that is planned; ``on`` is the day in ISO form.

    Answers that :func:`clausebook.plan.answers.errors_in` refuses count as unknown.
    """
    solved = solve(book, answers, on)
    benefits = tuple(Told(solved).benefits())
    rejections = [*_rejections(solved)]
    return Plan(
        on=on,
        currency=book.currency,
        totals=solved.totals(),
        payers=tuple(payers_of(solved)),
        benefits=benefits,
        chosen=tuple(chosen_of(solved)),
        rejected=tuple(rejected for rejected, _ in rejections),
        alternatives=tuple(_alternatives(solved, [found for _, found in rejections if found])),
        open=tuple(_open(solved)),
        ask=order_of(solved, benefits),
    )


def solve(book: PlanBook, answers: Answers, on: str) -> Solved:
    """The best combination and its totals, without what is told beside them."""
    return Solved(Amounts(Known(book, answers, on)))


# --- what is chosen --------------------------------------------------------------------------


def chosen_of(solved: Solved) -> Iterator[Chosen]:
    """The benefits of the best combination, with what each pays in it."""
    high, low = solved.high.pays(solved.best.units), solved.lows(solved.best.units)
    for id_ in solved.book.benefits:
        if id_ in high:
            shares = low.get(id_, {})
            rows = (ranged(shares.get(at, ZERO), most) for at, most in high[id_].items())
            yield Chosen(id_, tuple(high[id_]), Money(summed(rows), solved.payment_is_sure(id_)))


def payers_of(solved: Solved) -> Iterator[Payer]:
    """Who bears how much of all that is chosen."""
    found: dict[tuple[str, str], Range] = {}
    for chosen in chosen_of(solved):
        benefit = solved.book.benefits[chosen.id]
        for name, share in benefit.payers:
            key = name, benefit.rule.currency
            part = mul(chosen.paid.amount, point(share))
            found[key] = add(found.get(key, NOTHING), part)
    return (Payer(name, currency, paid) for (name, currency), paid in found.items())


# --- what is not -----------------------------------------------------------------------------


def _rejections(solved: Solved) -> Iterator[tuple[Rejected, Found | None]]:
    """What might be taken and is not, with the best set that has it."""
    high, carried = solved.high, solved.standings.acting.carried_out
    units: dict[str, list[int]] = {}
    for unit in high.all:
        if unit not in solved.best.units:
            units.setdefault(high.units[unit].benefit, []).append(unit)
    for id_ in solved.book.benefits:
        places = solved.standings.instances(id_)
        if id_ in carried and places:
            yield Rejected(id_, places, carried[id_].by, carried[id_].id, None), None
        for unit in units.get(id_, ()):
            by, relation = _because(solved, unit)
            found = _best_with(solved, unit)
            total = solved.total_of(found.units)
            yield Rejected(id_, high.units[unit].instances, by, relation, total), found


def _best_with(solved: Solved, unit: int) -> Found:
    """The best set that has a unit; only its region changes."""
    high = solved.high
    free = next(part.free for part in solved.search.regions(high.all) if unit in part.free)
    region = solved.search.best_with(unit, free)
    units = tuple(sorted({*solved.best.units} - {*free} | {*region.units}))
    return Found(high.worth(units), units)


def _because(solved: Solved, unit: int) -> tuple[tuple[str, ...], str]:
    """The chosen benefits for which a unit is not taken, and the relation that says so."""
    high, chosen = solved.high, solved.best.units
    against = [
        (high.units[each].benefit, high.against[unit][each].id)
        for each in chosen
        if each in high.against[unit]
    ]
    if against:
        return once(id_ for id_, _ in against), against[0][1]
    id_, taken = high.units[unit].benefit, {high.units[each].benefit: None for each in chosen}
    benefit, paid = solved.book.benefits[id_], high.pays(chosen)
    pays = any(share != 0 for share in high.alone(benefit, high.places[unit], paid).values())
    for of, relation in _sharing(high, id_, pays=pays):
        if by := tuple(each for each in taken if each in of and each != id_):
            return by, relation
    return (), ""


def _sharing(high: World, id_: str, *, pays: bool) -> Iterator[tuple[Sequence[str], str]]:
    """Whom a benefit shares a cap with or feeds, if it pays at all, and who feeds it."""
    if pays:
        yield from (
            (cap.relation.of, cap.relation.id) for cap in high.caps if id_ in cap.relation.of
        )
    for relation in high.acting.relations:
        if relation.type == "feeds" and pays and id_ in relation.of:
            yield (relation.into,), relation.id
        if relation.type == "feeds" and id_ == relation.into:
            yield relation.of, relation.id


def _alternatives(solved: Solved, founds: Sequence[Found]) -> Iterator[Alternative]:
    """The best sets that have something which is not chosen, without those that only add to it."""
    best = {*solved.best.units}
    others = {found.units: found for found in founds if not best <= {*found.units}}
    ranked = sorted(others.values(), key=cmp_to_key(_compared))
    for found in ranked[:MOST_ALTERNATIVES]:
        ids = once(solved.high.units[unit].benefit for unit in found.units)
        yield Alternative(solved.total_of(found.units), ids)


def _compared(one: Found, other: Found) -> int:
    return -1 if one.is_better(other) else 1


def _open(solved: Solved) -> Iterator[OpenReading]:
    """The total under each other answer to what the texts leave open, where it differs."""
    for name, reading in solved.book.readings.items():
        if not _matters(solved, name):
            continue
        for option in reading.options:
            if option != reading.used:
                total = Solved(solved.amounts, {name: option}, solved).total()
                if total != solved.total():
                    yield OpenReading(name, option, total)


def _matters(solved: Solved, reading: str) -> bool:
    """Whether a reading concerns anything that may be had."""
    book, instances = solved.book, solved.standings.instances
    by_rule = (id_ for id_, each in book.benefits.items() if reading in each.readings.values())
    by_relation = (
        id_
        for relation in book.relations
        if reading in relation.when
        for id_ in (*relation.of, *relation.by, relation.into)
    )
    return any(instances(id_) for id_ in (*by_rule, *by_relation))

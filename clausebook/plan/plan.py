"""Answers and a day → a plan: how each benefit stands, what is best, and what is still open.

``schema/plans.md`` describes the result. :class:`Solved` alone gives totals; what is told beside
them stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cmp_to_key, reduce

from clausebook.plan.amounts import Amounts, Payment
from clausebook.plan.answers import Answers
from clausebook.plan.book import PlanBenefit, PlanBook
from clausebook.plan.combine import World
from clausebook.plan.gates import Gated, Known
from clausebook.plan.order import order_of
from clausebook.plan.outcomes import OUTCOMES, Change, Near, Standing
from clausebook.plan.results import (
    Alternative,
    Chosen,
    Money,
    OpenReading,
    Payer,
    Plan,
    PlannedBenefit,
    PlannedInstance,
    Rejected,
)
from clausebook.plan.search import Found
from clausebook.plan.solving import Solved
from clausebook.rules.operators import ZERO, Range, add, mul, point

MOST_ALTERNATIVES = 3
_NOTHING = Range(ZERO, ZERO)


def plan(book: PlanBook, answers: Answers, on: str) -> Plan:
    """Everything that is planned; ``on`` is the day in ISO form.

    Answers that :func:`clausebook.plan.answers.errors_in` refuses count as unknown.
    """
    solved = solve(book, answers, on)
    benefits = tuple(_Told(solved).benefits())
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


# --- each benefit ----------------------------------------------------------------------------


class _Told:
    """Tells of each benefit how it stands, and what it pays beside all that is chosen."""

    def __init__(self, solved: Solved) -> None:
        self._solved, self._standings = solved, solved.standings
        self._near = Near(solved.standings)
        self._high = solved.high.pays(solved.best.units)
        self._low = solved.lows(solved.best.units)

    def benefits(self) -> Iterator[PlannedBenefit]:
        """All of them, in the book's order."""
        for benefit in self._solved.book.benefits.values():
            standings = self._standings.of[benefit.id]
            if self._solved.amounts.is_in_force(benefit):
                yield self._in_force(benefit, standings)
            else:
                yield self._outside(benefit, standings)

    def _in_force(self, benefit: PlanBenefit, standings: Sequence[Standing]) -> PlannedBenefit:
        changes = [self._change(benefit, place, each) for place, each in enumerate(standings)]
        outcome = min((each.outcome for each in changes), key=OUTCOMES.index)
        places = self._standings.instances(benefit.id)
        paid, payment = self._paid(benefit, places)
        open_ = self._missing(benefit, payment, places)
        best = [at for at, each in enumerate(changes) if each.outcome == outcome]
        told = [*places] if places else best * (outcome == "nearly")
        missing = [name for at in told for name in standings[at].missing]
        return PlannedBenefit(
            id=benefit.id,
            outcome=outcome,
            status=self._solved.amounts.status(benefit),
            paid=Money(_sum(paid.values()), payment is None or payment.is_sure),
            failed=_once(id_ for at in best for id_ in standings[at].failed),
            missing=_once((*missing, *open_)),
            judged=_once(address for at in told for address in standings[at].judged),
            changes=_once(name for at in best for name in changes[at].questions),
            would=self._would(benefit, best, changes) if outcome == "nearly" else None,
            instances=tuple(
                PlannedInstance(
                    change.outcome,
                    paid.get(at, _NOTHING),
                    standing.failed,
                    _once((*standing.missing, *(open_ if at in places else ()))),
                    standing.judged,
                    change.questions,
                )
                for at, (standing, change) in enumerate(zip(standings, changes, strict=True))
            ),
            binding=self._binding(benefit, payment),
            error=payment.error if payment else "",
        )

    def _change(self, benefit: PlanBenefit, place: int, standing: Standing) -> Change:
        if standing.failed:
            return self._near.change(benefit, place)
        return Change("fits" if standing.holds else "fits-if")

    def _paid(
        self, benefit: PlanBenefit, places: tuple[int, ...]
    ) -> tuple[dict[int, Range], Payment | None]:
        """What each instance is paid: as it is chosen, or else by itself."""
        if not places:
            return {}, None
        solved, id_ = self._solved, benefit.id
        high, low = self._high.get(id_), self._low.get(id_)
        if high is None:
            sure = self._standings.sure(id_)
            high = solved.high.alone(benefit, places, self._high)
            low = solved.low.alone(benefit, sure, self._low) if sure else {}
        payment = solved.high.payment(benefit, tuple(high), self._high)
        return {at: _range((low or {}).get(at, ZERO), most) for at, most in high.items()}, payment

    def _missing(
        self, benefit: PlanBenefit, payment: Payment | None, places: tuple[int, ...]
    ) -> list[str]:
        """The questions on which the amount depends."""
        if payment is None or payment.total.exact:
            return []
        fed = {
            name
            for name in self._standings.acting.feeds.get(benefit.id, {})
            if any(self._standings.feeders(benefit, name, place) for place in places)
        }
        names = [name for name in payment.missing if name not in fed]
        return self._solved.amounts.open(benefit, names, places)

    def _binding(self, benefit: PlanBenefit, payment: Payment | None) -> tuple[str, ...]:
        """The benefit's own limits, and caps that leave less of it than it would pay alone."""
        if payment is None:
            return ()
        taken = self._high.get(benefit.id)
        if taken is None or [*taken.values()] == [*payment.high]:
            return payment.binding
        caps = self._standings.acting.caps
        return (*payment.binding, *(c.relation.id for c in caps if benefit.id in c.relation.of))

    def _would(
        self, benefit: PlanBenefit, places: Sequence[int], changes: Sequence[Change]
    ) -> Money:
        """What would be paid if the answers that stand in the way were otherwise."""
        at = tuple(places)
        amounts = self._near.amounts(name for place in at for name in changes[place].questions)
        fed = self._solved.high.fed(benefit, at, self._high)
        found = amounts.of(benefit, at, fed, self._standings.acting.reading(benefit))
        gates = [gated for place in at for gated in self._standings.of[benefit.id][place].gates]
        is_open = bool(fed) or any(_stays_open(gated) for gated in gates)
        low = ZERO if is_open else found.total.low
        return Money(Range(low, found.total.high), found.is_sure)

    def _outside(self, benefit: PlanBenefit, standings: Sequence[Standing]) -> PlannedBenefit:
        """Not in force: what it would have paid where nothing fails."""
        places = tuple(at for at, each in enumerate(standings) if each.may_hold)
        would = None
        if places:
            payment = self._solved.high.payment(benefit, places, self._high)
            sure = [low for at, low in zip(places, payment.low, strict=True) if standings[at].holds]
            would = Money(Range(sum(sure, ZERO), payment.total.high), payment.is_sure)
        instances = (
            PlannedInstance("not-in-force", _NOTHING, each.failed, each.missing, each.judged, ())
            for each in standings
        )
        return PlannedBenefit(
            id=benefit.id,
            outcome="not-in-force",
            status=self._solved.amounts.status(benefit),
            paid=Money(_NOTHING),
            failed=() if places else _once(id_ for each in standings for id_ in each.failed),
            missing=_once(name for each in standings for name in each.missing),
            judged=_once(address for each in standings for address in each.judged),
            changes=(),
            would=would,
            instances=tuple(instances),
            binding=(),
            error="",
        )


def _stays_open(gated: Gated) -> bool:
    """Whether a gate is open, or would be where its questions were answered otherwise."""
    return not gated.answer and (gated.answer is None or gated.gate.judged)


def _once(names: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _range(low: Fraction | None, high: Fraction | None) -> Range:
    low = low or ZERO
    return Range(low if high is None else min(low, high), high)


def _sum(amounts: Iterable[Range]) -> Range:
    return reduce(add, amounts, _NOTHING)


# --- what is chosen --------------------------------------------------------------------------


def chosen_of(solved: Solved) -> Iterator[Chosen]:
    """The benefits of the best combination, with what each pays in it."""
    high, low = solved.high.pays(solved.best.units), solved.lows(solved.best.units)
    for id_ in solved.book.benefits:
        if id_ in high:
            shares = low.get(id_, {})
            rows = (_range(shares.get(at, ZERO), most) for at, most in high[id_].items())
            yield Chosen(id_, tuple(high[id_]), Money(_sum(rows), solved.payment_is_sure(id_)))


def payers_of(solved: Solved) -> Iterator[Payer]:
    """Who bears how much of all that is chosen."""
    found: dict[tuple[str, str], Range] = {}
    for chosen in chosen_of(solved):
        benefit = solved.book.benefits[chosen.id]
        for name, share in benefit.payers:
            key = name, benefit.rule.currency
            part = mul(chosen.paid.amount, point(share))
            found[key] = add(found.get(key, _NOTHING), part)
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
        return _once(id_ for id_, _ in against), against[0][1]
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
        ids = _once(solved.high.units[unit].benefit for unit in found.units)
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

"""How each benefit stands to the answers, and what it pays beside all that is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce

from clausebook.plan.amounts import Payment
from clausebook.plan.book import PlanBenefit
from clausebook.plan.gates import Gated
from clausebook.plan.outcomes import OUTCOMES, Change, Near, Standing
from clausebook.plan.results import Money, PlannedBenefit, PlannedInstance
from clausebook.plan.solving import Solved
from clausebook.rules.operators import ZERO, Range, add

NOTHING = Range(ZERO, ZERO)


class Told:
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
        rows = self._instances(standings, changes, paid, open_)
        return PlannedBenefit(
            id=benefit.id,
            outcome=outcome,
            status=self._solved.amounts.status(benefit),
            paid=Money(summed(paid.values()), payment is None or payment.is_sure),
            failed=once(id_ for at in best for id_ in standings[at].failed),
            missing=once((*(name for at in told for name in standings[at].missing), *open_)),
            judged=once(address for at in told for address in standings[at].judged),
            changes=once(name for at in best for name in changes[at].questions),
            would=self._would(benefit, best, changes) if outcome == "nearly" else None,
            instances=tuple(rows),
            binding=self._binding(benefit, payment),
            error=payment.error if payment else "",
        )

    def _instances(
        self,
        standings: Sequence[Standing],
        changes: Sequence[Change],
        paid: Mapping[int, Range],
        open_: Sequence[str],
    ) -> Iterator[PlannedInstance]:
        """Each instance; ``open_`` are the questions on which the amount depends."""
        for at, (standing, change) in enumerate(zip(standings, changes, strict=True)):
            yield PlannedInstance(
                outcome=change.outcome,
                paid=paid.get(at, NOTHING),
                failed=standing.failed,
                missing=once((*standing.missing, *(open_ if standing.may_hold else ()))),
                judged=standing.judged,
                changes=change.questions,
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
        return {at: ranged((low or {}).get(at, ZERO), most) for at, most in high.items()}, payment

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
            PlannedInstance("not-in-force", NOTHING, each.failed, each.missing, each.judged, ())
            for each in standings
        )
        return PlannedBenefit(
            id=benefit.id,
            outcome="not-in-force",
            status=self._solved.amounts.status(benefit),
            paid=Money(NOTHING),
            failed=() if places else once(id_ for each in standings for id_ in each.failed),
            missing=once(name for each in standings for name in each.missing),
            judged=once(address for each in standings for address in each.judged),
            changes=(),
            would=would,
            instances=tuple(instances),
            binding=(),
            error="",
        )


def _stays_open(gated: Gated) -> bool:
    """Whether a gate is open, or would be where its questions were answered otherwise."""
    return not gated.answer and (gated.answer is None or gated.gate.judged)


def once(names: Iterable[str]) -> tuple[str, ...]:
    """Each name where it comes first."""
    return tuple(dict.fromkeys(names))


def ranged(low: Fraction | None, high: Fraction | None) -> Range:
    """From what is sure to what is paid at most, never above it."""
    low = low or ZERO
    return Range(low if high is None else min(low, high), high)


def summed(amounts: Iterable[Range]) -> Range:
    """Ranges added end by end."""
    return reduce(add, amounts, NOTHING)

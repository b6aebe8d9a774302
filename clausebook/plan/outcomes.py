"""How each benefit stands to the answers: for each instance, what fails and what is open.

What a benefit is fed with depends on what else is taken: here it is anything from nothing to the
most that those who feed it may pay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from typing import Literal

from clausebook.plan.amounts import Amounts, Computed, Fed, Given, as_range, counts_items
from clausebook.plan.book import PlanBenefit, Relation
from clausebook.plan.gates import Gated, Known, questions_in
from clausebook.plan.relations import Acting
from clausebook.rules.compiled import Node
from clausebook.rules.operators import ZERO, Answer, Range, add

OutcomeOf = Literal["fits", "fits-if", "nearly", "no", "not-in-force"]
OUTCOMES: tuple[OutcomeOf, ...] = ("fits", "fits-if", "nearly", "no")
"""From the best to the worst; beside them, ``not-in-force``."""
MOST_CHANGES = 2
"""Answers that may stand in the way of what nearly fits."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a benefit stands for one of its instances."""

    gates: tuple[Gated, ...]
    failed: tuple[str, ...] = ()
    """Gates and computed conditions that surely do not hold."""
    missing: tuple[str, ...] = ()
    """The questions that leave gates or computed conditions open."""
    judged: tuple[str, ...] = ()
    """Addresses of what an authority has still to judge."""
    is_open: bool = False
    """Whether a computed condition is open."""

    @property
    def may_hold(self) -> bool:
        """Whether nothing fails."""
        return not self.failed

    @property
    def holds(self) -> bool:
        """Whether nothing fails, and nothing is open."""
        settled = all(gated.answer for gated in self.gates)
        return not self.failed and settled and not self.is_open


class Standings:
    """How all benefits stand, with the relations of some readings."""

    def __init__(self, amounts: Amounts, acting: Acting, before: Standings | None = None) -> None:
        self.amounts, self.acting, self.book = amounts, acting, acting.book
        self.of: dict[str, tuple[Standing, ...]] = {}
        self._most: dict[str, dict[int, Fraction | None]] = {}
        for id_ in acting.order:
            benefit = self.book.benefits[id_]
            if before and not (id_ in acting.feeds or id_ in before.acting.feeds):
                self.of[id_] = before.of[id_]  # readings change what is paid, not what fits
            else:
                self.of[id_] = tuple(self._standings(benefit))
            if amounts.is_in_force(benefit):
                self._most[id_] = self._limits(benefit)

    @property
    def known(self) -> Known:
        """The answers."""
        return self.amounts.known

    def instances(self, id_: str) -> tuple[int, ...]:
        """The instances of which nothing fails, of a benefit that is in force."""
        return tuple(self._most.get(id_, ()))

    def sure(self, id_: str) -> tuple[int, ...]:
        """Those that fit whatever is open."""
        return tuple(place for place in self.instances(id_) if self.of[id_][place].holds)

    def most(self, id_: str) -> dict[int, Fraction | None]:
        """What each of them is never paid more than."""
        return self._most.get(id_, {})

    def _limits(self, benefit: PlanBenefit) -> dict[int, Fraction | None]:
        places = tuple(at for at, each in enumerate(self.of[benefit.id]) if each.may_hold)
        if not places:
            return {}
        fed, reading = self.range_fed(benefit, places), self.acting.reading(benefit)
        most = self.amounts.most(benefit, places, fed, reading)
        return dict(zip(places, most, strict=True))

    def _standings(self, benefit: PlanBenefit) -> list[Standing]:
        """The gates of each instance, then the computed conditions of those that pass them."""
        size = self.known.size(benefit.subject)
        found = [_through(self.known.gated(benefit, place)) for place in range(size)]
        places = tuple(place for place, standing in enumerate(found) if standing.may_hold)
        if places and any(each.holds for each in benefit.rule.conditions):
            for place, standing in self._computed(benefit, places, found):
                found[place] = standing
        return found

    def _computed(
        self, benefit: PlanBenefit, places: tuple[int, ...], found: Sequence[Standing]
    ) -> Iterable[tuple[int, Standing]]:
        fed = self.range_fed(benefit, places)
        open_fed = {name for name, _ in fed}
        answers = self.amounts.conditions(benefit, places, fed)
        without = [*answers]
        if fed:
            nothing = tuple((name, tuple(_nothing(value) for value in v)) for name, v in fed)
            without = self.amounts.conditions(benefit, places, nothing)
        for nth, place in enumerate(places):
            failed = (id_ for id_, (answer, _) in answers[nth].items() if answer is False)
            open_ = [
                [name for name in missing if name not in open_fed]
                for id_, (answer, missing) in answers[nth].items()
                if answer is None
                and not (
                    open_fed.issuperset(missing) and self._is_by_choice(benefit, without[nth], id_)
                )
            ]
            at = (place,) if counts_items(benefit) else places
            names = self.amounts.open(benefit, [name for each in open_ for name in each], at)
            old = found[place]
            yield (
                place,
                replace(
                    old,
                    failed=(*old.failed, *failed),
                    missing=tuple(dict.fromkeys((*old.missing, *names))),
                    is_open=bool(open_),
                ),
            )

    def _is_by_choice(self, benefit: PlanBenefit, without: Computed, id_: str) -> bool:
        """Whether a condition that only what is fed keeps open may be taken to hold."""
        return bool(without[id_][0]) or self._is_surely_fed(benefit)

    # --- what is fed ---------------------------------------------------------------------------

    def _is_surely_fed(self, benefit: PlanBenefit) -> bool:
        """Whether one of those that feed it fits."""
        rows = self.acting.feeds.get(benefit.id, {}).values()
        return any(self.sure(id_) for relations in rows for each in relations for id_ in each.of)

    def feeders(self, benefit: PlanBenefit, name: str, place: int) -> list[str]:
        """Who may feed an input of an instance; none where its value was answered."""
        relations: tuple[Relation, ...] = self.acting.feeds.get(benefit.id, {}).get(name, ())
        if not relations or name not in benefit.rule.inputs:
            return []
        if self.amounts.figure(benefit, name, place).is_given:
            return []
        ids = dict.fromkeys(id_ for relation in relations for id_ in relation.of)
        return [id_ for id_ in ids if self._can_feed(id_, benefit, place)]

    def _can_feed(self, id_: str, benefit: PlanBenefit, place: int) -> bool:
        if id_ in self.acting.carried_out or id_ not in self.book.benefits:
            return False
        places = self.instances(id_)
        return place in places if self.are_alike(id_, benefit) else bool(places)

    def are_alike(self, id_: str, benefit: PlanBenefit) -> bool:
        """Whether the instances of two benefits are the same products, say."""
        return bool(benefit.subject) and self.book.benefits[id_].subject == benefit.subject

    def fed(
        self,
        benefit: PlanBenefit,
        places: tuple[int, ...],
        paid: Callable[[str, int], Given],
    ) -> Fed:
        """What each instance is fed with; ``paid`` gives what one feeder pays for it."""
        rows = list[tuple[str, tuple[Given, ...]]]()
        for name in self.acting.feeds.get(benefit.id, {}):
            values = list[Given]()
            for place in places:
                ids = self.feeders(benefit, name, place)
                terms = [as_range(paid(id_, place)) for id_ in ids]
                values.append(_exactly(reduce(add, terms)) if terms else None)
            if any(value is not None for value in values):
                rows.append((name, tuple(values)))
        return tuple(rows)

    def range_fed(self, benefit: PlanBenefit, places: tuple[int, ...]) -> Fed:
        """From nothing to the most that may be fed."""

        def paid(id_: str, place: int) -> Given:
            most = self.most(id_)
            amounts = [most[place]] if self.are_alike(id_, benefit) else [*most.values()]
            known = [amount for amount in amounts if amount is not None]
            return Range(ZERO, sum(known, ZERO) if len(known) == len(amounts) else None)

        return self.fed(benefit, places, paid)


def _nothing(value: Given) -> Given:
    return None if value is None else ZERO


def _exactly(value: Range) -> Given:
    return value.low if value.exact else value


def _through(gates: tuple[Gated, ...]) -> Standing:
    names = (name for gated in gates if gated.answer is None for name in gated.open)
    return Standing(
        gates,
        failed=tuple(gated.gate.id for gated in gates if gated.answer is False),
        missing=tuple(dict.fromkeys(names)),
        judged=tuple(gated.gate.address for gated in gates if gated.awaits),
    )


# --- what nearly fits ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """What would have to be otherwise for something that fails to fit."""

    outcome: OutcomeOf
    """``nearly`` or ``no``."""
    questions: tuple[str, ...] = ()


class Near:
    """What answers stand in the way of what fails."""

    def __init__(self, standings: Standings) -> None:
        self._standings, self._known = standings, standings.known
        self._backs: dict[frozenset[str], Amounts] = {}

    def amounts(self, questions: Iterable[str]) -> Amounts:
        """What is paid with some answers taken back."""
        back = frozenset(questions)
        if back not in self._backs:
            self._backs[back] = Amounts(self._known.with_back(back))
        return self._backs[back]

    def change(self, benefit: PlanBenefit, place: int) -> Change:
        """What would change that an instance fails."""
        found = dict[str, None]()
        for names, answer in self._failing(benefit, place):
            unfixed = [name for name in self._behind(names) if self._is_free(name)]
            if answer(self.amounts(unfixed)) is False:
                return Change("no")
            alone = [name for name in unfixed if answer(self.amounts([name])) is not False]
            found |= dict.fromkeys(alone or unfixed)
        if not found or len(found) > MOST_CHANGES:
            return Change("no")
        return Change("nearly", tuple(found))

    def _failing(
        self, benefit: PlanBenefit, place: int
    ) -> Iterable[tuple[tuple[str, ...], Callable[[Amounts], Answer]]]:
        """What fails, the questions that it names, and how it is with answers taken back."""
        standing = self._standings.of[benefit.id][place]
        for gated in standing.gates:
            if gated.answer is False:
                names = questions_in(gated.gate.needs) if gated.gate.needs else ()
                yield names, _gate(benefit, gated, place)
        for condition in benefit.rule.conditions:
            if condition.holds and condition.id in standing.failed:
                names = tuple(self._asked(benefit, condition.holds))
                yield names, self._condition(benefit, condition.id, place)

    def _condition(self, benefit: PlanBenefit, id_: str, place: int) -> Callable[[Amounts], Answer]:
        def answer(amounts: Amounts) -> Answer:
            fed = self._standings.range_fed(benefit, (place,))
            return amounts.conditions(benefit, (place,), fed)[0][id_][0]

        return answer

    def _asked(self, benefit: PlanBenefit, node: Node) -> Iterable[str]:
        """The questions that the inputs of a rule come from."""
        for name in questions_in(node):
            source = benefit.sources.get(name)
            if source is None:
                yield name
                continue
            nodes = [source.rule] if source.rule else [node for _, node in source.choices]
            for each in nodes:
                yield from questions_in(each)

    def _behind(self, names: Iterable[str]) -> list[str]:
        """Questions, and those that decide whether they are asked."""
        found = dict[str, None]()
        waiting = [*names]
        while waiting:
            name = waiting.pop(0)
            if name in found or name not in self._known.book.questions:
                continue
            found[name] = None
            when = self._known.book.questions[name].when
            waiting += questions_in(when) if when else ()
        return [*found]

    def _is_free(self, name: str) -> bool:
        """Whether a question has a value that a plan may change."""
        question = self._known.book.questions[name]
        return not question.fixed and any(each is not None for each in self._known.values(name))


def _gate(benefit: PlanBenefit, gated: Gated, place: int) -> Callable[[Amounts], Answer]:
    def answer(amounts: Amounts) -> Answer:
        return amounts.known.through(benefit, gated.gate, place).answer

    return answer

"""The best legal combination of what can be taken, exactly.

What one benefit pays may depend on what else is taken: it is fed by others, or shares a cap with
them. So taking less can pay more, and sets are compared by what they really pay. Units that neither
exclude each other nor share anything fall into regions; of each region the best set is found by
taking and leaving one unit after the other. What remains falls apart into regions again, and a
branch of which the bound says that it cannot be better is not entered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from clausebook.plan.amounts import Fed, Given, Payment, added
from clausebook.plan.book import PlanBenefit, Relation
from clausebook.plan.outcomes import Standings
from clausebook.plan.relations import Cap
from clausebook.rules.operators import ZERO, Range, least

Ids = tuple[int, ...]
"""Units by their places in :attr:`World.units`, sorted."""
Shares = dict[int, Fraction | None]
"""What a benefit pays, by instance; None where nothing limits it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is taken or left as a whole: a benefit, or one of its instances."""

    benefit: str
    instances: tuple[int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Worth:
    """What a set pays, as sets are compared.

    By currency, the one of the site first: amounts without upper end, then the sum of all others.
    """

    parts: tuple[tuple[int, Fraction], ...]

    def __add__(self, other: Worth) -> Worth:
        if len(self.parts) == 1:
            ((a, b),), ((c, d),) = self.parts, other.parts
            return Worth(((a + c, b + d),))
        pairs = zip(self.parts, other.parts, strict=True)
        return Worth(tuple((a + c, b + d) for (a, b), (c, d) in pairs))


@dataclass(frozen=True, slots=True)
class Found:
    """A set of units with what it pays."""

    worth: Worth
    units: Ids

    def is_better(self, other: Found) -> bool:
        """It pays more, or the same with fewer units, or with those that come first."""
        if self.worth != other.worth:
            return self.worth > other.worth
        return (len(self.units), self.units) < (len(other.units), other.units)


def units_of(standings: Standings) -> tuple[Unit, ...]:
    """All units that might be taken, in the book's order."""
    return tuple(_units(standings))


def _units(standings: Standings) -> Iterator[Unit]:
    acting, book = standings.acting, standings.book
    apart = {
        id_
        for relation in acting.relations
        for id_ in (*relation.of, *relation.by, *((relation.into,) if relation.into else ()))
        if relation.per and id_ in book.benefits and book.benefits[id_].subject == relation.per
    }
    for id_ in book.benefits:
        places = standings.instances(id_)
        if id_ in acting.carried_out or not places:
            continue
        if id_ in apart:
            yield from (Unit(id_, (place,)) for place in places)
        else:
            yield Unit(id_, places)


class World:
    """What can be taken, and what it pays: at most, or surely.

    At most (``high``), whatever is open holds, and amounts are the highest that they may be.
    Surely, only what fits counts, with the lowest amounts.
    """

    def __init__(self, standings: Standings, *, high: bool) -> None:
        self.standings, self.high = standings, high
        self.book, self.acting = standings.book, standings.acting
        self.units = units_of(standings)
        self.places = tuple(self._places(unit) for unit in self.units)
        """What is taken with a unit: of the instances only those that count in this world."""
        others = {each.rule.currency for each in self.book.benefits.values()} - {self.book.currency}
        self._currencies = {name: i for i, name in enumerate((self.book.currency, *sorted(others)))}
        self._most = tuple(self._bound(place) for place in range(len(self.units)))
        self.against: tuple[Mapping[int, Relation], ...] = self._against()
        """For each unit, those that cannot stand beside it, and what says so."""
        self.caps = [cap for cap in self.acting.caps if self._may_bind(cap)]
        self._cluster = self._clusters()
        self._cap_of = self._capped()
        self._paid: dict[Ids, dict[str, Shares]] = {}
        self._worths: dict[Ids, Worth] = {}
        self._known: dict[tuple[Ids, Ids], Found] = {}

    @property
    def all(self) -> Ids:
        """The units that count here."""
        return tuple(place for place in range(len(self.units)) if self.places[place])

    def _places(self, unit: Unit) -> tuple[int, ...]:
        if self.high:
            return unit.instances
        sure = self.standings.sure(unit.benefit)
        return tuple(place for place in unit.instances if place in sure)

    def benefit(self, unit: int) -> PlanBenefit:
        """The benefit of a unit."""
        return self.book.benefits[self.units[unit].benefit]

    # --- what a set pays -----------------------------------------------------------------------

    def pays(self, units: Ids) -> dict[str, Shares]:
        """By benefit, what each instance is paid when these units are taken together."""
        if units not in self._paid:
            self._paid[units] = self._pays(units)
        return self._paid[units]

    def _pays(self, units: Ids) -> dict[str, Shares]:
        taken: dict[str, tuple[int, ...]] = {}
        for unit in units:
            id_ = self.units[unit].benefit
            taken[id_] = tuple(sorted((*taken.get(id_, ()), *self.places[unit])))
        paid: dict[str, Shares] = {}
        left: dict[tuple[str, int], Fraction] = {}
        for id_ in self.acting.order:
            if taken.get(id_):
                shares = self.alone(self.book.benefits[id_], taken[id_], paid)
                paid[id_] = self._within_caps(id_, shares, left)
        return paid

    def fed(self, benefit: PlanBenefit, places: tuple[int, ...], paid: Mapping[str, Shares]) -> Fed:
        """What each instance is fed with by what others are paid."""

        def of(id_: str, place: int) -> Given:
            shares = paid.get(id_, {})
            if self.standings.are_alike(id_, benefit):
                amount = shares.get(place, ZERO)
            else:  # of something else: the first instance has all of it
                amount = added([*shares.values()]) if place == places[0] else ZERO
            return Range(ZERO, None) if amount is None else amount

        return self.standings.fed(benefit, places, of)

    def payment(
        self, benefit: PlanBenefit, places: tuple[int, ...], paid: Mapping[str, Shares]
    ) -> Payment:
        """What a benefit pays for some instances, fed by what others pay, before common caps."""
        fed = self.fed(benefit, places, paid)
        return self.standings.amounts.of(benefit, places, fed, self.acting.reading(benefit))

    def alone(
        self, benefit: PlanBenefit, places: tuple[int, ...], paid: Mapping[str, Shares]
    ) -> Shares:
        """The same by instance: at most, or surely."""
        found = self.payment(benefit, places, paid)
        return dict(zip(places, found.high if self.high else found.low, strict=True))

    def _within_caps(
        self, id_: str, shares: Shares, left: dict[tuple[str, int], Fraction]
    ) -> Shares:
        """What caps leave of it; those that come first in the order are served first."""
        caps = [cap for cap in self.caps if id_ in cap.relation.of]
        for cap in caps:
            shares = self._within(cap, id_, shares, left)
        for cap in caps:
            for place, share in shares.items():
                for key in self._rooms(cap, id_, place):
                    left[key] = left.get(key, cap.room) - (share or ZERO)
        return shares

    def _within(
        self, cap: Cap, id_: str, shares: Shares, left: Mapping[tuple[str, int], Fraction]
    ) -> Shares:
        used: dict[tuple[str, int], Fraction] = {}
        found: Shares = {}
        for place, share in shares.items():
            keys = self._rooms(cap, id_, place)
            rooms = [left.get(key, cap.room) - used.get(key, ZERO) for key in keys]
            found[place] = least([share, *rooms])
            for key in keys:
                used[key] = used.get(key, ZERO) + (found[place] or ZERO)
        return found

    def _rooms(self, cap: Cap, id_: str, place: int) -> list[tuple[str, int]]:
        """Where a cap counts what an instance is paid: one room, or one for each product."""
        relation = cap.relation
        if not relation.per:
            return [(relation.id, -1)]
        if self.book.benefits[id_].subject == relation.per:
            return [(relation.id, place)]
        size = self.standings.known.size(relation.per)
        return [(relation.id, each) for each in range(size)]

    def worth(self, units: Ids) -> Worth:
        """What a set of units is worth."""
        if units not in self._worths:
            rows = (
                (self.book.benefits[id_].rule.currency, share)
                for id_, shares in self.pays(units).items()
                for share in shares.values()
            )
            self._worths[units] = self._sum(rows)
        return self._worths[units]

    def _sum(self, rows: Iterable[tuple[str, Fraction | None]]) -> Worth:
        open_ends, sums = [0] * len(self._currencies), [ZERO] * len(self._currencies)
        for currency, amount in rows:
            if amount is None:
                open_ends[self._currencies[currency]] += 1
            else:
                sums[self._currencies[currency]] += amount
        return Worth(tuple(zip(open_ends, sums, strict=True)))

    # --- what depends on each other --------------------------------------------------------------

    def _meet(self, relation: Relation, one: int, other: int) -> bool:
        """Whether a relation that acts for each product, say, sees two units together."""
        if not relation.per:
            return True
        of = [unit for unit in (one, other) if self.benefit(unit).subject == relation.per]
        return len(of) < 2 or self.units[one].instances == self.units[other].instances

    def _of_benefit(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place in self.all:
            found.setdefault(self.units[place].benefit, []).append(place)
        return found

    def _against(self) -> tuple[Mapping[int, Relation], ...]:
        found: list[dict[int, Relation]] = [{} for _ in self.units]
        of = self._of_benefit()
        for one, other, relation in self.acting.conflicts():
            for a in of.get(one, ()):
                for b in of.get(other, ()):
                    if one != other and self._meet(relation, a, b):
                        found[a].setdefault(b, relation)
                        found[b].setdefault(a, relation)
        return tuple(found)

    def _may_bind(self, cap: Cap) -> bool:
        """Whether the room could be too small for all at once."""
        of = self._of_benefit()
        units = [unit for id_ in dict.fromkeys(cap.relation.of) for unit in of.get(id_, ())]
        most = added([self._most[unit] for unit in units])
        return most is None or most > cap.room

    def _clusters(self) -> tuple[int, ...]:
        """For each unit, the first of those on which what it pays may depend."""
        cluster, of = [*range(len(self.units))], self._of_benefit()

        def root(unit: int) -> int:
            while cluster[unit] != unit:
                unit = cluster[unit]
            return unit

        for units in self._joined(of):
            for unit in units[1:]:
                first, second = sorted((root(units[0]), root(unit)))
                cluster[second] = first
        return tuple(root(unit) for unit in range(len(self.units)))

    def _joined(self, of: Mapping[str, list[int]]) -> Iterator[list[int]]:
        yield from of.values()
        for cap in self.caps:
            yield [unit for id_ in dict.fromkeys(cap.relation.of) for unit in of.get(id_, ())]
        for into, inputs in self.acting.feeds.items():
            for name in inputs:
                for unit in of.get(into, ()):
                    benefit, places = self.book.benefits[into], self.places[unit]
                    feeders = (self.standings.feeders(benefit, name, at) for at in places)
                    for id_ in dict.fromkeys(id_ for ids in feeders for id_ in ids):
                        yield [unit, *of.get(id_, ())]

    def _capped(self) -> dict[int, Cap]:
        """For each unit, the first cap that limits it as a whole, for bounds."""
        of, found = self._of_benefit(), dict[int, Cap]()
        for cap in self.caps:
            if not cap.relation.per:
                for id_ in cap.relation.of:
                    for unit in of.get(id_, ()):
                        found.setdefault(unit, cap)
        return found

    # --- bounds --------------------------------------------------------------------------------

    def _bound(self, unit: int) -> Fraction | None:
        """What a unit never pays more than; None where nothing is known."""
        if not self.places[unit]:
            return ZERO
        id_ = self.units[unit].benefit
        if self.high or self.acting.feeds.get(id_):
            most = self.standings.most(id_)
            return added([most[place] for place in self.places[unit]])
        return self._sure_bound(unit)

    def _sure_bound(self, unit: int) -> Fraction | None:
        benefit, places = self.benefit(unit), self.places[unit]
        most = self.standings.most(benefit.id)
        if len(most) > 1:
            return added([most[place] for place in places])
        found = self.standings.amounts.of(benefit, places, (), self.acting.reading(benefit))
        return sum(found.low, ZERO)

    def bound(self, units: Ids) -> Worth:
        """What no set out of these units is worth more than."""
        rows, capped = list[tuple[str, Fraction | None]](), dict[tuple[str, str], Fraction]()
        for unit in units:
            most, cap = self._most[unit], self._cap_of.get(unit)
            currency = self.benefit(unit).rule.currency
            if cap:
                key = currency, cap.relation.id
                before, most = capped.get(key, ZERO), cap.room if most is None else most
                capped[key] = min(cap.room, before + most)
            elif most is None:
                rows += [(currency, None)] * len(self.places[unit])
            else:
                rows.append((currency, most))
        rows += ((currency, amount) for (currency, _), amount in capped.items())
        return self._sum(rows)

    def fewest(self, free: Ids, taken: Ids, worth: Worth) -> int:
        """How many of the free units it takes at least, beside those taken, to be worth so much."""
        base = self.bound(taken)
        if len(self._currencies) > 1 or base.parts[0][0] or worth.parts[0][0]:
            return 0
        need = worth.parts[0][1] - base.parts[0][1]
        known = [self._most[unit] for unit in free]
        if None in known:
            return int(need > 0)
        count = 0
        for most in sorted((most for most in known if most is not None), reverse=True):
            if need <= 0:
                break
            need, count = need - most, count + 1
        return count

    # --- the search ----------------------------------------------------------------------------

    def best(self, free: Ids, taken: Ids = ()) -> Found:
        """The best set with all that is taken and any of the free units that it allows."""
        parts = [self._best(*part) for part in self.regions(free, taken)]
        worth = self._sum(())
        for part in parts:
            worth = worth + part.worth
        return Found(worth, tuple(sorted(unit for part in parts for unit in part.units)))

    def best_with(self, unit: int, free: Ids) -> Found:
        """The best set that has a unit."""
        return self.best(self._beside(unit, free), (unit,))

    def _beside(self, unit: int, free: Ids) -> Ids:
        return tuple(each for each in free if each != unit and each not in self.against[unit])

    def regions(self, free: Ids, taken: Ids = ()) -> list[tuple[Ids, Ids]]:
        """The free and taken units, in parts that have nothing to do with each other."""
        of: dict[int, list[int]] = {}
        for unit in (*free, *taken):
            of.setdefault(self._cluster[unit], []).append(unit)
        found, seen, loose = list[tuple[Ids, Ids]](), set[int](), set(free)
        for unit in (*free, *taken):
            if unit in seen:
                continue
            region, waiting = list[int](), [unit]
            seen.add(unit)
            while waiting:
                one = waiting.pop()
                region.append(one)
                near = [*of[self._cluster[one]]]
                near += [each for each in self.against[one] if each in loose] * (one in loose)
                for each in near:
                    if each not in seen:
                        seen.add(each)
                        waiting.append(each)
            region.sort()
            found.append(
                (
                    tuple(each for each in region if each in loose),
                    tuple(each for each in region if each not in loose),
                )
            )
        return found

    def _best(self, free: Ids, taken: Ids) -> Found:
        """The best set of one region."""
        key = free, taken
        if key not in self._known:
            self._known[key] = self._searched(free, taken)
        return self._known[key]

    def _searched(self, free: Ids, taken: Ids) -> Found:
        none = Found(self.worth(taken), taken)
        if not free or self.bound(tuple(sorted((*free, *taken)))) <= none.worth:
            return none
        pivot = max(free, key=lambda unit: (self._degree(unit, free), -unit))
        best = self.best(self._beside(pivot, free), tuple(sorted((*taken, pivot))))
        rest = tuple(unit for unit in free if unit != pivot)
        if self._cannot_beat(best, rest, taken, pivot):
            return best
        without = self.best(rest, taken)
        return without if without.is_better(best) else best

    def _degree(self, unit: int, free: Sequence[int]) -> int:
        return sum(each in self.against[unit] for each in free)

    def _cannot_beat(self, best: Found, rest: Ids, taken: Ids, pivot: int) -> bool:
        """Whether no set without the pivot is better than the best one with it."""
        bound = self.bound(tuple(sorted((*rest, *taken))))
        if bound != best.worth:
            return bound < best.worth
        count = len(taken) + self.fewest(rest, taken, best.worth)
        is_first = all(pivot < unit for unit in rest)
        return count > len(best.units) or (count == len(best.units) and is_first)

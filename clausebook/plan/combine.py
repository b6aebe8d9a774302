"""What can be taken together, and what it pays.

What one benefit pays may depend on what else is taken: it is fed by others, or shares a cap with
them. So taking less can pay more, and sets are compared by what they really pay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
        self.needs = self._needs()
        self._cap_of = self._capped()
        self._paid: dict[Ids, dict[str, Shares]] = {}

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
        """What caps leave of it: each instance in order has what all of them have left."""
        caps = [cap for cap in self.caps if id_ in cap.relation.of]
        found: Shares = {}
        for place, share in shares.items():
            rooms = {key: cap.room for cap in caps for key in self._rooms(cap, id_, place)}
            paid = least([share, *(left.get(key, room) for key, room in rooms.items())])
            for key, room in rooms.items():
                left[key] = left.get(key, room) - (paid or ZERO)
            found[place] = paid
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

    def worth(self, units: Ids, beside: Ids = ()) -> Worth:
        """What units are worth, where others are taken beside them."""
        paid = self.pays(tuple(sorted((*units, *beside))))
        return self.sum(
            (self.benefit(unit).rule.currency, paid[self.units[unit].benefit][place])
            for unit in units
            for place in self.places[unit]
        )

    def sum(self, rows: Iterable[tuple[str, Fraction | None]] = ()) -> Worth:
        """Amounts by currency as a worth."""
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

    def _needs(self) -> tuple[frozenset[int], ...]:
        """For each unit, those on which it depends what it is paid.

        They feed it, are served before it under a common cap, or are of a benefit whose instances
        depend on each other.
        """
        of, found = self._of_benefit(), [set[int]() for _ in self.units]
        for id_, units in of.items():
            for unit in units:
                fed = {*self._feeding(unit, of)}
                found[unit] |= fed
                alone = all(
                    self.standings.are_alike(self.units[f].benefit, self.benefit(unit)) for f in fed
                )
                if not alone or self._is_joint(id_):
                    found[unit].update(units)
        for cap in self.caps:
            for unit, before in self._served(cap, of):
                found[unit].update(before)
        return tuple(frozenset(needs - {unit}) for unit, needs in enumerate(found))

    def _is_joint(self, id_: str) -> bool:
        """Whether it may matter to one instance which others are taken."""
        standings, benefit = self.standings, self.book.benefits[id_]
        places, reading = standings.instances(id_), self.acting.reading(benefit)
        fed = standings.range_fed(benefit, places)
        amounts = standings.amounts
        return amounts.is_joint(benefit) or amounts.may_be_capped(benefit, places, fed, reading)

    def _feeding(self, unit: int, of: Mapping[str, list[int]]) -> Iterator[int]:
        """The units that may feed one."""
        benefit = self.benefit(unit)
        for name in self.acting.feeds.get(benefit.id, {}):
            for place in self.places[unit]:
                for id_ in self.standings.feeders(benefit, name, place):
                    alike = self.standings.are_alike(id_, benefit)
                    for other in of.get(id_, ()):
                        if not alike or place in self.places[other]:
                            yield other

    def _served(self, cap: Cap, of: Mapping[str, list[int]]) -> Iterator[tuple[int, list[int]]]:
        """The units under a cap, with those that are served before them out of the same room."""
        ids = [id_ for id_ in self.acting.order if id_ in cap.relation.of]
        before: list[tuple[int, set[tuple[str, int]]]] = []
        for unit in (unit for id_ in ids for unit in of.get(id_, ())):
            id_ = self.units[unit].benefit
            rooms = {key for place in self.places[unit] for key in self._rooms(cap, id_, place)}
            yield unit, [other for other, of_other in before if rooms & of_other]
            before.append((unit, rooms))

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
                together = capped.get(key, ZERO) + (cap.room if most is None else most)
                capped[key] = min(cap.room, together)
            elif most is None:
                rows += [(currency, None)] * len(self.places[unit])
            else:
                rows.append((currency, most))
        rows += ((currency, amount) for (currency, _), amount in capped.items())
        return self.sum(rows)

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

"""The best legal combination, exactly.

Units that neither exclude each other nor depend on each other fall into regions; of each region
the best set is found by taking and leaving one unit after the other. What is then left falls apart
again: a unit that is taken, and paid what nothing undecided can change, only stands beside the
others. A branch of which the bound says that it cannot be better is not entered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausebook.plan.combine import Ids, World, Worth


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


@dataclass(frozen=True, slots=True)
class Region:
    """Units that have to do with each other, and what is settled beside them."""

    free: Ids
    """Those that are neither taken nor left."""
    taken: Ids
    beside: Ids
    """Taken elsewhere, with an effect on what these are paid."""


class Search:
    """Finds the best sets of a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._behind = tuple(map(self._all_needs, range(len(world.units))))
        self._coupled = tuple(
            frozenset(
                other
                for other, needs in enumerate(world.needs)
                if unit in needs or other in world.needs[unit]
            )
            for unit in range(len(world.units))
        )
        """For each unit, those that it needs, and those that need it."""
        self._known: dict[Region, Found] = {}

    def _all_needs(self, unit: int) -> frozenset[int]:
        """Everything on which it depends what a unit is paid, directly or not."""
        found, waiting = set[int](), [unit]
        while waiting:
            near = self.world.needs[waiting.pop()] - found
            found |= near
            waiting += near
        return frozenset(found - {unit})

    # --- the best set --------------------------------------------------------------------------

    def best(self, free: Ids, taken: Ids = (), beside: Ids = ()) -> Found:
        """The best set with all that is taken and any of the free units that it allows.

        What is paid ``beside`` it counts elsewhere.
        """
        parts = [self._best(region) for region in self.regions(free, taken, beside)]
        worth = self.world.sum()
        for part in parts:
            worth = worth + part.worth
        return Found(worth, tuple(sorted(unit for part in parts for unit in part.units)))

    def best_with(self, unit: int, free: Ids) -> Found:
        """The best set that has a unit."""
        return self.best(self._allowed(unit, free), (unit,))

    def _allowed(self, unit: int, free: Ids) -> Ids:
        against = self.world.against[unit]
        return tuple(each for each in free if each != unit and each not in against)

    def _best(self, region: Region) -> Found:
        if region not in self._known:
            self._known[region] = self._searched(region)
        return self._known[region]

    def _searched(self, region: Region) -> Found:
        """Take a unit or leave it, whatever is better."""
        free, taken, beside = region.free, region.taken, region.beside
        none = Found(self.world.worth(taken, beside), taken)
        if not free or self._bound(free, taken) <= none.worth:
            return none
        pivot = self._pivot(region)
        best = self.best(self._allowed(pivot, free), tuple(sorted((*taken, pivot))), beside)
        rest = tuple(unit for unit in free if unit != pivot)
        if self._cannot_beat(best, rest, taken, pivot):
            return best
        without = self.best(rest, taken, beside)
        return without if without.is_better(best) else best

    def _pivot(self, region: Region) -> int:
        """The unit that has to do with most others, so that what is left falls apart."""
        loose, all_ = {*region.free}, {*region.free, *region.taken}

        def degree(unit: int) -> int:
            against = self.world.against[unit]
            return len(self._coupled[unit] & all_) + sum(each in against for each in loose)

        return max(region.free, key=lambda unit: (degree(unit), -unit))

    def _bound(self, free: Ids, taken: Ids) -> Worth:
        return self.world.bound(tuple(sorted((*free, *taken))))

    def _cannot_beat(self, best: Found, rest: Ids, taken: Ids, pivot: int) -> bool:
        """Whether no set without the pivot is better than the best one with it."""
        bound = self._bound(rest, taken)
        if bound != best.worth:
            return bound < best.worth
        count = len(taken) + self.world.fewest(rest, taken, best.worth)
        is_first = all(pivot < unit for unit in rest)
        return count > len(best.units) or (count == len(best.units) and is_first)

    # --- what falls apart ----------------------------------------------------------------------

    def regions(self, free: Ids, taken: Ids = (), beside: Ids = ()) -> list[Region]:
        """The free and taken units, in parts that have nothing to do with each other.

        What is settled is a part by itself, and stands beside all others.
        """
        settled = self._settled(free, taken)
        constant = {*beside, *settled}
        moving = {*free, *taken} - settled
        loose, seen = {*free}, set[int]()
        parts = [[unit] for unit in sorted(settled)]
        for unit in sorted(moving):
            if unit not in seen:
                parts.append(sorted(self._reached(unit, moving, loose)))
                seen.update(parts[-1])
        return [self._region(part, loose, constant) for part in parts]

    def _region(self, units: Sequence[int], loose: set[int], constant: set[int]) -> Region:
        behind = frozenset[int]().union(*(self._behind[unit] for unit in units))
        return Region(
            free=tuple(unit for unit in units if unit in loose),
            taken=tuple(unit for unit in units if unit not in loose),
            beside=tuple(sorted((behind & constant) - {*units})),
        )

    def _settled(self, free: Ids, taken: Ids) -> set[int]:
        """The units that are taken, and paid what nothing undecided can change."""
        found, open_ = {*taken}, {*free}
        while changed := {unit for unit in found if self.world.needs[unit] & open_}:
            found -= changed
            open_ |= changed
        return found

    def _reached(self, start: int, moving: set[int], loose: set[int]) -> set[int]:
        """All units that a unit has to do with, directly or not."""
        found, waiting = {start}, [start]
        while waiting:
            unit = waiting.pop()
            near = self._coupled[unit] & moving
            if unit in loose:
                near |= self.world.against[unit].keys() & loose
            waiting += near - found
            found |= near
        return found

"""Answers, a day and readings → the best combination at most, and surely."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from clausebook.plan.amounts import Amounts, added
from clausebook.plan.combine import Ids, Shares, World
from clausebook.plan.outcomes import Standings
from clausebook.plan.relations import Readings, acting
from clausebook.plan.results import Money
from clausebook.plan.search import Found, Search
from clausebook.rules.operators import ZERO, Range, least


class Solved:
    """The two worlds of one case, and the best set of each.

    ``amounts`` keeps what was worked out, so that the readings of one case share it; ``before`` is
    the same case under the used readings.
    """

    def __init__(
        self, amounts: Amounts, readings: Readings | None = None, before: Solved | None = None
    ) -> None:
        self.amounts, self.known = amounts, amounts.known
        self.book = self.known.book
        found = acting(self.book, self.known.answers, readings or {})
        earlier: Standings | None = before.standings if before else None
        self.standings: Standings = Standings(amounts, found, earlier)
        self.high = World(self.standings, high=True)
        self.low = World(self.standings, high=False)
        self.search = Search(self.high)
        self.best: Found = self.search.best(self.high.all)
        self.sure: Found = Search(self.low).best(self.low.all)

    def lows(self, units: Ids) -> dict[str, Shares]:
        """What is sure of a set of units, by benefit."""
        return self.low.pays(tuple(unit for unit in units if self.low.places[unit]))

    @property
    def currencies(self) -> list[str]:
        """The currency of the site, and those in which anything else is chosen."""
        ids = dict.fromkeys((*self.high.pays(self.best.units), *self.low.pays(self.sure.units)))
        others = sorted({self.book.benefits[id_].rule.currency for id_ in ids})
        return [*dict.fromkeys((self.book.currency, *others))]

    def total(self, currency: str = "") -> Range:
        """From what is surely paid to the most that may be, in one currency."""
        currency = currency or self.book.currency
        high = self._sum(self.high.pays(self.best.units), currency)
        low = self._sum(self.low.pays(self.sure.units), currency)
        return Range(least([low, high]) or ZERO, high)

    def total_of(self, units: Ids) -> Range:
        """The same for any set, in the currency of the site."""
        high = self._sum(self.high.pays(units), self.book.currency)
        low = self._sum(self.lows(units), self.book.currency)
        return Range(least([low, high]) or ZERO, high)

    def totals(self) -> dict[str, Money]:
        """The total in each currency."""
        return {name: Money(self.total(name), self._is_sure(name)) for name in self.currencies}

    def _is_sure(self, currency: str) -> bool:
        return all(
            self.payment_is_sure(id_)
            for id_ in self.high.pays(self.best.units)
            if self.book.benefits[id_].rule.currency == currency
        )

    def payment_is_sure(self, id_: str) -> bool:
        """Whether the text fixes what a chosen benefit pays."""
        benefit, paid = self.book.benefits[id_], self.high.pays(self.best.units)
        return self.high.payment(benefit, tuple(paid[id_]), paid).is_sure

    def _sum(self, paid: Mapping[str, Shares], currency: str) -> Fraction | None:
        return added(
            [
                share
                for id_, shares in paid.items()
                if self.book.benefits[id_].rule.currency == currency
                for share in shares.values()
            ]
        )

"""Plans of random books: both twins agree, and nothing is better among all sets that there are."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import cache
from random import Random

from clausebook.plan.plan import plan
from clausebook.plan.results import Plan
from clausebook.rules.operators import Range
from tests.fuzz.random_plans import ON, RandomPlan, Rank, Tried, Unit, random_plan
from tests.fuzz.random_rules import Dice
from tests.plans import answers_as_json
from tests.twin import Twin

BOOKS = 600
Sets = list[tuple[Rank, tuple[Unit, ...]]]


@cache
def drawn() -> tuple[RandomPlan, ...]:
    """The same books in each run."""
    random = Random(15)
    return tuple(random_plan(Dice(random.randbytes(400))) for _ in range(BOOKS))


def test_the_browser_plans_random_books_the_same(twin: Twin) -> None:
    calls = [(each.book.as_json(), answers_as_json(each.answers), ON) for each in drawn()]
    for each, reply in zip(drawn(), twin.many("plans.plan", calls), strict=True):
        found = plan(each.book, each.answers, ON)
        assert json.dumps(reply) == json.dumps({"result": found.as_json()}), str(each)


def test_the_best_combination_is_the_best_of_all_sets() -> None:
    declined = 0
    for each in drawn():
        found = plan(each.book, each.answers, ON)
        sets = sorted(Tried(each, high=True).sets(), reverse=True)
        assert found.total.amount == _range(each, sets, "c1"), str(each)
        _check_chosen(each, found, sets)
        _check_rejected(each, found, sets)
        under = sorted(Tried(each, high=True, option="c2").sets(), reverse=True)
        other = _range(each, under, "c2")
        open_ = [row.total for row in found.open]
        assert open_ == ([other] if other != found.total.amount else []), str(each)
        declined += _declines(sets)
    assert declined  # there are books in which taking more would pay less


def _range(each: RandomPlan, sets: Sets, option: str) -> Range:
    most = _total(sets[0][0])
    sure = _total(max(Tried(each, high=False, option=option).sets())[0])
    assert sure is not None
    return Range(sure if most is None else min(sure, most), most)


def _total(rank: Rank) -> Fraction | None:
    return None if rank[0] else rank[1]


def _check_chosen(each: RandomPlan, found: Plan, sets: Sets) -> None:
    taken = [(row.id, at) for row in found.chosen for at in row.instances]
    best = sets[0][1]
    assert sorted(taken) == sorted((id_, at) for id_, places in best for at in places), str(each)


def _check_rejected(each: RandomPlan, found: Plan, sets: Sets) -> None:
    """Each unit that is not chosen is told, with the best total that it has a part in."""
    rows = {(row.id, row.instances): row.total for row in found.rejected if row.total}
    others = {unit for _, units in sets for unit in units if len(units) == 1} - {*sets[0][1]}
    assert rows.keys() == others, str(each)
    for unit, total in rows.items():
        rank = next(rank for rank, units in sets if unit in units)
        assert total is not None
        assert total.high == _total(rank), f"{each}\n{unit}"


def _declines(sets: Sets) -> bool:
    """Whether a legal set with everything of the best one, and more, pays less."""
    (best, units) = sets[0]
    return any(rank[:2] < best[:2] and {*units} < {*more} for rank, more in sets)

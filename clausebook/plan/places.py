"""Places beside each other: the same answers, with the applicant or its production elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from clausebook.plan.amounts import Amounts
from clausebook.plan.answers import Answers
from clausebook.plan.book import PlanBook
from clausebook.plan.plan import payers_of, solve
from clausebook.plan.results import Payer, ends
from clausebook.plan.solving import Solved
from clausebook.rules.operators import ZERO, Range


@dataclass(frozen=True, slots=True)
class Place:
    """What is planned with some places otherwise."""

    moved: Mapping[str, str]
    """By question, the place that is taken instead; empty for the answers as they are."""
    total: Range
    payers: tuple[Payer, ...]
    chosen: tuple[str, ...]
    gained: tuple[str, ...]
    """Chosen here, and not with the answers as they are."""
    lost: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {
            "moved": dict(self.moved),
            "total": ends(self.total),
            "payers": [payer.as_json() for payer in self.payers],
            "chosen": list(self.chosen),
            "gained": list(self.gained),
            "lost": list(self.lost),
        }


def places_of(book: PlanBook, answers: Answers, on: str) -> tuple[Place, ...]:
    """The answers as they are, each question of place otherwise, and all of them together.

    Those with the highest total come first, then those of which more is sure.
    """
    here, found = solve(book, answers, on), list[Place]()
    base = _chosen(here)
    for moved in ({}, *_moves(book, answers)):
        given = {**answers.given, **{name: (choice,) for name, choice in moved.items()}}
        solved = here
        if moved:
            solved = Solved(Amounts(here.known.with_answers(replace(answers, given=given))))
        chosen = _chosen(solved)
        found.append(
            Place(
                moved=moved,
                total=solved.total(),
                payers=tuple(payers_of(solved)),
                chosen=chosen,
                gained=tuple(id_ for id_ in chosen if id_ not in base),
                lost=tuple(id_ for id_ in base if id_ not in chosen),
            )
        )
    return tuple(sorted(found, key=_rank))


def _rank(place: Place) -> tuple[bool, object, object]:
    high, low = place.total.high, place.total.low
    return high is not None, -(high or ZERO), -low


def _chosen(solved: Solved) -> tuple[str, ...]:
    paid = solved.high.pays(solved.best.units)
    return tuple(id_ for id_ in solved.book.benefits if id_ in paid)


def _moves(book: PlanBook, answers: Answers) -> Iterator[dict[str, str]]:
    """Every other choice of each question, then the choices that several of them share."""
    questions = {name: each for name, each in book.questions.items() if each.place}
    now = {name: answers.given.get(name, ()) for name in questions}
    for name, question in questions.items():
        for choice in question.choices:
            if now[name] != (choice,):
                yield {name: choice}
    shared = dict.fromkeys(choice for each in questions.values() for choice in each.choices)
    for choice in shared:
        names = [name for name, each in questions.items() if choice in each.choices]
        moved = {name: choice for name in names if now[name] != (choice,)}
        if len(moved) > 1:
            yield moved

"""Which benefits are there for whom: by the answers to the one question that tells kinds apart."""

from __future__ import annotations

from dataclasses import dataclass

from clausebook.address import clause_of
from clausebook.features.frame import urls
from clausebook.features.frame.linked import Linked
from clausebook.features.planner.data import book_of
from clausebook.plan.answers import Answers
from clausebook.plan.plan import solve
from clausebook.told import planning


@dataclass(frozen=True, slots=True)
class KindBenefit:
    """A benefit that may fit."""

    name: str
    href: str
    clause: str
    headline: str
    """What its clause pays at a glance."""


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of applicant, with what is there for it beside what is there for all."""

    name: str
    benefits: tuple[KindBenefit, ...]


@dataclass(frozen=True, slots=True)
class KindsView:
    """The benefits of every kind of applicant on the day of the build."""

    ask: str
    all: tuple[KindBenefit, ...]
    """What is there for every kind."""
    rows: tuple[KindRow, ...]


def kinds_view(w: Linked) -> KindsView | None:
    """All kinds; None where no question tells them apart."""
    questions = book_of(w).questions
    name = next((name for name, spec in questions.items() if spec.groups), None)
    if name is None:
        return None
    told = planning.question(w, name)
    found = {key: _fitting(w, name, key) for key, _ in told.choices}
    common = [id_ for id_ in book_of(w).benefits if all(id_ in ids for ids in found.values())]
    rows = (
        KindRow(words, tuple(_benefit(w, id_) for id_ in found[key] if id_ not in common))
        for key, words in told.choices
    )
    return KindsView(told.ask, tuple(_benefit(w, id_) for id_ in common), tuple(rows))


def _fitting(w: Linked, name: str, key: str) -> list[str]:
    """What may fit who has given this one answer, whatever the others are.

    What is worked out under another benefit is told there.
    """

    def make() -> list[str]:
        standings = solve(book_of(w), Answers({name: (key,)}), w.on).standings
        ids = (id_ for id_ in book_of(w).benefits if id_ not in standings.acting.carried_out)
        return [id_ for id_ in ids if standings.instances(id_)]

    return w.notes.passing(("kinds", name, key), make)


def _benefit(w: Linked, id_: str) -> KindBenefit:
    benefit = w.site.benefits[id_]
    return KindBenefit(
        name=benefit.record.name[w.language],
        href=w.href(urls.clause(w.language, benefit.home.id)),
        clause=w.clause_label(benefit.home.id),
        headline=w.headline(clause_of(id_)),
    )

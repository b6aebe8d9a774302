"""Which benefits are there for whom: by the answers to the one question that tells kinds apart."""

from __future__ import annotations

from dataclasses import dataclass

from clausebook.features.frame import urls
from clausebook.features.frame.linked import Linked
from clausebook.features.planner.data import book_of
from clausebook.plan.answers import Answers
from clausebook.plan.plan import solve
from clausebook.told import planning


@dataclass(frozen=True, slots=True)
class KindRow:
    """A benefit, and the kinds of applicants that may have it."""

    name: str
    href: str
    clause: str
    headline: str
    """What its clause pays at a glance."""
    kinds: str
    """Empty where it is there for every kind."""


@dataclass(frozen=True, slots=True)
class KindsView:
    """Which benefits may fit whom on the day of the build."""

    ask: str
    rows: tuple[KindRow, ...]


def kinds_view(w: Linked) -> KindsView | None:
    """All benefits that may fit anybody; None where no question tells kinds apart."""
    questions = book_of(w).questions
    name = next((name for name, spec in questions.items() if spec.groups), None)
    if name is None:
        return None
    told = planning.question(w, name)
    found = {key: _fitting(w, name, key) for key, _ in told.choices}
    kinds = {
        id_: [words for key, words in told.choices if id_ in found[key]]
        for id_ in book_of(w).benefits
    }
    every = len(told.choices)
    rows = (
        _row(w, id_, [] if len(names) == every else names) for id_, names in kinds.items() if names
    )
    return KindsView(told.ask, tuple(rows))


def _fitting(w: Linked, name: str, key: str) -> list[str]:
    """What may fit who has given this one answer, whatever the others are.

    What is worked out under another benefit is told there.
    """

    def make() -> list[str]:
        standings = solve(book_of(w), Answers({name: (key,)}), w.on).standings
        ids = (id_ for id_ in book_of(w).benefits if id_ not in standings.acting.carried_out)
        return [id_ for id_ in ids if standings.instances(id_)]

    return w.notes.passing(("kinds", name, key), make)


def _row(w: Linked, id_: str, kinds: list[str]) -> KindRow:
    benefit = w.site.benefits[id_]
    return KindRow(
        name=benefit.record.name[w.language],
        href=w.href(urls.clause(w.language, benefit.home.id)),
        clause=w.clause_label(benefit.home.id),
        headline=w.best_of(id_).words,
        kinds=str(w.words["planner"]["join"]).join(kinds),
    )

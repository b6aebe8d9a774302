"""What a jurisdiction pays for a topic on a day: every state that the cell of a matrix can have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from clausebook.meaning.site import Site
from clausebook.rules.validity import Validity, status_on
from clausebook.told.best import Best
from clausebook.told.notes import told
from clausebook.told.told import Told

PAYING = ("money", "match", "rate", "figure")
"""The kinds of what has a figure."""
_RANK = {
    **dict.fromkeys(("in-force", "by-reference", "undated"), 0),
    "suspended": 1,
    **dict.fromkeys(("expired", "superseded", "withdrawn"), 2),
    "not-yet": 3,
    "draft": 4,
}
"""What counts before what: what can be had, then what is over, then what is still to come."""
_NOTHING = 10
"""What says nothing that can be had comes last, whether it is in force or not."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """The best that the clauses with the same days say, which counts while they do."""

    dated: str
    """Whose days these are: a document, or a clause with days of its own."""
    clause: str
    best: Best


def clauses_of(site: Site, topic: str, jurisdiction: str) -> Iterator[str]:
    """The clauses of a cell in the site's order."""
    for clause in site.index.by_topic.get(topic, ()):
        if site.corpus.documents[site.clauses[clause].document].jurisdiction == jurisdiction:
            yield clause


@told
def candidates(w: Told, topic: str, jurisdiction: str) -> tuple[Candidate, ...]:
    """All states of a cell, the best first; none where no clause has the topic there."""
    found: dict[str, Candidate] = {}
    for clause in clauses_of(w.site, topic, jurisdiction):
        here = Candidate(w.site.dated(clause), clause, w.best(clause))
        known = found.get(here.dated)
        if known is None or here.best.rank > known.best.rank:
            found[here.dated] = here
    return tuple(sorted(found.values(), key=lambda one: one.best.rank, reverse=True))


def chosen(found: Iterable[Candidate], validity: Mapping[str, Validity], on: str) -> str:
    """Which state counts on a day, by whose days it has; empty where there are no states.

    Of those that say most it is the first; the twin is ``static/pictures/cells.js``.
    """
    ranked = [(_rank(one.best, status_on(validity[one.dated], on)), one.dated) for one in found]
    first = min((rank for rank, _ in ranked), default=0)
    return next((id_ for rank, id_ in ranked if rank == first), "")


def _rank(best: Best, status: str) -> int:
    return _RANK[status] + (_NOTHING if best.kind == "none" else 0)


def holds(status: str) -> bool:
    """Whether what is said counts under a status; otherwise it is what was or will be."""
    return _RANK[status] == 0

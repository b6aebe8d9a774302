"""What can be had in place of a clause that is over: clauses of other texts on the same subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from clausebook.address import clause_of, provision_of
from clausebook.features.documents.answer import answer
from clausebook.features.documents.apply import OFFERED
from clausebook.features.documents.cards import Card, card
from clausebook.features.frame.linked import Linked
from clausebook.told.notes import told

OF_EACH = 2
"""So many clauses of one period are offered; the topic's page has the others."""


@dataclass(frozen=True, slots=True)
class InsteadRow:
    """A clause that may be had when another one is over; its badge says whether it is."""

    card: Card
    who: Markup | None


@told
def instead_rows(w: Linked, id_: str) -> tuple[InsteadRow, ...]:
    """The nearest clauses of other periods of validity, those that a text links first."""
    taken: Counter[str] = Counter()
    rows: dict[str, InsteadRow] = {}
    for other in _nearest(w, id_):
        dated = w.site.dated(other)
        if taken[dated] < OF_EACH and not _implements_any(w, other, rows):
            taken[dated] += 1
            rows[other] = InsteadRow(card(w, other), answer(w, other).who)
    return tuple(rows.values())


def _nearest(w: Linked, id_: str) -> list[str]:
    """Clauses that offer something, by how near they are and by how much they pay."""
    linked = {*_linked(w, id_)}
    topics = w.corpus.clauses[id_].topics
    shared = Counter(c for topic in topics for c in w.site.index.by_topic.get(topic, ()))
    others = [
        other
        for other in dict.fromkeys((*linked, *shared))
        if w.site.dated(other) != w.site.dated(id_) and w.best(other).kind in OFFERED
    ]
    return sorted(others, key=lambda c: (c in linked, shared[c], w.best(c).rank, c), reverse=True)


def _linked(w: Linked, id_: str) -> Iterator[str]:
    seat = w.site.clauses[id_]
    yield from (clause_of(end.other) for end in seat.links)
    for relation in seat.relations:
        yield from (clause_of(provision_of(end)) for end in w.site.relations[relation].ends)


def _implements_any(w: Linked, clause: str, others: dict[str, InsteadRow]) -> bool:
    """Whether it is the rule of an article that is there already, or the other way round."""
    links = w.site.clauses[clause].links
    return any(end.other in others for end in links if end.type.startswith("implement"))

"""The sums of a topic as bars on one axis, place by place; and what is offered without a sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.pictures.cells import clauses_of
from clausebook.features.pictures.scale import anchor_of, columns_of, in_words, share, sums
from clausebook.told.best import Best
from clausebook.told.notes import told
from clausebook.told.status import Status


@dataclass(frozen=True, slots=True)
class CapRow:
    """A clause or an item, and the most that it pays."""

    anchor: Anchor
    title: str
    status: Status
    best: Best
    bar: str
    """How long its bar is, in percent of the largest sum of the topic; empty for none."""


@dataclass(frozen=True, slots=True)
class CapGroup:
    """What a jurisdiction pays for a topic."""

    id: str
    """Where other pages lead to it."""
    jurisdiction: Anchor
    rows: tuple[CapRow, ...]
    """What pays most comes first."""


@dataclass(frozen=True, slots=True)
class CapsView:
    """What a topic pays, place by place."""

    groups: tuple[CapGroup, ...]
    ticks: tuple[tuple[str, str], ...]
    """Places on the axis in percent, with their sums; none where nothing has a sum."""


def caps_view(w: Linked, topic: str) -> CapsView | None:
    """All clauses of a topic; None where it has none."""
    found = {j: tuple(_provisions(w, topic, j)) for j in columns_of(w.site)}
    bests = [w.best(id_) for ids in found.values() for id_ in ids]
    largest = max((Fraction(best.amount) for best in sums(w, bests)), default=Fraction(0))
    groups = tuple(
        CapGroup(anchor_of(j), w.row_anchor("jurisdictions", j), _rows(w, ids, largest))
        for j, ids in found.items()
        if ids
    )
    return CapsView(groups, tuple(_ticks(w, largest))) if groups else None


def _provisions(w: Linked, topic: str, jurisdiction: str) -> Iterator[str]:
    """The clauses of a topic in a jurisdiction, and the items of those that pay by items."""
    for clause in clauses_of(w.site, topic, jurisdiction):
        yield from paying_parts(w, clause)


@told
def paying_parts(w: Linked, clause: str) -> tuple[str, ...]:
    """A clause's parts that have sums or shares of their own; the clause itself if none has."""
    parts = w.corpus.clauses[clause].provisions()
    return tuple(part.id for part in parts if part.benefits) or (clause,)


def _rows(w: Linked, ids: tuple[str, ...], largest: Fraction) -> tuple[CapRow, ...]:
    rows = [_row(w, id_, largest) for id_ in ids]
    return tuple(sorted(rows, key=lambda row: row.best.rank, reverse=True))


def _row(w: Linked, id_: str, largest: Fraction) -> CapRow:
    best = w.best(id_)
    in_scale = next(sums(w, [best]), None)
    return CapRow(
        anchor=Anchor(w.clause_label(id_), w.at(("clause", id_)), w.title(id_)),
        title=w.title(id_),
        status=w.status_of(id_),
        best=best,
        bar=share(Fraction(in_scale.amount), largest) if in_scale else "",
    )


def _ticks(w: Linked, largest: Fraction) -> Iterator[tuple[str, str]]:
    if largest:
        for place, part in (("0", Fraction(0)), ("50", Fraction(1, 2)), ("100", Fraction(1))):
            yield place, in_words(w, largest * part)

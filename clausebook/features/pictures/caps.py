"""The sums of a topic as bars on one axis, place by place; and what is offered without a sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from clausebook.address import document_of
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.pictures.cells import clauses_of
from clausebook.features.pictures.scale import anchor_of, columns_of, in_words, share, sums
from clausebook.told.best import Best
from clausebook.told.notes import told
from clausebook.told.status import Status


@dataclass(frozen=True, slots=True)
class CapRow:
    """A clause or an item with a figure, and the most that it pays."""

    anchor: Anchor
    status: Status | None
    """None where it has the days of its document, whose badge stands above."""
    best: Best
    bar: str
    """How long its bar is, in percent of the largest sum of the topic; empty for none."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Clauses that offer the same without a figure."""

    best: Best
    clauses: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class CapGroup:
    """What a document pays for a topic."""

    document: Anchor
    status: Status
    rows: tuple[CapRow, ...]
    """What pays most comes first."""
    offered: tuple[Offered, ...]


@dataclass(frozen=True, slots=True)
class CapPlace:
    """What a jurisdiction pays for a topic."""

    id: str
    """Where other pages lead to it."""
    jurisdiction: Anchor
    groups: tuple[CapGroup, ...]


@dataclass(frozen=True, slots=True)
class CapsView:
    """What a topic pays, place by place."""

    places: tuple[CapPlace, ...]
    ticks: tuple[tuple[str, str], ...]
    """Places on the axis in percent, with their sums; none where nothing has a sum."""


def caps_view(w: Linked, topic: str) -> CapsView | None:
    """All clauses of a topic; None where it has none."""
    found = {j: _by_document(w, topic, j) for j in columns_of(w.site)}
    parts = [p for documents in found.values() for ids in documents.values() for p in ids]
    largest = max(_sums(w, parts), default=Fraction(0))
    places = tuple(
        CapPlace(anchor_of(j), w.row_anchor("jurisdictions", j), _groups(w, documents, largest))
        for j, documents in found.items()
        if documents
    )
    return CapsView(places, tuple(_ticks(w, largest))) if places else None


def _by_document(w: Linked, topic: str, jurisdiction: str) -> dict[str, list[str]]:
    """The parts of a topic's clauses in a jurisdiction that say for themselves what they pay."""
    found: dict[str, list[str]] = {}
    for clause in clauses_of(w.site, topic, jurisdiction):
        found.setdefault(document_of(clause), []).extend(paying_parts(w, clause))
    return found


@told
def paying_parts(w: Linked, clause: str) -> tuple[str, ...]:
    """A clause's parts that have sums or shares of their own; the clause itself if none has."""
    parts = w.corpus.clauses[clause].provisions()
    return tuple(part.id for part in parts if part.benefits) or (clause,)


def _sums(w: Linked, ids: list[str]) -> Iterator[Fraction]:
    yield from (Fraction(best.amount) for best in sums(w, map(w.best, ids)))


def _groups(w: Linked, documents: dict[str, list[str]], largest: Fraction) -> tuple[CapGroup, ...]:
    return tuple(_group(w, id_, parts, largest) for id_, parts in documents.items())


def _group(w: Linked, document: str, ids: list[str], largest: Fraction) -> CapGroup:
    rows = [_row(w, id_, largest) for id_ in ids if w.best(id_).words]
    rows.sort(key=lambda row: row.best.rank, reverse=True)
    others: dict[Best, list[Anchor]] = {}
    for id_ in ids:
        if not w.best(id_).words:
            others.setdefault(w.best(id_), []).append(_anchor(w, id_))
    offered = sorted(others.items(), key=lambda one: one[0].rank, reverse=True)
    return CapGroup(
        document=w.document_anchor(document),
        status=w.status_of(document),
        rows=tuple(rows),
        offered=tuple(Offered(best, tuple(anchors)) for best, anchors in offered),
    )


def _row(w: Linked, id_: str, largest: Fraction) -> CapRow:
    best = w.best(id_)
    in_scale = next(_sums(w, [id_]), None)
    has_own = w.site.dated(id_) != document_of(id_)
    return CapRow(
        anchor=_anchor(w, id_),
        status=w.status_of(id_) if has_own else None,
        best=best,
        bar=share(in_scale, largest) if in_scale else "",
    )


def _anchor(w: Linked, id_: str) -> Anchor:
    """How a part is called where its document is named, with its title."""
    label, title = w.label(id_), w.title(id_)
    words = label[0].upper() + label[1:]
    return Anchor(words, w.at(("clause", id_)), title if title != label else "")


def _ticks(w: Linked, largest: Fraction) -> Iterator[tuple[str, str]]:
    if largest:
        for place, part in (("0", Fraction(0)), ("50", Fraction(1, 2)), ("100", Fraction(1))):
            yield place, in_words(w, largest * part)

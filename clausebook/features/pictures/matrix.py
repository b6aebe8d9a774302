"""The matrix: for each topic, the most that each jurisdiction pays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from clausebook.features.frame import urls
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.pictures.cells import (
    PAYING,
    Candidate,
    candidates,
    chosen,
    holds,
)
from clausebook.features.pictures.scale import anchor_of, columns_of, in_words, share, sums
from clausebook.rules.validity import status_on
from clausebook.told.best import KINDS, Best
from clausebook.told.status import Status
from clausebook.told.strings import fill


@dataclass(frozen=True, slots=True)
class StateCell:
    """What a cell says while clauses with the same days say most."""

    best: Best
    label: str
    """The clause that says it."""
    status: Status
    bar: str
    """How long its bar is, in percent of the largest sum of the matrix; empty for none."""
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A topic in a jurisdiction; without states where no clause has the topic there."""

    jurisdiction: str
    """Its short name."""
    href: str
    states: tuple[StateCell, ...]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic with a cell for each jurisdiction."""

    id: str
    place: int
    """Which topic it is in the site's order."""
    anchor: Anchor
    cells: tuple[Cell, ...]
    pays: bool
    """Whether anything with a figure can be had on the build's day."""


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Topics by jurisdictions."""

    columns: tuple[Anchor, ...]
    rows: tuple[TopicRow, ...]
    kinds: tuple[str, ...]
    """The kinds of cells that there are, for the key."""
    scale: str
    """What the longest bar stands for; empty where there are no sums."""


def matrix(w: Linked) -> MatrixView:
    """All topics; no rows where the site has no topics or no documents."""
    columns = columns_of(w.site)
    every = {(t, j): candidates(w, t, j) for t in w.corpus.topics for j in columns}
    bests = [state.best for cell in every.values() for state in cell]
    largest = max((Fraction(best.amount) for best in sums(w, bests)), default=Fraction(0))
    drawing = _Drawing(w, largest)
    kinds = {best.kind for best in bests}
    return MatrixView(
        columns=tuple(w.row_anchor("jurisdictions", id_) for id_ in columns),
        rows=tuple(
            drawing.row(place, topic, {j: every[topic, j] for j in columns})
            for place, topic in enumerate(w.corpus.topics)
            if columns
        ),
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        scale=fill(w.words["pictures"]["scale"], x=in_words(w, largest)) if largest else "",
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Makes rows whose bars share one scale."""

    w: Linked
    largest: Fraction

    def row(self, place: int, topic: str, cells: Mapping[str, tuple[Candidate, ...]]) -> TopicRow:
        """A topic's row."""
        return TopicRow(
            id=topic,
            place=place,
            anchor=self.w.row_anchor("topics", topic),
            cells=tuple(self._cell(topic, place, states) for place, states in cells.items()),
            pays=any(map(self._pays, cells.values())),
        )

    def _cell(self, topic: str, jurisdiction: str, states: tuple[Candidate, ...]) -> Cell:
        path = urls.row(self.w.language, "topics", topic)
        href = self.w.href(f"{path}#{anchor_of(jurisdiction)}")
        now = self._now(states)
        told = tuple(self._state(state, state.dated == now) for state in states)
        return Cell(self.w.row_anchor("jurisdictions", jurisdiction).words, href, told)

    def _now(self, states: tuple[Candidate, ...]) -> str:
        """Which state counts on the build's day, by whose days it has."""
        return chosen(states, self.w.site.validity, self.w.on)

    def _pays(self, states: tuple[Candidate, ...]) -> bool:
        now = self._now(states)
        return any(
            state.dated == now
            and state.best.kind in PAYING
            and holds(status_on(self.w.site.validity[state.dated], self.w.on))
            for state in states
        )

    def _state(self, state: Candidate, is_shown: bool) -> StateCell:
        in_scale = next(sums(self.w, [state.best]), None)
        return StateCell(
            best=state.best,
            label=self.w.label(state.clause),
            status=self.w.dated_status(state.dated, self.w.on),
            bar=share(Fraction(in_scale.amount), self.largest) if in_scale else "",
            is_shown=is_shown,
        )

"""Where a benefit over one number bends and jumps, and what it pays there and between.

Every rule is piecewise linear in one input: it bends or jumps only where two parts of an operator
cross, or where a whole number of steps is full. Those places are found by following the compiled
rule; what is paid there and between them comes from the evaluator itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from itertools import combinations, pairwise
from math import ceil, floor

from clausebook.quantity import is_currency
from clausebook.rules.compiled import CompiledBenefit, Node, walk
from clausebook.rules.evaluate import amounts_of
from clausebook.rules.expressions import Run, range_of
from clausebook.rules.inputs import Entered, value_of
from clausebook.rules.operators import CannotCalculate

MOST_PIECES = 40
"""A ladder without end is drawn as far as this."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A straight piece: from ``start`` to ``end`` it pays from ``low`` to ``high``.

    For a count it is one number, with ``start`` equal to ``end``.
    """

    start: Fraction
    end: Fraction
    low: Fraction
    high: Fraction
    includes_start: bool
    """Whether ``start`` itself is paid ``low``; otherwise the piece before it decides."""
    binding: tuple[str, ...]
    """The limits that take something away inside the piece."""

    @property
    def slope(self) -> Fraction:
        """What each further unit of money, or item, pays."""
        return (self.high - self.low) / (self.end - self.start)

    def until(self, end: Fraction) -> Piece:
        """The same line to another end."""
        return replace(self, end=end, high=self.low + self.slope * (end - self.start))


@dataclass(frozen=True, slots=True)
class _Place:
    """One number of the input: its evaluation, what is paid if anything, and what limits it."""

    run: Run
    paid: Fraction | None
    binding: tuple[str, ...]


class Drawing:
    """One line: a benefit with everything given except one number."""

    def __init__(self, benefit: CompiledBenefit, over: str, given: Mapping[str, str]) -> None:
        self._benefit = benefit
        self._over = over
        types = benefit.types
        self._given: Entered = {
            name: (value_of(types[name], text),) for name, text in given.items()
        }
        self._watched = list(_watched(whole(benefit)))
        self._places: dict[Fraction, _Place] = {}

    def paid(self, x: Fraction) -> Fraction:
        """What is paid at one place; raises :class:`CannotCalculate`."""
        paid = self._place(x).paid
        if paid is None:
            raise CannotCalculate("divide-by-zero")
        return paid

    def points(self, end: int) -> tuple[Piece, ...]:
        """What each whole number pays."""
        return tuple(self._point(Fraction(n)) for n in range(end + 1))

    def pieces(self, end: Fraction) -> tuple[Piece, ...]:
        """The straight pieces up to ``end``."""
        return tuple(_joined(self._piece(a, b) for a, b in pairwise(self._knots(end))))

    def _point(self, x: Fraction) -> Piece:
        paid, binding = self.paid(x), self._place(x).binding
        return Piece(x, x, paid, paid, includes_start=True, binding=binding)

    def _piece(self, start: Fraction, end: Fraction) -> Piece:
        """What is paid between two knots: the straight line through two points inside."""
        near, far = _inside(start, end)
        first, second = self.paid(near), self.paid(far)
        low, high = 2 * first - second, 2 * second - first
        binding = self._place(far).binding
        return Piece(start, end, low, high, self.paid(start) == low, binding)

    def _place(self, x: Fraction) -> _Place:
        """What is known of one place, which is worked out once."""
        if x not in self._places:
            given = {**self._given, self._over: (x,)}
            run, paid = Run(self._benefit, given, keeps_steps=False, known={}), None
            with suppress(CannotCalculate):
                paid = amounts_of(run, self._benefit.way, 1).total.low
            self._places[x] = _Place(run, paid, tuple(run.binding))
            run.item = 0
        return self._places[x]

    def _knots(self, end: Fraction) -> list[Fraction]:
        """Every place where the line may bend or jump; new ones are looked for between them.

        A ladder that goes on for ever ends after so many rungs.
        """
        knots, straight, found = [Fraction(0), end], set[tuple[Fraction, Fraction]](), {end}
        while found:
            found = set()
            for ends in pairwise(knots):
                if ends not in straight:
                    straight.add(ends)
                    found.update(self._crossings(*ends))
            knots = sorted({*knots, *found})[: MOST_PIECES + 1]
        return knots

    def _crossings(self, start: Fraction, end: Fraction) -> Iterator[Fraction]:
        """Where two watched parts meet inside an interval, as straight lines through two points."""
        near, far = _inside(start, end)
        for op, a, b in self._watched:
            try:
                ends = [_distance(self._place(x).run, op, a, b) for x in (near, far)]
            except CannotCalculate:
                continue
            rise = ends[1] - ends[0]
            for level in _levels(op, ends, rise) if rise else ():
                x = near + (far - near) * (level - ends[0]) / rise
                if start < x < end:
                    yield x


def _inside(start: Fraction, end: Fraction) -> tuple[Fraction, Fraction]:
    """The two places that tell how a line runs between two others: its thirds."""
    third = (end - start) / 3
    return start + third, end - third


def whole(benefit: CompiledBenefit) -> list[Node]:
    """All expressions of a benefit for one item; limits as the smaller of two."""
    limits, amount = benefit.way.limits, benefit.way.pays
    nodes = [condition.holds for condition in benefit.conditions if condition.holds]
    if limits.combined:
        others = reduce(lambda a, b: Node("add", a.kind, (a, b)), limits.combined.beside)
        room = Node("sub", amount.kind, (limits.combined.ceiling, others))
        amount = Node("min", amount.kind, (amount, room))
    before = amount
    for cap in (*limits.caps.values(), *(shared.cap for shared in limits.shared)):
        amount = Node("min", amount.kind, (amount, cap))
    if limits.nothing_below:
        least = limits.nothing_below
        nodes += [Node("lt", "yes_no", (each, least)) for each in (before, amount)]
    return [*nodes, *_parts(benefit, amount), amount]


def _parts(benefit: CompiledBenefit, award: Node) -> Iterator[Node]:
    """What an award is divided by: tests of its parts, and amounts that are taken from it."""
    left = award
    for each in benefit.instalments:
        if each.lost_unless:
            yield each.lost_unless
        if each.part and is_currency(each.part.kind):
            taken = Node("min", award.kind, (each.part, left))
            left = Node("sub", award.kind, (left, taken))
            yield left
        elif each.part:
            yield each.part


def _watched(nodes: Sequence[Node]) -> Iterator[tuple[str, Node, Node]]:
    """Pairs of operands whose meeting may bend the line."""
    for node in walk(nodes):
        numbers = [part for part in node.parts if part.kind not in ("yes_no", "choice")]
        if node.op not in (
            "add",
            "mul",
            "div",
            "if",
            "choose",
            "named",
            "and",
            "or",
            "not",
            "later",
            "days_later",
        ):
            yield from ((node.op, a, b) for a, b in combinations(numbers, 2))


def _distance(run: Run, op: str, a: Node, b: Node) -> Fraction:
    """How far two parts are from meeting, or how often one goes into the other."""
    first, second = range_of(run, a).low, range_of(run, b).low
    if not op.startswith("steps"):
        return first - second
    return first / second if second else Fraction(0)


def _levels(op: str, ends: list[Fraction], rise: Fraction) -> list[Fraction]:
    """The distances at which something happens: none at all, or each whole number."""
    if not op.startswith("steps"):
        return [Fraction(0)]
    low, high = sorted((ends[0] - rise, ends[1] + rise))
    return [Fraction(n) for n in range(ceil(low), min(floor(high), ceil(low) + MOST_PIECES) + 1)]


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Pieces that go on in the same line are one."""
    current = next(pieces)
    for piece in pieces:
        if piece.slope == current.slope and piece.low == current.high:
            current = replace(current, end=piece.end, high=piece.high, binding=piece.binding)
        else:
            yield current
            current = piece
    yield current

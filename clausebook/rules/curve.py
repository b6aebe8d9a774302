"""What a benefit pays over its main input, as straight pieces with exact ends.

Every rule is piecewise linear in one input: it bends or jumps only where two parts of an operator
cross, or where a whole number of steps is full. Those places are found by following the compiled
rule; what is paid there and between them comes from the evaluator itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise, product
from math import ceil, floor, log10
from typing import Any

from clausebook.quantity import exact
from clausebook.rules.compile import Node
from clausebook.rules.evaluate import HISTORY, evaluate
from clausebook.rules.expressions import Run, range_of
from clausebook.rules.inputs import Given
from clausebook.rules.operators import CannotCalculate

Json = dict[str, Any]
Givens = list[dict[str, list[str]]]

DRAWN = ("money", "usd", "count")
"""The types of inputs over which a picture says something."""
MOST_LINES = 6
MOST_PIECES = 40
"""A ladder without end is drawn as far as this."""
MOST_COUNTED = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """A straight piece: from ``start`` to ``end`` it pays from ``low`` to ``high``, in yuan.

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
        """What each further yuan, dollar or item pays."""
        return (self.high - self.low) / (self.end - self.start)

    def until(self, end: Fraction) -> Piece:
        """The same line to another end."""
        return replace(self, end=end, high=self.low + self.slope * (end - self.start))


@dataclass(frozen=True, slots=True)
class Line:
    """What is paid for one class: ``given`` are the choices made for it."""

    given: dict[str, str]
    at_zero: Fraction
    """What is paid for exactly nothing."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A benefit's picture: lines over one input, up to ``end``."""

    over: str
    kind: str
    end: Fraction
    fixed: dict[str, str]
    """The other inputs, and what they are while the line is drawn."""
    lines: tuple[Line, ...]


def curve_of(rule: Json, examples: Givens) -> Curve | None:
    """The picture of a compiled benefit, if it has one; ``examples`` say what figures are usual."""
    specs = _asked(rule)
    over = _main_input(specs)
    if over is None:
        return None
    fixed = _usual(specs, over["name"], examples)
    classes = _classes(specs)
    if fixed is None or len(classes) > MOST_LINES:
        return None
    far = _far(over, examples)
    if far == 0:
        return None
    try:
        lines = [_line(rule, over, {**fixed, **chosen}, chosen, far) for chosen in classes]
    except CannotCalculate:  # somewhere on the way, such as for nobody to share among
        return None
    far = min(line.pieces[-1].end for line in lines)
    end = far if over["type"] == "count" else _end(lines, far)
    return Curve(over["name"], over["type"], end, fixed, tuple(_cut(line, end) for line in lines))


def _line(
    rule: Json, over: Json, given: dict[str, str], chosen: dict[str, str], far: Fraction
) -> Line:
    drawing = _Drawing(rule, over["name"], given)
    pieces = drawing.points(int(far)) if over["type"] == "count" else drawing.pieces(far)
    return Line(chosen, drawing.paid(Fraction(0)), pieces)


def _cut(line: Line, end: Fraction) -> Line:
    """A line up to ``end``."""
    kept = [
        piece if piece.end <= end else piece.until(end)
        for piece in line.pieces
        if piece.start < end or piece.start == piece.end
    ]
    return replace(line, pieces=tuple(kept))


# --- what is drawn ---------------------------------------------------------------------------


def _asked(rule: Json) -> list[Json]:
    """The inputs on which the amount depends, without those that only other readings need."""
    used = {*HISTORY.values()}.union(*map(_inputs_in, _whole(rule)))
    return [spec for spec in rule["inputs"] if spec["name"] in used]


def _inputs_in(node: Node) -> set[str]:
    found = {node[2]} if node[0] == "input" and len(node) == 3 else set()
    return found.union(*(_inputs_in(part) for part in node if isinstance(part, list)))


def _main_input(specs: list[Json]) -> Json | None:
    """The first number that a reader must enter."""
    wanted = [s for s in specs if s["type"] in DRAWN and s["scope"] == "item"]
    must = [spec for spec in wanted if spec["default"] is None]
    return next(iter(must or wanted), None)


def _must_choose(specs: list[Json]) -> set[str]:
    """What is chosen rather than counted, and has no usual answer."""
    chosen = (spec for spec in specs if spec["type"] in ("choice", "yes_no"))
    return {spec["name"] for spec in chosen if spec["default"] is None}


def _classes(specs: list[Json]) -> list[dict[str, str]]:
    """Every combination of what must be chosen."""
    choices = [
        [(spec["name"], key) for key in (spec["choices"] or ("yes", "no"))]
        for spec in specs
        if spec["name"] in _must_choose(specs)
    ]
    return [dict(chosen) for chosen in product(*choices)]


def _usual(specs: list[Json], over: str, examples: Givens) -> dict[str, str] | None:
    """The other inputs: their defaults, else what the first example enters."""
    found = {}
    for spec in specs:
        if spec["name"] == over or spec["name"] in _must_choose(specs):
            continue
        entered = (values[0] for given in examples if (values := given.get(spec["name"])))
        usual = spec["default"] or next(entered, None)
        if not usual:
            return None
        found[spec["name"]] = usual
    return found


def _far(over: Json, examples: Givens) -> Fraction:
    """How far the examples go, and a little beyond."""
    entered = [Fraction(v) for given in examples for v in given.get(over["name"], []) if v]
    far = max(entered, default=Fraction(0)) * 5 / 4
    return Fraction(min(ceil(far), MOST_COUNTED)) if over["type"] == "count" else _round_up(far)


def _end(lines: list[Line], far: Fraction) -> Fraction:
    """Where to end: when nothing more happens, soon after the last bend."""
    bends = [piece.start for line in lines for piece in line.pieces[1:]]
    flat = all(line.pieces[-1].slope == 0 for line in lines)
    return min(far, _round_up(max(bends) * 3 / 2)) if flat and bends else far


def _round_up(value: Fraction) -> Fraction:
    """The next number of one or two digits that is easy to read."""
    if value == 0:
        return value
    unit = Fraction(10) ** floor(log10(value))
    steps = (1, Fraction(6, 5), Fraction(3, 2), 2, Fraction(5, 2), 3, 4, 5, 6, 8, 10)
    return next(step * unit for step in steps if step * unit >= value)


# --- where it bends --------------------------------------------------------------------------


class _Drawing:
    """One line: a benefit with everything given except one number."""

    def __init__(self, rule: Json, over: str, given: Mapping[str, str]) -> None:
        self._rule = {**rule, "validity": {"from": None}, "under": {}, "split": []}
        self._over = over
        self._given = {name: [value] for name, value in given.items()}
        self._watched = list(_watched(_whole(rule)))

    def paid(self, x: Fraction) -> Fraction:
        """What is paid at one place."""
        return Fraction(self._result(x)["low"])

    def points(self, end: int) -> tuple[Piece, ...]:
        """What each whole number pays."""
        return tuple(self._point(Fraction(n)) for n in range(end + 1))

    def pieces(self, end: Fraction) -> tuple[Piece, ...]:
        """The straight pieces up to ``end``."""
        return tuple(_joined(self._piece(a, b) for a, b in pairwise(self._knots(end))))

    def _point(self, x: Fraction) -> Piece:
        result = self._result(x)
        paid = Fraction(result["low"])
        return Piece(x, x, paid, paid, includes_start=True, binding=tuple(result["binding"]))

    def _piece(self, start: Fraction, end: Fraction) -> Piece:
        """What is paid between two knots: the straight line through two points inside."""
        third = (end - start) / 3
        at, then = self._result(start + third), self._result(end - third)
        first, second = Fraction(at["low"]), Fraction(then["low"])
        low, high = 2 * first - second, 2 * second - first
        return Piece(start, end, low, high, self.paid(start) == low, tuple(then["binding"]))

    def _result(self, x: Fraction) -> Json:
        result = evaluate(self._rule, self._at(x), "")
        if result["outcome"] == "invalid":
            raise CannotCalculate(result["errors"][0]["code"])
        return result

    def _at(self, x: Fraction) -> Given:
        return {**self._given, self._over: [exact(x)]}

    def _knots(self, end: Fraction) -> list[Fraction]:
        """Every place where the line may bend or jump; new ones are looked for between them.

        A ladder that goes on for ever ends after so many rungs.
        """
        knots, found = [Fraction(0), end], {end}
        while found:
            found = {x for a, b in pairwise(knots) for x in self._crossings(a, b)}
            knots = sorted({*knots, *found})[: MOST_PIECES + 1]
        return knots

    def _crossings(self, start: Fraction, end: Fraction) -> Iterator[Fraction]:
        """Where two watched parts meet inside an interval, as straight lines through two points."""
        third = (end - start) / 3
        near, far = Run(self._rule, self._at(start + third)), Run(self._rule, self._at(end - third))
        near.item = far.item = 0
        for op, a, b in self._watched:
            try:
                ends = [_distance(run, op, a, b) for run in (near, far)]
            except CannotCalculate:
                continue
            slope = (ends[1] - ends[0]) / third
            if slope:
                for level in _levels(op, ends, slope * third):
                    x = start + third + (level - ends[0]) / slope
                    if start < x < end:
                        yield x


def _whole(rule: Json) -> list[Node]:
    """All expressions of a benefit for one item; limits as the smaller of two."""
    limits, amount = rule["limits"], rule["pays"]
    nodes = [c["holds"] for c in rule["conditions"] if c["holds"] is not None]
    if "combined" in limits:
        both = limits["combined"]
        room = ["sub", "money", both["ceiling"], both["with"]]
        amount = ["min", "money", amount, room]
    for key in ("per_year", "in_total"):
        if key in limits:
            amount = ["min", "money", amount, limits[key]]
    return [*nodes, amount]


def _watched(nodes: list[Node]) -> Iterator[tuple[str, Node, Node]]:
    """Pairs of operands whose meeting may bend the line."""
    for node in nodes:
        parts = [part for part in node[2:] if isinstance(part, list)]
        if node[0] == "choose":
            parts = [branch for _, branch in parts[1:]]
        yield from _watched(parts)
        numbers = [part for part in parts if part[1] not in ("yes_no", "choice")]
        if node[0] not in ("add", "mul", "div", "if", "choose", "named", "and", "or", "not"):
            for place, a in enumerate(numbers):
                yield from ((node[0], a, b) for b in numbers[place + 1 :])


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

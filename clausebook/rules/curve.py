"""What a benefit pays over its main input, as straight pieces with exact ends.

Every rule is piecewise linear in one input: it bends or jumps only where two parts of an operator
cross, or where a whole number of steps is full. Those places are found by following the compiled
rule; what is paid there and between them comes from the evaluator itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, pairwise, product
from math import ceil, floor, log10

from clausebook.rules.compiled import CompiledBenefit, Node, RuleInput
from clausebook.rules.evaluate import HISTORY, amounts_of
from clausebook.rules.expressions import Run, range_of
from clausebook.rules.inputs import Entered, Given, value_of
from clausebook.rules.operators import CannotCalculate

Givens = Sequence[Given]

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


def curve_of(benefit: CompiledBenefit, examples: Givens) -> Curve | None:
    """The benefit's picture, if it has one; ``examples`` say what figures are usual."""
    specs = _asked(benefit)
    over = _main_input(specs)
    if over is None:
        return None
    fixed = _usual(specs, over.name, examples)
    classes = _classes(specs)
    if fixed is None or len(classes) > MOST_LINES:
        return None
    far = _far(over, examples)
    if far == 0:
        return None
    try:
        lines = [_line(benefit, over, {**fixed, **chosen}, chosen, far) for chosen in classes]
    except CannotCalculate:  # somewhere on the way, such as for nobody to share among
        return None
    far = min(line.pieces[-1].end for line in lines)
    end = far if over.type == "count" else _end(lines, far)
    return Curve(over.name, over.type, end, fixed, tuple(_cut(line, end) for line in lines))


def _line(
    benefit: CompiledBenefit,
    over: RuleInput,
    given: dict[str, str],
    chosen: dict[str, str],
    far: Fraction,
) -> Line:
    drawing = _Drawing(benefit, over.name, given)
    pieces = drawing.points(int(far)) if over.type == "count" else drawing.pieces(far)
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


def _asked(benefit: CompiledBenefit) -> list[RuleInput]:
    """The inputs on which the amount depends, without those that only other readings need."""
    used = {*HISTORY.values()}.union(*map(_inputs_in, _whole(benefit)))
    return [spec for name, spec in benefit.inputs.items() if name in used]


def _inputs_in(node: Node) -> set[str]:
    found = {node.word} if node.op == "input" else set()
    return found.union(*map(_inputs_in, node.parts))


def _main_input(specs: list[RuleInput]) -> RuleInput | None:
    """The first number that a reader must enter."""
    wanted = [s for s in specs if s.type in DRAWN and s.scope == "item"]
    must = [spec for spec in wanted if not spec.default]
    return next(iter(must or wanted), None)


def _must_choose(specs: list[RuleInput]) -> set[str]:
    """What is chosen rather than counted, and has no usual answer."""
    chosen = (spec for spec in specs if spec.type in ("choice", "yes_no"))
    return {spec.name for spec in chosen if not spec.default}


def _classes(specs: list[RuleInput]) -> list[dict[str, str]]:
    """Every combination of what must be chosen."""
    choices = [
        [(spec.name, key) for key in (spec.choices or ("yes", "no"))]
        for spec in specs
        if spec.name in _must_choose(specs)
    ]
    return [dict(chosen) for chosen in product(*choices)]


def _usual(specs: list[RuleInput], over: str, examples: Givens) -> dict[str, str] | None:
    """The other inputs: their defaults, else what the first example enters."""
    found = {}
    for spec in specs:
        if spec.name == over or spec.name in _must_choose(specs):
            continue
        entered = (values[0] for given in examples if (values := given.get(spec.name)))
        usual = spec.default or next(entered, None)
        if not usual:
            return None
        found[spec.name] = usual
    return found


def _far(over: RuleInput, examples: Givens) -> Fraction:
    """How far the examples go, and a little beyond."""
    entered = [Fraction(v) for given in examples for v in given.get(over.name, []) if v]
    far = max(entered, default=Fraction(0)) * 5 / 4
    return Fraction(min(ceil(far), MOST_COUNTED)) if over.type == "count" else _round_up(far)


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


@dataclass(frozen=True, slots=True)
class _Place:
    """One number of the input: its evaluation, what is paid if anything, and what limits it."""

    run: Run
    paid: Fraction | None
    binding: tuple[str, ...]


class _Drawing:
    """One line: a benefit with everything given except one number."""

    def __init__(self, benefit: CompiledBenefit, over: str, given: Mapping[str, str]) -> None:
        self._benefit = benefit
        self._over = over
        types = benefit.types
        self._given: Entered = {
            name: (value_of(types[name], text),) for name, text in given.items()
        }
        self._watched = list(_watched(_whole(benefit)))
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


def _whole(benefit: CompiledBenefit) -> list[Node]:
    """All expressions of a benefit for one item; limits as the smaller of two."""
    limits, amount = benefit.way.limits, benefit.way.pays
    nodes = [condition.holds for condition in benefit.conditions if condition.holds]
    if limits.combined:
        room = Node("sub", "money", (limits.combined.ceiling, limits.combined.beside))
        amount = Node("min", "money", (amount, room))
    for cap in limits.caps.values():
        amount = Node("min", "money", (amount, cap))
    return [*nodes, amount]


def _watched(nodes: Sequence[Node]) -> Iterator[tuple[str, Node, Node]]:
    """Pairs of operands whose meeting may bend the line."""
    for node in nodes:
        parts = node.parts[1:] if node.op == "choose" else node.parts
        yield from _watched(parts)
        numbers = [part for part in parts if part.kind not in ("yes_no", "choice")]
        if node.op not in ("add", "mul", "div", "if", "choose", "named", "and", "or", "not"):
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

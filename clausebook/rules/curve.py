"""What a benefit pays over its main input, as straight pieces with exact ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import ceil, floor, log10

from clausebook.quantity import is_currency
from clausebook.rules.bends import Drawing, Piece, whole
from clausebook.rules.compiled import CompiledBenefit, RuleInput, walk
from clausebook.rules.inputs import Given, remembers
from clausebook.rules.operators import CannotCalculate

Givens = Sequence[Given]

MOST_LINES = 6
MOST_COUNTED = 12


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
    if over is None or _is_dated(benefit):
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
    cut = tuple(_cut(line, end) for line in lines)
    return Curve(over.name, over.type, end, fixed, cut) if any(map(_varies, cut)) else None


def _line(
    benefit: CompiledBenefit,
    over: RuleInput,
    given: dict[str, str],
    chosen: dict[str, str],
    far: Fraction,
) -> Line:
    drawing = Drawing(benefit, over.name, given)
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


def _varies(line: Line) -> bool:
    """Whether it matters anywhere on the line how much of the input there is."""
    return any(not line.at_zero == p.low == p.high for p in line.pieces)


# --- what is drawn ---------------------------------------------------------------------------


def _asked(benefit: CompiledBenefit) -> list[RuleInput]:
    """The inputs on which the amount depends, without those that only other readings need."""
    used = {node.word for node in walk(whole(benefit)) if node.op == "input"}
    return [spec for n, spec in benefit.inputs.items() if n in used or remembers(n)]


def _is_dated(benefit: CompiledBenefit) -> bool:
    """Whether what is paid depends on the day; a picture is of every day."""
    return any(node.word == "as_of" for node in walk(whole(benefit)))


def _main_input(specs: list[RuleInput]) -> RuleInput | None:
    """The first number that a reader must enter."""
    drawn = (s for s in specs if is_currency(s.type) or s.type in ("count", "measure"))
    wanted = [spec for spec in drawn if spec.scope == "item"]
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

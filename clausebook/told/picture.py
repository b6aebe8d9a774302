"""A :class:`~clausebook.rules.curve.Curve` → coordinates and words: a picture and a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from urllib.parse import urlencode

from clausebook.quantity import Quantity, bound_pattern, exact, is_currency, money, show
from clausebook.rules.bends import Piece
from clausebook.rules.curve import Curve, Line
from clausebook.rules.inputs import remembers, value_of
from clausebook.rules.operators import point
from clausebook.rules.results import Shown
from clausebook.told import explain
from clausebook.told.explain import Vocabulary
from clausebook.told.strings import Words, fill

WIDTH, HEIGHT = 360, 200
LEFT, RIGHT, TOP, BOTTOM = 88, 334, 12, 172
"""The plot inside the picture, in its units; templates/calculators/picture.html draws the frame."""
LINE_OF_TEXT = 13
WIDE, NARROW = 115, 62
"""About as wide, in tenths, is a Chinese sign and any other one, in the picture's small print."""
ROUND = Fraction(1000)
FEW = 6
"""With more jumps than this, dots would hide the line."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis."""

    at: str
    words: str


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A drawn line: the strokes, and the dots where single places are paid something else."""

    letter: str
    words: str
    paths: tuple[str, ...]
    dots: tuple[tuple[str, str], ...]
    ends: str
    """The letters of all lines that end where this one does; they stand there once, with the first
    of these lines, and are empty with the others."""
    ends_at: str


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of a line as a row of a table."""

    letter: str
    over: str
    pays: str
    limit: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of what is paid over one input, and the same as a table."""

    over: str
    title: str
    fixed: str
    """The other inputs while it is drawn, in words."""
    held: str
    """The same as a query of canonical values."""
    end: str
    most: str
    """What the ends of the axes stand for, in canonical values."""
    ticks_x: tuple[Tick, ...]
    ticks_y: tuple[Tick, ...]
    lines: tuple[DrawnLine, ...]
    rows: tuple[Row, ...]


def picture(
    words: Words, vocabulary: Vocabulary, curve: Curve, types: Mapping[str, str]
) -> Picture:
    """A benefit's picture in one language: its own ``words``, and the types of all inputs."""
    return _Drawing(words, vocabulary, curve, types).picture()


class _Drawing:
    """Places and names everything that one picture shows."""

    def __init__(
        self, words: Words, vocabulary: Vocabulary, curve: Curve, types: Mapping[str, str]
    ) -> None:
        self._own = words
        self._words = vocabulary
        self._curve = curve
        self._types = types
        self._lines = _different(curve.lines)
        self._most = max(
            max(line.at_zero, *(max(p.low, p.high) for p in line.pieces)) for line in self._lines
        ) or Fraction(1)
        self._across = (RIGHT - LEFT) / curve.end
        self._up = (BOTTOM - TOP) / self._most
        """How long one unit of money or item is, and how high one unit of money."""

    def picture(self) -> Picture:
        """Everything in its place."""
        over = self._words.label(self._curve.over)
        lines = [(self._letter(i), group, line) for i, (line, group) in enumerate(self._groups())]
        return Picture(
            over=self._curve.over,
            title=fill(self._own["title"], over=over),
            fixed=self._fixed(),
            held=urlencode(self._curve.fixed),
            end=exact(self._curve.end),
            most=exact(self._most),
            ticks_x=tuple(self._ticks_x()),
            ticks_y=tuple(self._ticks_y()),
            lines=tuple(self._line(at, group) for at, (_, group, _) in enumerate(lines)),
            rows=tuple(row for letter, _, line in lines for row in self._rows(letter, line)),
        )

    # --- lines -------------------------------------------------------------------------------

    def _groups(self) -> Iterator[tuple[Line, list[Line]]]:
        """Each line with all the classes that it is drawn for."""
        for line in self._lines:
            yield line, [one for one in self._curve.lines if one.pieces == line.pieces]

    def _letter(self, place: int) -> str:
        return "ABCDEF"[place] if len(self._lines) > 1 else ""

    def _ends(self, place: int) -> str:
        """All letters that belong at the end of a line, or none where they stand already."""
        high = [line.pieces[-1].high for line in self._lines]
        together = [at for at, other in enumerate(high) if other == high[place]]
        return "".join(map(self._letter, together)) if together[0] == place else ""

    def _line(self, place: int, group: list[Line]) -> DrawnLine:
        line, letter = self._lines[place], self._letter(place)
        last = line.pieces[-1]
        return DrawnLine(
            letter=letter,
            words=" / ".join(self._class(one) for one in group) if letter else "",
            paths=tuple(self._paths(line)),
            dots=tuple(self._dots(line)),
            ends=self._ends(place),
            ends_at=_text(self._y(last.high) + 4),
        )

    def _class(self, line: Line) -> str:
        return ", ".join(
            explain.value_words(self._words, Shown(name, "choice", key))
            if self._words.choices.get(name)
            else explain.named_words(self._words, Shown(name, "yes_no", key))
            for name, key in line.given.items()
        )

    def _paths(self, line: Line) -> Iterator[str]:
        """Strokes without a gap; a stem for each counted number."""
        if self._curve.kind == "count":
            for piece in line.pieces:
                yield f"M{self._at(piece.start, Fraction(0))} L{self._at(piece.start, piece.low)}"
            return
        first, *others = line.pieces
        stroke = f"M{self._at(first.start, first.low)} L{self._at(first.end, first.high)}"
        for before, piece in zip(line.pieces, others, strict=False):
            if before.high != piece.low:
                yield stroke
                stroke = f"M{self._at(piece.start, piece.low)}"
            stroke += f" L{self._at(piece.end, piece.high)}"
        yield stroke

    def _dots(self, line: Line) -> Iterator[tuple[str, str]]:
        """What is paid at the place of a jump."""
        if self._curve.kind == "count":
            yield from (self._dot(piece.start, piece.low) for piece in line.pieces)
            return
        if line.at_zero != line.pieces[0].low:
            yield self._dot(Fraction(0), line.at_zero)
        jumps = [(a, b) for a, b in pairwise(line.pieces) if a.high != b.low]
        if len(jumps) <= FEW:
            for before, piece in jumps:
                yield self._dot(piece.start, piece.low if piece.includes_start else before.high)

    def _dot(self, x: Fraction, y: Fraction) -> tuple[str, str]:
        return _text(self._x(x)), _text(self._y(y))

    # --- places ------------------------------------------------------------------------------

    def _x(self, value: Fraction) -> Fraction:
        return LEFT + self._across * value

    def _y(self, value: Fraction) -> Fraction:
        return BOTTOM - self._up * value

    def _at(self, x: Fraction, y: Fraction) -> str:
        return f"{_text(self._x(x))} {_text(self._y(y))}"

    def _ticks_x(self) -> Iterator[Tick]:
        """The first and the last bend, the end, and the others as far as labels have room."""
        bends = [p.start for line in self._lines for p in line.pieces if p.start]
        taken: list[tuple[Fraction, Fraction]] = []
        for value in dict.fromkeys((*bends[:1], *bends[-1:], self._curve.end, *bends)):
            words, place = self._over(value), self._x(value)
            half = Fraction(_width(words), 2 * 10) + 3
            place = min(place, WIDTH - half)
            if all(place + half <= a or place - half >= b for a, b in taken):
                taken.append((place - half, place + half))
                yield Tick(_text(place), words)

    def _ticks_y(self) -> Iterator[Tick]:
        """What is paid at the bends, the highest first."""
        ends = {value for line in self._lines for p in line.pieces for value in (p.low, p.high)}
        room = LINE_OF_TEXT if len(ends) <= FEW else 2 * LINE_OF_TEXT
        taken: list[Fraction] = []
        for value in sorted({*ends, Fraction(0)}, reverse=True):
            place = self._y(value)
            if all(abs(place - other) >= room for other in taken):
                taken.append(place)
                yield Tick(_text(place), self._money(value))

    # --- words -------------------------------------------------------------------------------

    def _fixed(self) -> str:
        """The other inputs; what was received earlier is nothing, and not worth a word."""
        told = []
        for name, text in self._curve.fixed.items():
            value = value_of(self._types[name], text)
            if not remembers(name) and isinstance(value, Fraction):
                shown = Shown(name, self._types[name], point(value))
                told.append(explain.named_words(self._words, shown))
        joined = str(self._words.words["list_join"]).join(told)
        return fill(self._own["fixed"], list=joined) if told else ""

    def _money(self, amount: Fraction) -> str:
        currency = self._words.usage.currencies[self._words.currency]
        return show(money(amount, currency), self._words.language)

    def _over(self, value: Fraction, bound: str = "") -> str:
        """A place on the axis; thirds of a million are told to the thousand, and of less to one."""
        near, told = value, Quantity("count", value)
        if is_currency(self._curve.kind):
            step = ROUND if value >= 100 * ROUND else Fraction(1)
            near = round(value / step) * step
            currency = self._words.usage.currencies[self._curve.kind]
            told = money(near, currency, "" if near == value else "~")
        pattern = bound_pattern(bound, self._words.language) if bound else "{}"
        return str(pattern).replace("{}", show(told, self._words.language))

    def _rows(self, letter: str, line: Line) -> Iterator[Row]:
        if self._curve.kind == "count":
            for piece in line.pieces:
                yield self._row(letter, self._over(piece.start), piece)
            return
        if line.at_zero != line.pieces[0].low:
            yield Row(letter, self._over(Fraction(0)), self._money(line.at_zero), "")
        for before, piece, after in zip(
            [None, *line.pieces], line.pieces, [*line.pieces[1:], None], strict=False
        ):
            yield self._row(letter, self._reach(before, piece, after), piece)

    def _reach(self, before: Piece | None, piece: Piece, after: Piece | None) -> str:
        """From where to where a piece goes; a bend belongs to the piece before it."""
        parts = []
        if before is not None:
            parts.append(self._over(piece.start, ">=" if _begins(before, piece) else ">"))
        elif not piece.includes_start:
            parts.append(self._over(piece.start, ">"))
        if after is not None:
            parts.append(self._over(piece.end, "<" if _begins(piece, after) else "<="))
        elif piece.slope:
            parts.append(self._over(piece.end, "<="))
        return str(self._words.words["list_join"]).join(parts) or str(self._own["always"])

    def _row(self, letter: str, over: str, piece: Piece) -> Row:
        ends = [self._money(value) for value in dict.fromkeys((piece.low, piece.high))]
        words = self._words.words
        pays = fill(words["range"], low=ends[0], high=ends[1]) if len(ends) > 1 else ends[0]
        limits = str(words["list_join"]).join(self._words.label(name) for name in piece.binding)
        return Row(letter, over, pays, limits)


def _begins(before: Piece, piece: Piece) -> bool:
    """Whether a piece jumps and its first place belongs to it."""
    return piece.includes_start and before.high != piece.low


def _different(lines: Iterable[Line]) -> list[Line]:
    """Lines without those that run where another one does."""
    return list({line.pieces: line for line in reversed([*lines])}.values())[::-1]


def _width(words: str) -> int:
    return sum(WIDE if sign > "\u2e80" else NARROW for sign in words)


def _text(place: Fraction | int) -> str:
    return f"{float(place):.1f}".removesuffix(".0")

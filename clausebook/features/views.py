"""What templates receive: words, links and marked-up prose, nothing left to look up or decide."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from clausebook.features.frame.linked import Anchor
from clausebook.told.recite import RuleLine
from clausebook.told.told import Status


@dataclass(frozen=True, slots=True)
class FieldView:
    """One input of a calculator."""

    name: str
    type: str
    label: str
    help: Markup
    unit: str
    default: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConditionView:
    """A condition; ``asked`` when the reader answers it, otherwise it follows from inputs."""

    id: str
    html: Markup
    asked: bool


@dataclass(frozen=True, slots=True)
class OtherReading:
    """A reading beside the one that is used: what is open, what each says, and its rule."""

    key: str
    question: Markup
    used: Markup
    why: Markup
    text: Markup
    rule: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class UnderView:
    """The result under another reading."""

    reading: str
    headline: str


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A worked example."""

    name: str
    given: tuple[str, ...]
    headline: str
    amount: str
    """In 万元, exact."""
    steps: tuple[str, ...]
    remarks: tuple[str, ...]
    under: tuple[UnderView, ...]


@dataclass(frozen=True, slots=True)
class TickView:
    """A labelled place on an axis."""

    at: str
    words: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A drawn line: the strokes, and the dots where single places are paid something else."""

    letter: str
    words: str
    paths: tuple[str, ...]
    dots: tuple[tuple[str, str], ...]
    letter_at: str


@dataclass(frozen=True, slots=True)
class CurveRow:
    """A piece of a line as a row of a table."""

    letter: str
    over: str
    pays: str
    limit: str


@dataclass(frozen=True, slots=True)
class CurveView:
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
    ticks_x: tuple[TickView, ...]
    ticks_y: tuple[TickView, ...]
    lines: tuple[LineView, ...]
    rows: tuple[CurveRow, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A fact that a calculator uses: its value and how the document prints it."""

    words: str
    value: str
    href: str
    provenance: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a calculator comes from, for whoever meets it without its page."""

    clause: Anchor
    document: str
    citation: str
    status: Status
    period: str
    version: str
    conventions: str
    """Where the site says how it reads the words that bound an amount."""


@dataclass(frozen=True, slots=True)
class BenefitView:
    """A benefit with its rule in words, its form, its picture and its worked examples."""

    id: str
    anchor: str
    name: str
    form: str
    bound: str
    per: str
    rule: tuple[RuleLine, ...]
    readings: tuple[OtherReading, ...]
    items: tuple[FieldView, ...]
    common: tuple[FieldView, ...]
    """Entered once, however many items there are."""
    conditions: tuple[ConditionView, ...]
    curve: CurveView | None
    examples: tuple[ExampleView, ...]
    figures: tuple[FigureView, ...]
    source: SourceView
    embed: str
    """Its bare page, for other sites."""

"""Compiled expressions → values and steps. The twin is ``static/rules/expressions.js``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from clausebook.rules.compiled import CompiledBenefit, Node
from clausebook.rules.inputs import HISTORY, Entered, Value, day_of, fact_number, value_of
from clausebook.rules.operators import (
    ANYTHING,
    OPERATORS,
    ZERO,
    Answer,
    CannotCalculate,
    Range,
    hull,
    later,
    not_huge,
    point,
)
from clausebook.rules.results import Shown, Step


@dataclass(slots=True)
class Run:
    """One evaluation: what is given, and what has been learnt on the way."""

    benefit: CompiledBenefit
    entered: Entered
    on: str = ""
    """The as-of date in ISO form; empty where nothing that is worked out depends on it."""
    guaranteed: bool = False
    """Whether what the text leaves open counts as nothing, so that the rest is what it fixes."""
    keeps_steps: bool = True
    """Steps are for readers; a picture asks for thousands of results and reads none."""
    is_quiet: bool = False
    """Whether what is worked out may not apply, so that nothing is noted but what is missing."""
    known: dict[int, Range | Answer] | None = None
    """Values by node, where everything is given and one item is looked at again and again."""
    item: int | None = None
    steps: list[Step] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    binding: list[str] = field(default_factory=list)
    called: dict[tuple[int | None, str], Range | Answer] = field(default_factory=dict)
    """What each named rule came to for an item: it is worked out, and told, where it is first
    called. Rules that call each other twice would double the work with each level."""
    _other: dict[str, Run] = field(default_factory=dict)

    @property
    def currency(self) -> str:
        """The kind of what is paid."""
        return self.benefit.currency

    def guaranteeing(self) -> Run:
        """Another evaluation of the same, for what the text fixes; it keeps no steps."""
        if self.guaranteed:
            return self
        return self._beside("guaranteeing", self._guaranteed_run)

    def quietly(self) -> Run:
        """An evaluation beside this one of what may not apply: it only notes what is missing."""
        return self if self.is_quiet else self._beside("quietly", self._quiet_run)

    def _beside(self, way: str, make: Callable[[], Run]) -> Run:
        """Another evaluation, kept with what it knows, for the item that this one is at."""
        if way not in self._other:
            self._other[way] = make()
        other = self._other[way]
        other.item = self.item
        return other

    def _guaranteed_run(self) -> Run:
        return Run(self.benefit, self.entered, self.on, guaranteed=True, keeps_steps=False)

    def _quiet_run(self) -> Run:
        made = Run(self.benefit, self.entered, self.on, self.guaranteed, False, is_quiet=True)
        made.known, made.missing, made.assumed = self.known, self.missing, self.assumed
        return made

    def value(self, name: str, default: Value | None) -> Value | Range | None:
        """The value given for the current item, else the default, which is then assumed.

        What is only known between two ends is missing, too.
        """
        values = self.entered.get(name, (None,))
        if len(values) > 1 and self.item is None:
            raise CannotCalculate("item-in-limit")
        value = values[self.item or 0] if len(values) > 1 else values[0]
        if isinstance(value, Range):
            once(self.missing, name)
        if value is not None:
            return value
        once(self.missing if default is None else self.assumed, name)
        return default

    def history(self, name: str) -> Range:
        """What a limit remembers of earlier claims; nothing unless it is entered."""
        value = self.value(name, ZERO)
        if isinstance(value, Range):
            return value
        return point(value) if isinstance(value, Fraction) else point(0)

    def step(
        self,
        op: str,
        args: Iterable[Shown],
        value: Range | Answer,
        kind: str,
        parts: Sequence[int] = (),
    ) -> None:
        """Record what was done, with what, and what came out.

        ``parts`` counts the steps that gave each of the arguments.
        """
        if self.keeps_steps:
            result = Shown("", kind, value)
            self.steps.append(Step(op, self.item, tuple(args), result, tuple(parts)))


# --- expressions -----------------------------------------------------------------------------


def range_of(run: Run, node: Node) -> Range:
    """The value of an expression that is a number."""
    value = _value_of(run, node)
    assert isinstance(value, Range), "kinds are checked when the rule is compiled"
    return value


def answer_of(run: Run, node: Node) -> Answer:
    """The value of an expression that is a condition."""
    value = _value_of(run, node)
    assert not isinstance(value, Range), "kinds are checked when the rule is compiled"
    return value


def _value_of(run: Run, node: Node) -> Range | Answer:
    """A number or an answer; choices are only ever looked at by ``choose``."""
    if run.known is None:
        return _worked_out(run, node)
    if id(node) not in run.known:
        run.known[id(node)] = _worked_out(run, node)
    return run.known[id(node)]


def _worked_out(run: Run, node: Node) -> Range | Answer:
    special = _SPECIAL.get(node.op)
    if special is not None:
        return special(run, node)
    values, parts = [], []
    for part in node.parts:
        before = len(run.steps)
        values.append(_value_of(run, part))
        parts.append(len(run.steps) - before)
    value = not_huge(OPERATORS[node.op].apply(*values))
    if node.op == "min":
        _note_binding(run, node.parts, values)
    run.step(node.op, map(leaf, node.parts, values), value, node.kind, parts)
    return value


def _input(run: Run, node: Node) -> Range | Answer:
    value = run.value(node.word, _default(run, node.word))
    if isinstance(value, Range):
        return value
    if node.kind == "yes_no":
        assert value is None or isinstance(value, bool)
        return value
    return point(value) if isinstance(value, Fraction) else ANYTHING


def _given(run: Run, node: Node) -> Range:
    """The day of the claim, or the number of the item, counted on from those of earlier claims."""
    if node.word == "as_of":
        return _as_of(run)
    if run.item is None:
        raise CannotCalculate("item-in-limit")
    return point(1 + run.history(HISTORY["count"]).low + run.item)


def _as_of(run: Run) -> Range:
    """The as-of date; of a series of years, each item is a year after the one before it."""
    day = day_of(run.on)
    assert day is not None, "a claim has its day"
    years = run.item if run.item and run.benefit.per == "year" else 0
    return later(point(day), point(years))


def _default(run: Run, name: str) -> Value | None:
    spec = run.benefit.inputs[name]
    return value_of(spec.type, spec.default)


def _if_else(run: Run, node: Node) -> Range | Answer:
    """The branch that applies; while that is open, anything that either could give."""
    condition, then, otherwise = node.parts
    start = len(run.steps)
    test = answer_of(run, condition)
    tested = len(run.steps) - start
    if test is None:
        return _any_branch(run, node.kind, (then, otherwise))
    chosen = then if test else otherwise
    value = _value_of(run, chosen)
    parts = tested, len(run.steps) - start - tested
    run.step("if", (leaf(condition, test), leaf(chosen, value)), value, node.kind, parts)
    return value


def _choose(run: Run, node: Node) -> Range | Answer:
    """The branch of the class that was chosen, or anything that one of them could give."""
    name = node.parts[0].word
    key = run.value(name, _default(run, name))
    if key is None:
        return _any_branch(run, node.kind, node.parts[1:])
    chosen, start = node.branches[str(key)], len(run.steps)
    value = _value_of(run, chosen)
    choice = Shown(name, "choice", str(key))
    parts = 0, len(run.steps) - start
    run.step("choose", (choice, leaf(chosen, value)), value, node.kind, parts)
    return value


def _any_branch(run: Run, kind: str, branches: Sequence[Node]) -> Range | Answer:
    quiet = run.quietly()  # what only one open branch does says nothing yet
    values = [_value_of(quiet, branch) for branch in branches]
    if kind == "yes_no":
        return values[0] if len(set(values)) == 1 else None
    return hull([value for value in values if isinstance(value, Range)])


def _up_to(run: Run, node: Node) -> Range:
    """The most that the text allows; it guarantees nothing of it."""
    most = range_of(run, node.parts[0])
    return point(0) if run.guaranteed else most


def _between(run: Run, node: Node) -> Range:
    """The most of a range that the text prints; it guarantees the least."""
    fact = run.benefit.facts[node.word]
    return point(fact_number(fact, fact.value if run.guaranteed else fact.upto))


def _at_least(run: Run, node: Node) -> Range:
    """The least that the text guarantees, with no end above it."""
    range_of(run, node.parts[0])
    return Range(range_of(run.guaranteeing(), node.parts[0]).low, None)


def _named(run: Run, node: Node) -> Range | Answer:
    call = run.item, node.word
    if call not in run.called:
        run.called[call] = _value_of(run, node.parts[0])
    return run.called[call]


_SPECIAL: dict[str, Callable[[Run, Node], Range | Answer]] = {
    "fact": lambda run, node: point(fact_number(run.benefit.facts[node.word])),
    "range": _between,
    "constant": lambda run, node: point(fact_number(run.benefit.constants[node.word])),
    "number": lambda run, node: point(int(node.word)),
    "answer": lambda run, node: node.word == "yes",
    "input": _input,
    "given": _given,
    "named": _named,
    "if": _if_else,
    "choose": _choose,
    "up_to": _up_to,
    "at_least": _at_least,
}
"""What is not an operator: leaves, and the forms that only look at the branch that applies."""


def _note_binding(run: Run, nodes: Sequence[Node], values: Sequence[Range | Answer]) -> None:
    """In ``min``, a limit that is surely smaller than everything else is the one that binds."""
    ranges = [value for value in values if isinstance(value, Range)]
    for place, (node, value) in enumerate(zip(nodes, ranges, strict=True)):
        others = (other.low for i, other in enumerate(ranges) if i != place)
        if value.high is not None and value.high < min(others) and node.limit:
            once(run.binding, node.limit)


# --- results ---------------------------------------------------------------------------------


def leaf(node: Node, value: Range | Answer) -> Shown:
    """The value of a part of an expression, named if the part is a fact or an input."""
    return Shown(node.name, node.kind, value)


def once(names: list[str], name: str) -> None:
    """Add a name that is not there yet."""
    if name not in names:
        names.append(name)

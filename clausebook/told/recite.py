"""Compiled rules in words, as a reader would say them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from clausebook.quantity import Quantity, show
from clausebook.rules.compiled import (
    CompiledBenefit,
    Node,
    RuleFact,
    RuleInstalment,
    RuleLimits,
    RuleWay,
    SharedCap,
    walk,
)
from clausebook.rules.inputs import fact_number
from clausebook.rules.operators import Range, point
from clausebook.rules.results import Shown
from clausebook.told.explain import Vocabulary, labelled, named_words, value_words
from clausebook.told.strings import fill

Facts = dict[str, RuleFact]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One sentence of a rule; ``rows`` are the classes that it distinguishes."""

    text: str
    rows: tuple[tuple[str, str], ...] = ()
    name: str = ""
    """What it defines, if it is a rule that others name."""


def rule_words(
    vocabulary: Vocabulary, rule: CompiledBenefit, way: RuleWay, beside: RuleWay | None = None
) -> tuple[RuleLine, ...]:
    """A reading as a reader would say it: what is paid, what it names, each limit, in what parts.

    What the reading ``beside`` it has explained already is not explained again.
    """
    facts, lines = rule.figures, [_line(vocabulary, rule.figures, way.pays)]
    known = _names_in(rule, beside) if beside else {}
    own = {name: node for name, node in _names_in(rule, way).items() if name not in known}
    for name, node in own.items():
        if node.op == "named":
            line = _line(vocabulary, facts, node.parts[0])
            lines.append(replace(line, name=vocabulary.label(name)))
    lines += _limits(vocabulary, facts, way.limits)
    if rule.instalments and not beside:
        lines.append(_instalments(vocabulary, facts, rule.instalments))
    constants = (node for node in own.values() if node.op == "constant")
    return (*lines, *(_constant(vocabulary, facts, node) for node in constants))


def _names_in(rule: CompiledBenefit, way: RuleWay) -> dict[str, Node]:
    """The named rules that a reading calls, those they call after them, and all constants.

    Conditions are told in words of their own, whatever rules they call.
    """
    parts = [node for part in rule.instalments for node in part.nodes()]
    holds = (condition.holds for condition in rule.conditions if condition.holds)
    named = {node.word: node for node in walk([*way.nodes(), *parts]) if node.op == "named"}
    nodes = walk([*way.nodes(), *parts, *holds])
    return named | {node.word: node for node in nodes if node.op == "constant"}


def _instalments(vocabulary: Vocabulary, facts: Facts, parts: Sequence[RuleInstalment]) -> RuleLine:
    """The parts in which an award is paid, each with what it waits for and how it is lost."""
    words, rows = vocabulary.words["instalments"], []
    for part in parts:
        told = _formula(vocabulary, facts, part.part) if part.part else str(words["rest"])
        if part.lost_unless:
            unless = _formula(vocabulary, facts, part.lost_unless)
            told = fill(words["lost_unless"], a=told, b=unless)
        rows.append((vocabulary.label(part.id), told))
    return RuleLine(str(words["title"]), tuple(rows))


def _constant(vocabulary: Vocabulary, facts: Facts, node: Node) -> RuleLine:
    """A number that no text prints, with the reason for it."""
    number = point(fact_number(facts[node.word]))
    value = value_words(vocabulary, Shown(node.word, node.kind, number))
    text = fill(vocabulary.words["formula"]["constant"], a=value, b=vocabulary.reasons[node.word])
    return RuleLine(text, name=vocabulary.label(node.word))


def _limits(vocabulary: Vocabulary, facts: Facts, limits: RuleLimits) -> Iterator[RuleLine]:
    words = vocabulary.words["formula"]

    def line(key: str, *nodes: Node) -> RuleLine:
        told = [_formula(vocabulary, facts, node) for node in nodes]
        return RuleLine(fill(words[key], a=told[0], b=str(words["join"]).join(told[1:])))

    if limits.combined:
        yield line("combined", limits.combined.ceiling, *limits.combined.beside)
    for key, node in limits.across.items():
        yield line(key, node)
    for shared in limits.shared:
        cap = _formula(vocabulary, facts, shared.cap)
        yield RuleLine(_over(vocabulary, facts, shared, cap))
    if limits.nothing_below:
        yield line("nothing_below", limits.nothing_below)
    if limits.stacking:
        yield RuleLine(str(words["stacking"]))


def _over(vocabulary: Vocabulary, facts: Facts, shared: SharedCap, cap: str) -> str:
    """A cap that benefits share, with the time over which it counts."""
    words = vocabulary.words["formula"]["shared"]
    if shared.over in ("", "year"):
        return fill(words[shared.over or "ever"], a=cap)
    period = point(fact_number(facts[shared.over]))
    b = value_words(vocabulary, Shown(shared.over, "duration", period))
    return fill(words["period"], a=cap, b=b)


def _line(vocabulary: Vocabulary, facts: Facts, node: Node) -> RuleLine:
    """A formula; where it is a choice among classes, with a row for each."""
    if node.op != "choose":
        return RuleLine(_formula(vocabulary, facts, node))
    text = fill(vocabulary.words["formula"]["by"], a=vocabulary.label(node.parts[0].word))
    return RuleLine(text, tuple(_classes(vocabulary, facts, node)))


_SIGN = {"add": " + ", "sub": " − ", "mul": " × ", "div": " ÷ "}
_LOOSER = {
    "add": (),
    "sub": ("add", "sub"),
    "mul": ("add", "sub"),
    "div": ("add", "sub", "mul", "div"),
}
_SPOKEN = ("if", "choose", "min", "max", "steps", "steps_past", "later", "days_later")
"""What is told in a phrase, and needs brackets inside a sum."""


def _formula(vocabulary: Vocabulary, facts: Facts, node: Node) -> str:
    if node.op == "choose":
        return _choose(vocabulary, facts, node)
    if not node.parts or node.op == "named":
        return _leaf(vocabulary, facts, node)
    words, op = vocabulary.words["formula"], node.op
    args = [_formula(vocabulary, facts, part) for part in node.parts]
    if op in _SIGN:
        loose = [part.op in (*_SPOKEN, *_LOOSER[op]) for part in node.parts]
        args = [f"({arg})" if inner else arg for arg, inner in zip(args, loose, strict=True)]
        return _SIGN[op].join(args)
    if op in ("and", "or"):
        return str(words[op]).join(args)
    op = _telling(node)
    values = {"list": str(words["join"]).join(args), **_letters(args)}
    return fill(words[op], **values)


def _telling(node: Node) -> str:
    """The phrase for an operator, which may depend on its parts."""
    last = node.parts[-1]
    nothing = last == Node("number", last.kind, word="0")
    if node.op == "if" and nothing:
        return "only_if"
    if node.op == "gt" and nothing:
        return "there_is"
    if node.op == "min" and len(node.parts) == 2 and last.limit:
        return "capped"
    return node.op


def _leaf(vocabulary: Vocabulary, facts: Facts, node: Node) -> str:
    if node.op in ("fact", "range", "constant"):
        return _fact(vocabulary, facts[node.word], node)
    if node.op == "number":
        return value_words(vocabulary, Shown("", node.kind, point(int(node.word))))
    if node.op == "answer":
        return str(vocabulary.words["answer"][node.word])
    return vocabulary.label(node.word)


def _fact(vocabulary: Vocabulary, fact: RuleFact, node: Node) -> str:
    if node.kind == "date":  # as precisely as it is written, which need not be to the day
        value = show(Quantity("date", Fraction(0), fact.value), vocabulary.language)
        return labelled(vocabulary, node.word, value)
    ends = Range(fact_number(fact), fact_number(fact, fact.upto))
    return named_words(vocabulary, Shown(node.word, node.kind, ends))


def _letters(args: list[str]) -> dict[str, str]:
    return dict(zip("abc", args, strict=False))


def _choose(vocabulary: Vocabulary, facts: Facts, node: Node) -> str:
    named = vocabulary.words["named"]
    branches = [fill(named, name=n, value=v) for n, v in _classes(vocabulary, facts, node)]
    joined = str(vocabulary.words["step_join"]).join(branches)
    label = vocabulary.label(node.parts[0].word)
    return fill(vocabulary.words["formula"]["choose"], a=label, list=joined)


def _classes(vocabulary: Vocabulary, facts: Facts, node: Node) -> Iterator[tuple[str, str]]:
    """What each class is called and what it pays."""
    words = vocabulary.choices[node.parts[0].word]
    for key, branch in node.branches.items():
        yield words[key], _formula(vocabulary, facts, branch)

"""Compiled rules in words, as a reader would say them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from clausebook.rules.compile import Node
from clausebook.told.explain import Vocabulary, named_words, value_words
from clausebook.told.strings import fill

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One sentence of a rule; ``rows`` are the classes that it distinguishes."""

    text: str
    rows: tuple[tuple[str, str], ...] = ()
    name: str = ""
    """What it defines, if it is a rule that others name."""


def rule_words(
    vocabulary: Vocabulary, facts: Json, rule: Json, beside: Json | None = None
) -> list[RuleLine]:
    """A benefit's rule as a reader would say it: what is paid, what it names, then each limit.

    Names that a rule ``beside`` it has explained already are not explained again.
    """
    lines = [_line(vocabulary, facts, rule["pays"])]
    known = _names_in(beside) if beside else {}
    for name, node in _names_in(rule).items():
        if name in known:
            continue
        line = _line(vocabulary, facts, node)
        lines.append(replace(line, name=vocabulary.label(name)))
    lines += [_limit(vocabulary, facts, key, limit) for key, limit in rule["limits"].items()]
    return lines


def _names_in(rule: Json) -> dict[str, Node]:
    """The named rules that a rule or its limits call."""
    limits = {**rule["limits"], **rule["limits"].get("combined", {})}
    nodes = [limit for limit in limits.values() if isinstance(limit, list)]
    return _named_in(["rule", "", rule["pays"], *nodes])


def _limit(vocabulary: Vocabulary, facts: Json, key: str, limit: Any) -> RuleLine:
    parts = {}
    if key == "combined":
        parts = {"a": limit["ceiling"], "b": limit["with"]}
    elif key != "stacking":
        parts = {"a": limit}
    told = {letter: _formula(vocabulary, facts, node) for letter, node in parts.items()}
    return RuleLine(fill(vocabulary.words["formula"][key], **told))


def _line(vocabulary: Vocabulary, facts: Json, node: Node) -> RuleLine:
    """A formula; where it is a choice among classes, with a row for each."""
    if node[0] != "choose":
        return RuleLine(_formula(vocabulary, facts, node))
    text = fill(vocabulary.words["formula"]["by"], a=vocabulary.label(node[2][2]))
    return RuleLine(text, tuple(_classes(vocabulary, facts, node)))


def _named_in(node: Node) -> dict[str, Node]:
    """The named rules that a rule calls, those they call after them."""
    if node[0] == "named":
        return {node[2]: node[3], **_named_in(node[3])}
    found: dict[str, Node] = {}
    for part in node[2:]:
        if isinstance(part, list):
            found |= _named_in(part[1] if isinstance(part[1], list) else part)
    return found


_SIGN = {"add": " + ", "sub": " − ", "mul": " × ", "div": " ÷ "}
_LOOSER = {
    "add": (),
    "sub": ("add", "sub"),
    "mul": ("add", "sub"),
    "div": ("add", "sub", "mul", "div"),
}
_SPOKEN = ("if", "choose", "min", "max", "steps", "steps_past")
"""What is told in a phrase, and needs brackets inside a sum."""


def _formula(vocabulary: Vocabulary, facts: Json, node: Node) -> str:
    words, op = vocabulary.words["formula"], node[0]
    if op == "fact":
        shown = {"name": node[2], "kind": node[1], **dict.fromkeys(("low", "high"), facts[node[2]])}
        return named_words(vocabulary, shown)
    if op in ("input", "named"):
        return vocabulary.label(node[2])
    if op == "number":
        return value_words(vocabulary, {"kind": node[1], "low": node[2], "high": node[2]})
    if op == "answer":
        return str(vocabulary.words["answer"][node[2]])
    if op == "choose":
        return _choose(vocabulary, facts, node)
    args = [_formula(vocabulary, facts, arg) for arg in node[2:]]
    if op in _SIGN:
        loose = [arg[0] in (*_SPOKEN, *_LOOSER[op]) for arg in node[2:]]
        args = [f"({arg})" if inner else arg for arg, inner in zip(args, loose, strict=True)]
        return _SIGN[op].join(args)
    if op in ("and", "or"):
        return str(words[op]).join(args)
    if op == "if" and node[4] == ["number", node[1], "0"]:
        op = "only_if"
    values = {"list": str(words["join"]).join(args), **_letters(args)}
    return fill(words[op], **values)


def _letters(args: list[str]) -> dict[str, str]:
    return dict(zip("abc", args, strict=False))


def _choose(vocabulary: Vocabulary, facts: Json, node: Node) -> str:
    named = vocabulary.words["named"]
    branches = [fill(named, name=n, value=v) for n, v in _classes(vocabulary, facts, node)]
    joined = str(vocabulary.words["step_join"]).join(branches)
    label = vocabulary.label(node[2][2])
    return fill(vocabulary.words["formula"]["choose"], a=label, list=joined)


def _classes(vocabulary: Vocabulary, facts: Json, node: Node) -> Iterator[tuple[str, str]]:
    """What each class is called and what it pays."""
    words = vocabulary.choices[node[2][2]]
    yield from ((words[key], _formula(vocabulary, facts, branch)) for key, branch in node[3:])

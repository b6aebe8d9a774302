"""Results and rules in words. ``static/explain.js`` is the twin of everything about results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from clausebook.quantity import UNITS, Language, Quantity, parse, show
from clausebook.rules.compile import Node
from clausebook.strings import Words, fill

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words in which one benefit's results are told in one language."""

    language: Language
    words: Words
    """The calculator's words."""
    labels: dict[str, str]
    """What each fact, input and condition is called."""
    choices: dict[str, dict[str, str]]
    units: dict[str, str]
    """Measure words of facts: 年, 家 and the like."""

    def label(self, name: str) -> str:
        """The words for a name in a result: a label, a history input, or a limit."""
        words = self.words["history"].get(name) or self.labels.get(name)
        return words or self.words.get(name) or name


# --- values ----------------------------------------------------------------------------------


def value_words(vocabulary: Vocabulary, shown: Json) -> str:
    """A value of a result: an amount, a range, an answer or a choice."""
    words = vocabulary.words
    if shown["kind"] == "choice":
        return vocabulary.choices[shown["name"]][shown["value"]]
    if shown["kind"] == "yes_no":
        return str(words["answer"][shown["value"]])
    if shown["low"] == shown["high"]:
        return _number(vocabulary, shown, shown["low"])
    if shown["high"] is None:
        if shown["low"] == "0":
            return str(words["open_value"])
        return fill(words["from"], low=_number(vocabulary, shown, shown["low"]))
    ends = {end: _number(vocabulary, shown, shown[end]) for end in ("low", "high")}
    return fill(words["range"], **ends)


def _number(vocabulary: Vocabulary, shown: Json, text: str) -> str:
    kind = shown["kind"]
    if kind == "date":
        return show(parse(text), vocabulary.language)
    unit = vocabulary.units.get(shown.get("name") or "", "")
    if kind == "ratio":
        unit = unit or f"1:{text}"
    if kind == "duration" and unit not in UNITS["durations"]:
        kind = "count"
    return show(Quantity(kind, Fraction(text), unit), vocabulary.language)


def named_words(vocabulary: Vocabulary, shown: Json) -> str:
    """A value with its name, where it has one."""
    value = value_words(vocabulary, shown)
    if not shown["name"]:
        return value
    return fill(vocabulary.words["labelled"], name=vocabulary.label(shown["name"]), value=value)


def money_words(vocabulary: Vocabulary, ends: Json) -> str:
    """An amount or range of money."""
    return value_words(vocabulary, {"name": None, "kind": "money", **ends})


# --- results ---------------------------------------------------------------------------------


def headline(vocabulary: Vocabulary, bound: str, result: Json) -> str:
    """The result in one line."""
    words = vocabulary.words
    if result["outcome"] == "not-in-force":
        return str(words["outcome"][result["status"]])
    if result["outcome"] in ("ineligible", "invalid"):
        return str(words["outcome"][result["outcome"]])
    if result["outcome"] == "amount":
        pattern = words["amount"]["exact" if result["low"] == "0" else bound]
        return fill(pattern, x=money_words(vocabulary, result))
    if result["high"] is None:
        if result["low"] == "0":
            return str(words["amount"]["open"])
        ends = {"low": result["low"], "high": result["low"]}
        return fill(words["amount"]["at_least"], low=money_words(vocabulary, ends))
    ends = {
        end: money_words(vocabulary, {"low": result[end], "high": result[end]})
        for end in ("low", "high")
    }
    return fill(words["amount"]["range"], **ends)


def remarks(vocabulary: Vocabulary, asked: list[str], result: Json) -> list[str]:
    """What a reader must know beside the amount; ``asked`` are the conditions' ids."""
    words, found = vocabulary.words, []

    def names(key: str) -> str:
        return str(words["list_join"]).join(vocabulary.label(name) for name in result[key])

    if result["status"] in words["status"]:
        found.append(str(words["status"][result["status"]]))
    if result["would"] is not None:
        found.append(fill(words["outcome"]["would"], x=money_words(vocabulary, result["would"])))
    if result["failed"]:
        found.append(fill(words["failed"], list=names("failed")))
    if result["missing"]:
        found.append(fill(words["missing"], list=names("missing")))
    if result["binding"] and not result["failed"]:
        found.append(fill(words["binding"], list=names("binding")))
    return found + _assumed(words, asked, result["assumed"]) + _split(vocabulary, result)


def _assumed(words: Words, asked: list[str], assumed: list[str]) -> list[str]:
    found = []
    conditions = [name for name in assumed if name in asked]
    if conditions:
        found.append(fill(words["assumed_conditions"], n=str(len(conditions))))
    if any(name in words["history"] for name in assumed):
        found.append(str(words["assumed_history"]))
    return found


def _split(vocabulary: Vocabulary, result: Json) -> list[str]:
    if not result["split"] or result["high"] in (None, "0"):
        return []
    words = vocabulary.words
    shares = [
        fill(
            words["named"],
            name=vocabulary.label(f"split_{place}"),
            value=money_words(vocabulary, share),
        )
        for place, share in enumerate(result["split"])
    ]
    return [fill(words["split"], list=str(words["list_join"]).join(shares))]


def step_words(vocabulary: Vocabulary, per: str | None, steps: list[Json]) -> list[str]:
    """The calculation, a line per step; several items are told apart."""
    several = len({step["item"] for step in steps} - {None}) > 1
    lines = []
    for step in steps:
        line = _step(vocabulary, step)
        if several and step["item"] is not None and per:
            item = fill(vocabulary.words["item"][per], n=str(step["item"] + 1))
            line = fill(vocabulary.words["named"], name=item, value=line)
        lines.append(line)
    return lines


def _step(vocabulary: Vocabulary, step: Json) -> str:
    words, op = vocabulary.words, step["op"]
    args = [named_words(vocabulary, shown) for shown in step["args"]]
    joined = str(words["step_operator"].get(op, words["list_join"]))
    values = {
        "list": (" + " if op == "sum" else joined).join(args),
        "a": vocabulary.label(step["args"][0]["name"]) if op == "choose" else args[0],
        "b": value_words(vocabulary, step["args"][0]) if op == "choose" else args[-1],
        "result": value_words(vocabulary, {**step, "name": None}),
    }
    return fill(words["step"][op], **values)


# --- rules -----------------------------------------------------------------------------------


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

"""Results in words. ``static/told/explain.js`` is the twin."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from clausebook.quantity import UNITS, Language, Quantity, parse, show
from clausebook.told.strings import Words, fill

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

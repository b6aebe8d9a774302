"""Results in words. ``static/told/explain.js`` is the twin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from clausebook.quantity import UNITS, Kind, Language, Quantity, exact, show
from clausebook.rules.operators import Range, point
from clausebook.rules.results import Reckoned, Shown, Step, answer_key, text_of
from clausebook.told.strings import Words, fill


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words in which one benefit's results are told in one language."""

    language: Language
    words: Words
    """The calculator's words."""
    labels: dict[str, str]
    """What each fact, input and condition is called."""
    choices: dict[str, dict[str, str]]
    units: dict[str, tuple[str, ...]]
    """Units of facts, 年, 家 and the like, then what they are in English for one and for many."""

    def label(self, name: str) -> str:
        """The words for a name in a result: a label, a history input, or a limit."""
        words = self.words["history"].get(name) or self.labels.get(name)
        return words or self.words.get(name) or name


# --- values ----------------------------------------------------------------------------------


def value_words(vocabulary: Vocabulary, shown: Shown) -> str:
    """A value of a result: an amount, a range, an answer or a choice."""
    if shown.kind == "choice":
        return vocabulary.choices[shown.name][str(shown.value)]
    if not isinstance(shown.value, Range):
        return str(vocabulary.words["answer"][answer_key(shown.value)])
    return _range(vocabulary, shown, shown.value)


def _range(vocabulary: Vocabulary, shown: Shown, value: Range) -> str:
    words, low = vocabulary.words, _number(vocabulary, shown, value.low)
    if value.exact:
        return low
    if value.high is None:  # a day is never nothing: the calendar begins with the first one
        nothing = value.low == 0 and shown.kind != "date"
        return str(words["open_value"]) if nothing else fill(words["from"], low=low)
    return fill(words["range"], low=low, high=_number(vocabulary, shown, value.high))


def _number(vocabulary: Vocabulary, shown: Shown, number: Fraction) -> str:
    kind: Kind = shown.kind  # type: ignore[assignment]
    unit, *english = vocabulary.units.get(shown.name, ("",))
    if kind == "date":
        unit = text_of(kind, number)
    if kind == "ratio":
        unit = unit or f"1:{exact(number)}"
    if kind == "duration" and unit not in UNITS["durations"]:
        kind = "count"
    quantity = Quantity(kind, number, unit, english=tuple(english))
    return show(quantity, vocabulary.language)


def named_words(vocabulary: Vocabulary, shown: Shown) -> str:
    """A value with its name, where it has one."""
    value = value_words(vocabulary, shown)
    return labelled(vocabulary, shown.name, value) if shown.name else value


def labelled(vocabulary: Vocabulary, name: str, value: str) -> str:
    """A value with what it is called."""
    return fill(vocabulary.words["labelled"], name=vocabulary.label(name), value=value)


def money_words(vocabulary: Vocabulary, amount: Range) -> str:
    """An amount or range of money."""
    return value_words(vocabulary, Shown("", "money", amount))


# --- results ---------------------------------------------------------------------------------


def headline(vocabulary: Vocabulary, bound: str, result: Reckoned) -> str:
    """The result in one line."""
    words, total = vocabulary.words, result.paid.total
    if result.outcome == "not-in-force":
        return str(words["outcome"][result.status])
    if result.outcome == "ineligible":
        return str(words["outcome"][result.outcome])
    if result.outcome == "amount":
        pattern = words["amount"]["exact" if total.low == 0 else bound]
        return fill(pattern, x=money_words(vocabulary, total))
    low = money_words(vocabulary, point(total.low))
    if total.high is None:
        if total.low == 0:
            return str(words["amount"]["open"])
        return fill(words["amount"]["at_least"], low=low)
    return fill(words["amount"]["range"], low=low, high=money_words(vocabulary, point(total.high)))


def remarks(vocabulary: Vocabulary, asked: Sequence[str], result: Reckoned) -> list[str]:
    """What a reader must know beside the amount; ``asked`` are the conditions' ids."""
    words, found = vocabulary.words, []

    def names(of: Sequence[str]) -> str:
        return str(words["list_join"]).join(map(vocabulary.label, of))

    if result.status in words["status"]:
        found.append(str(words["status"][result.status]))
    if result.would:
        would = money_words(vocabulary, result.would.total)
        found.append(fill(words["outcome"]["would"], x=would))
    if result.failed:
        found.append(fill(words["failed"], list=names(result.failed)))
    if result.missing:
        found.append(fill(words["missing"], list=names(result.missing)))
    if result.binding and not result.failed:
        found.append(fill(words["binding"], list=names(result.binding)))
    return found + _assumed(words, asked, result.assumed) + _split(vocabulary, result)


def _assumed(words: Words, asked: Sequence[str], assumed: Sequence[str]) -> list[str]:
    found = []
    conditions = [name for name in assumed if name in asked]
    if conditions:
        found.append(fill(words["assumed_conditions"], n=str(len(conditions))))
    if any(name in words["history"] for name in assumed):
        found.append(str(words["assumed_history"]))
    return found


def _split(vocabulary: Vocabulary, result: Reckoned) -> list[str]:
    paid, words = result.paid, vocabulary.words
    if not paid.split or paid.total.high is None or paid.total.high == 0:
        return []
    shares = [
        fill(
            words["named"],
            name=vocabulary.label(f"split_{place}"),
            value=money_words(vocabulary, share),
        )
        for place, share in enumerate(paid.split)
    ]
    return [fill(words["split"], list=str(words["list_join"]).join(shares))]


def step_words(vocabulary: Vocabulary, per: str, steps: Sequence[Step]) -> list[str]:
    """The calculation, a line per step; several items are told apart."""
    several = len({step.item for step in steps} - {None}) > 1
    lines = []
    for step in steps:
        line = _step(vocabulary, step)
        if several and step.item is not None and per:
            item = fill(vocabulary.words["item"][per], n=str(step.item + 1))
            line = fill(vocabulary.words["named"], name=item, value=line)
        lines.append(line)
    return lines


def _step(vocabulary: Vocabulary, step: Step) -> str:
    words, op = vocabulary.words, step.op
    args = [named_words(vocabulary, shown) for shown in step.args]
    joined = str(words["step_operator"].get(op, words["list_join"]))
    values = {
        "list": (" + " if op == "sum" else joined).join(args),
        "a": vocabulary.label(step.args[0].name) if op == "choose" else args[0],
        "b": value_words(vocabulary, step.args[0]) if op == "choose" else args[-1],
        "result": value_words(vocabulary, step.result),
    }
    return fill(words["step"][op], **values)

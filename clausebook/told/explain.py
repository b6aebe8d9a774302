"""Results in words. ``static/told/explain.js`` is the twin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from clausebook.languages import Language
from clausebook.quantity import (
    DURATIONS,
    Quantity,
    Unit,
    Usage,
    exact,
    exchange,
    is_currency,
    is_exchange,
    money,
    show,
)
from clausebook.rules.inputs import kind_of, remembers
from clausebook.rules.operators import POINTS, Range, point
from clausebook.rules.results import Instalment, Paid, Reckoned, Shown, answer_key, text_of
from clausebook.told.strings import Words, fill


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words in which one benefit's results are told in one language."""

    language: Language
    currency: str
    """In which it pays."""
    usage: Usage
    """How the site reads and writes money."""
    words: Words
    """The calculator's words."""
    labels: dict[str, str]
    """What each fact, constant, input and condition is called."""
    reasons: dict[str, str]
    """Why the rule needs each of its constants."""
    choices: dict[str, dict[str, str]]
    units: dict[str, Unit]
    """The units of facts: 年, 家 and the like."""
    remarks: dict[str, str]
    """What the benefit's own remarks say."""
    item: str
    """What each of several items is called, {n} being which one it is."""

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
    kind: Any = kind_of(shown.kind)
    if is_currency(kind):
        return show(money(number, vocabulary.usage.currencies[kind]), vocabulary.language)
    if is_exchange(kind):
        rate = exchange(number, *(vocabulary.usage.currencies[code] for code in kind.split("/")))
        return show(rate, vocabulary.language)
    known = vocabulary.units.get(shown.name, Unit(""))
    unit = known.word
    if kind == "duration" and not unit:  # rules count in years; people say months where they must
        in_months = number.denominator != 1 and 12 % number.denominator == 0
        number, unit = (number * 12, "month") if in_months else (number, "year")
    if kind == "date":
        unit = text_of(kind, number)
    if kind == "points":
        number *= POINTS
    if kind == "ratio":
        unit = unit or f"1:{exact(number)}"
    if kind in ("count", "duration") and unit:  # rules count days, and years of what has a unit
        kind = "duration" if unit in DURATIONS else "count"
    quantity = Quantity(kind, number, unit, words=known.words)
    return show(quantity, vocabulary.language)


def named_words(vocabulary: Vocabulary, shown: Shown) -> str:
    """A value with its name, where it has one."""
    value = value_words(vocabulary, shown)
    if not shown.name:
        return value
    if shown.kind == "yes_no":
        pattern = vocabulary.words["labelled_answer"]
        return fill(pattern, name=vocabulary.label(shown.name), value=value)
    return labelled(vocabulary, shown.name, value)


def labelled(vocabulary: Vocabulary, name: str, value: str) -> str:
    """A value with what it is called."""
    return fill(vocabulary.words["labelled"], name=vocabulary.label(name), value=value)


def money_words(vocabulary: Vocabulary, amount: Range) -> str:
    """An amount or range of what the benefit pays."""
    return value_words(vocabulary, Shown("", vocabulary.currency, amount))


# --- results ---------------------------------------------------------------------------------


def headline(vocabulary: Vocabulary, result: Reckoned) -> str:
    """The result in one line; an amount that depends on what is missing says on what."""
    words, paid = vocabulary.words, result.paid
    if result.outcome == "not-in-force":
        would = _would(vocabulary, result.would or paid)
        return fill(words["outcome"][result.status], x=would)
    if result.outcome == "ineligible":
        return str(words["outcome"][result.outcome])
    if result.outcome == "amount":
        return amount_words(vocabulary, paid)
    told = _open_amount(vocabulary, paid)
    if not result.missing:
        return told or str(words["amount"]["unstated"])
    missing = _list(vocabulary, result.missing)
    if not told:
        return fill(words["amount"]["open"], list=missing)
    return fill(words["amount"]["depends"], x=told, list=missing)


def amount_words(vocabulary: Vocabulary, paid: Paid) -> str:
    """A certain amount: fixed by the text, limited by it, or both in part."""
    words, total = vocabulary.words["amount"], money_words(vocabulary, paid.total)
    if paid.total.high == 0:
        return str(words["nothing"])
    if paid.bound == "exact":
        return fill(words["exact"], x=total)
    if paid.sure.low == 0:
        return fill(words["up_to"], x=total)
    return fill(words["partly"], x=total, sure=money_words(vocabulary, point(paid.sure.low)))


def _open_amount(vocabulary: Vocabulary, paid: Paid) -> str:
    """What is certain of an amount that is not; empty where nothing is."""
    words, least, high = vocabulary.words["amount"], paid.sure.low, paid.total.high
    low = money_words(vocabulary, point(least))
    if high is None:
        return fill(words["at_least"], low=low) if least else ""
    if least == 0:
        return fill(words["up_to"], x=money_words(vocabulary, point(high)))
    return fill(words["range"], low=low, high=money_words(vocabulary, point(high)))


def _list(vocabulary: Vocabulary, names: Sequence[str]) -> str:
    """Names in a row; they may have commas of their own."""
    return str(vocabulary.words["step_join"]).join(map(vocabulary.label, names))


def instalments(vocabulary: Vocabulary, result: Reckoned) -> list[str]:
    """The parts of what is awarded, each with what it waits for; those that are lost say so."""
    paid = result.would if result.would and result.status == "draft" else result.paid
    if all(part.amount.high == 0 for part in paid.instalments):
        return []
    return [_instalment(vocabulary, part, paid) for part in paid.instalments]


def _instalment(vocabulary: Vocabulary, part: Instalment, paid: Paid) -> str:
    words, amount = vocabulary.words, money_words(vocabulary, part.amount)
    if paid.bound == "up_to":
        amount = fill(words["instalments"]["up_to"], a=amount)
    state = {True: "due", False: "lost", None: "open"}[part.paid]
    return fill(words["instalments"][state], x=amount, when=vocabulary.label(part.id))


def spread_words(vocabulary: Vocabulary, spread: Range) -> str:
    """From where to where the readings go; empty where they come to the same."""
    if spread.exact:
        return ""
    if spread.high is None:
        low = money_words(vocabulary, point(spread.low))
        return fill(vocabulary.words["spread_open"], low=low) if spread.low else ""
    ends = {"low": point(spread.low), "high": point(spread.high)}
    told = {key: money_words(vocabulary, amount) for key, amount in ends.items()}
    return fill(vocabulary.words["spread"], **told)


def remarks(
    vocabulary: Vocabulary, asked: Sequence[str], result: Reckoned, limit: str = ""
) -> list[str]:
    """What a reader must know beside the amount, and beside the limit that is told with it.

    ``asked`` are the conditions' ids.
    """
    words, found = vocabulary.words, []
    if result.status in words["status"]:
        found.append(str(words["status"][result.status]))
    if result.would and result.would.total.high != 0:
        if result.status != "draft":  # whose headline says it
            would = _would(vocabulary, result.would)
            found.append(fill(words["outcome"]["would"], x=would))
        if result.missing:
            found.append(fill(words["missing"], list=_list(vocabulary, result.missing)))
    paid = result.would or result.paid
    if result.failed:
        found.append(fill(words["failed"], list=_list(vocabulary, result.failed)))
        if paid.total.high == 0:  # nothing else says anything of an amount that is not paid
            return found
    found += [vocabulary.remarks[id_] for id_ in result.remarks]
    binding = [name for name in result.binding if name != limit]
    if binding:
        found.append(fill(words["binding"], list=_list(vocabulary, binding)))
    if paid.bound == "up_to":
        found.append(str(words["only_range" if paid.sure.low else "only_limit"]))
    return [
        *found,
        *_joint(vocabulary, result.paid),
        *_assumed(words, asked, result.assumed),
        *_split(vocabulary, result),
    ]


def _would(vocabulary: Vocabulary, paid: Paid) -> str:
    if paid.total.exact:
        return amount_words(vocabulary, paid)
    return _open_amount(vocabulary, paid) or str(vocabulary.words["open_value"])


def _joint(vocabulary: Vocabulary, paid: Paid) -> list[str]:
    """What all payers pay, where they have one ceiling and the amounts are known."""
    if paid.joint is None or not paid.joint.exact or paid.total.high == 0:
        return []
    several = "joint_of" if len(paid.beside) > 1 else "joint"
    pattern = vocabulary.words[several if paid.bound == "exact" else f"{several}_up_to"]
    each = (
        labelled(vocabulary, name, money_words(vocabulary, amount))
        for name, amount in paid.beside.items()
    )
    told = str(vocabulary.words["list_join"]).join(each)
    values = {"money": vocabulary.label("beside"), "list": told}
    return [fill(pattern, x=money_words(vocabulary, paid.joint), **values)]


def _assumed(words: Words, asked: Sequence[str], assumed: Sequence[str]) -> list[str]:
    found = []
    conditions = [name for name in assumed if name in asked]
    if conditions:
        found.append(fill(words["assumed_conditions"], n=str(len(conditions))))
    if any(map(remembers, assumed)):
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
    pattern = words["split" if paid.bound == "exact" else "split_up_to"]
    return [fill(pattern, list=str(words["step_join"]).join(shares))]

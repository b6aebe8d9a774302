"""The limit that an amount meets, or comes near: what binds, or how much room is left.

The twin is ``static/told/limits.js``, whose calculators draw it as a bar as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from clausebook.rules.compiled import CompiledBenefit, Node
from clausebook.rules.operators import Range, point
from clausebook.rules.results import Reckoned, Shown, Step
from clausebook.told.explain import Vocabulary, money_words, remarks, value_words
from clausebook.told.strings import fill

CAPS = ("min", "combined", "per_year", "in_total", "shared")
"""The steps that may take something away."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of a result, and what would be paid without it."""

    name: str
    """What it is called among the limits that bind."""
    shown: Shown
    op: str
    """The step that asked it; it names what is left of a limit."""
    most: Fraction
    without: Fraction
    item: int | None
    """Of which of several items; None where it is of all that is paid."""

    @property
    def binds(self) -> bool:
        """Whether it takes something away."""
        return self.most < self.without


def limit_of(rule: CompiledBenefit, result: Reckoned) -> Limit | None:
    """The limit that settles a certain amount; else one of an item; else the nearest one."""
    if result.outcome != "amount":
        return None
    found = [*_limits(rule, result)]
    of_all = [limit for limit in found if limit.item is None]
    binding = [limit for limit in of_all if limit.binds][-1:]
    of_items = [limit for limit in found if limit.item is not None and limit.binds]
    near = [] if result.paid.total.low == 0 else sorted(of_all, key=lambda limit: limit.most)
    return next(iter((*binding, *of_items, *near)), None)


def limit_words(vocabulary: Vocabulary, limit: Limit) -> str:
    """The limit in one sentence."""
    words, rest = vocabulary.words["limited"], abs(limit.most - limit.without)
    pattern = words["binds" if limit.binds else "below" if rest else "met"]
    amount = money_words(vocabulary, point(limit.without if limit.binds else rest))
    told = fill(pattern, limit=_limit_words(vocabulary, limit), x=amount)
    if limit.item is None:
        return told
    item = fill(vocabulary.item, n=str(limit.item + 1))
    return fill(vocabulary.words["of_item"], name=item, value=told)


def _limit_words(vocabulary: Vocabulary, limit: Limit) -> str:
    """What it is called, with its amount; of one that is used in part, what is left."""
    words, value = vocabulary.words["limited"], value_words(vocabulary, limit.shown)
    if limit.shown.name:
        return fill(words["named"], name=vocabulary.label(limit.shown.name), x=value)
    left = fill(vocabulary.words["left"][limit.op], x=value)
    if limit.name == limit.op:
        return left
    return fill(words["rest"], name=vocabulary.label(limit.name), x=left)


def remarks_with_limit(
    vocabulary: Vocabulary, rule: CompiledBenefit, result: Reckoned
) -> list[str]:
    """What a reader must know beside the amount, the limit first."""
    limit = limit_of(rule, result)
    others = remarks(vocabulary, rule.asked, result, limit.name if limit else "")
    return [limit_words(vocabulary, limit), *others] if limit else others


def _limits(rule: CompiledBenefit, result: Reckoned) -> Iterator[Limit]:
    """The limits of all that is paid, and those of each item, in the order of the steps."""
    before: Step | None = None
    several = len(result.paid.items) > 1
    for step in result.steps:
        item = step.item if several else None
        paid = result.paid.total if item is None else result.paid.items[item]
        if step.op in CAPS and step.result.kind == rule.currency and step.result.value == paid:
            yield from _limit(rule, step, before, item)
        before = step


def _limit(
    rule: CompiledBenefit, step: Step, before: Step | None, item: int | None
) -> Iterator[Limit]:
    """The limit of a step whose amounts are all known."""
    amounts = [shown.value for shown in step.args if isinstance(shown.value, Range)]
    values = [amount.low for amount in amounts if amount.exact]
    if len(values) < len(step.args):
        return
    limits = [
        place
        for place, shown in enumerate(step.args)
        if (_is_limit(rule, shown.name) if step.op == "min" else place == 1)
    ]
    if not limits or len(limits) == len(values):
        return
    place = min(limits, key=lambda place: values[place])
    others = [value for other, value in enumerate(values) if other != place]
    shown = step.args[place]
    of_rest = before.args[0].name if before and before.op == "room" else ""
    name = step.op if step.op == "combined" else shown.name or of_rest or step.op
    yield Limit(name, shown, step.op, values[place], min(others), item)


def _is_limit(rule: CompiledBenefit, name: str) -> bool:
    """Whether a name is a figure's, or a rule's that chooses among figures."""
    if not name or name in rule.inputs:
        return False
    if name in rule.facts or name in rule.constants:
        return True
    called = rule.named.get(name)
    return called is not None and Node("named", called.kind, (called,), name).limit != ""

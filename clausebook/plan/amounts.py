"""What a benefit pays for some instances, with inputs that are answered, follow or are fed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from clausebook.plan.book import PlanBenefit, Source
from clausebook.plan.gates import Known, adds_up, questions_in, settled
from clausebook.rules.compiled import RuleInput, walk
from clausebook.rules.evaluate import reckon
from clausebook.rules.expressions import Run
from clausebook.rules.inputs import Entered, Value, value_of, wrong_value
from clausebook.rules.operators import (
    ANYTHING,
    ZERO,
    Answer,
    CannotCalculate,
    Range,
    add,
    least,
    point,
)
from clausebook.rules.results import Paid, Reckoned
from clausebook.rules.validity import OUTSIDE, status_on

Given = Value | Range | None
Fed = tuple[tuple[str, tuple[Given, ...]], ...]
"""By input: what is fed to each of the instances; None where its own value counts."""

Computed = dict[str, tuple[Answer, tuple[str, ...]]]
"""By computed condition, whether it holds, and the inputs that are missing in it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of an input, and the questions that leave it open."""

    value: Given
    open: tuple[str, ...] = ()
    is_given: bool = False
    """Whether it rests on an answer, rather than on a default or on nothing."""


@dataclass(frozen=True, slots=True)
class Payment:
    """What a benefit pays for some instances, before relations act."""

    low: tuple[Fraction, ...]
    """For each of the instances, after the benefit's own limits."""
    high: tuple[Fraction | None, ...]
    tops: tuple[Fraction | None, ...]
    """For each of them, the most that it comes to before limits on all of them."""
    is_sure: bool
    """Whether the text fixes the amount rather than only its limit."""
    missing: tuple[str, ...] = ()
    """Inputs without a value that made a difference."""
    binding: tuple[str, ...] = ()
    error: str = ""
    """Why nothing can be calculated: a code of ``schema/rules.md``."""

    @property
    def total(self) -> Range:
        """What all instances come to."""
        return Range(sum(self.low, ZERO), added(self.high))


def added(amounts: Sequence[Fraction | None]) -> Fraction | None:
    """The sum; None where one of them has no upper end."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if len(known) == len(amounts) else None


class Amounts:
    """What each benefit pays on a day; what was worked out once is kept."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._figures: dict[tuple[str, str, int], Figure] = {}
        self._payments: dict[tuple[str, tuple[int, ...], Fed, str], Payment] = {}
        self._positional: dict[str, bool] = {}
        self._varying: dict[tuple[str, str], bool] = {}

    # --- inputs --------------------------------------------------------------------------------

    def figure(self, benefit: PlanBenefit, name: str, place: int) -> Figure:
        """The value of an input for an instance, from answers alone."""
        key = benefit.id, name, place
        if key not in self._figures:
            self._figures[key] = self._figure(benefit, benefit.rule.inputs[name], place)
        return self._figures[key]

    def _figure(self, benefit: PlanBenefit, spec: RuleInput, place: int) -> Figure:
        known = self.known
        value = self._received(benefit, spec)
        if value is not None:
            return Figure(value, is_given=True)
        if spec.name in benefit.sources:
            return self._sourced(benefit, spec, benefit.sources[spec.name], place)
        if spec.name not in known.book.questions:
            return Figure(None)
        values = known.values(spec.name)
        about, places = known.about(spec.name), range(len(values))
        if about == benefit.subject and len(values) > place:
            values, places = values[place : place + 1], range(place, place + 1)
        given = any(known.answered(spec.name, at) is not None for at in places)
        open_ = (spec.name,) if known.open_at(spec.name, places) else ()
        return Figure(together(spec.type, values), open_, given)

    def _received(self, benefit: PlanBenefit, spec: RuleInput) -> Value | None:
        text = self.known.answers.received.get(benefit.id, {}).get(spec.name, "")
        return None if wrong_value(spec, text) else value_of(spec.type, text)

    def _sourced(self, benefit: PlanBenefit, spec: RuleInput, source: Source, place: int) -> Figure:
        if source.rule is None:
            return self._chosen(benefit, source, place)
        asking = self.known.asking(benefit)
        values, names = list[Given](), list[str]()
        for value, open_ in self.known.each(source.rule, asking, benefit.subject, place):
            values.append(_counted(value) if spec.type == "count" else value)
            names += open_
        found = together(spec.type, values)
        return Figure(found, tuple(dict.fromkeys(names)), is_given=not names)

    def _chosen(self, benefit: PlanBenefit, source: Source, place: int) -> Figure:
        """The first key whose condition surely holds; the same for everything it is about."""
        known, asking = self.known, self.known.asking(benefit)
        keys, names = list[str](), list[str]()
        for key, node in source.choices:
            answer, open_ = known.answer(node, asking, benefit.subject, place)
            if answer:
                return Figure(key, is_given=True)
            keys.append(key)
            names += open_
        return Figure(None, tuple(dict.fromkeys(names)))

    def _varies(self, benefit: PlanBenefit, name: str) -> bool:
        """Whether an input may differ between the instances of a benefit."""
        key = benefit.id, name
        if key not in self._varying:
            source, questions = benefit.sources.get(name), self.known.book.questions
            nodes = [source.rule] if source and source.rule else []
            nodes += [node for _, node in source.choices] if source else []
            names = [*dict.fromkeys(each for node in nodes for each in questions_in(node))]
            names = names if source else [name]
            about = {questions[each].about for each in names if each in questions}
            self._varying[key] = benefit.subject in about
        return self._varying[key]

    def _entered(self, benefit: PlanBenefit, instances: Sequence[int], fed: Fed) -> Entered:
        entered: Entered = {}
        fed_values = dict(fed)
        for name, spec in benefit.rule.inputs.items():
            values: list[Given] = [self.figure(benefit, name, place).value for place in instances]
            if name in fed_values:
                values = [
                    own if given is None else given
                    for own, given in zip(values, fed_values[name], strict=True)
                ]
            elif not self._varies(benefit, name) or self._received(benefit, spec) is not None:
                values = values[:1]
            if len(values) > 1 and not (counts_items(benefit) and spec.scope == "item"):
                values = [together(spec.type, values)]
            entered[name] = tuple(values)
        return entered

    def open(
        self, benefit: PlanBenefit, names: Sequence[str], instances: Sequence[int]
    ) -> list[str]:
        """The questions that leave some inputs open, for some instances."""
        figures = (self.figure(benefit, name, at) for name in names for at in instances)
        return [*dict.fromkeys(name for figure in figures for name in figure.open)]

    # --- what is paid --------------------------------------------------------------------------

    def of(
        self, benefit: PlanBenefit, instances: tuple[int, ...], fed: Fed = (), reading: str = ""
    ) -> Payment:
        """What is paid for some instances; outside its validity, what would have been paid."""
        key = benefit.id, instances, fed, reading
        if key not in self._payments:
            self._payments[key] = self._payment(benefit, instances, fed, reading)
        return self._payments[key]

    def _payment(
        self, benefit: PlanBenefit, instances: tuple[int, ...], fed: Fed, reading: str
    ) -> Payment:
        items = len(instances) if counts_items(benefit) else 1
        none = (ZERO,) * len(instances)
        try:
            entered = self._entered(benefit, instances, fed)
            found = reckon(benefit.rule, entered, items, self.known.on, reading)
        except CannotCalculate as error:
            return Payment(none, none, none, is_sure=True, error=str(error))
        paid = found.would or found.paid
        way = benefit.rule.under.get(reading, benefit.rule.way)
        best = way.limits.stacking == "best-of"
        return _payment(benefit, found, paid, len(instances), best=best)

    def most(
        self, benefit: PlanBenefit, instances: tuple[int, ...], fed: Fed = (), reading: str = ""
    ) -> tuple[Fraction | None, ...]:
        """For each instance, what it is never paid more than, whichever others are taken."""
        found = self.of(benefit, instances, fed, reading)
        if len(instances) == 1 or (counts_items(benefit) and not self._counts_on(benefit)):
            return found.tops
        return (None,) * len(instances)

    def is_joint(self, benefit: PlanBenefit) -> bool:
        """Whether it may matter to one instance which others are taken, but for caps on all."""
        rule = benefit.rule
        ways = (rule.way.limits, *(way.limits for way in rule.under.values()))
        limited = any(way.count or way.nothing_below or way.stacking for way in ways)
        put_together = any(
            spec.scope != "item" and self._varies(benefit, name)
            for name, spec in rule.inputs.items()
        )
        is_one = not counts_items(benefit) or self._counts_on(benefit)
        return is_one or limited or put_together or bool(rule.instalments)

    def may_be_capped(
        self, benefit: PlanBenefit, instances: tuple[int, ...], fed: Fed, reading: str
    ) -> bool:
        """Whether caps on all instances may leave less than each by itself comes to."""
        limits = benefit.rule.under.get(reading, benefit.rule.way).limits
        if not limits.caps and not limits.shared:
            return False
        if any(node.op != "fact" for node in limits.caps.values()):
            return True
        found = self.of(benefit, instances, fed, reading)
        most = added(found.tops)
        return most is None or most != found.total.high

    def _counts_on(self, benefit: PlanBenefit) -> bool:
        """Whether it matters to an item which number it has."""
        if benefit.id not in self._positional:
            rule = benefit.rule
            nodes = [node for way in (rule.way, *rule.under.values()) for node in way.nodes()]
            nodes += [each.holds for each in rule.conditions if each.holds]
            given = any(node.op == "given" for node in walk(nodes))
            self._positional[benefit.id] = given or rule.per == "year"
        return self._positional[benefit.id]

    def conditions(
        self, benefit: PlanBenefit, instances: tuple[int, ...], fed: Fed = ()
    ) -> list[Computed]:
        """For each instance, what its computed conditions say, and the inputs that are missing."""
        computed = [each for each in benefit.rule.conditions if each.holds is not None]
        if not computed:
            return [{} for _ in instances]
        entered, found = self._entered(benefit, instances, fed), []
        for place in range(len(instances)):
            answers: Computed = {}
            for condition in computed:
                assert condition.holds
                run = Run(benefit.rule, entered, self.known.on, keeps_steps=False)
                run.item = place if counts_items(benefit) else 0
                answer = settled(run, condition.holds)
                assert not isinstance(answer, Range)
                answers[condition.id] = answer, tuple(run.missing)
            found.append(answers)
        return found

    def status(self, benefit: PlanBenefit) -> str:
        """Its status on the day."""
        return status_on(benefit.rule.validity, self.known.on)

    def is_in_force(self, benefit: PlanBenefit) -> bool:
        """Whether anything can be paid on the day."""
        return self.status(benefit) not in OUTSIDE


def counts_items(benefit: PlanBenefit) -> bool:
    """Whether its instances are the items of its rule; otherwise their inputs are added."""
    return bool(benefit.subject) and benefit.rule.per == benefit.subject


def together(type_: str, values: Sequence[Given]) -> Given:
    """One value of several instances: added, any of them, or what all of them are."""
    if len(values) == 1:
        return _exact(values[0])
    if adds_up(type_):
        return _exact(reduce(add, map(as_range, values), point(0)))
    if type_ == "yes_no":
        return True if True in values else None if None in values else False
    return values[0] if len(set(values)) == 1 else None


def as_range(value: Given) -> Range:
    """A number as a range; anything where it is not known."""
    if isinstance(value, Range):
        return value
    return point(value) if isinstance(value, Fraction) else ANYTHING


def _exact(value: Given) -> Given:
    """A range of one value as this value; a range of all values as none."""
    if value == ANYTHING:
        return None
    return value.low if isinstance(value, Range) and value.exact else value


def _counted(value: Given) -> Given:
    """For how many a condition holds; a number stays what it is."""
    if value is None:
        return Range(ZERO, Fraction(1))
    return Fraction(value) if isinstance(value, bool) else value


def _payment(
    benefit: PlanBenefit, found: Reckoned, paid: Paid, instances: int, *, best: bool
) -> Payment:
    """What was worked out for all items, told for each instance in order."""
    items = paid.items
    if len(items) != instances:  # inputs were added, and the first of them takes what is paid
        items = (paid.total, *[point(0)] * (instances - 1))
    lows = _shared_out(paid.total.low, [item.low for item in items], best=best)
    highs = _shared_out(paid.total.high, [item.high for item in items], best=best)
    return Payment(
        low=tuple(amount or ZERO for amount in lows),
        high=highs,
        tops=tuple(item.high for item in items),
        is_sure=paid.bound == "exact",
        missing=found.missing,
        binding=found.binding,
    )


def _shared_out(
    total: Fraction | None, items: Sequence[Fraction | None], *, best: bool
) -> tuple[Fraction | None, ...]:
    """What each item gets of the sum: they are served in order, or the best one alone."""
    order = [*range(len(items))]
    if best:  # which has no upper end, or else pays most
        order.sort(key=lambda place: (items[place] is not None, -(items[place] or ZERO)))
        del order[1:]
    shares: list[Fraction | None] = [ZERO] * len(items)
    for place in order:
        share = shares[place] = least([items[place], total])
        total = total if total is None or share is None else total - share
    return tuple(shares)

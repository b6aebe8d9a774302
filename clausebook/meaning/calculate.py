""":class:`Site` → :class:`Calculated`: every worked example and plan is computed and compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from clausebook.content.read.tables import iso_date
from clausebook.content.records import Example
from clausebook.meaning.basis import Fault
from clausebook.meaning.entered import Paying, canonical, refusal
from clausebook.meaning.plans import Planned, PlanWork, WorkedPlans
from clausebook.meaning.site import Site, SiteBenefit
from clausebook.messages import Refusal, say
from clausebook.problems import Place, Problems, did_you_mean
from clausebook.quantity import (
    round_half_up,
)
from clausebook.rules.curve import Curve, curve_of
from clausebook.rules.evaluate import evaluate
from clausebook.rules.inputs import Given
from clausebook.rules.operators import Range, point
from clausebook.rules.results import Paid, Reckoned, Refused, Result


@dataclass(frozen=True, slots=True)
class Worked:
    """A worked example with its result."""

    example: Example
    given: Given
    on: str
    result: Result = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Calculated:
    """The site, the as-of date, and by benefit id all worked examples and pictures."""

    site: Site
    on: str
    examples: Mapping[str, tuple[Worked, ...]]
    curves: Mapping[str, Curve]
    plans: Mapping[str, Planned] = field(default_factory=dict)
    """The worked plans by id."""


@dataclass(frozen=True, slots=True)
class Work:
    """Everything worked out of one benefit, and what was wrong."""

    examples: tuple[Worked, ...]
    curve: Curve | None
    faults: tuple[Fault, ...]


def calculate(
    site: Site,
    on: str,
    problems: Problems,
    works: Mapping[str, Work] | None = None,
    plans: Mapping[str, PlanWork] | None = None,
) -> Calculated:
    """Work all examples, draw all pictures; ``on`` is the as-of date where examples have none.

    ``works`` has what :func:`work` gives for every benefit, ``plans`` what :func:`work_plan` gives
    for every worked plan, if that has been done already. Without ``plans`` each is worked when it
    is asked for, and not compared with what its editor wrote.
    """
    if works is None:
        works = {id_: work(benefit, on) for id_, benefit in site.benefits.items()}
    done: list[Work | PlanWork] = [*works.values(), *(plans or {}).values()]
    for fault in (fault for found in done for fault in found.faults):
        problems.add(*fault)
    examples = {id_: found.examples for id_, found in works.items()}
    curves = {id_: found.curve for id_, found in works.items() if found.curve}
    planned: Mapping[str, Planned] = WorkedPlans(site)
    if plans is not None:
        planned = {id_: found.planned for id_, found in plans.items() if found.planned}
    return Calculated(site, on, examples, curves, planned)


def work(benefit: SiteBenefit, on: str) -> Work:
    """Work the examples of one benefit and draw its picture.

    Nothing but its basis and rule is looked at, so that any process can do it, and what was worked
    out stays true while the basis and the as-of date do.
    """
    faults: list[Fault] = []
    tried = (_work(benefit, example, on, faults) for example in benefit.record.examples)
    examples = tuple(filter(None, tried))
    curve = curve_of(benefit.rule, [worked.given for worked in examples])
    return Work(examples, curve, tuple(faults))


def _work(benefit: SiteBenefit, example: Example, on: str, faults: list[Fault]) -> Worked | None:
    """A worked example; None, and a fault, where it cannot be worked at all."""
    day = example.on or benefit.rule.validity.from_ or on
    if example.on and not iso_date(example.on):
        message = say("example-invalid.day", text=example.on)
        faults.append(Fault(example.place.at("on"), message))
        return None
    try:
        given = canonical(benefit, example.given)
        paid = Paying(benefit.rule.currency, benefit.basis.usage)
        wanted = {"": _Amount.read(example.pays, paid)}
        wanted |= {key: _Amount.read(text, paid) for key, text in example.under.items()}
        step = paid.read(example.rounded) if example.rounded else Fraction(0)
    except Refusal as error:
        faults.append(Fault(example.place, error.said))
        return None
    result = evaluate(benefit.rule, given, day)
    if isinstance(result, Refused):
        faults.append(Fault(example.place, refusal(result)))
        return None
    for key, amount in wanted.items():
        # A draft pays nothing; its examples say what it would pay as it is drafted.
        drafted = benefit.rule.validity.draft
        faults += _differences(result, key, amount, step, example.place, drafted=drafted)
    return Worked(example, given, day, result)


@dataclass(frozen=True, slots=True)
class _Amount:
    """What an example is worked out to be.

    £150 exactly, <=£150 at most, >=£150, and £20-50 where somebody decides.
    """

    total: Range
    bound: str
    paying: Paying
    least: Fraction | None = None
    """What of it is sure, where the example says so."""

    @classmethod
    def read(cls, text: str, paying: Paying) -> _Amount:
        """Raises Refusal."""
        if text.startswith(">="):
            return cls(Range(paying.read(text[2:]), None), "exact", paying)
        if ends := paying.read_range(text):
            return cls(point(ends[1]), "up_to", paying, ends[0])
        most = text.removeprefix("<=")
        bound = "exact" if most == text else "up_to"
        return cls(point(paying.read(most)), bound, paying)

    def __str__(self) -> str:
        if self.total.high is None:
            return ">=" + self.paying.words(self.total.low)
        if self.least:
            return self.paying.range_words(Range(self.least, self.total.high))
        return ("<=" if self.bound == "up_to" else "") + self.paying.range_words(self.total)

    def like(self, paid: Paid) -> _Amount:
        """What was paid, said as this amount is said."""
        least = None if self.least is None else paid.sure.low
        return _Amount(paid.total, paid.bound, self.paying, least)

    def rounded(self, step: Fraction) -> _Amount:
        """The same to multiples of the step, half up; a step of nothing rounds nothing."""
        if not step:
            return self
        low, high = (end and round_half_up(end / step, 0) * step for end in self._ends())
        least = self.least and round_half_up(self.least / step, 0) * step
        return replace(self, total=Range(low or Fraction(0), high), least=least)

    def _ends(self) -> tuple[Fraction, Fraction | None]:
        return self.total.low, self.total.high


def _differences(
    result: Result, key: str, wanted: _Amount, step: Fraction, place: Place, *, drafted: bool
) -> Iterator[Fault]:
    if key and key not in result.under:
        hint = did_you_mean(key, list(result.under))
        message = say("unknown-reading.computed", reading=key, hint=hint)
        yield Fault(place.at("under", key, key=True), message)
        return
    found: Reckoned = result.under[key] if key else result.used
    paid = found.would if drafted and found.would else found.paid
    where = place.at("under", key) if key else place.at("pays")
    gives = wanted.like(paid).rounded(step)
    if gives != wanted:
        missing = say("example-differs.missing", names=found.missing) if found.missing else None
        told = say("example-differs.result", gives=str(gives), said=str(wanted), missing=missing)
        yield Fault(where, told)

""":class:`Site` → :class:`Calculated`: every worked example is computed and compared.

Also the one place that turns what an editor or reader writes (``5,000万``) into the canonical
values that the evaluators take.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from clausebook.content.read.tables import iso_date
from clausebook.content.records import Example, Input
from clausebook.entries import meant, read_entry
from clausebook.meaning.basis import Fault
from clausebook.meaning.site import Site, SiteBenefit
from clausebook.messages import Message, Refusal, say
from clausebook.problems import Place, Problems, did_you_mean
from clausebook.quantity import (
    NotAQuantity,
    Usage,
    exact,
    money,
    parse,
    plain_of,
    round_half_up,
    show,
)
from clausebook.rules.curve import Curve, curve_of
from clausebook.rules.evaluate import evaluate
from clausebook.rules.inputs import Given
from clausebook.rules.operators import Range, point
from clausebook.rules.results import Paid, Reckoned, Refused, Result

YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "是", "有", "1"), "yes"),
    **dict.fromkeys(("no", "n", "false", "否", "无", "0"), "no"),
}


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


@dataclass(frozen=True, slots=True)
class Work:
    """Everything worked out of one benefit, and what was wrong."""

    examples: tuple[Worked, ...]
    curve: Curve | None
    faults: tuple[Fault, ...]


def calculate(
    site: Site, on: str, problems: Problems, works: Mapping[str, Work] | None = None
) -> Calculated:
    """Work all examples, draw all pictures; ``on`` is the as-of date where examples have none.

    ``works`` has what :func:`work` gives for every benefit, if that has been done already.
    """
    if works is None:
        works = {id_: work(benefit, on) for id_, benefit in site.benefits.items()}
    for fault in (fault for found in works.values() for fault in found.faults):
        problems.add(*fault)
    examples = {id_: found.examples for id_, found in works.items()}
    return Calculated(site, on, examples, {i: w.curve for i, w in works.items() if w.curve})


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


_PARTS = re.compile(r"([0-9]+)/([1-9][0-9]*)([^0-9/].*)?")
"""100/3 GBP: an amount that is no decimal."""


@dataclass(frozen=True, slots=True)
class Paying:
    """In which currency a benefit pays, and how its amounts are written in the content."""

    currency: str
    usage: Usage

    def read(self, text: str) -> Fraction:
        """An amount of an example; raises Refusal."""
        if parts := _PARTS.fullmatch(text):
            return Fraction(int(parts[1]), int(parts[2])) * self.read(f"1{parts[3] or ''}")
        try:
            return read_entry(text, self.currency, self.usage).value
        except NotAQuantity:
            such = self.words(1500 * self.usage.scale)
            raise Refusal(say("example-invalid.amount", text=text, such=such)) from None

    def read_range(self, text: str) -> tuple[Fraction, Fraction] | None:
        """The ends of £20-50."""
        try:
            found = parse(text, usage=self.usage)
        except NotAQuantity:
            return None
        ends = found.value, found.upto.value if found.upto else found.value
        return ends if found.measured == self.currency and found.upto else None

    def words(self, amount: Fraction) -> str:
        """An amount as an example states it, for messages; exact."""
        currency = self.usage.currencies[self.currency]
        if "/" in exact(amount):
            return f"{exact(amount)}{currency.words[0]}"
        return show(money(amount, currency), self.usage.languages[0])

    def range_words(self, amount: Range) -> str:
        """An amount or range."""
        if amount.exact:
            return self.words(amount.low)
        high = "∞" if amount.high is None else self.words(amount.high)
        return f"{self.words(amount.low)} – {high}"


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


# --- entries ---------------------------------------------------------------------------------


def canonical(benefit: SiteBenefit, entries: Mapping[str, Sequence[str]]) -> Given:
    """What was typed, as the canonical values that the evaluators take; raises Refusal.

    Inputs are called by their names or labels. A bare number that makes an implausible amount is
    refused; with its unit it is taken.
    """
    types, rows = benefit.rule.types, benefit.basis.inputs
    labels = {plain_of(text): name for name, row in rows.items() for text in row.label.values()}
    given: Given = {}
    for typed, values in entries.items():
        name = labels.get(plain_of(typed), typed)
        if name not in types:
            raise Refusal(_no_input(name, [*types]))
        row, usage = rows.get(name), benefit.basis.usage
        given[name] = [_entry(types[name], name, value, row, usage) for value in values]
    return given


def _no_input(name: str, known: list[str]) -> Message:
    if not known:
        return say("example-invalid.no-inputs", name=name)
    return say("example-invalid.no-input", name=name, hint=did_you_mean(name, known), known=known)


def _refuse_implausible(name: str, value: str, kind: str, usage: Usage) -> None:
    other = meant(value, kind, usage)
    if other:
        read = (read_entry(text, kind, usage) for text in (value, other))
        is_, likely = (show(amount, usage.languages[0]) for amount in read)
        key = "example-invalid.implausible"
        told = say(key, name=name, value=value, amount=is_, other=other, likely=likely)
        raise Refusal(told)


def _entry(type_: str, name: str, value: str, row: Input | None, usage: Usage) -> str:
    if type_ == "choice" and row:
        return _choice(row, value)
    if type_ == "yes_no":
        answer = YES_NO.get(value.strip().lower())
        if answer is None:
            raise Refusal(_refusal(name, value, type_, type_, usage))
        return answer
    _refuse_implausible(name, value, type_, usage)
    try:
        return read_entry(value, type_, usage, row.unit if row else None).canonical()
    except NotAQuantity as error:
        raise Refusal(_refusal(name, value, type_, str(error), usage)) from None


def _refusal(name: str, value: str, type_: str, code: str, usage: Usage) -> Message:
    if code == "currency":
        return say("example-invalid.currency", name=name, currency=type_, value=value)
    such = {"such": examples_of(type_, usage)} if code == "money" else {}
    what = say(f"expected.{code}", **such)
    return say("example-invalid.expects", name=name, what=what, value=value)


def examples_of(currency: str, usage: Usage) -> list[str]:
    """An amount of a currency, as it may be entered in each language of the site."""
    amount = money(5000 * usage.scale, usage.currencies[currency])
    return [*dict.fromkeys(show(amount, language) for language in usage.languages)]


def _choice(row: Input, value: str) -> str:
    for key, label in row.choices.items():
        if plain_of(value) in map(plain_of, (key, *label.values())):
            return key
    raise Refusal(say("example-invalid.choice", name=row.name, known=[*row.choices], value=value))


def refusal(result: Refused) -> Message:
    """What is wrong with the entries of a calculation."""
    wrong = [say(f"example-invalid.{error.code}", input=error.input) for error in result.errors]
    return say("example-invalid.all", wrong=wrong)


def in_scale(amount: Fraction | None, usage: Usage) -> str | None:
    """An amount counted in the site's scale, such as 万 or million: exact, for programs."""
    return None if amount is None else exact(amount / usage.scale)

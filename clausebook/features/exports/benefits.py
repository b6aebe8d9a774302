"""Rows of ``data/benefits.json``: all that another program needs to calculate."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, UnsetType, convert

from clausebook.content import records
from clausebook.features.exports.parts import Row, Source, Text, Validity, both, one_of
from clausebook.meaning.calculate import Worked
from clausebook.meaning.entered import in_scale
from clausebook.meaning.site import SiteBenefit
from clausebook.quantity import Usage, bare_unit, is_currency
from clausebook.rules.inputs import UNDER
from clausebook.rules.results import Reckoned
from clausebook.told.calculators import shared_labels

Stacking = Annotated[str, one_of("common.json#/$defs/limits/properties/stacking")]
Node = Annotated[
    list[Any],
    Meta(
        min_length=3,
        description="A compiled rule: [operator, kind, …operands]; see schema/rules.md.",
    ),
]


class Figure(Row, frozen=True):
    """A fact that the rule uses."""

    kind: str
    value: str
    address: str
    upto: str | UnsetType = UNSET
    """The upper end, where value is the lower end of a range."""


class Constant(Row, frozen=True):
    """A number that the rule uses and no text prints."""

    kind: str
    value: str
    label: Text
    why: Text


class Input(Row, frozen=True):
    """What the applicant enters."""

    name: str
    type: str
    """rate, points, count, duration, date, yes_no or choice; the code of a currency for money."""
    scope: Literal["item", "applicant"]
    """Given once for each item, or once for the applicant."""
    default: str | None
    choices: list[str]
    label: Text
    unit: str
    """The code of a currency, or what is counted, as content/units.yaml calls it; or empty."""


class Condition(Row, frozen=True):
    """What must be true before anything is paid; asked from the reader when holds is null."""

    id: str
    holds: Node | None
    text: Text


class Combined(Row, frozen=True):
    """What this benefit and the money of others may reach together."""

    ceiling: Node
    with_: list[Node]


class SharedCap(Row, frozen=True):
    """A cap that several benefits share: those of one fact, by its address."""

    cap: Node
    over: str | None
    """year, the fact of a period, or null for all time."""


class Limits(Row, frozen=True):
    """Limits that act across items, years and levels of government."""

    combined: Combined | UnsetType = UNSET
    count: Node | UnsetType = UNSET
    per_year: Node | UnsetType = UNSET
    in_total: Node | UnsetType = UNSET
    shared: list[SharedCap] | UnsetType = UNSET
    """Caps that other benefits use up as well."""
    nothing_below: Node | UnsetType = UNSET
    """Less than this is not paid at all."""
    stacking: Stacking | UnsetType = UNSET
    """Of several items only the one that pays most."""
    outlasts: bool | UnsetType = UNSET
    """Whether years that begin after the document has expired are paid all the same."""


class Way(Row, frozen=True):
    """How one reading computes."""

    pays: Node
    limits: Limits


class NamedRule(Row, frozen=True):
    """A rule that others call by a name, with its words."""

    rule: str
    label: Text


class Instalment(Row, frozen=True):
    """A part in which the award is paid."""

    id: str
    part: Node | None
    """A share of the award or an amount; null for the rest."""
    lost_unless: Node | None
    """Where it is no, the part is never paid; null where it is paid in any case."""
    text: Text
    """What it waits for."""


class Remark(Row, frozen=True):
    """What the applicant is told when the entries call for it."""

    id: str
    when: Node
    text: Text


class Example(Row, frozen=True):
    """A case worked by hand."""

    name: Text
    given: dict[str, list[str]]
    """Canonical values; money in the main unit of its currency."""
    on: str
    amount: str | None
    """In the benefit's unit, exact; null where the text sets no upper end."""
    bound: Literal["exact", "up_to"]
    under: dict[str, str | None]


class Gives(Row, frozen=True):
    """What a benefit gives in one case, in one line."""

    of: Text | None
    """The case; null where there is only one."""
    text: Text


class Benefit(Row, frozen=True):
    """Money that may be granted, with the rule that computes it."""

    id: str
    """provision:benefit."""
    currency: str
    """The code of the currency in which it pays."""
    unit: str
    """What the amounts of examples count: £."""
    per: str | None
    """What one item is; null where there is only one."""
    bound: Literal["exact", "up_to"]
    """up_to where the text leaves some amount open below a limit; each result says it again."""
    facts: dict[str, Figure]
    constants: dict[str, Constant]
    """The numbers that the clause declares, each with its reason."""
    inputs: list[Input]
    conditions: list[Condition]
    named: dict[str, Node]
    """The rules that others call by a name, compiled."""
    pays: Node
    limits: Limits
    under: dict[str, Way]
    """The rule under other readings, by the reading text's id."""
    instalments: list[Instalment]
    """The parts in which it is paid; empty where it is paid at once."""
    remarks: list[Remark]
    validity: Validity
    split: list[str]
    """Shares of the levels of government that bear the money."""
    clause: str
    """The clause or item."""
    name: Text
    form: str
    gives: list[Gives]
    """What it gives in words, a line for each case; empty where nobody has written it."""
    expression: str
    """The rule as written."""
    where: dict[str, NamedRule]
    """The same as written, with their words."""
    examples: list[Example]


def benefit_row(source: Source, id_: str) -> Benefit:
    """All that is published of a benefit."""
    benefit = source.site.benefits[id_]
    record, rule = benefit.record, benefit.rule.as_json()
    stated = benefit.basis.conditions
    told = {condition.id: source.text(condition.text, home) for condition, home in stated}
    waits = {each.id: source.text(each.text, benefit.home.id) for each in record.instalments}
    said = {each.id: source.text(each.text, benefit.home.id) for each in record.remarks}
    return Benefit(
        id=benefit.id,
        currency=rule["currency"],
        unit=bare_unit(rule["currency"], benefit.basis.usage, source.first.language),
        per=rule["per"],
        bound="exact" if benefit.rule.way.fixed else "up_to",
        facts=convert(rule["facts"], dict[str, Figure]),
        constants={name: _constant(source, benefit, name) for name in benefit.rule.constants},
        inputs=[_input(source, benefit, spec) for spec in rule["inputs"]],
        conditions=[Condition(c["id"], c["holds"], told[c["id"]]) for c in rule["conditions"]],
        named=rule["named"],
        pays=rule["pays"],
        limits=convert(rule["limits"], Limits),
        under=convert(rule["under"], dict[str, Way]),
        instalments=[Instalment(**each, text=waits[each["id"]]) for each in rule["instalments"]],
        remarks=[Remark(each["id"], each["when"], said[each["id"]]) for each in rule["remarks"]],
        validity=convert(rule["validity"], Validity),
        split=rule["split"],
        clause=benefit.home.id,
        name=both(record.name),
        form=record.form,
        gives=[_gives(source, row, benefit.home.id) for row in record.gives],
        expression=record.way.pays.text,
        where={name: _named(named) for name, named in record.where.items()},
        examples=[_example(worked, benefit.basis.usage) for worked in source.examples[benefit.id]],
    )


def _gives(source: Source, row: records.Gives, home: str) -> Gives:
    return Gives(both(row.of) if row.of else None, source.text(row.text, home))


def _constant(source: Source, benefit: SiteBenefit, name: str) -> Constant:
    (constant, home), figure = benefit.basis.constants[name], benefit.rule.constants[name]
    why = source.text(constant.why, home)
    return Constant(figure.kind, figure.value, both(constant.means), why)


def _input(source: Source, benefit: SiteBenefit, spec: dict[str, Any]) -> Input:
    own = source.site.corpus.inputs.get(spec["name"])
    counted = own.unit.word if own and own.unit else ""
    unit = spec["type"] if is_currency(spec["type"]) else counted
    return Input(**spec, label=_label(source, benefit, spec["name"]), unit=unit)


def _label(source: Source, benefit: SiteBenefit, name: str) -> Text:
    """What an input is called; those that remember earlier payments stand in no table."""
    inputs = source.site.corpus.inputs
    if name in inputs:
        return both(inputs[name].label)
    if name.startswith(UNDER):
        return {code: shared_labels(w, benefit)[name] for code, w in source.told.items()}
    return {code: w.words["calculator"]["history"][name] for code, w in source.told.items()}


def _named(named: records.NamedRule) -> NamedRule:
    return NamedRule(named.rule.text, both(named.label))


def _example(worked: Worked, usage: Usage) -> Example:
    return Example(
        name=both(worked.example.name),
        given=worked.given,
        on=worked.on,
        amount=_amount(worked.result.used, usage),
        bound=worked.result.used.paid.bound,
        under={key: _amount(other, usage) for key, other in worked.result.under.items()},
    )


def _amount(result: Reckoned, usage: Usage) -> str | None:
    """In the site's scale, where it is one amount."""
    return in_scale(result.paid.total.low, usage) if result.paid.total.exact else None

"""``data/book.json``, and rows of ``data/questions.json``, ``relations.json``, ``plans.json``."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, UnsetType, convert

from clausebook.address import clause_of
from clausebook.content import records
from clausebook.features.exports.benefits import Figure, Node
from clausebook.features.exports.parts import Row, Source, Text, both, one_of
from clausebook.plan.book import PlanBenefit, PlanBook
from clausebook.plan.outcomes import OutcomeOf
from clausebook.quantity import is_currency
from clausebook.rules.compiled import walk
from clausebook.told.notes import told
from clausebook.told.told import Told

RelationType = Annotated[str, one_of("clause.json#/properties/relations/items/properties/type")]
Over = Annotated[str, one_of("clause.json#/properties/relations/items/properties/over")]
Bound = Literal["exact", "up_to"]
Canonical = Annotated[str, Meta(description="A value as the evaluators take it.")]
OpenQuestion = Annotated[str, Meta(description="provision:question, which a text leaves open.")]


# --- questions -------------------------------------------------------------------------------


class Choice(Row, frozen=True):
    """One of the answers to a question."""

    id: str
    name: Text


class Question(Row, frozen=True):
    """What is asked once, and decides many benefits."""

    id: str
    about: str
    """applicant, or what there may be several of, such as product."""
    type: str
    """rate, points, count, duration, date, yes_no or choice; the code of a currency for money."""
    unit: str
    """The code of a currency, or what is counted, as content/units.yaml calls it; or empty."""
    label: Text
    ask: Text
    help: Text | None
    choices: list[Choice]
    default: str | None
    """The canonical value that is assumed where nothing is answered."""
    when: Node | None
    """It is asked only where this is not surely no."""
    fixed: bool
    """Whether it says what the applicant or product is, which no plan changes."""
    place: bool
    """Whether its choices are jurisdictions, which are compared with each other."""
    groups: bool
    """Whether it tells kinds of applicants apart."""
    needed_by: list[str]
    """Ids of the benefits in benefits.json that it decides, or of whose amount it is a part."""


def question_row(source: Source, id_: str) -> Question:
    """All that is published of a question."""
    corpus, asked = source.site.corpus, book_of(source.first).questions[id_]
    record: records.Input = corpus.questions.get(id_) or corpus.inputs[id_]
    counted = record.unit.word if record.unit else ""
    return Question(
        id=id_,
        about=asked.about,
        type=asked.type,
        unit=asked.type if is_currency(asked.type) else counted,
        label=both(record.label),
        ask=both(record.ask if isinstance(record, records.Question) else record.label),
        help=source.maybe(record.help, ""),
        choices=[Choice(key, both(name)) for key, name in record.choices.items()],
        default=asked.default or None,
        when=asked.when.as_json() if asked.when else None,
        fixed=asked.fixed,
        place=asked.place,
        groups=asked.groups,
        needed_by=list(needed(source.first).get(id_, ())),
    )


def book_of(teller: Told) -> PlanBook:
    """The plan book of a site that asks questions."""
    book = teller.site.book
    assert book is not None, "questions are published only where they are asked"
    return book


@told
def needed(teller: Told) -> dict[str, tuple[str, ...]]:
    """By question, the benefits that need it, so that no question goes through all of them."""
    found: dict[str, dict[str, None]] = {}
    for id_, benefit in book_of(teller).benefits.items():
        for name in _named(benefit):
            found.setdefault(name, {})[id_] = None
    return {name: tuple(ids) for name, ids in found.items()}


def _named(benefit: PlanBenefit) -> set[str]:
    """The questions that a benefit names, and the inputs that are questions by themselves."""
    nodes = [gate.needs for gate in benefit.gates if gate.needs]
    for each in benefit.sources.values():
        nodes += [each.rule] if each.rule else [node for _, node in each.choices]
    asked = benefit.rule.inputs.keys() - benefit.sources.keys()
    return asked | {node.word for node in walk(nodes) if node.op == "input"}


# --- relations -------------------------------------------------------------------------------


class Relation(Row, frozen=True):
    """What a text says of benefits beside each other."""

    id: str
    """clause:relation."""
    type: RelationType
    of: list[str]
    """Ids of benefits, as in by and into."""
    by: list[str]
    """What stands in their place, or works them out."""
    into: str | None
    """The benefit that takes what they pay as an input."""
    input: str | None
    per: str | None
    """Each product, say, by itself; null for the applicant as a whole."""
    cap: Figure | None
    """What they pay together at most."""
    over: Over | None
    when: dict[str, list[str]]
    """By question that a text leaves open, the answers under which it holds; empty for always."""
    clause: str
    """The clause that says so."""
    printed: str
    """The official words that say so."""
    why: Text


def relation_row(source: Source, id_: str) -> Relation:
    """All that is published of a relation."""
    relation, written = source.site.relations[id_], source.first.related(id_)
    home = clause_of(id_)
    return Relation(
        id=id_,
        type=relation.type,
        of=list(relation.of),
        by=list(relation.by),
        into=relation.into or None,
        input=relation.input or None,
        per=relation.per or None,
        cap=_cap(source, home, written.cap) if written.cap else None,
        over=relation.over or None,
        when={question: list(answers) for question, answers in relation.when.items()},
        clause=home,
        printed=written.printed,
        why=source.text(written.why, home),
    )


def _cap(source: Source, home: str, name: str) -> Figure:
    found = source.site.addresses.fact(home, name)
    assert found is not None, "a relation without its cap is left out"
    quantity = found.fact.quantity
    return Figure(quantity.measured, quantity.canonical(), found.address)


# --- worked plans ----------------------------------------------------------------------------


class Amount(Row, frozen=True):
    """Both ends of an amount, in the main unit of its currency; exact."""

    low: str
    high: str | None
    """Null where there is no upper end."""


class Paid(Amount, frozen=True):
    """What is paid, and whether texts fix it or only its limit."""

    bound: Bound


class Payer(Amount, frozen=True, kw_only=True):
    """What one payer bears of all that is chosen."""

    id: str
    """A jurisdiction, or a part of it: id:1."""
    currency: str


class PlannedBenefit(Paid, frozen=True, kw_only=True):
    """How a benefit stands to the answers, and what it pays."""

    id: str
    outcome: OutcomeOf
    status: str
    failed: list[str]
    """Ids of conditions that do not hold."""
    missing: list[str]
    """Ids of questions on which it still depends."""
    judged: list[str]
    """provision:condition of what an authority has still to judge."""
    changes: list[str]
    """Of what nearly fits: the questions whose answers stand in the way."""
    would: Paid | None
    """What would be paid if they were otherwise, or if it were in force."""
    binding: list[str]
    """Limits and relations that take something away."""
    error: str | None


class Chosen(Paid, frozen=True, kw_only=True):
    """A benefit of the best combination."""

    id: str
    instances: list[int]


class Rejected(Row, frozen=True):
    """What might be taken and is not."""

    id: str
    instances: list[int]
    by: list[str]
    """The chosen benefits beside which it cannot stand."""
    relation: str | None
    """Its id in relations.json."""
    with_: Amount | None
    """The best total with it; null where it can never be added."""


class Alternative(Row, frozen=True):
    """Another combination that pays as much, or nearly so."""

    total: Amount
    chosen: list[str]


class OpenReading(Row, frozen=True):
    """The total under another answer to what a text leaves open."""

    reading: str
    """provision:question."""
    option: str
    total: Amount


class Result(Row, frozen=True):
    """What a plan says; schema/plans.md says how it comes about."""

    on: str
    total: Paid
    totals: dict[str, Paid]
    """By currency."""
    payers: list[Payer]
    benefits: list[PlannedBenefit]
    """All but those that do not fit, for all products, say, together."""
    chosen: list[Chosen]
    rejected: list[Rejected]
    alternatives: list[Alternative]
    open: list[OpenReading]
    ask: list[str]
    """Ids of questions that may still change something, those that decide most first."""


class Plan(Row, frozen=True):
    """A project with all its benefits, worked by hand."""

    id: str
    name: Text
    story: Text
    on: str
    answers: dict[str, list[str]]
    """By question, canonical texts; one for each product, say. An empty one is unknown."""
    received: dict[str, dict[str, Canonical]]
    """By benefit and input, what was paid earlier."""
    judged: dict[str, Canonical]
    """By provision:condition, what the authority has decided."""
    why: Text
    """How the total comes about."""
    result: Result


def plan_row(source: Source, id_: str) -> Plan:
    """All that is published of a worked plan."""
    planned = source.plans[id_]
    record, answers, result = planned.record, planned.answers, planned.result.as_json()
    rows = (row for row in result["benefits"] if row["outcome"] != "no")
    result["benefits"] = [{k: v for k, v in row.items() if k != "instances"} for row in rows]
    return Plan(
        id=id_,
        name=both(record.name),
        story=both(record.story),
        on=record.on,
        answers={name: list(texts) for name, texts in answers.given.items()},
        received={benefit: dict(entries) for benefit, entries in answers.received.items()},
        judged=dict(answers.judged),
        why=source.text(record.why, ""),
        result=convert(result, Result),
    )


# --- the book --------------------------------------------------------------------------------


class BookQuestion(Row, frozen=True):
    """A question as plans take it."""

    about: str
    type: str
    choices: list[str]
    default: str | None
    when: Node | None
    fixed: bool
    place: bool
    groups: bool


class Gate(Row, frozen=True):
    """A condition that the inputs of a benefit do not decide."""

    id: str
    home: str
    """The provision that states it."""
    needs: Node | None
    judged: bool
    """Whether an authority judges it."""


class Taken(Row, frozen=True):
    """Where an input comes from that is no question of its own: a rule, or one for each choice."""

    rule: Node | UnsetType = UNSET
    choices: list[tuple[str, Node]] | UnsetType = UNSET


class BookBenefit(Row, frozen=True):
    """A benefit as plans take it."""

    rule: dict[str, Any]
    """The compiled benefit; schema/rules.md, section 10, describes it."""
    subject: str
    """What its instances are; empty where it is for the applicant as a whole."""
    facts: dict[str, Figure]
    constants: dict[str, Figure]
    gates: list[Gate]
    from_: dict[str, Taken]
    readings: dict[str, OpenQuestion]
    """By answer under which it is computed."""
    payers: list[tuple[str, str]]
    """Who bears which share."""
    jurisdiction: str
    currency: str


class BookRelation(Row, frozen=True):
    """A relation as plans take it."""

    id: str
    type: RelationType
    per: str
    of: list[str]
    by: list[str]
    into: str
    input: str
    cap: str | None
    over: str
    when: dict[str, list[str]]


class BookReading(Row, frozen=True):
    """A question that a text leaves open."""

    used: str
    options: list[str]


class Book(Row, frozen=True):
    """All that planning takes, compiled; schema/plans.md describes it."""

    questions: dict[str, BookQuestion]
    benefits: dict[str, BookBenefit]
    relations: list[BookRelation]
    readings: dict[str, BookReading]
    currency: str


def book_row(source: Source, _: str) -> Book:
    """The plan book."""
    return convert(book_of(source.first).as_json(), Book)

"""Rows of ``data/clauses.json``: a clause with all that it says and all that leads to it."""

from __future__ import annotations

from typing import Annotated

from msgspec.structs import asdict

from clausebook.content import records
from clausebook.features.exports.parts import (
    Application,
    Cite,
    Fact,
    Listed,
    Row,
    Source,
    Stated,
    Text,
    Validity,
    applications,
    both,
    cites,
    facts,
    listed,
    one_of,
    states,
    validity,
)
from clausebook.features.frame import urls
from clausebook.meaning.site import LinkEnd, Seat
from clausebook.told.notes import told
from clausebook.told.told import Told

Compared = Annotated[str, one_of("clause.json#/properties/links/items/properties/compared")]

Offers = Annotated[str, one_of("common.json#/$defs/offers")]
AgencyRole = Annotated[str, one_of("clause.json#/properties/roles/additionalProperties")]
Covers = Annotated[str, one_of("clause.json#/properties/no_rule/properties/covers")]


class Condition(Row, frozen=True):
    """What must be true before anything is paid."""

    id: str
    text: Text
    printed: str | None
    """The official words that prove it."""
    benefit: str | None
    """The one benefit that asks for it, by its id in benefits.json; null where the whole provision
    does."""


class Material(Row, frozen=True):
    """What an applicant hands in."""

    text: Text
    printed: str | None
    """The official words that prove it."""


class Reading(Row, frozen=True):
    """A question that the official text leaves open."""

    id: str
    question: Text
    used: str
    """The text that is used first."""
    why: Text
    texts: dict[str, Text]


class Provision(Row, frozen=True):
    """What a clause and a printed sub-item have in common."""

    id: str
    """document/clause or document/clause#item."""
    number: str
    """As printed."""
    citation: Text
    """How it is cited: document, part and number."""
    title: Text | None
    digest: Text
    who: Text | None
    """Who can have it, in one line."""
    offers: Offers | None
    """What it offers without a benefit; null where it has benefits or offers nothing."""
    facts: list[Fact]
    conditions: list[Condition]
    """Those of the provision itself, then those of each of its benefits; an item has its own."""
    materials: list[Material]
    """Application materials in printed order."""
    readings: list[Reading]
    no_amount: Text | None
    benefits: list[str]
    """Ids in benefits.json."""


class Link(Row, frozen=True):
    """A link as seen from this clause."""

    type: str
    clause: str
    """The clause at the other end."""
    compared: Compared | None
    """How an implementing rule stands to its article."""
    why: Text


class Links(Row, frozen=True):
    """Links by their direction."""

    out: list[Link]
    in_: list[Link]


class ComparedRule(Row, frozen=True):
    """An implementing rule beside its article."""

    clause: str
    compared: Compared


class Rules(Row, frozen=True):
    """How an article stands to its implementing rules."""

    compared: list[ComparedRule]
    no_rule: Text | None
    """Which support no rule implements."""
    no_rule_covers: Covers | None
    """Whether that is all support of the article; null without no_rule."""


class NeededMoney(Cite, frozen=True, kw_only=True):
    """A document that governs money which the clause needs."""

    level: str
    """The level of government whose money it is."""


class Clause(Provision, frozen=True):
    """A clause in its document."""

    document: str
    kind: str
    """What the provision is in its document."""
    topics: list[Listed]
    agencies: list[Listed]
    """Responsible agencies in printed order."""
    roles: dict[str, AgencyRole]
    """By agency, what the text says that it does."""
    and_others: bool
    """Whether the text ends its list of agencies with 等 (and others)."""
    agencies_named: list[Listed]
    """Other agencies that the clause names."""
    fields: list[Text]
    """Fields of a printed form."""
    items: list[Provision]
    """Printed sub-items."""
    cites: list[Cite]
    """Documents that the text names, of this site or outside it."""
    needs_money: list[NeededMoney]
    """Documents that govern money of other levels of government that the clause needs."""
    rules: Rules | None
    """How an article stands to its implementing rules; null for clauses that have none by their
    nature."""
    links: Links
    relations: list[str]
    """Ids in relations.json: what it says of benefits, and what others say of its own."""
    validity: Validity
    states: list[Stated]
    """What is stated beside first and last day, with the text that says so."""
    applications: list[Application]
    """What is stated of applications; what counts on a day is what began last."""
    url: Text


def clause_row(source: Source, id_: str) -> Clause:
    """All that is published of a clause."""
    corpus, seat = source.site.corpus, source.site.clauses[id_]
    record = corpus.clauses[id_]
    return Clause(
        **asdict(_provision(source, record)),
        document=record.document,
        kind=record.kind,
        topics=[listed(corpus.topics, topic) for topic in record.topics],
        agencies=[listed(corpus.agencies, agency) for agency in record.agencies],
        and_others=record.and_others,
        roles=record.roles,
        agencies_named=[listed(corpus.agencies, agency) for agency in _named(source, seat)],
        fields=[source.text(field.label, id_) for field in record.fields],
        items=[_provision(source, item) for item in record.items],
        cites=cites(source, record.cites, id_),
        needs_money=_needed(source, record),
        rules=_rules(source, record, seat),
        links=Links(
            out=[_link(source, end) for end in seat.links if end.outgoing],
            in_=[_link(source, end) for end in seat.links if not end.outgoing],
        ),
        relations=list(seat.relations),
        validity=validity(source.site.validity[source.site.dated(id_)]),
        states=states(source, id_),
        applications=applications(source, id_),
        url={code: urls.clause(code, id_) for code in source.told},
    )


def _named(source: Source, seat: Seat) -> list[str]:
    """The agencies that a clause only names, in the order of their table."""
    if len(seat.agencies_named) < 2:
        return list(seat.agencies_named)
    return sorted(seat.agencies_named, key=agency_places(source.first).__getitem__)


@told
def agency_places(teller: Told) -> dict[str, int]:
    """The place of each agency in their table, so that no clause goes through it."""
    return {id_: place for place, id_ in enumerate(teller.corpus.agencies)}


def _provision(source: Source, found: records.Provision) -> Provision:
    home = found.id
    return Provision(
        id=home,
        number=found.number,
        citation={code: w.citation(home) for code, w in source.told.items()},
        title=both(found.title) if found.title else None,
        digest=source.text(found.digest, home),
        who=source.maybe(found.who, home),
        offers=found.offers or None,
        facts=facts(source, found.facts, home),
        conditions=_conditions(source, found),
        materials=[_material(source, material, home) for material in found.materials],
        readings=[_reading(source, reading, home) for reading in found.readings],
        no_amount=source.maybe(found.no_amount, home),
        benefits=[f"{home}:{benefit.id}" for benefit in found.benefits],
    )


def _conditions(source: Source, found: records.Provision) -> list[Condition]:
    """All that a provision asks for, wherever its file says so."""
    asked: list[tuple[records.Condition, str]] = [(one, "") for one in found.conditions]
    for benefit in found.benefits:
        asked += ((one, f"{found.id}:{benefit.id}") for one in benefit.conditions)
    return [_condition(source, one, found.id, benefit) for one, benefit in asked]


def _condition(source: Source, condition: records.Condition, home: str, benefit: str) -> Condition:
    text = source.text(condition.text, home)
    return Condition(condition.id, text, condition.printed or None, benefit or None)


def _material(source: Source, material: records.Material, home: str) -> Material:
    text = source.text(material.text, home)
    return Material(text, material.printed or None)


def _reading(source: Source, reading: records.Reading, home: str) -> Reading:
    return Reading(
        id=reading.id,
        question=source.text(reading.question, home),
        used=reading.used,
        why=source.text(reading.why, home),
        texts={key: source.text(text, home) for key, text in reading.texts.items()},
    )


def _link(source: Source, end: LinkEnd) -> Link:
    why = source.text(source.first.reason(end.home, end.place), end.home)
    return Link(end.type, end.other, end.compared or None, why)


def _rules(source: Source, record: records.Clause, seat: Seat) -> Rules | None:
    if not seat.rules and not record.no_rule:
        return None
    return Rules(
        compared=[ComparedRule(end.other, end.compared) for end in seat.rules],
        no_rule=source.maybe(record.no_rule, record.id),
        no_rule_covers=record.no_rule_covers or None,
    )


def _needed(source: Source, record: records.Clause) -> list[NeededMoney]:
    rows = zip(record.needs_money, cites(source, record.needs_money, record.id), strict=True)
    return [NeededMoney(**asdict(cite), level=needed.level) for needed, cite in rows]

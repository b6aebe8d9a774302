"""What is said of plans in one language: questions, benefits, who pays, what texts say of several.

Nothing here knows a page's address, so that pages, scripts and the terminal share it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from clausebook.address import benefit_name, clause_of, home_and_name, home_and_own, provision_of
from clausebook.content.records import Condition, Input, Question
from clausebook.meaning.site import SiteBenefit
from clausebook.plan.book import APPLICANT
from clausebook.quantity import (
    Unit,
    bare_unit,
    is_currency,
    is_exchange,
    show,
    unit_word,
)
from clausebook.rules.inputs import value_of
from clausebook.rules.operators import Range, point
from clausebook.rules.results import Shown
from clausebook.told import explain
from clausebook.told.explain import Vocabulary
from clausebook.told.strings import calculation_words, fill
from clausebook.told.told import Told


@dataclass(frozen=True, slots=True)
class ToldQuestion:
    """A question of the planner."""

    name: str
    about: str
    """``applicant``, or what there may be several of."""
    type: str
    label: str
    ask: str
    unit: str
    """What a bare number counts."""
    counted: Unit | None
    default: str
    """As an editor writes it."""
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ToldSubject:
    """What there may be several of, such as products."""

    id: str
    item: str
    """What each is called, {n} being which one it is."""
    add: str
    """The button for another one."""


@dataclass(frozen=True, slots=True)
class ToldAid:
    """A benefit as plans tell it: what it is called, and how one gets it."""

    name: str
    clause: str
    """Label and title of what grants it, with its document."""
    period: str
    until: str
    """Its last day; empty without one."""
    bound: str
    materials: tuple[str, ...]
    agencies: tuple[str, ...]
    """None where the text names no office."""
    and_others: bool
    conditions: tuple[tuple[str, str], ...]
    """What its conditions say, by id."""


@dataclass(frozen=True, slots=True)
class ToldRelation:
    """What a text says of benefits beside each other."""

    why: str
    printed: str
    original: str
    """The language of what is printed, as browsers call it."""
    source: str
    """How the clause is cited."""


@dataclass(frozen=True, slots=True)
class ToldReading:
    """A question that a text leaves open."""

    question: str
    options: tuple[tuple[str, str], ...]
    why: str
    source: str


def question(told: Told, name: str) -> ToldQuestion:
    """A question of the site, or an input that is asked by itself."""
    record: Input = told.corpus.questions.get(name) or told.corpus.inputs[name]
    language = told.language
    label = record.label[language]
    return ToldQuestion(
        name=name,
        about=record.about,
        type=record.type,
        label=label,
        ask=record.ask[language] if isinstance(record, Question) else label,
        unit=_unit(told, record),
        counted=record.unit,
        default=record.default,
        choices=tuple((key, text[language]) for key, text in record.choices.items()),
    )


def _unit(told: Told, record: Input) -> str:
    if is_currency(record.type) or is_exchange(record.type):
        return bare_unit(record.type, told.corpus.settings.usage, told.language)
    if record.unit:
        return unit_word(record.unit, told.language)
    return str(told.words["calculator"]["unit"].get(record.type, ""))


def subject(told: Told, about: str) -> ToldSubject:
    """What there may be several of; the applicant is one."""
    words, language = told.words, told.language
    if about == APPLICANT:
        return ToldSubject(about, str(words["planner"]["applicant"]), "")
    known = told.corpus.vocabulary.per.get(about)
    item = known.item[language] if known and known.item else words["any_item"]
    add = known.add[language] if known and known.add else words["add_any_item"]
    return ToldSubject(about, str(item), str(add))


def aid(told: Told, benefit: SiteBenefit) -> ToldAid:
    """A benefit, with the materials and offices of what grants it, and of the clause around."""
    home, clause = benefit.home, told.corpus.clauses[clause_of(benefit.id)]
    around = (home, clause) if home.id != clause.id else (clause,)
    validity = told.site.validity[told.site.dated(home.id)]
    conditions = {
        condition.id: told.text(condition.text, place)
        for condition, place in (*_scope(told, benefit), *benefit.basis.conditions)
    }
    return ToldAid(
        name=benefit.record.name[told.language],
        clause=f"{told.clause_label(home.id)} {told.title(home.id if home.title else clause.id)}",
        period=told.period(home.id),
        until=told.day(validity.until),
        bound="exact" if benefit.rule.way.fixed else "up_to",
        materials=tuple(
            told.text(each.text, provision.id)
            for provision in around
            for each in provision.materials
        ),
        agencies=tuple(
            told.corpus.agencies[agency].short[told.language] for agency in clause.agencies
        ),
        and_others=clause.and_others,
        conditions=tuple(conditions.items()),
    )


def _scope(told: Told, benefit: SiteBenefit) -> Iterator[tuple[Condition, str]]:
    """The conditions of who may apply at all."""
    book = told.site.book
    assert book is not None, "only a site with questions has plans"
    for gate in book.benefits[benefit.id].gates:
        provision = told.site.addresses.provisions[gate.home]
        yield from ((each, gate.home) for each in provision.conditions if each.id == gate.id)


def payer(told: Told, id_: str) -> str:
    """Who bears a share: a jurisdiction, or a part of it where its documents split the money."""
    jurisdiction, part = provision_of(id_), benefit_name(id_)
    name: str = told.corpus.jurisdictions[jurisdiction].short[told.language]
    if not part:
        return name
    for document in told.corpus.documents.values():
        if document.jurisdiction == jurisdiction and document.split:
            between = document.split.between[int(part) - 1]
            return fill(told.words["planner"]["share_of"], name=name, part=between[told.language])
    return name


def relation(told: Told, id_: str) -> ToldRelation:
    """A relation, by ``clause:relation``, or a cap that rules share, by the address of its fact."""
    home = stated_in(id_)
    if id_ in told.site.relations:
        written = told.related(id_)
        why, printed = told.text(written.why, home), written.printed
    else:
        fact = told.site.addresses.provisions[home].facts[home_and_name(id_)[1]]
        value = show(fact.quantity, told.language)
        why = f"{fact.means[told.language]}{told.words['planner']['colon']}{value}"
        printed = fact.printed
    return ToldRelation(why, printed, told.original(home), told.clause_label(home))


def stated_in(id_: str) -> str:
    """The provision that states a relation, a reading or a shared cap."""
    return home_and_own(id_)[0] or home_and_name(id_)[0]


def reading(told: Told, address: str) -> ToldReading:
    """A question of a reading, by ``provision:question``."""
    home, id_ = home_and_own(address)
    found = next(r for r in told.site.addresses.provisions[home].readings if r.id == id_)
    return ToldReading(
        question=told.text(found.question, home),
        options=tuple((key, told.text(text, home)) for key, text in found.texts.items()),
        why=told.text(found.why, home),
        source=told.clause_label(home),
    )


# --- values --------------------------------------------------------------------------------------


def plan_vocabulary(told: Told) -> Vocabulary:
    """The words in which answers and totals are told."""
    book = told.site.book
    questions = [question(told, name) for name in book.questions] if book else []
    usage = told.corpus.settings.usage
    return Vocabulary(
        language=told.language,
        currency=usage.currency,
        usage=usage,
        words=calculation_words(told.words),
        labels={each.name: each.label for each in questions},
        reasons={},
        choices={each.name: dict(each.choices) for each in questions},
        units={each.name: each.counted for each in questions if each.counted},
        remarks={},
        item="",
    )


def answer_words(words: Vocabulary, name: str, type_: str, texts: Iterable[str]) -> str:
    """An answer, or one for each product, say; what is not known says so."""
    told = (_answer(words, name, type_, text) for text in texts)
    return str(words.words["list_join"]).join(told)


def _answer(words: Vocabulary, name: str, type_: str, text: str) -> str:
    value = value_of(type_, text)
    if value is None:
        return str(words.words["open_value"])
    shown = point(value) if isinstance(value, Fraction) else value
    return explain.value_words(words, Shown(name, type_, shown))


def amount(told: Told, words: Vocabulary, currency: str, paid: Range, bound: str = "exact") -> str:
    """From where to where an amount goes: up to so much where nothing is certain.

    ``bound`` is ``up_to`` where the texts fix only its limit.
    """
    patterns = told.words["planner"]["amount"]
    x = explain.value_words(words, Shown("", currency, point(paid.low)))
    if paid.high is None:
        return fill(patterns["from"], x=x) if paid.low else str(patterns["open"])
    y = explain.value_words(words, Shown("", currency, point(paid.high)))
    if paid.exact and (bound == "exact" or not paid.low):
        return x
    both = paid.low and not paid.exact
    return fill(patterns["range"], x=x, y=y) if both else fill(patterns["up_to"], y=y)

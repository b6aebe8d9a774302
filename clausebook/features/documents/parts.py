"""What clauses, their items and documents show alike: facts, readings, calculators."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from clausebook.address import clause_of, fact_anchor, item_and_name, item_of
from clausebook.content.records import Fact, Provision, Reading
from clausebook.features.calculators.page import (
    BenefitView,
    ConditionView,
    benefit_view,
    condition_view,
)
from clausebook.features.documents.answer import Answer, answer
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.meaning.addresses import FoundFact
from clausebook.quantity import show
from clausebook.rules.compiled import ids_of


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with its provenance."""

    anchor: str
    means: str
    value: Markup
    printed: str
    original: str
    """The language of what is printed, as browsers call it."""
    per: str
    role: str
    dated: str
    """The year or date of a reported or planned figure."""
    source: Anchor | None
    """Where the fact stands, when that is another page."""


@dataclass(frozen=True, slots=True)
class ReadingText:
    """One possible meaning."""

    id: str
    html: Markup
    used: bool


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A question that the official text leaves open."""

    id: str
    anchor: str
    """What its place on the page is called by: items may ask the same."""
    pays: bool
    """Whether another amount follows from another answer."""
    question: Markup
    texts: tuple[ReadingText, ...]
    why: Markup


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """What clauses and their items show alike."""

    id: str
    anchor: str
    number: str
    title: str
    digest: Markup
    facts: tuple[FactRow, ...]
    conditions: tuple[ConditionView, ...]
    materials: tuple[Markup, ...]
    readings: tuple[ReadingView, ...]
    benefits: tuple[BenefitView, ...]
    no_amount: Markup | None
    answer: Answer


def fact_rows(w: Linked, home: str, facts: dict[str, Fact]) -> tuple[FactRow, ...]:
    """The facts that stand in a provision or document."""
    return tuple(_fact_row(w, FoundFact(fact, home)) for fact in facts.values())


def _fact_row(w: Linked, found: FoundFact) -> FactRow:
    fact, shown = found.fact, w.fact(found.home, found.fact.name)
    return FactRow(
        anchor=fact_anchor(found.home, fact.name),
        means=fact.means[w.language],
        value=Markup('<data value="{}">{}</data>').format(shown.value, shown.words),
        printed=fact.printed,
        original=w.original(found.home),
        per=w.per(fact),
        role=w.words["role"][fact.role] if fact.role else "",
        dated=_dated(w, found),
        source=None,
    )


def _dated(w: Linked, found: FoundFact) -> str:
    if not found.fact.dated:
        return ""
    dating = w.site.addresses.fact(found.home, found.fact.dated)
    return show(dating.fact.quantity, w.language) if dating else ""


def used_rows(w: Linked, provision: Provision) -> tuple[FactRow, ...]:
    """Facts of other clauses that this provision's rules use, with a link to where they stand."""
    rows = []
    for address in provision.uses.values():
        found = w.site.addresses.fact(provision.id, address)
        assert found is not None, "uses are checked before pages are made"
        label = w.clause_label(found.home, provision.id)
        source = Anchor(label, w.at(("fact", found.home, found.fact.name)))
        rows.append(replace(_fact_row(w, found), anchor="", source=source))
    return tuple(rows)


def provision_view(w: Linked, provision: Provision) -> ProvisionView:
    """Everything that a clause and an item show alike."""
    home = provision.id
    own = [f"{home}:{benefit.id}" for benefit in provision.benefits]
    return ProvisionView(
        id=home,
        anchor=item_of(home),
        number=w.item_number(provision),
        title=provision.title[w.language] if provision.title else "",
        digest=w.prose(provision.digest, home),
        facts=fact_rows(w, home, provision.facts) + used_rows(w, provision),
        conditions=tuple(condition_view(w, c, home) for c in provision.conditions),
        materials=tuple(w.inline(m.text, home) for m in provision.materials),
        readings=tuple(reading_view(w, r, home) for r in provision.readings),
        benefits=tuple(benefit_view(w, w.site.benefits[id_]) for id_ in own),
        no_amount=w.inline(provision.no_amount, home) if provision.no_amount else None,
        answer=answer(w, home),
    )


def reading_view(w: Linked, reading: Reading, home: str) -> ReadingView:
    """All meanings, the used one first."""
    keys = sorted(reading.texts, key=lambda key: key != reading.used)
    texts = (
        ReadingText(key, w.inline(reading.texts[key], home), key == reading.used) for key in keys
    )
    item = item_of(home)
    return ReadingView(
        id=reading.id,
        anchor=f"{item}-{reading.id}" if item else reading.id,
        pays=_pays(w, reading, home),
        question=w.inline(reading.question, home),
        texts=tuple(texts),
        why=w.inline(reading.why, home),
    )


def _pays(w: Linked, reading: Reading, home: str) -> bool:
    """Whether a benefit of its clause is worked out under its other answers too."""
    clause = w.corpus.clauses[clause_of(home)]
    under = (key for part in clause.provisions() for b in part.benefits for key in b.under)
    return any(item_and_name(id_)[1] in reading.texts for key in under for id_ in ids_of(key))

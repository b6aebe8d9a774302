"""A clause's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from clausebook.content.records import Clause
from clausebook.features.calculators.page import BenefitView, benefit_view
from clausebook.features.cite.view import CiteView, cite_view
from clausebook.features.documents.apply import OFFERED, ApplyRow, apply_rows
from clausebook.features.documents.cards import (
    Card,
    CiteRow,
    LinkGroup,
    card,
    cite_rows,
    link_groups,
    relation_groups,
    why,
)
from clausebook.features.documents.contents import Section, sections
from clausebook.features.documents.document import place_heading, reference_period
from clausebook.features.documents.instead import InsteadRow, instead_rows
from clausebook.features.documents.lead import Lead, lead
from clausebook.features.documents.official import official_paragraphs
from clausebook.features.documents.opening import OpeningView, opening_view
from clausebook.features.documents.parts import ProvisionView, provision_view
from clausebook.features.documents.states import SourceView, StateView, published_view, state_views
from clausebook.features.frame import urls
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.meaning.site import LinkEnd
from clausebook.official.passages import Passage
from clausebook.told.strings import fill


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields of a printed form under one heading."""

    title: str
    fields: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """An implementing rule, and how it stands to the article."""

    rule: Anchor
    compared: str
    words: str
    why: Markup


@dataclass(frozen=True, slots=True)
class MoneyView:
    """Where the money of one level of government comes from."""

    title: str
    rows: tuple[CiteRow, ...]


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause's page."""

    card: Card
    heading: str
    document: Anchor
    number: str
    """The number of its document; empty where it has none."""
    chapter: str
    topics: tuple[Anchor, ...]
    grants: bool
    """Whether its document gives anything at all, or is a mere report."""
    opening: OpeningView
    main: BenefitView | None
    """The calculator beside the answers."""
    instead: tuple[InsteadRow, ...]
    """What can be had when the clause is over."""
    contents: tuple[Section, ...]
    own: ProvisionView
    lead: Lead
    """Its digest; what is long is folded behind the beginning."""
    items: tuple[ProvisionView, ...]
    apply: tuple[ApplyRow, ...]
    fields: tuple[FieldGroup, ...]
    validity: tuple[str, ...]
    """What is said of its days, where they are not those of its document."""
    states: tuple[StateView, ...]
    published: SourceView | None
    """Where its document is officially published."""
    parallel: Anchor | None
    """The page with all languages side by side; none on a site of one language."""
    official: tuple[Markup, ...]
    """The paragraphs of the official text, where the build has it."""
    original: str
    """The language of the official text, as browsers call it."""
    relations: tuple[LinkGroup, ...]
    document_stacking: Markup | None
    stacking_type: str
    links: tuple[LinkGroup, ...]
    rules: tuple[ComparedRow, ...]
    no_rule: Markup | None
    no_rule_covers: str
    needs_money: tuple[MoneyView, ...]
    cites: tuple[CiteRow, ...]
    cite: CiteView
    previous: Anchor | None
    next: Anchor | None


def clause_view(w: Linked, id_: str, passage: Passage | None) -> ClauseView:
    """Everything about one clause, its items included."""
    seat, record = w.site.clauses[id_], w.corpus.clauses[id_]
    document = w.corpus.documents[record.document]
    stacking, rules = document.stacking, seat.rules
    opening = opening_view(w, record)
    view = ClauseView(
        card=card(w, id_),
        heading=w.heading(id_),
        document=w.document_anchor(document.id),
        number=w.printed_number(document),
        chapter=place_heading(w, document, seat),
        topics=tuple(w.row_anchor("topics", topic) for topic in record.topics),
        grants=w.corpus.type_of(document.id).grants,
        opening=opening,
        main=benefit_view(w, w.site.benefits[opening.main]) if opening.main else None,
        instead=instead_rows(w, id_) if w.best(id_).kind in OFFERED else (),
        contents=(),
        own=provision_view(w, record),
        lead=lead(w, record.digest, id_),
        items=tuple(provision_view(w, item) for item in record.items),
        apply=apply_rows(w, id_),
        fields=_field_groups(w, record),
        validity=tuple(filter(None, _own_validity(w, record))),
        states=state_views(w, id_),
        published=published_view(w, document.id),
        parallel=_parallel(w, id_),
        official=official_paragraphs(w, passage),
        original=w.original(id_),
        relations=relation_groups(w, id_, seat.relations),
        document_stacking=w.inline(stacking.digest, document.id) if stacking else None,
        stacking_type=w.words["stacking_type"][stacking.type] if stacking else "",
        links=link_groups(w, [e for e in seat.links if e not in rules], w.words["link_type"]),
        rules=tuple(_compared(w, end) for end in rules),
        no_rule=w.inline(record.no_rule, id_) if record.no_rule else None,
        no_rule_covers=record.no_rule_covers,
        needs_money=tuple(_money(w, record)),
        cites=cite_rows(w, id_, record.cites),
        cite=cite_view(w, id_),
        previous=_neighbour(w, seat.previous),
        next=_neighbour(w, seat.next),
    )
    return replace(view, contents=sections(w, _filled(view)))


def _filled(v: ClauseView) -> dict[str, object]:
    """What stands in each section."""
    return {
        "amount": v.main,
        "conditions": v.own.conditions,
        "apply": v.apply,
        "words": v.own.digest,
        "items": v.items,
        "others": v.main and any(benefit.id != v.main.id for benefit in v.own.benefits),
        "fields": v.fields,
        "readings": v.own.readings,
        "rules": v.rules or v.no_rule,
        "combine": v.relations or (v.document_stacking and v.main),
        "example": v.main and v.main.examples,
        "evidence": True,
        "related": v.links or v.topics,
    }


def _own_validity(w: Linked, record: Clause) -> Iterator[str]:
    """What its own validity has beside its days; that it lacks a period is said too."""
    if record.validity:
        yield reference_period(w, record.id)
        if "by_reference" in record.validity.left_out:
            yield reference_period(w, record.document, "not_by_reference_period")


def _money(w: Linked, record: Clause) -> Iterator[MoneyView]:
    """The money that the clause needs, level by level."""
    levels = w.corpus.vocabulary.levels
    for level in dict.fromkeys(needed.level for needed in record.needs_money):
        title = fill(w.words["needs_money"], money=levels[level].money[w.language])
        cites = (needed for needed in record.needs_money if needed.level == level)
        yield MoneyView(title, cite_rows(w, record.id, cites))


def _compared(w: Linked, end: LinkEnd) -> ComparedRow:
    anchor = Anchor(w.heading(end.other), w.at(("clause", end.other)))
    reason = why(w, end.home, str(end.place))
    return ComparedRow(anchor, end.compared, w.words["compared"][end.compared], reason)


def _parallel(w: Linked, id_: str) -> Anchor | None:
    if len(w.languages) < 2:
        return None
    names = str(w.words["beside"]).join(
        other.words["language_name"] for other in w.languages.values()
    )
    return Anchor(w.words["parallel"], w.href(urls.parallel(w.language, id_)), names)


def _neighbour(w: Linked, id_: str) -> Anchor | None:
    return Anchor(w.heading(id_), w.at(("clause", id_))) if id_ else None


def _field_groups(w: Linked, record: Clause) -> tuple[FieldGroup, ...]:
    groups: dict[str, list[int]] = {}
    for index, row in enumerate(record.fields):
        title = row.group[w.language] if row.group else ""
        groups.setdefault(title, []).append(index)
    return tuple(
        FieldGroup(title, tuple(w.inline(record.fields[i].label, record.id) for i in indexes))
        for title, indexes in groups.items()
    )

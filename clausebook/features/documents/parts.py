"""The building blocks of pages: cards, facts, readings, calculators, provisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from clausebook.content.records import Fact, Provision, Reading
from clausebook.features.calculators.page import benefit_view, condition_view
from clausebook.features.frame import urls
from clausebook.features.frame.wording import Wording
from clausebook.features.views import (
    Anchor,
    Card,
    FactRow,
    LinkGroup,
    LinkRow,
    ProvisionView,
    ReadingText,
    ReadingView,
)
from clausebook.meaning.addresses import FoundFact
from clausebook.meaning.site import LinkEnd
from clausebook.quantity import show


def card(w: Wording, address: str) -> Card:
    """A clause, or one of its items, as other pages show it."""
    clause = w.corpus.clauses[address.partition("#")[0]]
    document = w.corpus.documents[clause.document]
    title = w.title(w.site.addresses.provisions[address])
    number = w.clause_label(address, document.id)
    return Card(
        id=clause.id,
        label=w.clause_label(address),
        number="" if number == title else number[0].upper() + number[1:],
        title=title,
        href=w.href(urls.clause(w.language, address)),
        status=w.status(document),
        headline=w.headline(clause),
        calculators=len(w.site.clauses[clause.id].benefits),
    )


def row_anchor(w: Wording, table: str, id_: str) -> Anchor:
    """A link to the page of an agency, a topic or a jurisdiction."""
    rows = getattr(w.corpus, table)
    row = rows[id_]
    href = w.href(urls.row(w.language, table, id_))
    return Anchor(row.short[w.language], href, row.name[w.language])


def document_anchor(w: Wording, id_: str) -> Anchor:
    """A link to a document of this site, or to the page of one that it only names."""
    shown = w.document(id_)
    return Anchor(shown.words, shown.href, shown.title)


def link_groups(
    w: Wording, ends: Iterable[LinkEnd], words: dict[str, str]
) -> tuple[LinkGroup, ...]:
    """Links grouped by type, in the order of the words' table."""
    groups: dict[str, list[LinkRow]] = {}
    for end in ends:
        compared = w.words["compared"][end.compared] if end.compared else ""
        row = LinkRow(card(w, end.other), compared, w.inline(end.why, end.home))
        groups.setdefault(end.type, []).append(row)
    return tuple(LinkGroup(t, words[t], tuple(groups[t])) for t in words if t in groups)


def fact_rows(w: Wording, home: str, facts: dict[str, Fact]) -> tuple[FactRow, ...]:
    """The facts that stand in a provision or document."""
    return tuple(_fact_row(w, FoundFact(fact, home)) for fact in facts.values())


def _fact_row(w: Wording, found: FoundFact) -> FactRow:
    fact, shown = found.fact, w.fact(found)
    return FactRow(
        anchor=urls.fact_anchor(found.home, fact.name),
        means=fact.means[w.language],
        value=Markup('<data value="{}">{}</data>').format(shown.value, shown.words),
        printed=fact.printed,
        per=w.per(fact),
        role=w.words["role"][fact.role] if fact.role else "",
        dated=_dated(w, found),
        source=None,
    )


def _dated(w: Wording, found: FoundFact) -> str:
    if not found.fact.dated:
        return ""
    dating = w.site.addresses.fact(found.home, found.fact.dated)
    return show(dating.fact.quantity, w.language) if dating else ""


def used_rows(w: Wording, provision: Provision) -> tuple[FactRow, ...]:
    """Facts of other clauses that this provision's rules use, with a link to where they stand."""
    rows = []
    for address in provision.uses.values():
        found = w.site.addresses.fact(provision.id, address)
        assert found is not None, "uses are checked before pages are made"
        row = _fact_row(w, found)
        source = Anchor(w.clause_label(found.home, provision.id), w.href(w.fact_target(found)))
        rows.append(replace(row, anchor="", source=source))
    return tuple(rows)


def provision_view(w: Wording, provision: Provision) -> ProvisionView:
    """Everything that a clause and an item show alike."""
    site = w.site
    own = [b for b in site.clauses[provision.id.partition("#")[0]].benefits if b.home is provision]
    return ProvisionView(
        id=provision.id,
        anchor=provision.id.partition("#")[2],
        number=w.item_number(provision),
        title=provision.title[w.language] if provision.title else "",
        digest=w.prose(provision.digest, provision.id),
        facts=fact_rows(w, provision.id, provision.facts) + used_rows(w, provision),
        conditions=tuple(condition_view(w, c, provision.id) for c in provision.conditions),
        materials=tuple(w.inline(m.text, provision.id) for m in provision.materials),
        readings=tuple(reading_view(w, r, provision.id) for r in provision.readings),
        benefits=tuple(benefit_view(w, benefit) for benefit in own),
        no_amount=w.inline(provision.no_amount, provision.id) if provision.no_amount else None,
    )


def reading_view(w: Wording, reading: Reading, home: str) -> ReadingView:
    """All meanings, the used one first."""
    keys = sorted(reading.texts, key=lambda key: key != reading.used)
    texts = (
        ReadingText(key, w.inline(reading.texts[key], home), key == reading.used) for key in keys
    )
    question = w.inline(reading.question, home)
    return ReadingView(reading.id, question, tuple(texts), w.inline(reading.why, home))

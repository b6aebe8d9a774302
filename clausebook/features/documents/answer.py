"""What a reader asks first of a clause or an item: who, how much, from whom, what to hand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from clausebook.address import benefit_anchor, clause_of, document_of, item_of
from clausebook.content.records import Clause, Provision
from clausebook.features.documents.applications import ApplicationsView, applications_view
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.told.best import Best
from clausebook.told.notes import told
from clausebook.told.status import Status


@dataclass(frozen=True, slots=True)
class MuchRow:
    """What a benefit gives in one case."""

    of: str
    """The case or the benefit; empty where there is nothing to tell apart."""
    text: Markup
    benefit: str
    """The benefit's id."""
    anchor: str
    """The place of its calculator on the clause's page."""


@dataclass(frozen=True, slots=True)
class Office:
    """An agency, and what the text says that it does."""

    agency: Anchor
    role: str
    """Leads, pays …; empty where it is simply named as responsible."""


@dataclass(frozen=True, slots=True)
class WhomView:
    """From whom it comes; never empty."""

    offices: tuple[Office, ...]
    and_others: bool
    through: Anchor | None
    """The article whose offices these are, where the rule that implements it names none."""
    issuers: tuple[Anchor, ...]
    """Who issued the document, where no office is named at all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answers of one clause or item."""

    id: str
    anchor: str
    """The item's place on the clause's page; empty for the clause itself."""
    who: Markup | None
    much: tuple[MuchRow, ...]
    """Empty where it pays nothing that could be worked out."""
    best: Best
    offers: str
    """In words what it offers without an amount."""
    no_amount: Markup | None
    """What decides in place of a figure."""
    status: Status
    period: str
    applications: ApplicationsView | None
    whom: WhomView
    hand_in: tuple[Markup, ...]
    """The documents, or which rules list them; empty where no list is printed."""


@told
def answer(w: Linked, address: str) -> Answer:
    """The answers of a clause without its items, or of one item.

    What an item does not say itself, the clause around it says.
    """
    own, clause = w.site.addresses.provisions[address], w.corpus.clauses[clause_of(address)]
    best = w.best(address)
    who = own.who or clause.who
    materials = own.materials or clause.materials
    return Answer(
        id=address,
        anchor=item_of(address),
        who=w.inline(who, address if own.who else clause.id) if who else None,
        much=tuple(_much(w, own)),
        best=best,
        offers=w.words["best"]["offers"].get(best.kind, ""),
        no_amount=w.inline(own.no_amount, address) if own.no_amount else None,
        status=w.status_of(clause.id),
        period=w.period(clause.id),
        applications=applications_view(w, clause.id),
        whom=whom(w, clause),
        hand_in=tuple(w.inline(m.text, clause.id) for m in materials)
        or tuple(_listed(w, clause.id)),
    )


def _listed(w: Linked, clause: str) -> Iterator[Markup]:
    """In one row, the rules that implement a clause and list what is handed in for it."""
    rules = [
        Markup('<a href="{}" title="{}">{}</a>').format(
            w.at(("clause", rule)), w.heading(rule), w.clause_label(rule, clause)
        )
        for link in w.site.clauses[clause].links
        if link.type == "implemented-by"
        and w.corpus.clauses[rule := clause_of(link.other)].materials
    ]
    if rules:
        yield Markup(w.words["hand_in_by"]).format(x=Markup(w.words["comma"]).join(rules))


def _much(w: Linked, own: Provision) -> Iterator[MuchRow]:
    """A row for each case of each benefit; without words of its own, what it pays at most."""
    several = len(own.benefits) > 1
    for benefit in own.benefits:
        id_ = f"{own.id}:{benefit.id}"
        anchor, name = benefit_anchor(id_), benefit.name[w.language] if several else ""
        for row in benefit.gives:
            case = row.of[w.language] if row.of else name
            yield MuchRow(case, w.inline(row.text, own.id), id_, anchor)
        if not benefit.gives:
            words = w.best_of(id_).words
            yield MuchRow(name, Markup('<span class="amount">{}</span>').format(words), id_, anchor)


def whom(w: Linked, clause: Clause) -> WhomView:
    """The offices of a clause, or of the article that it implements, or who issued it."""
    article = next(_articles(w, clause.id), None) if not (clause.agencies or clause.roles) else None
    named = w.corpus.clauses[article] if article else clause
    offices = tuple(_offices(w, named))
    issuers = w.corpus.documents[document_of(clause.id)].issuers if not offices else ()
    return WhomView(
        offices=offices,
        and_others=named.and_others,
        through=Anchor(w.heading(article), w.at(("clause", article))) if article else None,
        issuers=tuple(w.row_anchor("agencies", issuer) for issuer in issuers),
    )


def _articles(w: Linked, clause: str) -> Iterator[str]:
    """The articles that a rule implements and that name offices."""
    for link in w.site.clauses[clause].links:
        if link.home == clause and link.type == "implements":
            record = w.corpus.clauses[link.other]
            if record.agencies or record.roles:
                yield link.other


def _offices(w: Linked, clause: Clause) -> Iterator[Office]:
    for agency in dict.fromkeys((*clause.agencies, *clause.roles)):
        role = clause.roles.get(agency)
        said = w.words["agency_role"][role] if role else ""
        yield Office(w.row_anchor("agencies", agency), said)

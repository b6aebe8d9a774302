"""What a clause's page opens with: the answers of the clause and of all its items in one box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from clausebook.address import item_of, provision_of
from clausebook.content.records import Clause, Provision
from clausebook.features.documents.answer import Answer, MuchRow, WhomView, answer
from clausebook.features.documents.applications import ApplicationsView
from clausebook.features.documents.unbroken import unbroken
from clausebook.features.frame.linked import Linked
from clausebook.told.strings import counted


@dataclass(frozen=True, slots=True)
class OpeningView:
    """The five answers, and which calculator stands beside them."""

    who: Markup | None
    terms: str
    """Where nobody has said in a line who can have it: how many conditions there are."""
    terms_at: str
    """Where on the page the conditions stand."""
    much: tuple[MuchRow, ...]
    no_amount: Markup | None
    period: str
    applications: ApplicationsView | None
    whom: WhomView
    hand_in: tuple[Markup, ...]
    main: str
    """The benefit that pays most; empty where nothing can be worked out."""


def opening_view(w: Linked, record: Clause) -> OpeningView:
    """The answers of a clause, a row for each item that gives something."""
    own = answer(w, record.id)
    items = [answer(w, item.id) for item in record.items]
    main = w.best(record.id).benefit
    asking = _asking(w, record, main)
    return OpeningView(
        who=own.who,
        terms=counted(w.words["who_meets"], len(asking.conditions)) if asking.conditions else "",
        terms_at=item_of(asking.id) or "conditions",
        much=tuple(replace(row, of=unbroken(row.of)) for row in _much(w, record, own, items)),
        no_amount=own.no_amount,
        period=own.period,
        applications=own.applications,
        whom=own.whom,
        hand_in=own.hand_in or tuple(dict.fromkeys(m for item in items for m in item.hand_in)),
        main=main,
    )


def _asking(w: Linked, record: Clause, main: str) -> Provision:
    """The clause, or the item of its main benefit, whose conditions stand for who can have it."""
    if record.conditions or not main:
        return record
    return w.site.addresses.provisions[provision_of(main)]


def _much(w: Linked, record: Clause, own: Answer, items: list[Answer]) -> Iterator[MuchRow]:
    """What the clause gives, then each item; in one word where none of them has a figure."""
    if not (own.much or any(item.much for item in items)):
        yield _offered(own.offers, "", "")
        return
    yield from own.much
    for item, said in zip(record.items, items, strict=True):
        title = item.title[w.language] if item.title else w.item_number(item)
        yield from (row if row.of else replace(row, of=title) for row in said.much)
        if not said.much and item.offers:
            yield _offered(said.offers, title, said.anchor)


def _offered(words: str, of: str, anchor: str) -> MuchRow:
    return MuchRow(of, Markup('<span class="offers">{}</span>').format(words), "", anchor)

"""The corpus → :class:`~clausebook.meaning.site.Site`: everything between files.

Each module here checks one thing and returns its share of the site.
"""

from __future__ import annotations

from clausebook.content.records import Corpus
from clausebook.content.walk import agencies_named
from clausebook.meaning.addresses import Addresses
from clausebook.meaning.resolve.benefits import compile_benefits
from clausebook.meaning.resolve.links import (
    Ends,
    check_compared,
    resolve_citations,
    resolve_links,
    resolve_stacking,
)
from clausebook.meaning.resolve.references import check_references, check_unused
from clausebook.meaning.resolve.renderings import check_renderings
from clausebook.meaning.resolve.structure import Seat, check_rows, order_documents, seat_clauses
from clausebook.meaning.resolve.validity import resolve_validity
from clausebook.meaning.site import Site, SiteBenefit, SiteClause
from clausebook.problems import Problems


def resolve(corpus: Corpus, problems: Problems) -> Site:
    """Follow every reference of the corpus; report those that lead nowhere."""
    addresses = Addresses(corpus)
    seats = seat_clauses(corpus, problems)
    check_rows(corpus, problems)
    used = check_references(corpus, addresses, problems)
    validity = resolve_validity(corpus, addresses, used, problems)
    benefits = compile_benefits(corpus, addresses, validity, used, problems)
    check_renderings(corpus, problems)
    check_unused(corpus, addresses, used, problems)
    links = resolve_links(corpus, addresses, problems)
    check_compared(corpus, links, problems)
    stacking = resolve_stacking(corpus, addresses, problems)
    return Site(
        corpus=corpus,
        addresses=addresses,
        documents=order_documents(corpus),
        clauses=_clauses(corpus, seats, links, stacking, benefits),
        validity=validity,
        benefits=benefits,
        cited_by=resolve_citations(corpus, problems),
    )


def _clauses(
    corpus: Corpus,
    seats: dict[str, Seat],
    links: Ends,
    stacking: Ends,
    benefits: dict[str, SiteBenefit],
) -> dict[str, SiteClause]:
    order = list(seats)
    own: dict[str, list[SiteBenefit]] = {}
    for benefit in benefits.values():
        own.setdefault(benefit.home.id.partition("#")[0], []).append(benefit)
    found = {}
    for index, id_ in enumerate(order):
        record = corpus.clauses[id_]
        part, chapter = seats[id_]
        found[id_] = SiteClause(
            record=record,
            document=corpus.documents[record.document],
            part=part,
            chapter=chapter,
            previous=_beside(order, index - 1, record.document),
            next=_beside(order, index + 1, record.document),
            links=tuple(links.get(id_, ())),
            stacking=tuple(stacking.get(id_, ())),
            benefits=tuple(own.get(id_, ())),
            agencies_named=agencies_named(record),
        )
    return found


def _beside(order: list[str], index: int, document: str) -> str:
    """The neighbouring clause of the same document, or an empty text."""
    inside = 0 <= index < len(order) and order[index].split("/")[0] == document
    return order[index] if inside else ""

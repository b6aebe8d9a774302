"""The corpus → :class:`~clausebook.meaning.site.Site`: everything between files.

Each module here checks one thing and returns its share of the site.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from clausebook.address import clause_of, document_of
from clausebook.content.records import Clause, Corpus, Document
from clausebook.content.walk import agencies_named, texts_of_clause, texts_of_document
from clausebook.meaning.addresses import Addresses, addresses_in
from clausebook.meaning.index import index_of
from clausebook.meaning.resolve.benefits import compile_benefits
from clausebook.meaning.resolve.links import (
    Ends,
    check_compared,
    resolve_citations,
    resolve_links,
)
from clausebook.meaning.resolve.materials import check_materials, check_materials_of
from clausebook.meaning.resolve.planning import plan_book
from clausebook.meaning.resolve.references import References, check_references, check_unused
from clausebook.meaning.resolve.relations import by_clause, resolve_relations
from clausebook.meaning.resolve.renderings import Glossary, Named, check_renderings
from clausebook.meaning.resolve.structure import Seated, call_clauses, check_rows, seat_clauses
from clausebook.meaning.resolve.taken import check_anchors
from clausebook.meaning.resolve.validity import resolve_validity
from clausebook.meaning.resolve.vocabulary import check_vocabulary
from clausebook.meaning.resolve.windows import resolve_windows
from clausebook.meaning.site import BOOK, Seat, Site, SiteBenefit
from clausebook.plan.book import Relation
from clausebook.problems import Problems
from clausebook.rules.validity import Validity


def resolve(corpus: Corpus, problems: Problems) -> Site:
    """Follow every reference of the corpus; report those that lead nowhere."""
    addresses = addresses_in(corpus)
    seats = seat_clauses(corpus, problems)
    check_rows(corpus, problems)
    check_vocabulary(corpus, problems)
    check_anchors(corpus, problems)
    used = check_references(corpus, addresses, problems)
    in_force = resolve_validity(corpus, addresses, used, problems)
    windows = resolve_windows(corpus, addresses, used, problems)
    validity = {id_: found.validity for id_, found in in_force.items()}
    benefits = compile_benefits(corpus, addresses, validity, used, problems)
    terms = check_renderings(corpus, problems)
    check_materials(corpus, addresses, problems)
    links = resolve_links(corpus, addresses, problems)
    check_compared(corpus, links, problems)
    relations = resolve_relations(corpus, addresses, benefits, used, problems)
    book = plan_book(corpus, addresses, benefits, relations, used, problems)
    check_unused(corpus, addresses, used, problems)
    clauses = _clauses(corpus, seats, links, relations, benefits, terms)
    return Site(
        corpus=corpus,
        addresses=addresses,
        clauses=clauses,
        validity=validity,
        stated={id_: found.stated for id_, found in in_force.items()},
        windows=windows,
        benefits=benefits,
        relations=relations,
        books={BOOK: book} if book else {},
        cited_by=resolve_citations(corpus, problems),
        index=index_of(
            corpus,
            tuple(id_ for id_ in validity if id_ in corpus.documents),
            clauses,
            frozenset(c.id for c in corpus.clauses.values() if _drafted(c, validity)),
            {id_: seat.agencies_named for id_, seat in clauses.items()},
            {id_: seat.terms for id_, seat in clauses.items()},
            Counter(end.type for seat in clauses.values() for end in seat.links if end.outgoing),
        ),
    )


def _drafted(clause: Clause, validity: Mapping[str, Validity]) -> bool:
    found = validity.get(clause.id) or validity.get(clause.document)
    return found is not None and found.draft


def check_words(
    corpus: Corpus, addresses: Addresses, record: Clause | Document, problems: Problems
) -> Named:
    """Check the words of one file against what is known of the others; returns the terms it uses.

    Enough where nothing but words changed: where every file has the shape that it had when
    :func:`resolve` found no problems, see :mod:`clausebook.content.shape`.
    """
    references, glossary = (
        References(corpus, addresses, problems),
        Glossary(corpus.glossary, corpus.languages),
    )
    if isinstance(record, Clause):
        references.of_clause(record)
        check_materials_of(record, corpus, addresses, problems)
        return glossary.check(texts_of_clause(record), corpus.original(record.id), problems)
    references.of_document(record)
    return glossary.check(texts_of_document(record), record.original, problems)


def _clauses(
    corpus: Corpus,
    chapters: dict[str, Seated],
    links: Ends,
    relations: dict[str, Relation],
    benefits: dict[str, SiteBenefit],
    terms: Mapping[str, Named],
) -> dict[str, Seat]:
    order, called = list(chapters), call_clauses(corpus, chapters)
    own: dict[str, list[str]] = {}
    for benefit in benefits.values():
        own.setdefault(clause_of(benefit.home.id), []).append(benefit.id)
    concerned, found = by_clause(relations), {}
    for index, id_ in enumerate(order):
        record = corpus.clauses[id_]
        part, chapter = chapters[id_]
        found[id_] = Seat(
            id=id_,
            document=record.document,
            part=part,
            chapter=chapter,
            called=called[id_],
            previous=_beside(order, index - 1, record.document),
            next=_beside(order, index + 1, record.document),
            links=tuple(links.get(id_, ())),
            relations=tuple(concerned.get(id_, ())),
            benefits=tuple(own.get(id_, ())),
            agencies_named=agencies_named(record),
            terms=terms[id_],
        )
    return found


def _beside(order: list[str], index: int, document: str) -> str:
    """The neighbouring clause of the same document, or an empty text."""
    inside = 0 <= index < len(order) and document_of(order[index]) == document
    return order[index] if inside else ""

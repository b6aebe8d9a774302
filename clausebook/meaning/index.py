"""Who belongs to whom: made once, so that nobody looks through all clauses to find a few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from clausebook.content.records import Clause, Corpus, Document, Fact, Provision
from clausebook.content.walk import agencies_in, document_prose
from clausebook.quantity import Quantity

Ids = Mapping[str, tuple[str, ...]]
"""Ids in the site's order, by the id of what they belong to."""
Tally = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Ids by what they belong to; what belongs to nobody has no entry."""

    by_document: Ids
    by_topic: Ids
    by_agency: Ids
    """The clauses for which an agency is responsible."""
    by_role: Ids
    """The clauses that say what an agency does."""
    naming_agency: Ids
    """The clauses that name an agency without making it responsible."""
    by_term: Ids
    """The clauses that use a term, linked or not."""
    issued_by: Ids
    """The documents of each issuer."""
    documents_naming: Ids
    """The documents that name an agency outside their clauses."""
    by_jurisdiction: Ids
    """The documents of each jurisdiction."""
    lists: Ids
    """``readings`` and ``no_amount``: the provisions that have them; ``paying``: the clauses with
    benefits; ``forms``: the kinds of support there are; ``topics`` and ``agencies``: those that
    paying clauses name most often."""
    tallies: Mapping[str, Tally]
    """How many there are, by kind: of ``things``, ``facts`` and ``links``."""
    common_cap: Mapping[str, Quantity]
    """The cap that paying clauses name most often, if they name any, as ``cap``."""


@dataclass(frozen=True, slots=True)
class _Sorted:
    """What the index is made of: records in the site's order."""

    corpus: Corpus
    documents: tuple[Document, ...]
    clauses: tuple[Clause, ...]
    drafts: frozenset[str]
    agencies_named: Mapping[str, frozenset[str]]
    terms: Mapping[str, tuple[str, ...]]
    links: Counter[str]


def index_of(
    corpus: Corpus,
    documents: Iterable[str],
    clauses: Iterable[str],
    drafts: frozenset[str],
    agencies_named: Mapping[str, frozenset[str]],
    terms: Mapping[str, tuple[str, ...]],
    links: Counter[str],
) -> Index:
    """The index of a corpus; ids come in the site's order, ``links`` are counted by type.

    ``drafts`` are the clauses that are not adopted; no amount of theirs counts.
    """
    found = _Sorted(
        corpus,
        tuple(corpus.documents[id_] for id_ in documents),
        tuple(corpus.clauses[id_] for id_ in clauses),
        drafts,
        agencies_named,
        terms,
        links,
    )
    records, papers = found.clauses, found.documents
    named = {d.id: _named_outside(d) for d in papers}
    return Index(
        by_document=_gather((c.document, c.id) for c in records),
        by_topic=_gather((topic, c.id) for c in records for topic in c.topics),
        by_agency=_gather((a, c.id) for c in corpus.clauses.values() for a in c.agencies),
        by_role=_gather((agency, c.id) for c in records for agency in c.roles),
        naming_agency=_gather((a, c.id) for c in records for a in sorted(agencies_named[c.id])),
        by_term=_gather((term, c.id) for c in records for term in terms[c.id]),
        issued_by=_gather((issuer, d.id) for d in papers for issuer in d.issuers),
        documents_naming=_gather((a, d.id) for d in papers for a in sorted(named[d.id])),
        by_jurisdiction=_gather((d.jurisdiction, d.id) for d in papers),
        lists=_lists(found),
        tallies=_tallies(found),
        common_cap=_common_cap(found),
    )


def _named_outside(document: Document) -> set[str]:
    """The agencies that a document names outside its clauses, beside its issuers."""
    by = {document.printed_by} if document.printed_by else set()
    return agencies_in(document_prose(document)) | {*document.consulted} | by


def _gather(pairs: Iterable[tuple[str, str]]) -> Ids:
    found: dict[str, list[str]] = {}
    for owner, id_ in pairs:
        found.setdefault(owner, []).append(id_)
    return {owner: tuple(dict.fromkeys(ids)) for owner, ids in found.items()}


def _lists(of: _Sorted) -> Ids:
    provisions = list(_provisions(of))
    paying = [clause for clause in of.clauses if _pays(clause)]
    topics = Counter(id_ for clause in paying for id_ in clause.topics)
    agencies = Counter(id_ for clause in paying for id_ in clause.agencies)
    forms = {benefit.form for p in provisions for benefit in p.benefits}
    return {
        "readings": tuple(p.id for p in provisions if p.readings),
        "no_amount": tuple(p.id for p in provisions if p.no_amount),
        "paying": tuple(clause.id for clause in paying),
        "forms": tuple(sorted(forms)),
        "topics": tuple(id_ for id_, _ in topics.most_common()),
        "agencies": tuple(id_ for id_, _ in agencies.most_common()),
    }


def _tallies(of: _Sorted) -> dict[str, Tally]:
    provisions, facts = list(_provisions(of)), list(_facts(of))
    things = {
        "documents": len(of.corpus.documents),
        "clauses": len(of.corpus.clauses),
        "items": len(provisions) - len(of.corpus.clauses),
        "facts": len(facts),
        "links": sum(of.links.values()),
        "benefits": sum(len(p.benefits) for p in provisions),
        "readings": sum(len(p.readings) for p in provisions),
        "terms": len(of.corpus.glossary),
    }
    kinds: dict[str, int] = Counter(fact.quantity.kind for fact in facts)
    tallies: dict[str, Mapping[str, int]] = {"things": things, "facts": kinds, "links": of.links}
    return {name: tuple(sorted(tally.items())) for name, tally in tallies.items()}


def _common_cap(of: _Sorted) -> dict[str, Quantity]:
    paying = (c for c in of.clauses if _pays(c) and c.id not in of.drafts)
    caps = (f.quantity for c in paying for f in c.facts.values() if f.role == "cap")
    common = Counter(caps).most_common(1)
    return {"cap": common[0][0]} if common else {}


def _pays(clause: Clause) -> bool:
    return any(provision.benefits for provision in clause.provisions())


def _provisions(of: _Sorted) -> Iterator[Provision]:
    """Clauses and items in the order of the content's files."""
    for clause in of.corpus.clauses.values():
        yield from clause.provisions()


def _facts(of: _Sorted) -> Iterator[Fact]:
    for document in of.documents:
        yield from document.facts.values()
    for provision in _provisions(of):
        yield from provision.facts.values()

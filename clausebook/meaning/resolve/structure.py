"""Documents and their clauses: order, neighbours, and the tables that both refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from clausebook.address import clause_name, document_of
from clausebook.content.records import Clause, Corpus, Document
from clausebook.meaning.site import Called
from clausebook.messages import say
from clausebook.problems import Place, Problems, did_you_mean

OUTSIDE = "document"
"""The locator for text that stands outside every clause."""
Seated = tuple[int, int]
"""Where a clause stands in its document: which part, and which chapter of it."""


def order_documents(corpus: Corpus) -> tuple[Document, ...]:
    """Documents in the order of the jurisdictions' table, then by id."""
    rank = {id_: place for place, id_ in enumerate(corpus.jurisdictions)}
    return tuple(
        sorted(corpus.documents.values(), key=lambda d: (rank.get(d.jurisdiction, 999), d.id))
    )


def seat_clauses(corpus: Corpus, problems: Problems) -> dict[str, Seated]:
    """Each clause's part and chapter, in printed order; report clauses listed wrongly."""
    seats: dict[str, Seated] = {}
    for document in order_documents(corpus):
        for seated, id_, place in _listed(document):
            if id_ in seats:
                problems.add(place, say("clause-listed-twice.again", clause=id_))
            elif id_ in corpus.clauses:
                seats[id_] = seated
            elif id_ not in corpus.broken:
                problems.add(place, say("unknown-clause.listed", clause=id_))
    for clause in corpus.clauses.values():
        if clause.id not in seats and clause.document not in corpus.broken:
            problems.add(clause.place, say("clause-not-listed.file", document=clause.document))
    return seats


def call_clauses(corpus: Corpus, clauses: Iterable[str]) -> dict[str, Called]:
    """What each clause counts as.

    Numbers may run through clauses of several kinds, whose ids are the bare numbers then: the goals
    that are clause 2 of their document are called so, because there is no goal 1.
    """
    records = [corpus.clauses[id_] for id_ in clauses]
    running: dict[str, Counter[str]] = {}
    for record in records:
        if clause_name(record.id).isdigit():
            running.setdefault(record.document, Counter())[record.kind] += 1
    kinds = {
        record.id: running[record.document].most_common(1)[0][0]
        if clause_name(record.id).isdigit()
        else record.kind
        for record in records
    }
    same = Counter((record.document, kinds[record.id], record.number) for record in records)
    return {
        r.id: Called(kinds[r.id], same[r.document, kinds[r.id], r.number] == 1) for r in records
    }


def _listed(document: Document) -> Iterator[tuple[Seated, str, Place]]:
    for i, part in enumerate(document.parts):
        for j, chapter in enumerate(part.chapters):
            for index, clause in enumerate(chapter.clauses):
                yield (i, j), f"{document.id}/{clause}", chapter.place.at("clauses", index)


def check_rows(corpus: Corpus, problems: Problems) -> None:
    """Report ids of agencies, topics and jurisdictions that their tables do not have.

    Also rows of these tables that cannot be what they say.
    """
    for clause in corpus.clauses.values():
        _check_clause_rows(corpus, clause, problems)
    for document in corpus.documents.values():
        _check_document_agencies(corpus, document, problems)
        for name in document.locators:
            if name != OUTSIDE:
                place = document.place.at("locators", name, key=True)
                _holds(corpus, f"{document.id}/{name}", place, problems)
        place = document.place.at("jurisdiction")
        _known(corpus, "jurisdiction", corpus.jurisdictions, document.jurisdiction, place, problems)
        if document.id in corpus.cited:
            message = say("duplicate-id.cited", document=document.id)
            problems.add(corpus.cited[document.id].place, message)
    for table, key in (
        (corpus.agencies, "jurisdiction"),
        (corpus.jurisdictions, "within"),
        (corpus.cited, "jurisdiction"),
    ):
        for row in table.values():
            if row.jurisdiction:
                place = row.place.at(key)
                known = corpus.jurisdictions
                _known(corpus, "jurisdiction", known, row.jurisdiction, place, problems)
    for exempt in corpus.exceptions.values():
        for index, id_ in enumerate(exempt.within):
            _holds(corpus, id_, exempt.place.at("in", index), problems)
    _check_within(corpus, problems)


def _holds(corpus: Corpus, id_: str, place: Place, problems: Problems) -> None:
    """Report an id that is neither a document nor a clause."""
    there = id_ in corpus.documents or id_ in corpus.clauses
    if not there and not {id_, document_of(id_)} & corpus.broken:
        problems.add(place, say("unknown-clause.or-document", id=id_))


def _check_within(corpus: Corpus, problems: Problems) -> None:
    """Report each jurisdiction that lies within itself, by way of others or directly."""
    rows, settled = corpus.jurisdictions, set[str]()
    for start in rows:
        outwards: list[str] = []
        at = start
        while at in rows and at not in settled:
            settled.add(at)
            outwards.append(at)
            at = rows[at].jurisdiction
        for id_ in outwards[outwards.index(at) :] if at in outwards else ():
            problems.add(rows[id_].place.at("within"), say("within-itself.jurisdiction", id=id_))


def _check_document_agencies(corpus: Corpus, document: Document, problems: Problems) -> None:
    place = document.place
    named = [(id_, place.at("issuers", i)) for i, id_ in enumerate(document.issuers)]
    named += [(id_, place.at("consulted", i)) for i, id_ in enumerate(document.consulted)]
    if document.printed_by:
        named.append((document.printed_by, place.at("printed_by")))
    for id_, at in named:
        _known(corpus, "agency", corpus.agencies, id_, at, problems)


def _check_clause_rows(corpus: Corpus, clause: Clause, problems: Problems) -> None:
    for index, agency in enumerate(clause.agencies):
        place = clause.place.at("agencies", index)
        _known(corpus, "agency", corpus.agencies, agency, place, problems)
    for agency in clause.roles:
        place = clause.place.at("roles", agency, key=True)
        _known(corpus, "agency", corpus.agencies, agency, place, problems)
    for index, topic in enumerate(clause.topics):
        place = clause.place.at("topics", index)
        _known(corpus, "topic", corpus.topics, topic, place, problems)


_TABLE = {"agency": "agencies", "topic": "topics", "jurisdiction": "jurisdictions"}


def _known(
    corpus: Corpus,
    what: str,
    table: Mapping[str, object],
    id_: str,
    place: Place,
    problems: Problems,
) -> None:
    if id_ not in table and _TABLE[what] not in corpus.broken:
        hint = did_you_mean(id_, list(table))
        problems.add(place, say(f"unknown-{what}.id", id=id_, hint=hint))

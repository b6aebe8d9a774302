"""Every prose of the content, with the place whose facts it may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from clausebook.content.records import (
    Clause,
    Constant,
    Corpus,
    Document,
    Fact,
    Prose,
    Provision,
    Text,
    Written,
)
from clausebook.problems import Place
from clausebook.prose import Reference, references


def all_prose(corpus: Corpus) -> Iterator[tuple[str, Prose]]:
    """Every prose with the id of the provision or document whose facts it may name."""
    yield from (("", prose) for prose in prose_of_tables(corpus))
    for document in corpus.documents.values():
        yield from ((document.id, prose) for prose in prose_of_document(document))
    for clause in corpus.clauses.values():
        yield from prose_of_clause(clause)


def prose_of_tables(corpus: Corpus) -> Iterator[Prose]:
    """The prose that stands in no document and may name no facts."""
    yield corpus.settings.about
    yield corpus.settings.conventions
    for table in (corpus.agencies, corpus.jurisdictions, corpus.topics, corpus.cited):
        yield from (row.note for row in table.values() if row.note)
    yield from (term.note for term in corpus.glossary.values() if term.note)
    asked = (*corpus.inputs.values(), *corpus.questions.values())
    yield from (spec.help for spec in asked if spec.help)
    yield from (exempt.why for exempt in corpus.exceptions.values())
    yield from (plan.why for plan in corpus.plans.values())


def prose_of_document(document: Document) -> Iterator[Prose]:
    """Every prose of a document's file."""
    yield from document_prose(document)
    if document.stacking:
        yield document.stacking.digest
    yield from (cite.why for cite in document.cites)


def prose_of_clause(clause: Clause) -> Iterator[tuple[str, Prose]]:
    """Every prose of a clause's file, with the id of the provision whose facts it may name."""
    yield from clause_prose(clause)
    yield from ((clause.id, link.why) for link in clause.links)
    yield from ((clause.id, relation.why) for relation in clause.relations)
    if clause.no_rule:
        yield clause.id, clause.no_rule
    yield from ((clause.id, cite.why) for cite in (*clause.needs_money, *clause.cites))


def document_prose(document: Document) -> Iterator[Prose]:
    """What a document's page says of the text that no clause holds."""
    yield document.digest
    yield from filter(None, (document.addressees, document.copied_to))


def clause_prose(clause: Clause) -> Iterator[tuple[str, Prose]]:
    """What a clause's page says of its text, items included; not what it says of others."""
    yield from ((clause.id, row.label) for row in clause.fields)
    for provision in clause.provisions():
        yield from ((provision.id, prose) for prose in provision_prose(provision))


def provision_prose(provision: Provision) -> Iterator[Prose]:
    """The prose of a clause or item, in the order in which a page shows it."""
    yield provision.digest
    if provision.who:
        yield provision.who
    for condition in provision.conditions:
        yield condition.text
    yield from (material.text for material in provision.materials)
    for reading in provision.readings:
        yield reading.question
        yield from reading.texts.values()
        yield reading.why
    yield from (constant.why for constant in provision.constants.values())
    for benefit in provision.benefits:
        yield from (row.text for row in benefit.gives)
        yield from (condition.text for condition in benefit.conditions)
        yield from (part.text for part in benefit.instalments)
        yield from (remark.text for remark in benefit.remarks)
    if provision.no_amount:
        yield provision.no_amount


def agencies_in(prose: Iterable[Prose]) -> set[str]:
    """The ids of the agencies to which prose refers."""
    texts = (said for text in prose for said in text.values())
    found = (ref for text in texts if "{agency:" in text for ref in references(text))
    return {ref.target for ref in found if isinstance(ref, Reference) and ref.kind == "agency"}


def agencies_named(clause: Clause) -> frozenset[str]:
    """The agencies that a clause names without making them responsible."""
    found = agencies_in(prose for _, prose in clause_prose(clause))
    return frozenset(found.difference(clause.agencies))


def texts_of_document(document: Document) -> Iterator[Written]:
    """Every prose, the title and every meaning of a document."""
    yield from prose_of_document(document)
    yield _written(document.title, document.place.at("title"))
    yield from _meanings(document.facts)


def texts_of_clause(clause: Clause) -> Iterator[Written]:
    """Every prose, title, name and meaning of a clause and its items."""
    yield from (prose for _, prose in prose_of_clause(clause))
    for provision in clause.provisions():
        if provision.title:
            yield _written(provision.title, provision.place.at("title"))
        yield from _meanings(provision.facts)
        yield from _meanings(provision.constants)
        for benefit in provision.benefits:
            yield _written(benefit.name, benefit.place.at("name"))
            yield from (_written(row.of, row.place.at("of")) for row in benefit.gives if row.of)
            for name, named in benefit.where.items():
                yield _written(named.label, benefit.place.at("where", name))


def _meanings(figures: Mapping[str, Fact | Constant]) -> Iterator[Written]:
    yield from (_written(figure.means, figure.place.at("means")) for figure in figures.values())


def _written(text: Text, place: Place) -> Written:
    return Written(text.languages, text.said, place)

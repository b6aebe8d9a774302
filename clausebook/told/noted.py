"""The site as makers of outputs see it: every entry that they read is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from hashlib import sha256
from typing import Any, TypeVar

from clausebook.address import clause_of
from clausebook.meaning.addresses import Addresses
from clausebook.meaning.calculate import Calculated
from clausebook.meaning.index import Index
from clausebook.told.notes import ALL, NAMES_OF_TERMS, THESAURUS, Noted, Notes, Question

V = TypeVar("V")

TABLES = (
    "agencies",
    "jurisdictions",
    "topics",
    "cited",
    "glossary",
    "inputs",
    "questions",
    "plans",
)
_OF_FILES = ("clause", "document")
OF_BENEFITS = ("benefit", "examples", "curve")


def noted(calculated: Calculated, notes: Notes) -> Calculated:
    """The same site, whose mappings note what is read of them."""
    site = calculated.site

    def watch(
        name: str, entries: Mapping[str, V], of: Callable[[str], str] = str
    ) -> Mapping[str, V]:
        return Noted(name, entries, notes, of)

    tables: dict[str, Any] = {name: watch(name, getattr(site.corpus, name)) for name in TABLES}
    corpus = replace(
        site.corpus,
        documents=watch("document", site.corpus.documents),
        clauses=watch("clause", site.corpus.clauses),
        **tables,
    )
    index = Index(
        **{f.name: watch(f"index {f.name}", getattr(site.index, f.name)) for f in fields(Index)}
    )
    provisions = watch("clause", site.addresses.provisions, clause_of)
    seen = replace(
        site,
        corpus=corpus,
        addresses=Addresses(corpus.documents, provisions, site.corpus.broken),
        clauses=watch("seat", site.clauses),
        validity=watch("validity", site.validity),
        stated=watch("stated", site.stated),
        windows=watch("windows", site.windows),
        benefits=watch("benefit", site.benefits),
        relations=watch("relations", site.relations),
        books=watch("books", site.books),
        cited_by=watch("cited_by", site.cited_by),
        index=index,
    )
    return replace(
        calculated,
        site=seen,
        examples=watch("examples", calculated.examples),
        curves=watch("curve", calculated.curves),
        plans=watch("planned", calculated.plans),
    )


def entries(calculated: Calculated) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """All mappings of the site by the name under which their entries are noted."""
    site = calculated.site
    yield "clause", site.corpus.clauses
    yield "document", site.corpus.documents
    yield from ((name, getattr(site.corpus, name)) for name in TABLES)
    yield "seat", site.clauses
    yield "validity", site.validity
    yield "stated", site.stated
    yield "windows", site.windows
    yield "benefit", site.benefits
    yield "examples", calculated.examples
    yield "curve", calculated.curves
    yield "planned", calculated.plans
    yield "relations", site.relations
    yield "books", site.books
    yield "cited_by", site.cited_by
    yield from ((f"index {f.name}", getattr(site.index, f.name)) for f in fields(Index))


def digests(calculated: Calculated, files: Mapping[str, str]) -> dict[Question, str]:
    """A digest for every entry that can be noted; ``files`` are those of clauses and documents.

    Two builds with the same digest read the same entry.
    """
    found: dict[Question, str] = {}
    for name, mapping in entries(calculated):
        found[name, ALL] = _short(repr([*mapping]))
        for key, value in mapping.items():
            found[name, key] = _digest(calculated, name, key, value, files)
    corpus = calculated.site.corpus
    found[NAMES_OF_TERMS] = _short(repr([corpus.synonyms, corpus.glossary]))
    numbers = [(row.jurisdiction, row.number, row.number_en) for row in corpus.documents.values()]
    called = [
        corpus.jurisdictions,
        corpus.vocabulary.clause_kinds,
        corpus.settings.elsewhere,
        numbers,
    ]
    found[THESAURUS] = _short(repr([corpus.synonyms, corpus.glossary, called]))
    return found


def _digest(
    calculated: Calculated, name: str, key: str, value: Any, files: Mapping[str, str]
) -> str:
    if name in _OF_FILES:
        return files[key]
    if name in OF_BENEFITS:
        return digest_of_benefit(calculated, key, files)
    return _short(repr(value))


def digest_of_benefit(calculated: Calculated, id_: str, files: Mapping[str, str]) -> str:
    """A digest for a benefit, its examples and its picture."""
    basis = calculated.site.benefits[id_].basis
    return f"{calculated.on} {basis.key} {files[clause_of(id_)]}"


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]

"""The site as makers of outputs see it: every entry that they read is noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from clausebook.meaning.addresses import Addresses
from clausebook.meaning.calculate import Calculated
from clausebook.meaning.index import Index
from clausebook.told.notes import Noted, Notes

V = TypeVar("V")

TABLES = ("agencies", "jurisdictions", "topics", "cited", "glossary", "inputs")


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
    seen = replace(
        site,
        corpus=corpus,
        addresses=Addresses(
            corpus.documents,
            watch("clause", site.addresses.provisions, _clause_of),
            site.corpus.broken,
        ),
        clauses=watch("seat", site.clauses),
        validity=watch("validity", site.validity),
        benefits=watch("benefit", site.benefits),
        cited_by=watch("cited_by", site.cited_by),
        index=index,
    )
    return replace(
        calculated,
        site=seen,
        examples=watch("examples", calculated.examples),
        curves=watch("curve", calculated.curves),
    )


def _clause_of(address: str) -> str:
    return address.partition("#")[0]

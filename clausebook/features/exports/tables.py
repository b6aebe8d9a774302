"""Rows of ``data/agencies.json``, ``data/cited.json`` and ``data/glossary.json``."""

from __future__ import annotations

from clausebook.features.exports.parts import Row, Source, Text, both


class Agency(Row, frozen=True):
    """An agency with the clauses and documents that it has to do with."""

    id: str
    name: Text
    short: Text
    names: list[str]
    """Other names in official texts."""
    jurisdiction: str | None
    note: Text | None
    responsible_for: list[str]
    """Ids of clauses."""
    named_in: list[str]
    """Ids of other clauses that name it."""
    issued: list[str]
    """Ids of documents."""


def agency_row(source: Source, id_: str) -> Agency:
    """All that is published of an agency."""
    agency, index = source.site.corpus.agencies[id_], source.site.index
    return Agency(
        id=id_,
        name=both(agency.name),
        short=both(agency.short),
        names=list(agency.names),
        jurisdiction=agency.jurisdiction or None,
        note=source.maybe(agency.note, ""),
        responsible_for=list(index.by_agency.get(id_, ())),
        named_in=list(index.naming_agency.get(id_, ())),
        issued=list(index.issued_by.get(id_, ())),
    )


class CitedDocument(Row, frozen=True):
    """A document that this site does not hold."""

    id: str
    number: str | None
    number_en: str | None
    title: Text
    jurisdiction: str | None
    note: Text
    cited_by: list[str]
    """Ids of clauses and documents whose text names it."""
    governs_money_of: list[str]
    """Ids of clauses that need money which it governs."""


def cited_row(source: Source, id_: str) -> CitedDocument:
    """All that is published of a cited document."""
    cited = source.site.corpus.cited[id_]
    assert cited.note is not None, "the schema of content/cited.yaml requires one"
    rests = source.site.cited_by[id_]
    return CitedDocument(
        id=id_,
        number=cited.number or None,
        number_en=cited.number_en or None,
        title=both(cited.name),
        jurisdiction=cited.jurisdiction or None,
        note=source.text(cited.note, ""),
        cited_by=[rest.source for rest in rests if rest.named],
        governs_money_of=[rest.source for rest in rests if not rest.named],
    )


class Term(Row, frozen=True):
    """A term with its rendering."""

    id: str
    name: Text
    names: list[str]
    """Other Chinese names of the same."""
    abbreviation: str | None
    variants: list[str]
    """Other renderings that are accepted."""
    avoid: list[str]
    """Renderings that are refused."""
    note: Text | None
    official: str | None
    """Source of the official English name."""


def term_row(source: Source, id_: str) -> Term:
    """All that is published of a term."""
    term = source.site.corpus.glossary[id_]
    return Term(
        id=id_,
        name=both(term.name),
        names=list(term.names),
        abbreviation=term.abbreviation or None,
        variants=list(term.variants),
        avoid=list(term.avoid),
        note=source.maybe(term.note, ""),
        official=term.official or None,
    )

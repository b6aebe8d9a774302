"""Rows of ``data/documents.json``."""

from __future__ import annotations

from typing import Annotated

from clausebook.features.exports.parts import (
    Application,
    Cite,
    Fact,
    Listed,
    Published,
    Row,
    Source,
    Stated,
    Text,
    Validity,
    applications,
    both,
    cites,
    facts,
    listed,
    one_of,
    published,
    states,
    validity,
)
from clausebook.features.frame import urls

Stacking = Annotated[str, one_of("document.json#/properties/stacking/properties/type")]


class Document(Row, frozen=True):
    """A document with its clauses' ids."""

    id: str
    jurisdiction: str
    type: str
    number: str | None
    """As printed; null where the text prints none."""
    number_en: str | None
    """The same in the established English form."""
    title: Text
    short: Text
    issuers: list[Listed]
    consulted: list[Listed]
    """Agencies with which the issuers prepared it, in the printed order."""
    addressees: Text | None
    copied_to: Text | None
    printed_by: Listed | None
    digest: Text
    facts: list[Fact]
    validity: Validity
    states: list[Stated]
    """What is stated beside first and last day, with the text that says so."""
    applications: list[Application]
    """What is stated of applications; what counts on a day is what began last."""
    published: Published | None
    stacking: Stacking | None
    cites: list[Cite]
    """Documents that the text names, of this site or outside it."""
    cited_by: list[str]
    """Ids of the clauses and documents that cite it."""
    clauses: list[str]
    """Ids in printed order."""
    url: Text


def document_row(source: Source, id_: str) -> Document:
    """All that is published of a document."""
    site = source.site
    document = site.corpus.documents[id_]
    agencies = site.corpus.agencies
    return Document(
        id=id_,
        jurisdiction=document.jurisdiction,
        type=document.type,
        number=document.number or None,
        number_en=document.number_en or None,
        title=both(document.title),
        short=both(document.short),
        issuers=[listed(agencies, agency) for agency in document.issuers],
        consulted=[listed(agencies, agency) for agency in document.consulted],
        addressees=source.maybe(document.addressees, id_),
        copied_to=source.maybe(document.copied_to, id_),
        printed_by=listed(agencies, document.printed_by) if document.printed_by else None,
        digest=source.text(document.digest, id_),
        facts=facts(source, document.facts, id_),
        validity=validity(site.validity[id_]),
        states=states(source, id_),
        applications=applications(source, id_),
        published=published(document),
        stacking=document.stacking.type if document.stacking else None,
        cites=cites(source, document.cites, id_),
        cited_by=[rest.source for rest in site.cited_by[id_] if rest.named],
        clauses=list(site.index.by_document.get(id_, ())),
        url={code: urls.document(code, id_) for code in source.told},
    )

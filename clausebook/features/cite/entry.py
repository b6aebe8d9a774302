"""What a citation says of a document, a clause, an item or a fact, in one language."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from clausebook.address import document_of
from clausebook.content.records import Document
from clausebook.features.frame import urls
from clausebook.features.frame.linked import Linked

_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_NO_KEY = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact: what it means, its value, and how the document prints it."""

    means: str
    value: str
    printed: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What is cited. Texts are empty where nothing is known."""

    key: str
    """By which programs tell citations apart: ASCII letters, figures and hyphens."""
    issuers: tuple[str, ...]
    document: str
    number: str
    """Of the document."""
    cited: str
    """The place as the site cites it, with the document's title and number."""
    place: str
    """The same within the document; empty for the document itself."""
    title: str
    """Of the clause or item; empty where it has none, and for the document itself."""
    figure: Figure | None
    issued: str
    """A day, a month or a year in ISO form."""
    period: str
    url: str
    """Where it stands: below the site's root, where the site does not say where it is published."""
    site: str
    version: str
    """The day of the data."""
    code: str
    """The language, as browsers call it."""


def entry(w: Linked, address: str) -> Entry:
    """A document, a clause or an item."""
    document = w.corpus.documents[document_of(address)]
    inside = "/" in address
    path = (urls.clause if inside else urls.document)(w.language, address)
    return Entry(
        key=_key(address, w.language),
        issuers=tuple(w.corpus.agencies[id_].name[w.language] for id_ in document.issuers),
        document=document.title[w.language],
        number=w.printed_number(document),
        cited=w.full_citation(address),
        place=w.label(address) if inside else "",
        title=_title(w, address) if inside else "",
        figure=None,
        issued=_issued(w, document),
        period=w.period(address),
        url=_published(w, path),
        site=w.corpus.settings.title[w.language],
        version=w.corpus.settings.as_of,
        code=w.words["code"],
    )


def _title(w: Linked, address: str) -> str:
    title = w.site.addresses.provisions[address].title
    return title[w.language] if title else ""


def fact_entry(w: Linked, home: str, name: str) -> Entry:
    """A fact of a document, a clause or an item."""
    shown, whole = w.fact(home, name), entry(w, home)
    found = w.site.addresses.fact(home, name)
    assert found is not None, "facts are cited where they stand"
    return replace(
        whole,
        key=_key(home, name, w.language),
        figure=Figure(found.fact.means[w.language], shown.words, found.fact.printed),
        url=_published(w, urls.fact(w.language, home, name)),
    )


def _key(*parts: str) -> str:
    return _NO_KEY.sub("-", "-".join(parts)).strip("-")


def _published(w: Linked, path: str) -> str:
    return f"{w.corpus.settings.address or ''}{path}"


def _issued(w: Linked, document: Document) -> str:
    """The fact that says when; what a fiscal year is does not tell a day."""
    found = w.site.addresses.fact(document.id, document.issued) if document.issued else None
    day = found.fact.quantity.canonical() if found else ""
    return day if _DAY.fullmatch(day) else ""

"""From the site to what is searched, and what a hit shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from clausebook.content.records import Citation, Clause, Corpus, Document, Prose, Provision
from clausebook.content.records import Entry as Row
from clausebook.features.frame import urls
from clausebook.features.search.counted import Entry
from clausebook.meaning.site import Site, SiteClause
from clausebook.quantity import LANGUAGES, Language, show


class Telling(Protocol):
    """What the search asks of the words of one language."""

    @property
    def language(self) -> Language:
        """Whose words they are."""

    @property
    def site(self) -> Site:
        """What they are told of."""

    @property
    def corpus(self) -> Corpus:
        """What it is made from."""

    def text(self, prose: Prose, home: str) -> str:
        """Prose that is written at ``home`` as plain words."""

    def title(self, provision: Provision) -> str:
        """The title, or the number where there is none."""

    def clause_label(self, address: str) -> str:
        """How a clause is cited from elsewhere."""

    def headline(self, clause: Clause) -> str:
        """What the clause pays at a glance."""

    def expired(self, document: Document) -> str:
        """What a document is called once it has expired."""


Words = Mapping[Language, Telling]


def entry(words: Words, clause: SiteClause) -> Entry:
    """A clause as the search sees it."""
    zh, en = (_prose(words[language], clause) for language in LANGUAGES)
    w, record = words["zh"], clause.record
    return Entry(
        ref=record.id,
        zh=(*zh, *_printed(clause)),
        en=en,
        name=tuple(_names(words, clause)),
        spoken=tuple(_spoken(w, clause)),
    )


def hit(w: Telling, clause: SiteClause) -> dict[str, Any]:
    """What a hit shows, and enough to find the matches in it again."""
    record, document = clause.record, clause.document
    return {
        "id": record.id,
        "title": w.title(record),
        "where": w.clause_label(record.id),
        "url": urls.clause(w.language, record.id),
        "text": " ".join(_text(w, clause)),
        "status": w.site.validity[document.id].as_json(),
        "expired": w.expired(document),
        "amount": w.headline(record),
        "jurisdiction": w.corpus.jurisdictions[document.jurisdiction].short[w.language],
        "calculators": len(clause.benefits),
    }


def _prose(w: Telling, clause: SiteClause) -> tuple[str, ...]:
    """All words in one language; the title counts twice."""
    title = w.title(clause.record)
    return (title, title, *_text(w, clause), *_labels(w, clause))


def _text(w: Telling, clause: SiteClause) -> Iterator[str]:
    """What a clause says, in the order of its page, and who is responsible."""
    for provision in clause.record.provisions():
        if provision is not clause.record and provision.title:
            yield provision.title[w.language]
        yield from _provision(w, provision)
    for field in clause.record.fields:
        yield w.text(field.label, clause.record.id)
    for row, responsible in _agencies(w, clause):
        name, short = row.name[w.language], row.short[w.language]
        both = f"{short}（{name}）" if w.language == "zh" else f"{short} ({name})"
        yield both if responsible and name != short else name
    for topic in clause.record.topics:
        yield w.corpus.topics[topic].name[w.language]


def _labels(w: Telling, clause: SiteClause) -> Iterator[str]:
    """Words that are found but not shown, because they repeat what the text says."""
    for provision in clause.record.provisions():
        for fact in provision.facts.values():
            yield f"{fact.means[w.language]} {show(fact.quantity, w.language)}"
        for benefit in provision.benefits:
            yield benefit.name[w.language]
    for row, _ in _agencies(w, clause):
        yield from row.names
    for cite in _cites(clause):
        yield _cited(w, cite.to)


def _provision(w: Telling, provision: Provision) -> Iterator[str]:
    home = provision.id
    yield w.text(provision.digest, home)
    for condition in provision.conditions:
        yield w.text(condition.text, home)
    for material in provision.materials:
        yield w.text(material.text, home)
    for benefit in provision.benefits:
        for condition in benefit.conditions:
            yield w.text(condition.text, home)


def _cited(w: Telling, id_: str) -> str:
    """Title and number of a document that the clause rests on."""
    if id_ in w.corpus.documents:
        document = w.corpus.documents[id_]
        return f"{document.title[w.language]} {document.number}"
    row = w.corpus.cited[id_]
    return f"{row.name[w.language]} {row.number}"


def _agencies(w: Telling, clause: SiteClause) -> Iterator[tuple[Row, bool]]:
    """The agencies that are responsible, and those that the text names."""
    for id_ in clause.record.agencies:
        yield w.corpus.agencies[id_], True
    for id_ in sorted(clause.agencies_named):
        yield w.corpus.agencies[id_], False


def _cites(clause: SiteClause) -> tuple[Citation, ...]:
    return (*clause.record.cites, *clause.record.municipal_money)


def _printed(clause: SiteClause) -> Iterator[str]:
    """Tokens of the official text, which readers may have before them."""
    for provision in clause.record.provisions():
        yield from (fact.printed for fact in provision.facts.values())
        yield from (condition.printed for condition in provision.conditions)
        yield from (material.printed for material in provision.materials)
    for cite in _cites(clause):
        yield cite.printed


def _spoken(w: Telling, clause: SiteClause) -> Iterator[str]:
    """Chinese that readers may type in pinyin: titles, and the terms of the field in the text."""
    yield clause.document.short.zh
    yield from (part.title.zh for part in clause.record.provisions() if part.title)
    text = " ".join(_text(w, clause))
    yield from (term.name.zh for term in w.corpus.glossary.values() if term.name.zh in text)


def _names(words: Words, clause: SiteClause) -> Iterator[str]:
    """How the clause is called and cited, in both languages."""
    record, document = clause.record, clause.document
    yield document.number
    yield record.number
    number = record.id.rpartition("/")[2].rpartition("-")[2]
    if number.isdigit():  # whatever the document calls its clauses
        yield f"第{number}条"
    for language, w in words.items():
        yield w.clause_label(record.id)
        yield document.title[language]
        yield w.corpus.jurisdictions[document.jurisdiction].name[language]

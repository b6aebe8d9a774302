"""From the site to what is searched, and what a hit shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from clausebook.address import clause_count, item_of
from clausebook.content.records import Citation, Clause, Provision
from clausebook.content.records import Entry as Row
from clausebook.features.frame import urls
from clausebook.features.search.called import addresses
from clausebook.features.search.counted import Entry, pinyin
from clausebook.languages import Language, has_spaces
from clausebook.meaning.site import Seat
from clausebook.numerals import chinese
from clausebook.quantity import show
from clausebook.told.notes import NAMES_OF_TERMS, told
from clausebook.told.told import Told

Words = Mapping[Language, Told]
_BRACKETED = re.compile("（([一二三四五六七八九十百]+)）")


def entry(words: Words, clause: Seat) -> Entry:
    """A clause as the search sees it."""
    chinese = [w for w in words.values() if not has_spaces(w.language)]
    spoken = tuple(p for w in chinese for text in _spoken(w, clause) for p in sounds(w, text))
    site = next(iter(words.values())).site
    found = tuple(addresses(site, clause.id))
    return replace(printed(words, clause), spoken=spoken, addresses=found)


def printed(words: Words, clause: Seat) -> Entry:
    """The same without how it sounds."""
    found: dict[bool, list[str]] = {True: [], False: []}
    for language, w in words.items():
        found[has_spaces(language)] += _prose(w, clause)
    corpus = next(iter(words.values())).corpus
    record = corpus.clauses[clause.id]
    found[has_spaces(corpus.original(clause.id))] += _tokens(record)
    names = tuple(_names(words, clause))
    return Entry(record.id, tuple(found[False]), tuple(found[True]), names)


def hit(w: Told, clause: Seat) -> dict[str, Any]:
    """What a hit shows, and enough to find the matches in it again."""
    record, document = w.corpus.clauses[clause.id], w.corpus.documents[clause.document]
    return {
        "id": record.id,
        "url": urls.clause(w.language, record.id),
        "text": " ".join(_text(w, clause)),
        "status": w.site.validity[w.site.dated(record.id)].stated(),
        "jurisdiction": w.corpus.jurisdictions[document.jurisdiction].short[w.language],
        "calculators": len(clause.benefits),
        "items": list(_items(w, clause)),
        **_called(w, record.id),
    }


def _items(w: Told, clause: Seat) -> Iterator[dict[str, Any]]:
    """What a hit shows where an item answers alone, and from where to where its words stand."""
    parts, at = {part.id: part for part in w.corpus.clauses[clause.id].provisions()}, 0
    for id_, texts in groupby(_said(w, clause), key=itemgetter(0)):
        end = at + _units(" ".join(text for _, text in texts))
        if item := item_of(id_):
            calculators = len(parts[id_].benefits)
            own = {"id": item, "from": at, "to": end, "calculators": calculators}
            yield {**own, **_called(w, id_)}
        at = end + 1


def _units(text: str) -> int:
    """The length of a text as scripts count it, in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _called(w: Told, address: str) -> dict[str, str]:
    """What a clause or item is called, and what it brings."""
    best = w.best(address)
    return {
        "title": w.title(address),
        "where": w.clause_label(address),
        "amount": best.words,
        "offers": "" if best.words else w.words["best"]["offers"].get(best.kind, ""),
    }


def _prose(w: Told, clause: Seat) -> tuple[str, ...]:
    """All words in one language; the title counts twice."""
    title = w.title(clause.id)
    return (title, title, *_text(w, clause), *_labels(w, clause))


def _text(w: Told, clause: Seat) -> Iterator[str]:
    """What a clause says, in the order of its page, and who is responsible."""
    return (text for _, text in _said(w, clause))


def _said(w: Told, clause: Seat) -> Iterator[tuple[str, str]]:
    """The same, each text behind the address of what says it: the clause or one of its items."""
    record = w.corpus.clauses[clause.id]
    for provision in record.provisions():
        if provision is not record and provision.title:
            yield provision.id, provision.title[w.language]
        yield from ((provision.id, text) for text in _provision(w, provision))
    yield from ((record.id, text) for text in _around(w, clause))


def _around(w: Told, clause: Seat) -> Iterator[str]:
    """The table of a clause, who is responsible, and its topics."""
    record = w.corpus.clauses[clause.id]
    for field in record.fields:
        yield w.text(field.label, record.id)
    for row, responsible in _agencies(w, clause):
        name, short = row.name[w.language], row.short[w.language]
        both = f"{short} ({name})" if has_spaces(w.language) else f"{short}（{name}）"
        yield both if responsible and name != short else name
    for topic in record.topics:
        yield w.corpus.topics[topic].name[w.language]


def _labels(w: Told, clause: Seat) -> Iterator[str]:
    """Words that are found but not shown, because they repeat what the text says."""
    record = w.corpus.clauses[clause.id]
    for provision in record.provisions():
        for fact in provision.facts.values():
            yield f"{fact.means[w.language]} {show(fact.quantity, w.language)}"
        for benefit in provision.benefits:
            yield benefit.name[w.language]
    for row, _ in _agencies(w, clause):
        yield from row.names
    for cite in _cites(record):
        yield _cited(w, cite.to)


def _provision(w: Told, provision: Provision) -> Iterator[str]:
    home = provision.id
    yield w.text(provision.digest, home)
    for condition in provision.conditions:
        yield w.text(condition.text, home)
    for material in provision.materials:
        yield w.text(material.text, home)
    for benefit in provision.benefits:
        for condition in benefit.conditions:
            yield w.text(condition.text, home)


def _cited(w: Told, id_: str) -> str:
    """Title and number of a document that the clause rests on."""
    if id_ in w.corpus.documents:
        document = w.corpus.documents[id_]
        return f"{document.title[w.language]} {document.number} {document.number_en}"
    row = w.corpus.cited[id_]
    return f"{row.name[w.language]} {row.number} {row.number_en}"


def _agencies(w: Told, clause: Seat) -> Iterator[tuple[Row, bool]]:
    """The agencies that are responsible, and those that the text names."""
    for id_ in w.corpus.clauses[clause.id].agencies:
        yield w.corpus.agencies[id_], True
    for id_ in sorted(clause.agencies_named):
        yield w.corpus.agencies[id_], False


def _cites(clause: Clause) -> tuple[Citation, ...]:
    return (*clause.cites, *clause.needs_money)


@told
def sounds(_: Told, text: str) -> tuple[str, ...]:
    """How a text is typed in pinyin: known from the last build, it need not be worked out again."""
    return tuple(pinyin(text))


def _tokens(clause: Clause) -> Iterator[str]:
    """Tokens of the official text, which readers may have before them."""
    for provision in clause.provisions():
        yield from (fact.printed for fact in provision.facts.values())
        yield from (condition.printed for condition in provision.conditions)
        yield from (material.printed for material in provision.materials)
    for cite in _cites(clause):
        yield cite.printed


def _spoken(w: Told, clause: Seat) -> Iterator[str]:
    """Chinese that readers may type in pinyin: titles, terms and words for the same thing."""
    yield w.corpus.documents[clause.document].short[w.language]
    parts = w.corpus.clauses[clause.id].provisions()
    yield from (part.title[w.language] for part in parts if part.title)
    text = " ".join(_text(w, clause))
    yield from (name for name in _term_names(w) if name in text)


def _term_names(w: Told) -> tuple[str, ...]:
    corpus, language = w.corpus, w.language
    names = (term.name[language] for term in corpus.glossary.values())
    words = (word for group in corpus.synonyms.values() for word in group.words[language])
    return w.notes.aside(NAMES_OF_TERMS, lambda: tuple(dict.fromkeys((*names, *words))))


def _names(words: Words, clause: Seat) -> Iterator[str]:
    """How the clause is called and cited, in both languages."""
    corpus = next(iter(words.values())).corpus
    record, document = corpus.clauses[clause.id], corpus.documents[clause.document]
    yield document.number
    yield document.number_en
    yield record.number
    number = clause_count(record.id)
    if number.isdigit():  # whatever the document calls its clauses
        yield f"第{number}条"
    for language, w in words.items():
        yield from _labels_of(w.clause_label(record.id))
        yield document.title[language]
        yield w.corpus.jurisdictions[document.jurisdiction].name[language]


def _labels_of(label: str) -> Iterator[str]:
    """How a clause is cited, and the same as readers type it: without brackets, in digits."""
    yield label
    plain = _BRACKETED.sub(lambda match: match[1], label)
    if plain != label:
        yield plain
        yield _BRACKETED.sub(lambda match: chinese.numeral(match[1]) or match[1], label)

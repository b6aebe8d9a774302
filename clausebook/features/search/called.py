"""Words by which readers name places and what clauses are called: a town, rule, 2022.

A place filters what is found, and with a number it is a clause's address; words of a document's
title tell neither. ``static/search/called.js`` is what the browser makes of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from clausebook.content.records import Corpus, Entry
from clausebook.features.search.tokenise import as_read, fold
from clausebook.meaning.site import Site

NOTE = "@"
"""What stands in the index with a word by which something is called, and before a place's id."""


@dataclass(frozen=True, slots=True)
class Called:
    """Such words of a site."""

    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the ids of the places of which it has documents."""
    kinds: tuple[str, ...] = ()
    """What clauses and documents are numbered by: rule, safeguard; and documents' numbers."""
    elsewhere: tuple[str, ...] = ()
    """Places of which it has nothing."""

    def lines(self) -> Iterator[tuple[str, str]]:
        """What the index says of them beside postings: a term, and a line to stand with it."""
        own = [word for words in self.places.values() for word in words]
        yield from dict.fromkeys((term, NOTE) for term in _terms([*own, *self.kinds]))
        for place, words in self.places.items():
            yield from _leading(words, place_term(place))
        yield from _leading(self.elsewhere, NOTE)


def called_of(corpus: Corpus) -> Called:
    """The words of a corpus."""
    used = {document.jurisdiction for document in corpus.documents.values()}
    places = {id_: row for id_, row in corpus.jurisdictions.items() if id_ in used}
    numbers = [n for d in corpus.documents.values() for n in (d.number, d.number_en)]
    return Called(
        places={id_: tuple(dict.fromkeys(_names(row))) for id_, row in places.items()},
        kinds=(*_kinds(corpus), *numbers),
        elsewhere=corpus.settings.elsewhere,
    )


def addresses(site: Site, clause: str) -> Iterator[str]:
    """The terms by which a clause is found from a place, and from a place and its number."""
    corpus, seat = site.corpus, site.clauses[clause]
    place = corpus.documents[seat.document].jurisdiction
    name = clause.partition("/")[2]
    if name.isdigit():  # not what is numbered anew behind the clauses
        yield f"§{name}{place_term(place)}"
    seen: set[str] = set()
    while place in corpus.jurisdictions and place not in seen:
        seen.add(place)
        yield place_term(place)
        place = corpus.jurisdictions[place].jurisdiction


def place_term(place: str) -> str:
    """The term that the clauses of a place have, and of those within it."""
    return NOTE + place


def _names(row: Entry) -> Iterator[str]:
    yield from row.name.values()
    yield from row.short.values()
    yield from row.names


def _kinds(corpus: Corpus) -> Iterator[str]:
    for kind in corpus.vocabulary.clause_kinds.values():
        for pattern in kind.label.values():
            yield re.sub(r"\{\w+\}", " ", pattern)


def _terms(words: Iterable[str]) -> Iterator[str]:
    """What is read of words; numbers are no names."""
    yield from (term for word in words for term in as_read(word) if not re.search("[0-9]", term))


def _leading(words: Iterable[str], to: str) -> Iterator[tuple[str, str]]:
    for word in words:
        terms = as_read(word)
        if terms:
            yield terms[0], f"{fold(re.sub('[=|]', ' ', word))}={to}"

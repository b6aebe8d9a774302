"""The site → what the browser's search needs.

The specification is ``schema/search.md``; the browser's half is ``static/search/``. Each clause by
itself becomes a :class:`Findable`; :func:`cold` makes the index of all of them, and :func:`replace`
changes what one clause changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clausebook.features.search.change import Changed, replace
from clausebook.features.search.counted import count
from clausebook.features.search.entries import Words, entry, hit
from clausebook.features.search.facets import choices
from clausebook.features.search.index import Findable, NotKept, Store, cold
from clausebook.features.search.thesaurus import Thesaurus
from clausebook.meaning.calculate import Calculated
from clausebook.problems import Place, Problems
from clausebook.quantity import LANGUAGES
from clausebook.told.notes import Notes
from clausebook.told.told import Told

__all__ = [
    "Changed",
    "Findable",
    "NotKept",
    "Searchable",
    "Store",
    "Thesaurus",
    "cold",
    "complain",
    "findable",
    "replace",
    "searchable",
]


@dataclass(frozen=True)
class Searchable:
    """The files of the search by path."""

    files: Mapping[str, bytes]


class Memory(dict[str, bytes]):
    """A store that nothing outlives."""

    put = dict.__setitem__


def searchable(calculated: Calculated, problems: Problems) -> Searchable:
    """Index every clause in both languages, and say what the search would not find."""
    site = calculated.site
    words = {code: Told(site, code, Notes()) for code in LANGUAGES}
    thesaurus = Thesaurus(site.corpus.synonyms.values(), site.corpus.glossary.values())
    clauses = [findable(words, id_, thesaurus) for id_ in site.clauses]
    for clause in clauses:
        complain(clause, site.corpus.clauses[clause.ref].place, problems)
    return Searchable(dict(cold(clauses, thesaurus, Memory())))


def findable(words: Words, id_: str, thesaurus: Thesaurus) -> Findable:
    """All that the search needs of one clause."""
    site = words["zh"].site
    seat = site.clauses[id_]
    return Findable(
        ref=id_,
        counted=count(entry(words, seat), thesaurus),
        hits={language: hit(words[language], seat) for language in LANGUAGES},
        choices=choices(site, site.corpus.clauses[id_]),
    )


def complain(clause: Findable, place: Place, problems: Problems) -> None:
    """A pair of characters that is printed on a page and found by nobody is a problem."""
    for pair in clause.counted.unfound:
        text = f"the search cannot find {pair!r}: write ordinary characters."
        problems.add(place, "unsearchable", text)

"""The site → what the browser's search needs.

The specification is ``schema/search.md``; the browser's half is ``static/search/``. Each clause by
itself becomes a :class:`Findable`; :func:`cold` makes the index of all of them, and :func:`replace`
changes what one clause changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clausebook.features.frame.linked import Linked, in_all_languages
from clausebook.features.search.called import called_of
from clausebook.features.search.change import Changed, replace
from clausebook.features.search.counted import count
from clausebook.features.search.entries import entry, hit, printed
from clausebook.features.search.facets import choices
from clausebook.features.search.index import Findable, NotKept, Store, cold
from clausebook.features.search.names import FOLDER
from clausebook.features.search.pairs import is_surely_found
from clausebook.features.search.thesaurus import Thesaurus
from clausebook.meaning.calculate import Calculated
from clausebook.messages import say
from clausebook.problems import Place, Problems
from clausebook.told.notes import THESAURUS, Notes, told
from clausebook.told.told import Told

__all__ = [
    "Changed",
    "Findable",
    "NotKept",
    "Searchable",
    "Store",
    "Thesaurus",
    "all_findable",
    "cold",
    "complain",
    "findable",
    "is_made_for_search",
    "look_for",
    "replace",
    "searchable",
    "thesaurus_of",
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
    corpus, (thesaurus, clauses) = calculated.site.corpus, all_findable(calculated)
    for clause in clauses:
        complain(clause, corpus.clauses[clause.ref].place, problems)
    return Searchable(dict(cold(clauses, thesaurus, Memory())))


def look_for(calculated: Calculated, clauses: Iterable[str], problems: Problems) -> None:
    """Say what the search would not find of these clauses; few of them need be counted for it."""
    site = calculated.site
    w = next(iter(in_all_languages(calculated, Notes()).values()))
    for id_ in clauses:
        if not is_surely_found(printed(w.languages, site.clauses[id_]).texts):
            complain(findable(w, id_), site.corpus.clauses[id_].place, problems)


def is_made_for_search(path: str) -> bool:
    """Whether a path is that of a file of the index."""
    return path.startswith(FOLDER)


def all_findable(calculated: Calculated) -> tuple[Thesaurus, list[Findable]]:
    """The clauses in the order of the site, with the thesaurus that they are counted by."""
    w = next(iter(in_all_languages(calculated, Notes()).values()))
    return thesaurus_of(w), [findable(w, id_) for id_ in calculated.site.clauses]


def thesaurus_of(w: Told) -> Thesaurus:
    """The words for the same thing that the site knows."""
    return w.notes.aside(
        THESAURUS,
        lambda: Thesaurus(
            w.corpus.synonyms.values(), w.corpus.glossary.values(), called_of(w.corpus)
        ),
    )


@told
def findable(w: Linked, clause: str) -> Findable:
    """All that the search needs of one clause; both languages stand in it."""
    site, seat = w.site, w.site.clauses[clause]
    return Findable(
        ref=clause,
        counted=count(entry(w.languages, seat), thesaurus_of(w), w.corpus.settings.usage),
        hits={language: hit(told, seat) for language, told in w.languages.items()},
        choices=choices(site, site.corpus.clauses[clause]),
    )


def complain(clause: Findable, place: Place, problems: Problems) -> None:
    """A pair of characters that is printed on a page and found by nobody is a problem."""
    for pair in clause.counted.unfound:
        problems.add(place, say("unsearchable.pair", pair=pair))

"""The site → what the browser's search needs.

The specification is ``schema/search.md``; the browser's half is ``static/search/``. Each clause by
itself becomes a :class:`Findable`; :func:`cold` makes the index of all of them, and :func:`replace`
changes what one clause changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clausebook.features.frame.wording import Wording
from clausebook.features.search.change import Changed, replace
from clausebook.features.search.counted import count
from clausebook.features.search.entries import Telling, entry, hit
from clausebook.features.search.facets import choices
from clausebook.features.search.index import Findable, NotKept, Store, cold, order
from clausebook.features.search.thesaurus import Thesaurus
from clausebook.meaning.calculate import Calculated
from clausebook.meaning.site import SiteClause
from clausebook.problems import Problems
from clausebook.quantity import LANGUAGES, Language

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
    "order",
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
    words = {code: Wording(calculated, code, f"{code}/search.html") for code in LANGUAGES}
    thesaurus = Thesaurus(site.corpus.synonyms.values(), site.corpus.glossary.values())
    clauses = [findable(words, clause, thesaurus) for clause in site.clauses.values()]
    for clause, found in zip(site.clauses.values(), clauses, strict=True):
        complain(clause, found, problems)
    return Searchable(dict(cold(clauses, thesaurus, Memory())))


def findable(
    words: Mapping[Language, Telling], clause: SiteClause, thesaurus: Thesaurus
) -> Findable:
    """All that the search needs of one clause."""
    return Findable(
        ref=clause.record.id,
        counted=count(entry(words, clause), thesaurus),
        hits={language: hit(words[language], clause) for language in LANGUAGES},
        choices=choices(clause),
    )


def complain(clause: SiteClause, found: Findable, problems: Problems) -> None:
    """A pair of characters that is printed on a page and found by nobody is a problem."""
    for pair in found.counted.unfound:
        text = f"the search cannot find {pair!r}: write ordinary characters."
        problems.add(clause.record.place, "unsearchable", text)

"""The site → :class:`Searchable`: what the browser's search needs.

The specification is ``schema/search.md``; the browser's half is ``static/tokenise.js`` and
``static/search-*.js``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from clausebook.features.search.entries import entry, hit
from clausebook.features.search.facets import facets
from clausebook.features.search.index import ClauseIndex, Entry
from clausebook.features.search.pairs import unfound_pairs
from clausebook.features.search.shards import index_files
from clausebook.features.search.spellings import spellings
from clausebook.features.search.thesaurus import Thesaurus
from clausebook.features.search.tokenise import variants
from clausebook.meaning.calculate import Calculated
from clausebook.problems import Problems
from clausebook.quantity import LANGUAGES
from clausebook.told.notes import Notes
from clausebook.told.told import Told


@dataclass(frozen=True)
class Searchable:
    """The data files of the search by name, such as ``root``, ``shard-12`` and ``zh-7``."""

    files: Mapping[str, Any]

    @cached_property
    def folder(self) -> str:
        """Where they are published. Its name changes when any of them does.

        So a page never reads files of another build.
        """
        text = json.dumps([*self.files.items()], ensure_ascii=False)
        return f"assets/search/{sha256(text.encode()).hexdigest()[:10]}/"


def searchable(calculated: Calculated, problems: Problems) -> Searchable:
    """Index every clause in both languages, and say what the search would not find."""
    site = calculated.site
    words = {code: Told(site, code, Notes()) for code in LANGUAGES}
    entries = [entry(words, clause) for clause in site.clauses.values()]
    thesaurus = Thesaurus(site.corpus.synonyms.values(), site.corpus.glossary.values())
    index = ClauseIndex(entries, thesaurus)
    _check(calculated, entries, index, problems)
    hits = {
        f"{language}-{place}": hit(w, clause)
        for language, w in words.items()
        for place, clause in enumerate(site.clauses.values())
    }
    return Searchable({**query_files(index, entries, thesaurus), **hits, **facets(site)})


def query_files(
    index: ClauseIndex, entries: Sequence[Entry], thesaurus: Thesaurus
) -> dict[str, Any]:
    """What turns a query into the places of clauses: the index, and help with what is typed."""
    return {
        **dict(index_files(index, thesaurus.lines(index.inverted_index))),
        "variants": variants({sign for term in index.terms for sign in term}),
        "spellings": spellings(entries),
    }


def _check(
    calculated: Calculated, entries: Sequence[Entry], index: ClauseIndex, problems: Problems
) -> None:
    """A pair of characters that is printed on a page and found by nobody is a problem."""
    for place, found in enumerate(entries):
        terms = {t for field in ("zh", "en", "name") for t in index.terms_of(place, field)}
        for pair in unfound_pairs((*found.zh, *found.en, *found.name), terms):
            text = f"the search cannot find {pair!r}: write ordinary characters."
            problems.add(calculated.site.corpus.clauses[found.ref].place, "unsearchable", text)

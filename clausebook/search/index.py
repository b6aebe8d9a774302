"""From clauses to the index that lunr.js searches in the browser.

lunr.py's own builder counts and scores; the terms come from :mod:`clausebook.search.tokenise`, and
its pipelines stay empty, because lunr.py and lunr.js differ in splitting, trimming and stemming.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lunr.builder import Builder
from lunr.index import Index
from lunr.pipeline import Pipeline

from clausebook.search.tokenise import tokens

BOOSTS = {"title": 2, "body": 1, "numbers": 1}
"""The fields of an entry and how much a match in them counts."""
_LENGTH_MATTERS = 0.5
"""lunr's b: how far a long text counts less than a short one. Measured as good from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause as the search sees it, in one language."""

    ref: str
    """The clause's id."""
    title: str
    body: str
    """All its prose as plain text, figures shown as on the page, lines joined."""
    numbers: str
    """What a citation is made of: the document's number and names, the clause's number."""


def build_index(entries: Sequence[Entry]) -> dict[str, Any]:
    """The index of one language, in the form that ``lunr.Index.load`` reads.

    Hits of the same term that score alike keep the order of the entries.
    """
    builder = Builder()
    builder.ref("ref")
    builder.b(_LENGTH_MATTERS)
    for name, boost in BOOSTS.items():
        builder.field(name, boost=boost)
    for entry in entries:
        builder.add({"ref": entry.ref, **{name: tokens(getattr(entry, name)) for name in BOOSTS}})
    return _serialised(builder.build() if entries else _empty())


def _serialised(index: Index) -> dict[str, Any]:
    """lunr's own form, with the terms in the order of their UTF-16 units.

    Python sorts by code point, where the emoji and rare ideographs above U+FFFF come last. lunr.js
    compares UTF-16 units, where some come earlier, and refuses terms that are out of its order.
    """
    serialised: dict[str, Any] = index.serialize()
    serialised["invertedIndex"].sort(key=lambda pair: pair[0].encode("utf-16-be"))
    return serialised


def _empty() -> Index:
    """lunr.py cannot take the average length of no texts."""
    return Index({}, {}, None, list(BOOSTS), Pipeline())

"""The order of the glossary.

Ideographs have no order of their own that readers know: they are ordered, headed and found as they
are pronounced.
"""

from __future__ import annotations

import unicodedata

from clausebook.features.frame.linked import Linked
from clausebook.languages import has_ideographs
from clausebook.told.notes import told

OTHERS = "#"
"""Heads the names that begin with no letter."""


@told
def spoken(w: Linked, term: str) -> tuple[str, ...]:
    """The syllables of a term's name in the language's ideographs; none where it has none."""
    if not has_ideographs(w.language):
        return ()
    from pypinyin import lazy_pinyin  # its tables take long to load

    return tuple(part.lower() for part in lazy_pinyin(w.corpus.glossary[term].name[w.language]))


@told
def place(w: Linked, term: str) -> str:
    """What a term is ordered by."""
    return " ".join(spoken(w, term)) or _plain(w.corpus.glossary[term].name[w.language])


def letter(w: Linked, term: str) -> str:
    """The letter under which a term stands."""
    first = place(w, term)[:1].upper()
    return first if first.isascii() and first.isalpha() else OTHERS


@told
def letters(w: Linked) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """All terms in their order, by their letters."""
    found: dict[str, list[str]] = {}
    for term in sorted(w.corpus.glossary, key=lambda term: (place(w, term), term)):
        found.setdefault(letter(w, term), []).append(term)
    return tuple((head, tuple(found[head])) for head in sorted(found, key=_last_others))


def _last_others(head: str) -> tuple[bool, str]:
    return head == OTHERS, head


def _plain(name: str) -> str:
    """Lower case without accents."""
    split = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))

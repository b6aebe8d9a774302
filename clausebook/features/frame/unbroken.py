"""Headings without spaces between words: a line ends around a term of the glossary, not in it."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from clausebook.features.frame.linked import Linked
from clausebook.languages import has_spaces
from clausebook.told.notes import told

_LONGEST = 6
"""How many signs of a term stay together; longer ones may be longer than a line."""


def unbroken(w: Linked, words: str) -> Markup:
    """A heading whose lines may end before and after each term of the glossary."""
    terms = known_terms(w)
    if not terms:
        return escape(words)
    parts = re.split(terms, words)
    return Markup("").join(
        Markup('<wbr><span class="word">{}</span><wbr>').format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


@told
def known_terms(w: Linked) -> str:
    """A pattern of all terms, the longest first; empty where words have spaces between them."""
    if has_spaces(w.language):
        return ""
    names = {term.name[w.language] for term in w.corpus.glossary.values()}
    short = sorted((name for name in names if len(name) <= _LONGEST), key=lambda n: (-len(n), n))
    return f"({'|'.join(map(re.escape, short))})" if short else ""

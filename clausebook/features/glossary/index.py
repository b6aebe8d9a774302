"""The list of all terms: names alone, by letter, so that it is light however long it is."""

from __future__ import annotations

from dataclasses import dataclass

from clausebook.features.frame import urls
from clausebook.features.frame.linked import Linked, Rendering, renderings
from clausebook.features.glossary.order import OTHERS, letters
from clausebook.told.notes import told

LETTER = "letter-"
"""Before a letter in the id of its heading; terms have their own ids."""


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term in the list."""

    id: str
    name: str
    href: str
    others: tuple[Rendering, ...]


@dataclass(frozen=True, slots=True)
class LetterView:
    """The terms under one letter."""

    id: str
    letter: str
    terms: tuple[TermRow, ...]


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """All terms."""

    letters: tuple[LetterView, ...]
    count: int


def glossary_view(w: Linked) -> GlossaryView:
    """The list in the order of the page's language."""
    found = tuple(
        LetterView(letter_id(head), head, tuple(term_row(w, term) for term in terms))
        for head, terms in letters(w)
    )
    return GlossaryView(found, len(w.corpus.glossary))


def letter_id(letter: str) -> str:
    """The place of a letter on the page."""
    return LETTER + ("others" if letter == OTHERS else letter.lower())


@told
def term_row(w: Linked, term: str) -> TermRow:
    """A term as the list shows it."""
    name = w.corpus.glossary[term].name
    return TermRow(
        id=term,
        name=name[w.language],
        href=w.href(urls.term(w.language, term)),
        others=tuple(renderings(w, name)),
    )

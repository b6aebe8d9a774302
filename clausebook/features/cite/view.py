"""How a clause or a document is cited, on its page."""

from __future__ import annotations

from dataclasses import dataclass

from clausebook.features.cite.data import cite_file, languages_of
from clausebook.features.cite.entry import entry
from clausebook.features.cite.forms import forms, text
from clausebook.features.frame.linked import Linked


@dataclass(frozen=True, slots=True)
class CiteForm:
    """A citation in one form: ``text``, ``bibtex`` or ``csl``."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class CiteLanguage:
    """A language of citations."""

    code: str
    """As browsers call it."""
    language: str
    """As the site calls it."""
    name: str


@dataclass(frozen=True, slots=True)
class CiteView:
    """Citations of a clause or a document in the page's language, on the day of the build."""

    of: str
    data: str
    """The script with the same in every language, and with items and facts, below ``assets/``."""
    languages: tuple[CiteLanguage, ...]
    """The page's first; the others' forms are on their own pages, and put in by the script."""
    forms: tuple[CiteForm, ...]
    """Of the whole."""
    items: tuple[str, ...]
    """Of each item, as a text."""


def cite_view(w: Linked, of: str) -> CiteView:
    """How a clause or a document is cited."""
    words = w.words["cite"]
    items = w.corpus.clauses[of].items if "/" in of else ()
    return CiteView(
        of=of,
        data=cite_file(of),
        languages=tuple(_language(w.languages[code]) for code in languages_of(w)),
        forms=tuple(CiteForm(form.name, form.on(w.on)) for form in forms(entry(w, of), words)),
        items=tuple(text(entry(w, item.id), words).on(w.on) for item in items),
    )


def _language(w: Linked) -> CiteLanguage:
    return CiteLanguage(w.words["code"], w.language, w.words["language_name"])

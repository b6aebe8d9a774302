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
    """The citations in one language: of the whole in each form, of items as texts."""

    code: str
    """The language, as browsers call it."""
    language: str
    """The language, as the site calls it."""
    name: str
    forms: tuple[CiteForm, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CiteView:
    """Citations of a clause or a document on the day of the build, the page's language first."""

    of: str
    data: str
    """The script with the same, and with items and facts, below ``assets/``."""
    languages: tuple[CiteLanguage, ...]


def cite_view(w: Linked, of: str) -> CiteView:
    """How a clause or a document is cited."""
    told = (_in_language(w.languages[language], of) for language in languages_of(w))
    return CiteView(of, cite_file(of), tuple(told))


def _in_language(w: Linked, of: str) -> CiteLanguage:
    words = w.words["cite"]
    whole = forms(entry(w, of), words)
    items = w.corpus.clauses[of].items if "/" in of else ()
    return CiteLanguage(
        code=w.words["code"],
        language=w.language,
        name=w.words["language_name"],
        forms=tuple(CiteForm(form.name, form.on(w.on)) for form in whole),
        items=tuple(text(entry(w, item.id), words).on(w.on) for item in items),
    )

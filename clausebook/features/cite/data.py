"""Everything that can be cited of a clause or a document, for scripts; see ``static/cite/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from clausebook.address import fact_anchor, item_of
from clausebook.content.records import Fact
from clausebook.features.cite.entry import Entry, entry, fact_entry
from clausebook.features.cite.forms import Form, forms
from clausebook.features.frame.data_script import data_script
from clausebook.features.frame.linked import Linked
from clausebook.features.outputs import Workshop
from clausebook.languages import Language

Json = dict[str, Any]


def cite_file(of: str) -> str:
    """The data script with the citations of a clause or a document, below assets/."""
    return f"data/cite/{of}.js" if "/" in of else f"data/cite/{of}/index.js"


def cite_script(at: Workshop, of: str) -> bytes:
    """All citations by language and by their places on the page, the whole one first.

    Many lines stand in many citations: each is there once, and told by its place among them.
    """
    lines: dict[str, int] = {}
    told = {code: _told(w, of, lines) for code, w in at.languages.items()}
    return data_script(f"cite:{of}", {"told": told, "lines": [*lines]})


def _told(w: Linked, of: str, lines: dict[str, int]) -> Json:
    return {place: _one(w, name, cited, lines) for place, name, cited in _entries(w, of)}


def _one(w: Linked, name: str, cited: Entry, lines: dict[str, int]) -> Json:
    made = forms(cited, w.words["cite"])
    return {"name": name, "forms": [_form(form, lines) for form in made]}


def _form(form: Form, lines: dict[str, int]) -> list[list[int]]:
    link = form.link
    around = (link.before, link.url, link.after, link.otherwise)
    place = [lines.setdefault(part, len(lines)) for part in around]
    return [_at(form.before, lines), place, _at(form.between, lines), _at(form.after, lines)]


def _at(said: str, lines: dict[str, int]) -> list[int]:
    return [lines.setdefault(line, len(lines)) for line in said.splitlines(keepends=True)]


def _entries(w: Linked, of: str) -> Iterator[tuple[str, str, Entry]]:
    """By place: what is cited is called, and what is said of it."""
    if "/" not in of:
        document = w.corpus.documents[of]
        yield "", document.short[w.language], entry(w, of)
        yield from _facts(w, of, document.facts)
        return
    yield "", w.heading(of), entry(w, of)
    clause = w.corpus.clauses[of]
    for item in clause.items:
        title = w.title(item.id) if item.title else ""
        yield item_of(item.id), f"{w.item_number(item)} {title}".strip(), entry(w, item.id)
    for part in clause.provisions():
        yield from _facts(w, part.id, part.facts)


def _facts(w: Linked, home: str, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str, Entry]]:
    for name, fact in facts.items():
        words = f"{fact.means[w.language]}{w.words['colon']}{w.fact(home, name).words}"
        yield fact_anchor(home, name), words, fact_entry(w, home, name)


def languages_of(w: Linked) -> list[Language]:
    """The page's own language first."""
    return sorted(w.languages, key=lambda language: language != w.language)

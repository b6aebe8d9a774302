"""The glossary: every term in the order of the page's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from clausebook.content.records import Term
from clausebook.features.frame import urls
from clausebook.features.frame.linked import Linked, Rendering, renderings
from clausebook.features.frame.page import Page, crumbs
from clausebook.features.outputs import Output, Workshop, in_each
from clausebook.meaning.site import Site


@dataclass(frozen=True, slots=True)
class TermView:
    """A row of the glossary."""

    id: str
    name: str
    others: tuple[Rendering, ...]
    names: tuple[str, ...]
    """Others in the site's first language."""
    abbreviation: str
    variants: tuple[str, ...]
    avoid: tuple[str, ...]
    note: Markup | None
    official: str


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """All terms."""

    first: str
    """The site's first language, as browsers call it."""
    terms: tuple[TermView, ...]


def outputs(site: Site) -> Iterator[Output]:
    """One page in each language, if there are terms."""
    if site.corpus.glossary:
        yield from in_each(site, "glossary", "", "", urls.top, "glossary")


def make(output: Output, at: Workshop) -> bytes:
    """The page."""
    w = at.linked(output)
    terms = sorted(w.corpus.glossary.values(), key=lambda term: term.name[w.language].lower())
    first = w.languages[w.corpus.languages[0]].words["code"]
    view = GlossaryView(first, tuple(_term(w, term) for term in terms))
    page = Page("glossary/glossary", w.words["glossary"], view, "glossary", crumbs(w))
    return at.page(output, page)


def _term(w: Linked, term: Term) -> TermView:
    return TermView(
        id=term.id,
        name=term.name[w.language],
        others=tuple(renderings(w, term.name)),
        names=term.names,
        abbreviation=term.abbreviation,
        variants=term.variants,
        avoid=term.avoid,
        note=w.inline(term.note, "") if term.note else None,
        official=term.official,
    )

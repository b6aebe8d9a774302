"""The glossary: a list of all terms, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

from clausebook.features.frame import urls
from clausebook.features.frame.page import DESCRIPTION, Page, crumbs
from clausebook.features.glossary.index import glossary_view
from clausebook.features.glossary.names import NAMES_FILE, names_script
from clausebook.features.glossary.term import term_view
from clausebook.features.outputs import Output, Workshop, in_each
from clausebook.meaning.site import Site

LIST, TERM, NAMES = "list", "glossary", "names"
"""The kinds of its outputs; a term's page is called as the table that has it."""


def outputs(site: Site) -> Iterator[Output]:
    """The pages in each language and what the list's script needs, if there are terms."""
    if not site.corpus.glossary:
        return
    yield from in_each(site, "glossary", LIST, "", urls.top, "glossary")
    yield Output(f"assets/{NAMES_FILE}", "glossary", NAMES, "", None)
    for id_ in site.corpus.glossary:
        yield from in_each(site, "glossary", TERM, id_, urls.term, id_)


def make(output: Output, at: Workshop) -> bytes:
    """The list, a term's page, or the data of the list's script."""
    if output.kind == NAMES:
        return names_script(at.first)
    return at.page(output, _term(output, at) if output.kind == TERM else _list(output, at))


def _list(output: Output, at: Workshop) -> Page:
    w = at.linked(output)
    title, view = w.words["glossary"], glossary_view(w)
    return Page(
        "glossary/glossary",
        title,
        view,
        "glossary",
        crumbs(w),
        first="glossary",
        styles=("glossary",),
    )


def _term(output: Output, at: Workshop) -> Page:
    w, id_ = at.linked(output), output.of
    term = w.corpus.glossary[id_]
    name = term.name[w.language]
    above = (w.words["glossary"], urls.top(w.language, "glossary"))
    said = w.text(term.note, "")[:DESCRIPTION] if term.note else ""
    way = crumbs(w, above)
    return Page(
        "glossary/term",
        name,
        term_view(w, id_),
        "glossary",
        way,
        description=said,
        styles=("rows", "glossary"),
    )

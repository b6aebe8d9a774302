"""My project: a page that asks once and answers from all clauses, and the data that it needs."""

from __future__ import annotations

from collections.abc import Iterator

from clausebook.features.frame import urls
from clausebook.features.frame.page import Page, crumbs
from clausebook.features.outputs import Output, Workshop, in_each
from clausebook.features.planner.data import BOOK_FILE, book_script, words_file, words_script
from clausebook.features.planner.page import planner_view
from clausebook.meaning.site import Site

PAGE, BOOK, WORDS = "", "book", "words"


def outputs(site: Site) -> Iterator[Output]:
    """A page and its words in each language, and the plan book; none where nothing is asked."""
    if site.book is None:
        return
    yield from in_each(site, "planner", PAGE, "", urls.top, "plan")
    yield Output(f"assets/{BOOK_FILE}", "planner", BOOK, "", None)
    for language in site.corpus.languages:
        yield Output(f"assets/{words_file(language)}", "planner", WORDS, "", language)


def make(output: Output, at: Workshop) -> bytes:
    """The page, or one of its data scripts."""
    if output.kind == BOOK:
        return book_script(at.first)
    w = at.linked(output)
    if output.kind == WORDS:
        return words_script(w)
    page = Page(
        "planner/planner",
        w.words["plan"],
        planner_view(w),
        "plan",
        crumbs(w),
        description=w.words["planner"]["lead"],
        scripts=(BOOK_FILE, words_file(w.language), "planner"),
        styles=("reading", "planner"),
    )
    return at.page(output, page)

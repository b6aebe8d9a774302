"""The front page: a search, what is in force and until when, and the site's pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from clausebook.features.documents.cards import CardGroup, card_groups
from clausebook.features.frame import urls
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.frame.page import Page
from clausebook.features.frame.unbroken import unbroken
from clausebook.features.home.documents import DocumentRow, document_rows
from clausebook.features.outputs import Output, Workshop, in_each
from clausebook.features.pictures.matrix import MatrixView, matrix
from clausebook.features.pictures.timeline import TimelineView, timeline
from clausebook.features.tables.row import RowView, row_view
from clausebook.meaning.site import Site

MOST_NOW = 6
"""How many documents are told to be in force above everything else."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page."""

    heading: Markup
    examples: tuple[Anchor, ...]
    """Questions with the address of what a search for them finds."""
    documents: tuple[DocumentRow, ...]
    """By their end."""
    most_now: int
    timeline: TimelineView
    matrix: MatrixView | None
    topics: tuple[RowView, ...]
    jurisdictions: tuple[RowView, ...]
    calculators: tuple[CardGroup, ...]


def outputs(site: Site) -> Iterator[Output]:
    """One page in each language."""
    yield from in_each(site, "home", "", "", urls.top, "index")


def make(output: Output, at: Workshop) -> bytes:
    """The page."""
    w = at.linked(output)
    settings = w.corpus.settings
    page = Page(
        "home/home",
        settings.title[w.language],
        _view(w),
        "index",
        description=settings.tagline[w.language],
        first="home",
        styles=("pictures", "home"),
    )
    return at.page(output, page)


def _view(w: Linked) -> HomeView:
    here = [id_ for id_ in w.corpus.jurisdictions if id_ in w.site.index.by_jurisdiction]
    return HomeView(
        heading=unbroken(w, w.corpus.settings.tagline[w.language]),
        examples=tuple(_search(w, words) for words in w.corpus.settings.examples[w.language]),
        documents=tuple(document_rows(w)),
        most_now=MOST_NOW,
        timeline=timeline(w),
        matrix=matrix(w) if w.corpus.topics else None,
        topics=tuple(row_view(w, "topics", id_) for id_ in w.corpus.topics),
        jurisdictions=tuple(row_view(w, "jurisdictions", id_) for id_ in here),
        calculators=card_groups(w, w.site.index.lists["paying"]),
    )


def _search(w: Linked, words: str) -> Anchor:
    return Anchor(words, w.href(f"{urls.top(w.language, 'search')}?q={quote(words)}"))

"""The front page: documents, topics, jurisdictions, and what can be calculated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clausebook.features.documents.cards import CardGroup, card_groups
from clausebook.features.documents.document import Summary, summary
from clausebook.features.frame import urls
from clausebook.features.frame.linked import Linked
from clausebook.features.frame.page import Page
from clausebook.features.outputs import Output, Workshop, in_each
from clausebook.features.tables.row import RowView, row_view
from clausebook.meaning.site import Site


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page."""

    documents: tuple[Summary, ...]
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
    )
    return at.page(output, page)


def _view(w: Linked) -> HomeView:
    here = [id_ for id_ in w.corpus.jurisdictions if id_ in w.site.index.by_jurisdiction]
    return HomeView(
        documents=tuple(summary(w, id_) for id_ in w.site.documents),
        topics=tuple(row_view(w, "topics", id_) for id_ in w.corpus.topics),
        jurisdictions=tuple(row_view(w, "jurisdictions", id_) for id_ in here),
        calculators=card_groups(w, w.site.index.lists["paying"]),
    )

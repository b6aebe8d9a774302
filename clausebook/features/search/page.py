"""The search page: what clauses can be chosen by, and the pages that list them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from clausebook.content.records import Entry
from clausebook.features.frame import urls
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.frame.page import Page, crumbs
from clausebook.features.outputs import Output, Workshop, in_each
from clausebook.features.search.names import ROOT, order_of
from clausebook.meaning.site import Site
from clausebook.quantity import show
from clausebook.rules.validity import STATUSES, Validity

TOPIC_EXAMPLES = 4
DOCUMENT = "document"
"""The facet whose options a script makes of the list of documents."""
FIRST = "engine"
SCRIPTS = (ROOT.removeprefix("assets/"), "search")
"""What a search begins with is on its way together with the page's own script, which has that of
every page in itself."""


@dataclass(frozen=True, slots=True)
class OptionView:
    """A value by which clauses can be chosen."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """A kind of value by which clauses can be chosen."""

    name: str
    words: str
    is_open: bool
    """Whether its values are shown before a reader opens it."""
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class WayView:
    """A page that lists clauses."""

    anchor: Anchor
    count: int
    """How many."""
    value: str = ""
    """By which clauses can be chosen, too, once a script has made an option of it."""
    data: dict[str, str] = field(default_factory=dict)
    """What the script needs to know of it."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page; it lists no clause, so that it stays light however many there are."""

    documents: tuple[WayView, ...]
    facets: tuple[FacetView, ...]
    examples: tuple[Anchor, ...]
    """Queries that find something."""
    topics: tuple[WayView, ...]
    order: str
    """Which clauses there are, in which order; results tell their places."""


def outputs(site: Site) -> Iterator[Output]:
    """One page in each language."""
    yield from in_each(site, "search", "", "", urls.top, "search")


def make(output: Output, at: Workshop) -> bytes:
    """The page."""
    w = at.linked(output)
    title = w.words["search_label"]
    page = Page(
        *("search/search", title, _view(w), "search", crumbs(w)),
        first=FIRST,
        scripts=SCRIPTS,
        styles=("search",),
    )
    return at.page(output, page)


def _view(w: Linked) -> SearchView:
    """The words of every choice are here, none are in scripts."""
    index = w.site.index
    return SearchView(
        documents=tuple(_documents(w)),
        facets=tuple(facet for facet in _facets(w) if facet.options or facet.name == DOCUMENT),
        examples=tuple(Anchor(q, f"search.html?q={quote(q)}") for q in _examples(w)),
        topics=tuple(
            WayView(w.row_anchor("topics", id_), len(index.by_topic[id_]))
            for id_ in _used(w, "topics")
        ),
        order=order_of(w.site.clauses),
    )


def _facets(w: Linked) -> Iterable[FacetView]:
    """Where a clause's document decides, nothing needs to be loaded, so that these are open."""
    words, own = w.words, w.words["search_page"]
    facet = own["facet"]
    used = w.site.index.by_jurisdiction
    rows = [row for id_, row in w.corpus.jurisdictions.items() if id_ in used]
    yield FacetView("jurisdiction", facet["jurisdiction"], True, _rows(w, rows))
    yield FacetView(DOCUMENT, facet[DOCUMENT], True, ())
    statuses = tuple(OptionView(key, words["common"]["status"][key]) for key in STATUSES)
    yield FacetView("status", facet["status"], True, statuses)
    with_calculator = (OptionView("yes", own["with_calculator"]),)
    calculator = with_calculator if w.site.index.lists["paying"] else ()
    yield FacetView("calculator", facet["calculator"], True, calculator)
    topics = [w.corpus.topics[id_] for id_ in _used(w, "topics")]
    yield FacetView("topic", facet["topic"], False, _rows(w, topics))
    forms = w.site.index.lists["forms"]
    known = w.corpus.vocabulary.forms
    kinds = tuple(OptionView(id_, known[id_].name[w.language]) for id_ in known if id_ in forms)
    yield FacetView("support", facet["support"], False, kinds)
    agencies = [w.corpus.agencies[id_] for id_ in _used(w, "agencies")]
    yield FacetView("agency", facet["agency"], False, _rows(w, agencies))


def _rows(w: Linked, rows: Iterable[Entry]) -> tuple[OptionView, ...]:
    return tuple(OptionView(row.id, row.short[w.language]) for row in rows)


def _documents(w: Linked) -> Iterable[WayView]:
    """The documents in the order of their clauses, with what they decide for all of them."""
    for id_ in w.site.documents:
        document, ids = w.corpus.documents[id_], w.site.index.by_document.get(id_, ())
        data = {
            "clauses": str(len(ids)),
            "jurisdiction": document.jurisdiction,
            "validity": json.dumps(w.site.validity[id_].stated()),
            "others": json.dumps([*_others(w, ids)]),
        }
        yield WayView(w.document_anchor(id_), len(ids), id_, data)


def _others(w: Linked, ids: Sequence[str]) -> Iterator[tuple[list[int], dict[str, Any]]]:
    """The clauses that have other days than their document, by their places in it."""
    places: dict[Validity, list[int]] = {}
    for place, id_ in enumerate(ids):
        if w.site.dated(id_) == id_:
            places.setdefault(w.site.validity[id_], []).append(place)
    for validity, found in places.items():
        yield found, validity.stated()


def _used(w: Linked, table: str) -> list[str]:
    """The topics or agencies of any clause, in the order of their table."""
    used = w.site.index.by_topic if table == "topics" else w.site.index.by_agency
    return [id_ for id_ in getattr(w.corpus, table) if id_ in used]


def _examples(w: Linked) -> list[str]:
    """The topics with most calculators, the commonest cap, and the busiest agency."""
    lists, corpus = w.site.index.lists, w.corpus
    names = [corpus.topics[id_].short[w.language] for id_ in lists["topics"][:TOPIC_EXAMPLES]]
    names += [show(cap, w.language) for cap in w.site.index.common_cap.values()]
    return names + [corpus.agencies[id_].short[w.language] for id_ in lists["agencies"][:1]]

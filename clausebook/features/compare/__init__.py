"""Clauses and items beside each other: the page, and the data of its scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from clausebook.features.compare.data import names_file, names_script, side_file, side_script
from clausebook.features.frame import urls
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.frame.page import Page, crumbs
from clausebook.features.outputs import Output, Workshop, in_each
from clausebook.meaning.site import Site

SIDE, NAMES, PAGE = "side", "names", "page"
MOST = 4
"""So many stand beside each other."""
_LITTLE = ("direction", "none")


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic, and its clauses beside each other."""

    topic: Anchor
    compared: Anchor
    """The best clause of each jurisdiction."""


@dataclass(frozen=True, slots=True)
class CompareView:
    """The page; what is compared is in its address, for scripts."""

    names: str
    """The script with all names, below ``assets/``."""
    topics: tuple[TopicRow, ...]
    """Those on which several jurisdictions have a clause."""


def outputs(site: Site) -> Iterator[Output]:
    """A page in each language, with a script of names, and a script for each clause."""
    yield from in_each(site, "compare", PAGE, "", urls.top, "compare")
    for language in site.corpus.languages:
        yield Output(f"assets/{names_file(language)}", "compare", NAMES, "", language)
        for id_ in site.clauses:
            yield Output(f"assets/{side_file(language, id_)}", "compare", SIDE, id_, language)


def make(output: Output, at: Workshop) -> bytes:
    """The page, or a script."""
    w = at.linked(output)
    if output.kind == SIDE:
        return side_script(w, output.of)
    if output.kind == NAMES:
        return names_script(w)
    title = w.words["compare"]
    page = Page(
        "compare/compare", title, _view(w), "compare", crumbs(w), styles=("reading", "compare")
    )
    return at.page(output, page)


def _view(w: Linked) -> CompareView:
    return CompareView(f"assets/{names_file(w.language)}", tuple(_topics(w)))


def _topics(w: Linked) -> Iterator[TopicRow]:
    for topic in w.corpus.topics:
        best = _best_by_jurisdiction(w, topic)
        if len(best) > 1:
            names = (w.corpus.jurisdictions[place].short[w.language] for place in best)
            query = urlencode([("c", id_) for id_ in best.values()])
            compared = Anchor(w.words["comma"].join(names), f"compare.html?{query}")
            yield TopicRow(w.row_anchor("topics", topic), compared)


def _best_by_jurisdiction(w: Linked, topic: str) -> dict[str, str]:
    """The best clause of each that offers more than a direction, as many as fit side by side."""
    best: dict[str, str] = {}
    for id_ in w.site.index.by_topic.get(topic, ()):
        if w.best(id_).kind in _LITTLE:
            continue
        place = w.corpus.documents[w.site.clauses[id_].document].jurisdiction
        if place not in best or w.best(id_).rank > w.best(best[place]).rank:
            best[place] = id_
    return dict([*best.items()][:MOST])

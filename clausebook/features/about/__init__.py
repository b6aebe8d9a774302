"""What the site holds and needs: counts, open readings, no amounts, conventions, browsers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from clausebook.features.about.statement import oldest_browsers, statement_view
from clausebook.features.documents.cards import Card, card
from clausebook.features.exports import data_files
from clausebook.features.frame import urls
from clausebook.features.frame.linked import Linked
from clausebook.features.frame.page import Page, crumbs
from clausebook.features.outputs import Output, Workshop, in_each
from clausebook.meaning.site import Site
from clausebook.told.notes import told

STATEMENT = "accessibility"


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its name."""

    words: str
    n: int


@dataclass(frozen=True, slots=True)
class AboutView:
    """What the site holds, what is ambiguous and what has no figure."""

    about: Markup
    conventions: Markup
    as_of: str
    counts: tuple[Count, ...]
    kinds: tuple[Count, ...]
    links: tuple[Count, ...]
    ambiguous: tuple[tuple[Card, tuple[Markup, ...]], ...]
    no_amount: tuple[tuple[Card, Markup], ...]
    files: tuple[str, ...]
    """The data files that other programs can read."""
    browsers: tuple[str, ...]
    """The oldest ones in which everything works, with their versions."""


def outputs(site: Site) -> Iterator[Output]:
    """Two pages in each language."""
    yield from in_each(site, "about", "", "", urls.top, "about")
    yield from in_each(site, "about", STATEMENT, "", urls.top, STATEMENT)


def make(output: Output, at: Workshop) -> bytes:
    """One of them."""
    w = at.linked(output)
    if output.kind == STATEMENT:
        title, view = w.words[STATEMENT], statement_view(w)
        return at.page(output, Page("about/statement", title, view, STATEMENT, crumbs(w)))
    page = Page("about/about", w.words["about"], _view(w), "about", crumbs(w))
    return at.page(output, page)


def _view(w: Linked) -> AboutView:
    settings, tallies = w.corpus.settings, w.site.index.tallies
    things = dict(tallies["things"])
    lists = w.site.index.lists
    return AboutView(
        about=w.prose(settings.about, ""),
        conventions=w.prose(settings.conventions, ""),
        as_of=w.day(settings.as_of),
        counts=tuple(Count(words, things[key]) for key, words in w.words["count"].items()),
        kinds=tuple(_counts(w.words["kind"], dict(tallies["facts"]))),
        links=tuple(_counts(w.words["link_type"], dict(tallies["links"]))),
        ambiguous=tuple((card(w, id_), open_questions(w, id_)) for id_ in lists["readings"]),
        no_amount=tuple((card(w, id_), without_amount(w, id_)) for id_ in lists["no_amount"]),
        files=data_files(w.site),
        browsers=oldest_browsers(w),
    )


def _counts(words: dict[str, str], tally: dict[str, int]) -> Iterator[Count]:
    """What there is any of, in the order of the words."""
    yield from (Count(words[name], tally[name]) for name in words if tally.get(name))


@told
def open_questions(w: Linked, provision: str) -> tuple[Markup, ...]:
    """What a provision leaves open."""
    readings = w.site.addresses.provisions[provision].readings
    return tuple(w.inline(reading.question, provision) for reading in readings)


@told
def without_amount(w: Linked, provision: str) -> Markup:
    """What a provision says in place of a figure."""
    said = w.site.addresses.provisions[provision].no_amount
    return w.inline(said, provision) if said else Markup("")

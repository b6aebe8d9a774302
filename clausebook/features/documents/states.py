"""What is stated of a document or clause beside first and last day, with the text that says so."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from clausebook.address import home_and_name
from clausebook.content.records import Source
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.meaning.site import Stated
from clausebook.told.strings import fill


@dataclass(frozen=True, slots=True)
class SourceView:
    """A text that states something: a fact's place, or another text with the day it was read."""

    words: str
    href: str
    """Empty where only its title is known."""
    is_outside: bool
    """Whether it leads away from the site."""
    printed: str
    original: str
    """The language of what is printed, as browsers call it; empty where nobody has said."""
    read: str


@dataclass(frozen=True, slots=True)
class StateView:
    """Withdrawn from 1 May 2033; what stands in its place; who says so."""

    words: str
    by: Anchor | None
    source: SourceView | None


def published_view(w: Linked, document: str) -> SourceView | None:
    """Where a document is officially published, and when that was read."""
    published = w.corpus.documents[document].published
    if published is None:
        return None
    read = fill(w.words["read_on"], day=w.day(published.read))
    host = urlsplit(published.address).hostname or published.address
    return SourceView(host, published.address, True, "", "", read)


def state_views(w: Linked, id_: str) -> tuple[StateView, ...]:
    """What is stated of a document, or of a provision."""
    return tuple(_state(w, stated) for stated in w.site.stated[w.site.dated(id_)])


def _state(w: Linked, stated: Stated) -> StateView:
    by = w.anchor(w.superseding(stated.by)) if stated.by else None
    source = w.source_of(stated)
    if source:
        return StateView(w.state(stated), by, source_view(w, source))
    return StateView(w.state(stated), by, fact_source(w, stated.fact) if stated.fact else None)


def fact_source(w: Linked, address: str) -> SourceView:
    """Where a fact stands that says so."""
    home, name = home_and_name(address)
    found = w.site.addresses.fact(home, name)
    printed = found.fact.printed if found else ""
    href = w.at(("fact", home, name))
    return SourceView(w.citation(home), href, False, printed, w.original(home), "")


def source_view(w: Linked, source: Source) -> SourceView:
    """Another text: where it was read, else its page on this site."""
    shown = w.source(source)
    return SourceView(
        words=shown.words,
        href=source.address or (w.at(shown.target) if shown.target else ""),
        is_outside=bool(source.address),
        printed=source.printed,
        original="",
        read=fill(w.words["read_on"], day=w.day(source.read)),
    )

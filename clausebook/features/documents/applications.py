"""Whether one can apply, as pages say it: the sentences of all days; scripts choose one."""

from __future__ import annotations

import json
from dataclasses import dataclass

from markupsafe import Markup, escape

from clausebook.features.documents.states import SourceView, fact_source, source_view
from clausebook.features.frame.linked import Linked
from clausebook.rules.applications import standing
from clausebook.told.applications import Sentence, sentences, windows_of


@dataclass(frozen=True, slots=True)
class SentenceView:
    """What is said where one thing is known."""

    name: str
    words: Markup
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class ApplicationsView:
    """What is stated of applications, and what is known on the build's day."""

    windows: str
    """As scripts read them."""
    now: str
    """The name of the sentence that is true on the build's day."""
    sentences: tuple[SentenceView, ...]


def applications_view(w: Linked, id_: str) -> ApplicationsView | None:
    """Of a provision or a document; None where nothing is stated."""
    home = w.site.windowed(id_)
    if not home:
        return None
    windows = w.site.windows[home]
    now = "{}:{}".format(*standing(windows, w.on))
    stated = json.dumps([window.as_json() for window in windows], separators=(",", ":"))
    return ApplicationsView(stated, now, tuple(_view(w, home, s) for s in sentences(w, home)))


def _view(w: Linked, home: str, said: Sentence) -> SentenceView:
    year = Markup("<span data-year>{}</span>").format(w.on[:4])
    words = Markup(str(escape(said.words)).replace("{year}", year))
    _, place = said.standing
    return SentenceView(said.name, words, _source(w, home, place) if place >= 0 else None)


def _source(w: Linked, home: str, place: int) -> SourceView | None:
    """The text that says so: another one, or the place of the fact that has the day."""
    window = windows_of(w, home)[place]
    if window.source:
        return source_view(w, window.source)
    found = w.site.addresses.fact(home, window.until or window.from_)
    return fact_source(w, found.address) if found else None

"""What is said of applications: whether they are open on a day, and until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from clausebook.address import document_of
from clausebook.content.records import Window
from clausebook.rules.applications import UNKNOWN, standing
from clausebook.told.notes import told
from clausebook.told.strings import fill
from clausebook.told.told import Told

Standing = tuple[str, int]
"""What is known, and which of the windows says it; see :mod:`clausebook.rules.applications`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said where one thing is known of applications."""

    standing: Standing
    words: str
    """``{year}`` stands for the year of the day that is asked for."""

    @property
    def name(self) -> str:
        """What scripts call it: ``open:0``."""
        return "{}:{}".format(*self.standing)

    def on(self, day: str) -> str:
        """The words on a day in ISO form."""
        return self.words.replace("{year}", day[:4])


def windows_of(w: Told, home: str) -> tuple[Window, ...]:
    """What a document or clause states, with its sources."""
    record = w.corpus.clauses[home] if document_of(home) != home else w.corpus.documents[home]
    return record.applications


@told
def sentences(w: Told, home: str) -> tuple[Sentence, ...]:
    """Everything that could be said of the applications of a document or clause on some day."""
    said = [Sentence(UNKNOWN, str(w.words["application"]["unknown"]))]
    for place in range(len(w.site.windows[home])):
        said += _sentences(w, home, place)
    return tuple(said)


def _sentences(w: Told, home: str, place: int) -> Iterator[Sentence]:
    window, stated = w.site.windows[home][place], windows_of(w, home)[place]
    words: Mapping[str, str] = w.words["application"]
    days = {
        "from": w.day(window.from_),
        "until": " ".join(filter(None, (w.day(window.until), stated.hour))),
        "since": _behind(w, window.until, stated.hour),
        "year": "{year}",
    }
    if window.state != "open":
        yield Sentence((window.state, place), fill(words[window.state], **days))
        return
    yield Sentence(("open", place), fill(words["open_until" if window.until else "open"], **days))
    if window.from_:
        yield Sentence(("opens", place), fill(words["opens"], **days))
    if window.until:
        yield Sentence(("ended", place), fill(words["ended"], **days))


def _behind(w: Told, until: str, hour: str) -> str:
    """Since when a window is closed: the hour of its last day, or the day after it."""
    if not until or hour or until == date.max.isoformat():
        return f"{w.day(until)} {hour}".strip()
    return w.day((date.fromisoformat(until) + timedelta(1)).isoformat())


def applications_on(w: Told, id_: str, on: str) -> Sentence | None:
    """What is known of the applications of a provision or document on a day; None if unsaid."""
    home = w.site.windowed(id_)
    if not home:
        return None
    now = standing(w.site.windows[home], on)
    return next(said for said in sentences(w, home) if said.standing == now)

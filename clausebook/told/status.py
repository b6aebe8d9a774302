"""Whether documents and clauses are in force on a day, in the words of one language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from clausebook.address import document_of
from clausebook.content.records import Source
from clausebook.meaning.site import Stated
from clausebook.prose import Shown
from clausebook.quantity.styles import style_of
from clausebook.rules.validity import OUTSIDE, Validity, status_on
from clausebook.told.notes import told
from clausebook.told.places import Places
from clausebook.told.spans import span_on, span_words
from clausebook.told.strings import fill


@dataclass(frozen=True, slots=True)
class Banner:
    """What a page says in large letters while its document is not simply in force."""

    key: str
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Status:
    """The status of a document or a clause on a day, and what a script needs to tell another's."""

    key: str
    words: str
    span: str
    """How long it is still in force, how long ago it ended, or when it begins; empty where nobody
    knows."""
    validity: Validity
    banners: tuple[Banner, ...]
    """One for each status that the document can have on some day."""

    @property
    def over(self) -> bool:
        """Whether nothing is paid under it."""
        return self.key in OUTSIDE

    @property
    def dates(self) -> str:
        """The validity as scripts read it."""
        return json.dumps(self.validity.stated(), separators=(",", ":"))


class Statuses(Places):
    """A status is told for the day that it is asked for, with what a script needs for another."""

    def superseding(self, by: str) -> Shown:
        """The clause or document that stands in the place of another."""
        if "/" not in by:
            return self.document(by)
        return Shown(self.clause_label(by), ("clause", by), title=self.title(by), css="ref")

    def source(self, source: Source) -> Shown:
        """What a text is called that states something, and where it can be read."""
        named = self.document(source.document) if source.document else None
        words = source.title[self.language] if source.title else named.words if named else ""
        return Shown(words, named.target if named else ())

    def source_of(self, stated: Stated) -> Source | None:
        """The other text that states it, as the record that names it says."""
        records = self.corpus.documents if "/" not in stated.record else self.corpus.clauses
        keys = records[stated.record].validity
        return keys.states[stated.place].source if keys and stated.place >= 0 else None

    def status(self, id_: str, on: str) -> Status:
        """A document's or a provision's status on a day.

        It has the dates that let a script say it for another day.
        """
        return self.dated_status(self.site.dated(id_), on)

    @told
    def dated_status(self, dated: str, on: str) -> Status:
        """The same of a document, or of a clause with a validity of its own."""
        validity = self.site.validity[dated]
        key = status_on(validity, on)
        is_plan = self.corpus.type_of(document_of(dated)).plan
        banners = (*self._banners(validity, is_plan), *self._stated_banners(dated))
        words, style = self.words["common"], style_of(self.language)
        span = span_words(span_on(validity, on), words["span"], style)
        return Status(key, words["status"][key], span, validity, banners)

    def _banners(self, validity: Validity, is_plan: bool) -> Iterator[Banner]:
        needed = {
            "expired": validity.until,
            "not-yet": validity.from_,
            "by-reference": validity.reference_until,
        }
        days = {
            "from": self.day(validity.from_),
            "until": self.day(validity.until),
            "reference_until": self.day(validity.reference_until),
        }
        for key, day in needed.items():
            if day and not validity.draft:
                name = "plan-over" if is_plan and key == "expired" else key
                text = fill(self.words["banner"][name], **days)
                yield Banner(key, self.words["common"]["status"][key], text)

    def _stated_banners(self, dated: str) -> Iterator[Banner]:
        """What is stated beside first and last day, each kind with the texts that say so."""
        kinds: dict[str, list[Stated]] = {}
        for stated in self.site.stated[dated]:
            kinds.setdefault(stated.kind, []).append(stated)
        for kind, found in kinds.items():
            first, comma = found[0], str(self.words["comma"])
            said = {
                "from": self.day(first.from_),
                "by": self.superseding(first.by).words if first.by else "",
                "states": comma.join(map(self.state, found)),
            }
            sources = dict.fromkeys(map(self._sourced, found))
            text = fill(self.words["banner"][kind], **said)
            told = [fill(self.words["banner"]["source"], source=s) for s in sources if s]
            yield Banner(kind, self.words["common"]["status"][kind], " ".join((text, *told)))

    def _sourced(self, stated: Stated) -> str:
        """The other text that states it, and when it was read; empty where a fact does."""
        source = self.source_of(stated)
        if source is None:
            return ""
        read = fill(self.words["read_on"], day=self.day(source.read))
        return f"{self.source(source).words}{self.words['comma']}{read}"

"""Days and periods in the words of one language."""

from __future__ import annotations

from clausebook.languages import Language
from clausebook.meaning.site import Site, Stated
from clausebook.quantity import parse, show
from clausebook.told.notes import Notes, told
from clausebook.told.strings import NONE, Other, Words, fill, page_words


class Days:
    """When documents and provisions are in force; what is made for one reader is kept."""

    def __init__(self, site: Site, language: Language, notes: Notes, other: Other = NONE) -> None:
        """``other`` are words in the places of the generator's own."""
        self.site = site
        self.corpus = site.corpus
        self.language: Language = language
        self.words: Words = page_words(language, other)
        self.notes = notes

    def day(self, iso: str) -> str:
        """A day as the language writes it."""
        return show(parse(iso), self.language) if iso else ""

    def period(self, id_: str) -> str:
        """From when until when a document or a provision is in force, in words."""
        return self.dated_period(self.site.dated(id_))

    @told
    def dated_period(self, dated: str) -> str:
        """The same of a document, or of a clause with a validity of its own."""
        states = [self.state(one) for one in self.site.stated[dated]]
        return str(self.words["comma"]).join(filter(None, (self.days_in_force(dated), *states)))

    def days_in_force(self, id_: str) -> str:
        """First and last day; empty where other days are stated, and none of these."""
        dated = self.site.dated(id_)
        validity = self.site.validity[dated]
        if not validity.from_:
            return "" if self.site.stated[dated] else str(self.words["undated"])
        pattern = self.words["validity_from_until" if validity.until else "validity_from"]
        days = {"from": self.day(validity.from_), "until": self.day(validity.until)}
        period = fill(pattern, **days)
        return fill(self.words["as_drafted"], period=period) if validity.draft else period

    def state(self, stated: Stated) -> str:
        """What is stated beside first and last day: withdrawn from 1 May 2033."""
        is_open = stated.kind == "suspended" and not stated.until
        pattern = self.words["state"]["suspended_from" if is_open else stated.kind]
        return fill(pattern, **{"from": self.day(stated.from_), "until": self.day(stated.until)})

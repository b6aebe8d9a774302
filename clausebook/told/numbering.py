"""Numbers of provisions in words: how clauses and items are called, and what headings say.

A document's own language says numbers as they are printed, （五） and 第一条; another says the
plain figure, clause 5 and article 1.
"""

from __future__ import annotations

from clausebook.content.numbers import Number, Numbers
from clausebook.content.vocabulary import ClauseKind, Vocabulary, Words
from clausebook.languages import Language
from clausebook.told import strings
from clausebook.told.strings import fill


class Numbering:
    """How one language says numbers."""

    def __init__(self, vocabulary: Vocabulary, language: Language, words: strings.Words) -> None:
        """``words`` are those of pages."""
        self._language = language
        self._headings: strings.Words = words["heading"]
        self._items: strings.Words = words["item_label"]
        self.read = Numbers(vocabulary.numbers).read

    def clause(
        self, kind: ClauseKind, patterns: Words, number: Number, own: bool, **others: str
    ) -> str:
        """A clause by its number, in one of the patterns of its kind.

        ``own`` is whether its document was published in this language; ``others`` are what patterns
        may name beside the number.
        """
        pattern = patterns[self._language]
        if kind.as_printed and number.names and "{number}" in pattern:
            return self._printed(number, own)
        numeral = number.numeral if own else number.value
        values = {"number": numeral, "printed": self._printed(number, own), **others}
        return fill(pattern, **values).strip()

    def item(self, number: Number, own: bool, otherwise: str) -> str:
        """What follows a clause's label: （1） as printed, and 第1项 for a bare number.

        ``otherwise`` stands for a number that nobody can read.
        """
        if number.names:
            return fill(self._items["named"], n=self._printed(number, own))
        figure = (number.figure if own else number.value) or otherwise
        return fill(self._items["bracketed" if number.is_bracketed else "bare"], n=figure)

    def shown(self, number: Number, own: bool) -> str:
        """A number beside what it numbers: as printed, or as this language prints it."""
        if own:
            return number.printed if number.names else number.text
        return number.in_words_of(self._language)

    def heading(self, number: Number, title: str, own: bool) -> str:
        """一、总则 and 第一章 总则: a printed heading.

        Another language has the title alone, behind the number where its words say what it numbers.
        """
        if not (title and number.text) or not (own or number.names):
            return title or (self.shown(number, own) if own or number.names else "")
        return self.headed(self.shown(number, own), number, title)

    def titled(self, kind: ClauseKind, label: str, number: Number, title: str, own: bool) -> str:
        """A clause's heading: as printed, or as another language calls it before its title."""
        if number.text == title or (label == title and not own):
            return title
        if own:
            return self.headed(label if kind.restarts else self.shown(number, own), number, title)
        called = f"{label[0].upper()}{label[1:]}"
        return fill(self._headings["named"], number=called, title=title)

    def headed(self, called: str, number: Number, title: str) -> str:
        """A title behind its number, parted as ``number`` is printed."""
        style = "bare" if number.text == number.figure else "signed"
        if "." in number.value:
            style = "dotted"
        if number.names or number.form is None:
            style = "named"
        return fill(self._headings[style], number=called, title=title)

    def _printed(self, number: Number, own: bool) -> str:
        return number.printed if own else number.called_in(self._language)

"""Numbers of clauses, items, chapters and parts: how they are printed, and what they are plainly.

第一条 is 1 and an article, （五） is 5 in brackets, 1.2 and B are what they are. ``numbers`` in the
vocabulary says what is known; ``schema/vectors/numbers.json`` has examples of all of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import normalize

from clausebook.content.vocabulary import NumberForm
from clausebook.languages import Language
from clausebook.numerals.chinese import DIGITS, POWERS, numeral

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_LETTERS = "ABCDEFGHIJ"
_FIGURE = (
    r"([0-9]+[a-z]?(?:\.[0-9]+[a-z]?)*(?:\([0-9a-z]+\))*"
    rf"|[{''.join([*DIGITS, *POWERS])}]+|[{_STEMS}]|[ivxlc]+|[a-z])"
)
"""3, 3A, 1.2, 12(3), 三十一, 甲, iv, B."""
_APART = ".:、"
"""Signs that only part a number from the title behind it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a document prints it."""

    text: str
    """All that is printed: 第一条, （五）, 一、."""
    figure: str
    """The figure in it as printed: 一, 五; empty where there is none."""
    value: str
    """The figure in Arabic digits or Latin letters: 1, 5, 1.2, B."""
    form: NumberForm | None
    """How it is printed; None where nobody knows."""

    @property
    def printed(self) -> str:
        """What is printed, without the signs that part it from the title: 第一条, （五）, 一."""
        return _bare(self.text)

    @property
    def numeral(self) -> str:
        """The figure with its brackets, and without words: 一, （五）."""
        return self.printed if self.is_bracketed and not self.names else self.figure

    @property
    def names(self) -> bool:
        """Whether its words say what is numbered."""
        return self.form is not None and self.form.names

    @property
    def is_bracketed(self) -> bool:
        """Whether it stands in brackets, so that nothing need part it from what it belongs to."""
        return self.printed[:1] in ("(", "（")

    def in_words_of(self, language: Language) -> str:
        """The same number as another language prints it: Article 1; 第3条; (5)."""
        if self.form is None:
            return self.text
        return self.form.printed.get(language, "{n}").replace("{n}", self.value).strip()

    def called_in(self, language: Language) -> str:
        """The same without the signs that part it from a title."""
        return _bare(self.in_words_of(language))


def _bare(text: str) -> str:
    return text.rstrip(f"{_APART}．： ")


class Numbers:
    """Reads printed numbers."""

    def __init__(self, forms: Mapping[str, NumberForm]) -> None:
        self._patterns = [
            (_pattern(printed), form)
            for form in forms.values()
            for printed in form.printed.values()
        ]
        self._known: dict[str, Number] = {}

    def read(self, text: str) -> Number:
        """A number in any of the known forms, whatever the width of its signs."""
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> Number:
        plain = normalize("NFKC", text).strip()
        for pattern, form in self._patterns:
            match = pattern.fullmatch(plain)
            value = _value(match[1] or "") if match else None
            if match and value is not None:
                return Number(text, match[1] or "", value, form)
        return Number(text, "", "", None)


def _pattern(printed: str) -> re.Pattern[str]:
    """Matches numbers of one form. A word before the figure also stands alone: 附件, Annex."""
    before, after = (part.strip() for part in normalize("NFKC", printed).split("{n}"))
    figure = f"{_FIGURE}?" if before and not after and before[-1].isalpha() else _FIGURE
    apart = rf"[{_APART}]?" if before or after.isalpha() else ""
    whole = rf"{re.escape(before)}\s*{figure}\s*{re.escape(after)}\s*{apart}"
    return re.compile(whole, re.IGNORECASE)


def _value(figure: str) -> str | None:
    """A figure in Arabic digits or Latin letters; None where it is no number."""
    if figure in _STEMS:
        return _LETTERS[_STEMS.index(figure)] if figure else ""
    if figure.isascii():
        return figure
    return numeral(figure) or None

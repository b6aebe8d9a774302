"""Languages: their codes, which of them the program has words for, and how each is written.

A language is a code such as ``zh``, ``en`` or ``zh-hant``. Its words of the interface stand in a
file of that name; what a table has no row for, it has for the code's first part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from clausebook.resources import TEMPLATES

Language = str
Languages = tuple[Language, ...]
WORDS = TEMPLATES / "strings"
"""The words of the interface, a file for each language."""

Row = TypeVar("Row")


@cache
def known_languages() -> Languages:
    """The languages that a site can have: there are words of the interface in them."""
    return tuple(sorted(path.stem for path in WORDS.glob("*.yaml")))


def row_of(table: Mapping[Language, Row], language: Language) -> Row | None:
    """A table's row for a language; None where it has none."""
    return table.get(language) or table.get(language.partition("-")[0])


_WITHOUT_SPACES = {"zh": True}
"""Languages that have no spaces between words."""


def has_spaces(language: Language) -> bool:
    """Whether the language has spaces between words."""
    return not row_of(_WITHOUT_SPACES, language)


_IDEOGRAPHS = {"zh": True}
"""Languages that are written in ideographs."""
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")


def can_read(language: Language, text: str) -> bool:
    """Whether who reads the language can read the signs of a text, in whatever language it is."""
    return bool(row_of(_IDEOGRAPHS, language)) or not _IDEOGRAPH.search(text)

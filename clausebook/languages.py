"""Languages: their codes, which of them the program has words for, and how each is written.

A language is a code such as ``zh``, ``en`` or ``zh-hant``. Its words of the interface stand in a
file of that name, or in a package that is installed beside this program; what a table has no row
for, it has for the code's first part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
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
    return tuple(sorted({*(path.stem for path in WORDS.glob("*.yaml")), *packages()}))


def row_of(table: Mapping[Language, Row], language: Language) -> Row | None:
    """A table's row for a language; None where it has none."""
    return table.get(language) or table.get(language.partition("-")[0])


# --- packages ------------------------------------------------------------------------------------

_GROUP = "clausebook.languages"
"""The entry points by which a package says which language it brings, and where it has it."""


@cache
def packages() -> Mapping[Language, str]:
    """The packages that bring a language, by its code."""
    return {point.name: point.module for point in entry_points(group=_GROUP)}


@cache
def folders() -> Mapping[Language, Path]:
    """Where these have ``words.yaml``, and perhaps ``style.json`` and ``vocabulary.yaml``."""
    places = {code: find_spec(name) for code, name in packages().items()}
    return {code: Path(spec.origin).parent for code, spec in places.items() if spec and spec.origin}


def files_of_languages(name: str) -> dict[Language, Path]:
    """A file of that name of each package that has one."""
    found = {code: folder / name for code, folder in folders().items()}
    return {code: path for code, path in found.items() if path.is_file()}


@cache
def _module(language: Language) -> ModuleType | None:
    """What a language's package says in Python."""
    name = packages().get(language)
    return import_module(name) if name else None


def registered(name: str, table: Mapping[Language, Row], language: Language) -> Row | None:
    """What a language has in a registry: by this name in its own package, else the table's row."""
    own: Row | None = getattr(_module(language), name, None)
    return row_of(table, language) if own is None else own


# --- writing -------------------------------------------------------------------------------------

_WITHOUT_SPACES = {"zh": True}
"""Languages that have no spaces between words."""
_IDEOGRAPHS = {"zh": True}
"""Languages that are written in ideographs."""
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")


def has_spaces(language: Language) -> bool:
    """Whether the language has spaces between words."""
    return not registered("WITHOUT_SPACES", _WITHOUT_SPACES, language)


def has_ideographs(language: Language) -> bool:
    """Whether the language is written in ideographs."""
    return bool(registered("IDEOGRAPHS", _IDEOGRAPHS, language))


def can_read(language: Language, text: str) -> bool:
    """Whether who reads the language can read the signs of a text, in whatever language it is."""
    return has_ideographs(language) or not _IDEOGRAPH.search(text)

"""How values are written in each language, and the words for times, months and scales in all.

The words stand in ``schema/quantities.json``, and in the packages that bring a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from clausebook.languages import Language, files_of_languages, row_of
from clausebook.resources import SCHEMAS, json_of_resource

UNITS = json_of_resource(SCHEMAS / "quantities.json")
BROUGHT = {code: json_of_resource(path) for code, path in files_of_languages("style.json").items()}
"""The styles that packages bring."""
STYLES = UNITS["languages"] | BROUGHT
"""By language, how values are written."""
DURATIONS = {
    word: name
    for style in STYLES.values()
    for name, words in style["times"].items()
    for word in (name, *words)
}
"""The words for a time in every language → what it is called here: year, working day."""
SCALES = {word: Fraction(number) for word, number in UNITS["scales"].items()}
MONTHS = {
    word.lower(): place
    for style in STYLES.values()
    for place, name in enumerate(style.get("months", ()), 1)
    for word in (name, name[:3])
} | {"sept": 9}


def style_of(language: Language) -> dict[str, Any]:
    """How values are written in a language."""
    style: dict[str, Any] | None = row_of(STYLES, language)
    assert style, f"schema/quantities.json has no row for {language}"
    return style


def bound_pattern(bound: str, language: Language) -> str:
    """How a bound is said, with braces where the value stands."""
    pattern: str = style_of(language)["bounds"][bound]
    return pattern


def either(words: Iterable[str]) -> str:
    """A pattern that takes the longest of the words."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

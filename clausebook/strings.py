"""Words of the interface: ``templates/strings/*.yaml``, one mapping per language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from clausebook.quantity import Language

FOLDER = Path(__file__).parent.parent / "templates" / "strings"
SCRIPT_FILES = ("calculator", "search")
"""Files whose words the browser needs too."""

Words = dict[str, Any]


@cache
def _file(name: str) -> dict[str, Words]:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    words: dict[str, Words] = yaml.load(text, Loader=yaml.CBaseLoader)
    return words


def page_words(language: Language) -> Words:
    """The words of pages, with the calculator's and the search's below their names."""
    return {**_file("pages")[language], **script_words(language)}


def script_words(language: Language) -> Words:
    """The words that scripts need: by file name."""
    return {name: _file(name)[language] for name in SCRIPT_FILES}


def fill(pattern: str, **values: str) -> str:
    """Put values into a pattern's braces, each exactly once and never inside one another."""
    parts = pattern.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        out.append(values[name] + rest)
    return "".join(out)

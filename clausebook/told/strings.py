"""Words of the interface: ``templates/strings/*.yaml``, one mapping per language."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from clausebook.quantity import Language
from clausebook.resources import TEMPLATES

FOLDER = TEMPLATES / "strings"
SCRIPT_FILES = ("common", "calculator", "search")
"""Files whose words the browser needs too: on every page, in calculators, while searching."""

Words = dict[str, Any]


@cache
def _file(name: str) -> dict[str, Words]:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    words: dict[str, Words] = yaml.load(text, Loader=yaml.CBaseLoader)
    return words


def page_words(language: Language) -> Words:
    """The words of pages, with those that scripts need too below the names of their files."""
    scripts = {name: script_words(name, language) for name in SCRIPT_FILES}
    return {**_file("pages")[language], **scripts}


def script_words(name: str, language: Language) -> Words:
    """The words of one of the files that the browser needs."""
    return _file(name)[language]


def fill(pattern: str, **values: str) -> str:
    """Put values into a pattern's braces, each exactly once and never inside one another."""
    parts = pattern.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        out.append(values[name] + rest)
    return "".join(out)

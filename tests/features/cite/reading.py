"""Programs that take citations over, as far as they matter: BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema

COMMANDS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{sign}": sign for sign in "&%$#_"},
}
_COMMAND = re.compile("|".join(map(re.escape, COMMANDS)))
_ENTRY = re.compile(r"@misc\{([A-Za-z0-9-]+),\n")
_FIELD = re.compile(r"  ([a-z]+) = ")
_MONTH = re.compile("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")


def read_bibtex(text: str) -> tuple[str, dict[str, str]]:
    """The key of the one entry and its fields; values end where BibTeX's count of braces does."""
    head = _ENTRY.match(text)
    assert head, text
    at, fields = head.end(), {}
    while text[at:] != "}\n":
        name = _FIELD.match(text, at)
        assert name, text[at:]
        end = _end(text, name.end())
        fields[name[1]] = text[name.end() : end]
        at = end + (2 if text[end] == "," else 1)
    return head[1], fields


def _end(text: str, at: int) -> int:
    month = _MONTH.match(text, at)
    if month:
        return month.end()
    depth = 0
    for place in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    raise AssertionError(f"braces never close: {text[at:]}")


def printed(value: str) -> str:
    """What TeX prints of a value without its outer braces; a bare special sign is a mistake."""
    plain = _COMMAND.sub("", value)
    assert not set(plain) & set("\\{}&%$#_~^"), value
    return _COMMAND.sub(lambda found: COMMANDS[found[0]], value)


def inner(value: str, times: int = 1) -> str:
    """A value without its braces."""
    found = value[times:-times]
    assert value == "{" * times + found + "}" * times
    return found


# --- CSL-JSON ------------------------------------------------------------------------------------

_TEXT = {"type": "string", "minLength": 1}
_PART = {"type": "integer"}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": _PART},
        }
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}
_NAMES = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "properties": {"literal": _TEXT},
        "required": ["literal"],
        "additionalProperties": False,
    },
}
ITEM = {
    "type": "object",
    "properties": {
        "type": {"const": "legislation"},
        "author": _NAMES,
        "issued": _DATE,
        "accessed": _DATE,
        **dict.fromkeys(("id", "title", "section", "number", "authority", "note"), _TEXT),
        **dict.fromkeys(("source", "version", "language", "URL"), _TEXT),
    },
    "required": ["id", "type", "title", "language", "accessed"],
    "additionalProperties": False,
}
"""What CSL-JSON knows of the variables that citations have, and no other ones."""


def read_csl(text: str) -> dict[str, Any]:
    """The one item of a valid list."""
    (item,) = json.loads(text)
    jsonschema.validate(item, ITEM)
    return dict(item)

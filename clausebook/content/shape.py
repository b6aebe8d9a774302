"""What others may depend on in a file: its shape without the words.

Another file's check, order, links and rules depend on ids, figures, rules and references, never on
a sentence. While the shape of a file stays the same, what was found in the others holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from clausebook.content.records import Clause, Document, Prose, Text
from clausebook.prose import Reference, references

_LEFT_OUT = ("place", "expr")
"""Where something stands, and what follows from the text of a rule."""


def shape_digest(record: Clause | Document) -> str:
    """A digest of everything in a record that the check of another file may depend on.

    Left out are places, and the words of texts, prose and printed tokens. Of prose the targets of
    its references stay, by language; of a token whether there is one; of forms, with which others
    compare their materials, the title.
    """
    return sha256(repr(_shape(record)).encode()).hexdigest()


def _shape(value: Any) -> Any:
    if isinstance(value, Prose):
        return [sorted(_targets(text)) for text in value.values()]
    if isinstance(value, Text):
        return "text"
    if isinstance(value, tuple | list):
        return [_shape(part) for part in value]
    if isinstance(value, dict):
        return [(key, _shape(part)) for key, part in value.items()]
    if names := _names(type(value)):  # type: ignore[arg-type]  # mypy thinks of metaclasses
        return [_field(value, name) for name in names]
    return value


def _field(record: Any, name: str) -> Any:
    value = getattr(record, name)
    if name == "title" and value and getattr(record, "kind", "") == "form":
        return value.said
    return bool(value) if name == "printed" else _shape(value)


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a record that count; none for a plain value."""
    found = fields(kind) if is_dataclass(kind) else ()
    return tuple(field.name for field in found if field.name not in _LEFT_OUT)


def _targets(text: str) -> Iterator[tuple[str, str]]:
    for reference in references(text):
        if isinstance(reference, Reference):
            yield reference.kind, reference.target

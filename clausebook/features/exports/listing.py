"""A published list and its files: a row for each thing, a line for each row and form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec import json

from clausebook.features.exports.parts import Row, Source
from clausebook.meaning.site import Site


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is written: the line of a row, and the file around all lines."""

    suffix: str
    line: Callable[[Any], bytes]
    file: Callable[[Iterable[bytes]], bytes]


def json_line(row: Row) -> bytes:
    """A row as one line of JSON."""
    return json.format(json.encode(row), indent=0)


def json_file(lines: Iterable[bytes]) -> bytes:
    """A JSON list with a row per line: small, quick to write, and a diff shows what changed."""
    return b"[\n" + b",\n".join(lines) + b"\n]\n"


JSON = Form("json", json_line, json_file)


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed, and how it is published."""

    name: str
    title: str
    type: type[Row]
    ids: Callable[[Site], Iterable[str]]
    """What has a row."""
    row: Callable[[Source, str], Row]
    forms: tuple[Form, ...] = (JSON,)

    @property
    def question(self) -> str:
        """How its lines are called in notes."""
        return f"line of {self.name}"

    def file(self, source: Source, form: Form) -> bytes:
        """The whole list in one of its forms."""
        return form.file(self.lines(source, id_)[form.suffix] for id_ in self.ids(source.site))

    def lines(self, source: Source, id_: str) -> Mapping[str, bytes]:
        """A row's line by form, made once: an edit makes only the lines anew that say it."""
        return source.notes.answer((self.question, id_), lambda: self._made(source, id_))

    def _made(self, source: Source, id_: str) -> dict[str, bytes]:
        row = self.row(source, id_)
        return {form.suffix: form.line(row) for form in self.forms}

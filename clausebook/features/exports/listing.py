"""A published list and its files: a row for each thing, a line for each row and form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from msgspec import json

from clausebook.features.exports.parts import Row, Source
from clausebook.meaning.site import Site

T = TypeVar("T")


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
class Listing(Generic[T]):
    """What is listed, and how it is published."""

    name: str
    title: str
    type: type[Row]
    things: Callable[[Site], Mapping[str, T]]
    """What has a row, by id."""
    row: Callable[[Source, T], Row]
    forms: tuple[Form, ...] = (JSON,)

    def lines(self, source: Source, thing: T) -> tuple[bytes, ...]:
        """The thing's line in each form."""
        row = self.row(source, thing)
        return tuple(form.line(row) for form in self.forms)

    def files(self, lines: Sequence[tuple[bytes, ...]]) -> Iterator[tuple[str, bytes]]:
        """The list in each form with its path, from the lines of all things."""
        for place, form in enumerate(self.forms):
            yield f"data/{self.name}.{form.suffix}", form.file(line[place] for line in lines)

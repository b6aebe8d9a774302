"""A published list and its files: a row for each thing, a line for each row and form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from msgspec import json

from clausebook.features.exports.parts import Row, Source
from clausebook.languages import Languages
from clausebook.meaning.site import Site


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is written: the line of a row, and the file around all lines."""

    suffix: str
    line: Callable[[Any], bytes]
    file: Callable[[Iterable[bytes], Languages], bytes]


def json_line(row: Row) -> bytes:
    """A row as one line of JSON."""
    return json.format(json.encode(row), indent=0)


def json_file(lines: Iterable[bytes], _: Languages) -> bytes:
    """A JSON list with a row per line: small, quick to write, and a diff shows what changed."""
    return b"[\n" + b",\n".join(lines) + b"\n]\n"


def json_whole(lines: Iterable[bytes], _: Languages) -> bytes:
    """The one thing that there is, by itself."""
    return b"".join(lines) + b"\n"


JSON = Form("json", json_line, json_file)
WHOLE = Form("json", json_line, json_whole)


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed, and how it is published."""

    name: str
    title: str
    type: type[Row]
    things: Callable[[Site], Iterable[str]]
    """The ids of what has a row."""
    row: Callable[[Source, str], Row]
    forms: tuple[Form, ...] = (JSON,)
    of_plans: bool = False
    """Whether it is there only where the site asks questions."""

    def is_in(self, site: Site) -> bool:
        """Whether a site publishes it."""
        return bool(site.books) or not self.of_plans

    @property
    def shape(self) -> Any:
        """The type of its file in JSON."""
        return self.type if WHOLE in self.forms else list[self.type]  # type: ignore[name-defined]

    def lines(self, source: Source, id_: str) -> tuple[bytes, ...]:
        """A thing's line in each form."""
        row = self.row(source, id_)
        return tuple(form.line(row) for form in self.forms)

    def file(self, lines: Iterable[tuple[bytes, ...]], suffix: str, languages: Languages) -> bytes:
        """The list in one of its forms, from the lines of all things."""
        place, form = next((i, f) for i, f in enumerate(self.forms) if f.suffix == suffix)
        return form.file((line[place] for line in lines), languages)

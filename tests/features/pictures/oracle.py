"""The matrix worked out from what is published of clauses, knowing nothing of how pages make it.

For a topic, a place and a day: of the clauses there, those that count on the day decide; where none
does, those that did, then those that will. What says nothing that can be had comes last.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from clausebook.told.best import Best

Row = dict[str, Any]
ORDER = (
    ("in force", "by reference", "without days"),
    ("suspended",),
    ("over",),
    ("ahead",),
    ("draft",),
)


class Said(NamedTuple):
    """What a cell says: the kind, the words, and whether it counts."""

    kind: str
    words: str
    counts: bool


SILENT = Said("silent", "", False)


class Oracle:
    """The matrix of a site, from its data files."""

    def __init__(self, files: dict[str, bytes], best: Callable[[str], Best]) -> None:
        """``best`` says what a clause pays at most."""
        documents = json.loads(files["data/documents.json"])
        self._places = {row["id"]: row["jurisdiction"] for row in documents}
        self.clauses: list[Row] = json.loads(files["data/clauses.json"])
        self.ids = {row["id"] for row in self.clauses}
        self._best = best

    def cell(self, topic: str, place: str, day: str) -> Said:
        """What a cell has to say on a day."""
        here = self._rows(topic, place)
        if not here:
            return SILENT
        for wanted in (True, False):
            for states in ORDER:
                found = [
                    self._best(row["id"])
                    for row in here
                    if state(row["validity"], day) in states
                    and (self._best(row["id"]).kind != "none") == wanted
                ]
                if found:
                    most = max(found, key=lambda best: best.rank)
                    return Said(most.kind, most.words, states == ORDER[0])
        raise AssertionError("every clause has some state")

    def clauses_of(self, topic: str, place: str) -> set[str]:
        """The ids of a cell's clauses."""
        return {row["id"] for row in self._rows(topic, place)}

    def _rows(self, topic: str, place: str) -> list[Row]:
        return [
            row
            for row in self.clauses
            if topic in [each["id"] for each in row["topics"]]
            and self._places[row["document"]] == place
        ]

    def days(self) -> list[str]:
        """All days on which something begins or ends, with the days around them."""
        stated = {day for row in self.clauses for day in _stated(row["validity"])}
        around = {shifted(day, by) for day in stated for by in (-1, 0, 1)}
        return sorted(around)


def state(validity: Row, day: str) -> str:
    """In which state a clause is, from its published days."""
    for name in ("withdrawn", "superseded"):
        if validity[name] and day >= validity[name]:
            return "over"
    if validity["draft"]:
        return "draft"
    if validity["until"] and day > validity["until"]:
        return "over"
    for span in validity["suspended"]:
        if span["from"] <= day <= (span["until"] or day):
            return "suspended"
    if not validity["from"]:
        return "without days"
    reference = validity["by_reference"]
    if reference and reference["from"] <= day <= reference["until"]:
        return "by reference"
    return "in force" if day >= validity["from"] else "ahead"


def _stated(validity: Row) -> Iterator[str]:
    spans = [*validity["suspended"], validity["by_reference"] or {}]
    for name in ("from", "until"):
        yield from filter(None, [validity[name], *(span.get(name) for span in spans)])
    yield from filter(None, (validity["withdrawn"], validity["superseded"]))


def shifted(day: str, by: int) -> str:
    return (date.fromisoformat(day) + timedelta(by)).isoformat()

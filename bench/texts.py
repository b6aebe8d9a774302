"""The texts of a built site's clauses, from the data that it publishes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class ClauseText:
    """What can be found of a clause in one language."""

    id: str
    title: str
    citation: str
    """What it is cited by: number and title of its document, its own number."""
    words: str
    """All its prose with figures, and the names of its agencies and topics."""
    figures: tuple[str, ...]
    """Its amounts and rates, as shown."""
    document_number: str


def clause_texts(site: Path, language: str) -> list[ClauseText]:
    """Every clause of a built site, in the site's order."""
    documents = {document["id"]: document for document in _data(site, "documents")}
    return [
        _text(clause, documents[clause["document"]], language) for clause in _data(site, "clauses")
    ]


def _data(site: Path, name: str) -> list[Any]:
    rows: list[Any] = json.loads((site / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def _text(clause: dict[str, Any], document: dict[str, Any], language: str) -> ClauseText:
    provisions = [clause, *clause["items"]]
    names = [row["name"][language] for row in (*clause["agencies"], *clause["topics"])]
    number = document["number"] or ""
    return ClauseText(
        id=clause["id"],
        title=clause["title"][language],
        citation=f"{number} {document['title'][language]} {clause['number']}",
        words=" ".join([*_words(provisions, language), *names]),
        figures=tuple(
            fact["display"][language]
            for provision in provisions
            for fact in provision["facts"]
            if fact["kind"] in ("money", "rate")
        ),
        document_number=number,
    )


def _words(provisions: list[dict[str, Any]], language: str) -> Iterator[str]:
    for at, provision in enumerate(provisions):
        if at > 0 and provision["title"]:
            yield provision["title"][language]
        asked = (row["text"] for row in (*provision["conditions"], *provision["materials"]))
        for prose in (provision["digest"], *asked):
            yield prose[language]
        for fact in provision["facts"]:
            yield f"{fact['means'][language]} {fact['display'][language]}"

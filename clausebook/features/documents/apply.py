"""Who may apply, when and where: the provisions of a document that hold for all its others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from clausebook.address import home_and_name
from clausebook.content.records import Document
from clausebook.features.documents.document import place_heading
from clausebook.features.frame.linked import Anchor, Linked

OFFERED = ("money", "match", "rate", "figure", "discretion", "service")
"""What one can apply for."""


@dataclass(frozen=True, slots=True)
class ApplyRow:
    """A provision that one has to know before one applies."""

    asks: str
    """What it answers: who may apply, until when …"""
    provision: Anchor
    who: Markup | None
    """Whom it lets apply, where it says so in a line."""


def apply_rows(w: Linked, id_: str) -> tuple[ApplyRow, ...]:
    """What a clause with something to apply for leaves to others of its document, each once."""
    if w.best(id_).kind not in OFFERED:
        return ()
    rows: dict[str, ApplyRow] = {}
    for asks, clause in _asked(w, id_):
        if clause not in rows and clause != id_:
            rows[clause] = _row(w, asks, clause)
    return tuple(rows.values())


def _row(w: Linked, asks: str, clause: str) -> ApplyRow:
    who = w.corpus.clauses[clause].who
    anchor = Anchor(w.heading(clause), w.at(("clause", clause)))
    return ApplyRow(asks, anchor, w.inline(who, clause) if who else None)


def _asked(w: Linked, id_: str) -> Iterator[tuple[str, str]]:
    """What is asked, and the clause that answers it; those asked for by name come first."""
    document, asks = w.corpus.documents[w.site.clauses[id_].document], w.words["apply"]
    for clause in document.scope:
        yield asks["who"], f"{document.id}/{clause}"
    validity = document.validity
    dated = (validity.until or validity.from_) if validity else ""
    for name, clause in (
        ("when", home_and_name(dated)[0]),
        ("combined", document.stacking.clause if document.stacking else ""),
        ("paid", document.split.clause if document.split else ""),
    ):
        address = w.site.addresses.clause(document.id, clause) if clause else None
        if address:
            yield asks[name], address
    yield from _closing(w, document, id_)


def _closing(w: Linked, document: Document, id_: str) -> Iterator[tuple[str, str]]:
    """Provisions of another kind at the end of its part and of later ones, by their heading."""
    kind, own = w.corpus.clauses[id_].kind, w.site.clauses[id_].part
    for part in document.parts[own:]:
        for name in part.chapters[-1].clauses:
            clause = f"{document.id}/{name}"
            if w.corpus.clauses[clause].kind != kind and w.best(clause).kind not in OFFERED:
                yield place_heading(w, document, w.site.clauses[clause]), clause

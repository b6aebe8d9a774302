"""Clauses in lists: what each gives and to whom in a line or two, by whether it can be had."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from clausebook.address import benefit_anchor, document_of
from clausebook.content.records import Clause
from clausebook.features.documents.cards import Card, card
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.languages import Language, has_spaces
from clausebook.told.notes import told
from clausebook.told.status import Status

NOW, OTHERWISE, OVER = "now", "otherwise", "over"
"""What a clause can be in a list: it pays, it pays nothing that is printed, it is over."""
PAYING = ("money", "match", "rate", "figure")
"""The kinds of what clauses give that say how much."""
_LINE = {True: 140, False: 70}
"""How many letters, or signs without spaces, are about one line of a list."""
_SENTENCE = re.compile(r"[。！？；]|[.!?;](?= [^a-z0-9])")


@dataclass(frozen=True, slots=True)
class Line:
    """What a clause says, in a line: of what pays most one case, else the first of its words."""

    of: str
    """The case; empty where there is nothing to tell apart."""
    text: Markup | str
    more: int
    """How many other cases there are."""


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause in a list."""

    card: Card
    who: tuple[Markup, ...]
    """Who can have it, the clause's line or those of its items; empty where nothing is said."""
    said: Line
    period: str
    calculator: str
    """Where it can be worked out; empty where it cannot."""


@dataclass(frozen=True, slots=True)
class RowsOf:
    """Clauses of one document, with what is said of all of them."""

    document: Anchor
    status: Status
    period: str
    rows: tuple[ClauseRow, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and where it stands among those of all groups, so that a script can move it."""

    row: ClauseRow
    place: int
    home: str
    """The group that it is in while it is not over."""


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The rows of one kind; it is there without rows too, because another day may bring some."""

    name: str
    rows: tuple[Placed, ...]


@told
def row(w: Linked, id_: str) -> ClauseRow:
    """A clause as lists show it."""
    record, shown = w.corpus.clauses[id_], card(w, id_)
    best = shown.best.benefit
    return ClauseRow(
        card=shown,
        who=tuple(dict.fromkeys(_who(w, record))),
        said=_given(w, record, best) or _first(w, record),
        period=w.period(id_),
        calculator=f"{shown.href}#{benefit_anchor(best)}" if best else "",
    )


def _who(w: Linked, record: Clause) -> Iterable[Markup]:
    own = [(record.who, record.id)] if record.who else [(p.who, p.id) for p in record.items]
    return (w.inline(who, home) for who, home in own if who)


def _given(w: Linked, record: Clause, best: str) -> Line | None:
    """The first case of the benefit that pays most, where the content says what it gives."""
    cases = [
        (p, benefit, g)
        for p in record.provisions()
        for benefit in p.benefits
        for g in benefit.gives
    ]
    for own, benefit, gives in cases:
        if f"{own.id}:{benefit.id}" == best:
            of = (
                gives.of[w.language]
                if gives.of
                else benefit.name[w.language]
                if len(cases) > 1
                else ""
            )
            return Line(of, w.inline(gives.text, own.id), len(cases) - 1)
    return None


def _first(w: Linked, record: Clause) -> Line:
    return Line("", first_line(w.text(record.digest, record.id), w.language), 0)


def first_line(text: str, language: Language) -> str:
    """The first sentence of a text, or as much of it as a line holds."""
    end = _SENTENCE.search(text)
    sentence = text[: end.end()] if end else text
    spaced = has_spaces(language)
    most = _LINE[spaced]
    if len(sentence) <= most:
        return sentence.rstrip("；;")
    cut = sentence[:most]
    return (cut.rpartition(" ")[0] if spaced else cut).rstrip(",，、 ") + "…"


def by_document(w: Linked, ids: Iterable[str]) -> tuple[RowsOf, ...]:
    """Clauses by document, documents in the site's order."""
    found: dict[str, list[str]] = {}
    for id_ in ids:
        found.setdefault(document_of(id_), []).append(id_)
    return tuple(
        rows_of(w, document, found[document]) for document in w.site.documents if document in found
    )


def rows_of(w: Linked, document: str, ids: Iterable[str]) -> RowsOf:
    """Some clauses of a document."""
    rows = tuple(row(w, id_) for id_ in ids)
    return RowsOf(w.document_anchor(document), w.status_of(document), w.period(document), rows)


def row_groups(w: Linked, ids: Iterable[str]) -> tuple[RowGroup, ...]:
    """Clauses by what can be had of them, what pays most first."""
    rows = sorted((row(w, id_) for id_ in ids), key=lambda r: r.card.best.rank, reverse=True)
    placed = [
        Placed(r, n, NOW if r.card.best.kind in PAYING else OTHERWISE) for n, r in enumerate(rows)
    ]
    found: dict[str, list[Placed]] = {NOW: [], OTHERWISE: [], OVER: []}
    for each in placed:
        found[OVER if each.row.card.status.over else each.home].append(each)
    return tuple(RowGroup(name, tuple(rows)) for name, rows in found.items())

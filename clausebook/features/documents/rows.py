"""Clauses in lists: what each gives and to whom in a line or two, by whether it can be had."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from clausebook.address import benefit_anchor, document_of
from clausebook.content.records import Clause
from clausebook.features.documents.cards import Card, card
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.pictures.scale import in_words, share, sums
from clausebook.languages import Language, has_spaces
from clausebook.told.notes import told
from clausebook.told.status import Status

NOW, OTHERWISE, OVER = "now", "otherwise", "over"
"""What a clause can be in a list: it pays, it pays nothing that is printed, it is over."""
PAYING = ("money", "match", "rate", "figure")
"""The kinds of what clauses give that say how much."""
MOST = {NOW: 10, OTHERWISE: 5, OVER: 0}
"""How many clauses of a kind stand open in a list; the others are folded below them."""
ALONE = 10
"""How many do where a list has no clauses of another kind."""
_MOST_OF_DOCUMENT = 5
"""How many do where they stand by document."""
_SLACK = 2
"""So few more are not worth a fold."""
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

    id: str
    document: Anchor
    status: Status
    rows: tuple[ClauseRow, ...]
    """Those that stand open."""
    folded: tuple[ClauseRow, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and where it stands among those of all groups, so that a script can move it."""

    row: ClauseRow
    place: int
    home: str
    """The group that it is in while it is not over."""
    bar: str
    """How long its bar is, in percent of the largest sum of the list; empty for none."""


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The rows of one kind; it is there without rows too, because another day may bring some."""

    name: str
    rows: tuple[Placed, ...]
    """Those that stand open."""
    folded: tuple[Placed, ...]
    most: int
    """How many stand open, while there are others."""

    @property
    def count(self) -> int:
        """How many rows it has."""
        return len(self.rows) + len(self.folded)


@dataclass(frozen=True, slots=True)
class RowGroups:
    """Clauses by what can be had of them."""

    groups: tuple[RowGroup, ...]
    alone: int
    """How many rows stand open in the only group that has any."""
    scale: str
    """What the longest bar stands for; empty where there are no sums."""


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
    """Clauses by document, documents in the site's order; those of one that is over are folded."""
    found: dict[str, list[str]] = {}
    for id_ in ids:
        found.setdefault(document_of(id_), []).append(id_)
    documents = [id_ for id_ in w.site.documents if id_ in found]
    is_all_over = all(w.status_of(id_).over for id_ in documents)
    return tuple(
        _rows_of(w, id_, found[id_], folds=w.status_of(id_).over and not is_all_over)
        for id_ in documents
    )


def _rows_of(w: Linked, document: str, ids: list[str], *, folds: bool) -> RowsOf:
    rows = tuple(row(w, id_) for id_ in ids)
    most = seen(len(rows), 0 if folds else _MOST_OF_DOCUMENT)
    anchor, status = w.document_anchor(document), w.status_of(document)
    return RowsOf(document, anchor, status, rows[:most], rows[most:])


def seen(count: int, most: int) -> int:
    """How many rows stand open of so many; the twin is in ``static/tables/groups.js``."""
    return count if count <= most + _SLACK else most


def row_groups(w: Linked, ids: Iterable[str]) -> RowGroups:
    """Clauses by what can be had of them, what pays most first."""
    rows = sorted((row(w, id_) for id_ in ids), key=lambda r: r.card.best.rank, reverse=True)
    largest = max(_sums(w, rows), default=Fraction(0))
    found: dict[str, list[Placed]] = {NOW: [], OTHERWISE: [], OVER: []}
    for place, each in enumerate(rows):
        home = NOW if each.card.best.kind in PAYING else OTHERWISE
        sum_ = next(_sums(w, [each]), None)
        placed = Placed(each, place, home, share(sum_, largest) if sum_ else "")
        found[OVER if each.card.status.over else home].append(placed)
    is_alone = sum(map(bool, found.values())) == 1
    groups = (_group(name, tuple(rows), is_alone=is_alone) for name, rows in found.items())
    return RowGroups(tuple(groups), ALONE, in_words(w, largest) if largest else "")


def _sums(w: Linked, rows: Iterable[ClauseRow]) -> Iterator[Fraction]:
    yield from (Fraction(best.amount) for best in sums(w, (each.card.best for each in rows)))


def _group(name: str, rows: tuple[Placed, ...], *, is_alone: bool) -> RowGroup:
    most = seen(len(rows), ALONE if is_alone else MOST[name])
    return RowGroup(name, rows[:most], rows[most:], MOST[name])

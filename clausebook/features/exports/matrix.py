"""Rows of ``data/matrix.json`` and ``data/matrix.csv``: what each topic pays, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clausebook.features.exports.listing import Form
from clausebook.features.exports.parts import Row, Source, Text, both
from clausebook.features.exports.spreadsheet import BOM, csv_row
from clausebook.features.pictures.cells import Candidate, candidates, chosen, holds
from clausebook.features.pictures.ends import shifted, turns
from clausebook.features.pictures.scale import columns_of
from clausebook.languages import Languages
from clausebook.meaning.site import Site
from clausebook.rules.validity import status_on

SILENT = "silent"


class CellState(Row, frozen=True):
    """What a topic pays in a jurisdiction for some time."""

    from_: str | None
    """The first day on which this is so; null where it was always so."""
    until: str | None
    """The last one; null where it stays so."""
    kind: str
    """money, match, rate, figure, discretion, service, direction or none: what says most; silent
    where no clause has the topic."""
    holds: bool
    """Whether it counts then; otherwise it is what was or will be."""
    status: str | None
    """The status of the clause then; null where there is none."""
    words: Text | None
    """The figure in words; null where there is none."""
    amount: str | None
    """An exact decimal in the main unit of currency; null where the figure is no amount."""
    currency: str | None
    clause: str | None
    """The id of the clause that says it."""
    citation: Text | None


class MatrixCell(Row, frozen=True):
    """A topic in a jurisdiction, with all that it ever says."""

    topic: str
    topic_name: Text
    jurisdiction: str
    jurisdiction_name: Text
    states: list[CellState]
    """In the order of time, without gaps."""


def matrix_cells(site: Site) -> Iterator[str]:
    """The ids of all cells."""
    for topic in site.corpus.topics:
        yield from (f"{topic} {jurisdiction}" for jurisdiction in columns_of(site))


def matrix_row(source: Source, cell: str) -> MatrixCell:
    """All that is published of a cell."""
    topic, _, jurisdiction = cell.partition(" ")
    corpus = source.site.corpus
    return MatrixCell(
        topic=topic,
        topic_name=both(corpus.topics[topic].name),
        jurisdiction=jurisdiction,
        jurisdiction_name=both(corpus.jurisdictions[jurisdiction].name),
        states=list(_states(source, candidates(source.first, topic, jurisdiction))),
    )


def _states(source: Source, found: tuple[Candidate, ...]) -> Iterator[CellState]:
    """The states of a cell one after the other; a state that goes on is told once."""
    validity = source.site.validity
    days = sorted({day for one in found for day in turns(validity[one.dated])})
    spans = [(first, _which(source, found, first or _BEFORE)) for first in ("", *days)]
    told = [span for place, span in enumerate(spans) if not place or span[1] != spans[place - 1][1]]
    ends = [*(shifted(first, -1) for first, _ in told[1:]), None]
    for (first, (id_, status)), last in zip(told, ends, strict=True):
        one = next((one for one in found if one.dated == id_), None)
        yield _state(source, one, status, first or None, last)


_BEFORE = "0001-01-01"


def _which(source: Source, found: tuple[Candidate, ...], on: str) -> tuple[str, str]:
    """Whose days count on a day, and the status then."""
    validity = source.site.validity
    id_ = chosen(found, validity, on)
    return id_, status_on(validity[id_], on) if id_ else ""


def _state(
    source: Source, one: Candidate | None, status: str, first: str | None, last: str | None
) -> CellState:
    if one is None:
        nothing = (None,) * 6
        return CellState(first, last, SILENT, False, *nothing)
    words = {code: w.best(one.clause).words for code, w in source.told.items()}
    return CellState(
        from_=first,
        until=last,
        kind=one.best.kind,
        holds=holds(status),
        status=status,
        words=words if one.best.words else None,
        amount=one.best.amount or None,
        currency=one.best.currency or None,
        clause=one.clause,
        citation={code: w.citation(one.clause) for code, w in source.told.items()},
    )


# --- the same for spreadsheets -----------------------------------------------------------------


def _columns(languages: Languages) -> Iterator[str]:
    yield "topic"
    yield from (f"topic_{code}" for code in languages)
    yield "jurisdiction"
    yield from (f"jurisdiction_{code}" for code in languages)
    yield from ("from", "until", "kind", "holds", "status")
    yield from (f"words_{code}" for code in languages)
    yield from ("amount", "currency", "clause")
    yield from (f"citation_{code}" for code in languages)


def _cells(cell: MatrixCell, state: CellState) -> Iterator[str]:
    languages = tuple(cell.topic_name)
    yield cell.topic
    yield from cell.topic_name.values()
    yield cell.jurisdiction
    yield from cell.jurisdiction_name.values()
    yield from (state.from_ or "", state.until or "", state.kind)
    yield from ("yes" if state.holds else "no", state.status or "")
    yield from ((state.words or {}).get(code, "") for code in languages)
    yield from (state.amount or "", state.currency or "", state.clause or "")
    yield from ((state.citation or {}).get(code, "") for code in languages)


def _csv_line(cell: MatrixCell) -> bytes:
    """A row for each state."""
    return b"".join(csv_row(_cells(cell, state)) for state in cell.states)


def _csv_file(lines: Iterable[bytes], languages: Languages) -> bytes:
    """The table with its heading."""
    return BOM.encode() + csv_row(_columns(languages)) + b"".join(lines)


MATRIX_CSV = Form("csv", _csv_line, _csv_file)

"""A table of projects in, a table of their plans out: a row for each, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from clausebook.address import home_and_own
from clausebook.content.read.tables import iso_date
from clausebook.content.sources import text_of
from clausebook.features.exports.spreadsheet import BOM, csv_row
from clausebook.features.planner.terminal import Json, PlanTeller, amounts
from clausebook.languages import Language
from clausebook.meaning.answers import Written, Wrong, read_answers
from clausebook.meaning.calculate import Calculated
from clausebook.meaning.site import Site
from clausebook.messages import Message, say
from clausebook.plan.answers import Answers
from clausebook.plan.book import PlanBook
from clausebook.plan.plan import plan
from clausebook.plan.results import Plan, PlannedBenefit
from clausebook.problems import Problems
from clausebook.quantity import bare_unit
from clausebook.rules.operators import Range

NAME, ON = "name", "on"
RECEIVED, JUDGED = "received:", "judged:"
"""How columns begin that hold what was paid earlier, and what an authority has judged."""
_SEVERAL = ";"
_PARTED = "; "
COLUMNS = (
    *(NAME, ON, "low", "high", "bound", "unit", "payers"),
    *("fits", "fits-if", "nearly", "rejected", "open", "error"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One project of the table."""

    name: str
    on: str
    answers: Answers
    wrong: tuple[Message, ...]


@dataclass(slots=True)
class _Cells:
    """The cells of a row, by what they say."""

    answers: dict[str, list[str]] = field(default_factory=dict)
    received: dict[str, dict[str, str]] = field(default_factory=dict)
    judged: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, cells: Iterable[tuple[str, str]]) -> _Cells:
        """By the names of their columns; a column that is not filled in says nothing."""
        found = cls()
        for column, cell in cells:
            if column.startswith(RECEIVED):
                id_, name = home_and_own(column.removeprefix(RECEIVED))
                found.received.setdefault(id_, {})[name] = cell
            elif column.startswith(JUDGED):
                found.judged[column.removeprefix(JUDGED)] = cell
            elif column not in (NAME, ON):
                found.answers[column] = [part.strip() for part in cell.split(_SEVERAL)]
        return found

    def written(self) -> Written:
        """The same as it is written in a file."""
        return Written(self.answers, self.received, self.judged)


def read_projects(site: Site, shown: str, data: bytes, problems: Problems) -> tuple[Row, ...]:
    """The rows of a table; what is wrong with its columns is a problem, and then there are none.

    What is wrong with a row stands in the row.
    """
    try:
        text = text_of(data)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.add_at(shown, line, 1, say("not-utf8.bytes"))
        return ()
    rows = [row for row in csv.reader(io.StringIO(text)) if any(map(str.strip, row))]
    columns = [column.strip() for column in rows[0]] if rows else []
    for at, said in _wrong_columns(site, columns):
        problems.add_at(shown, 1, text.find(columns[at]) + 1 if at >= 0 else 1, said)
    return () if problems else tuple(_row(site, columns, row) for row in rows[1:])


def _wrong_columns(site: Site, columns: Sequence[str]) -> Iterator[tuple[int, Message]]:
    """What is wrong with the columns' names, each with its place; -1 for the table."""
    if NAME not in columns:
        yield -1, say("plan.no-names")
    for at, column in enumerate(columns):
        if column and column in columns[:at]:
            yield at, say("yaml-duplicate-key.again", key=column)
    named = ((column, "") for column in columns if column)
    _, wrong = read_answers(site, _Cells.of(named).written())
    for each in wrong:
        yield columns.index(_column_of(each)), each.said


def _column_of(wrong: Wrong) -> str:
    kind, *route = map(str, wrong.route)
    if kind == "answers":
        return route[0]
    return f"{kind}:{':'.join(route)}"


def _row(site: Site, columns: Sequence[str], row: Sequence[str]) -> Row:
    cells = dict(zip(columns, map(str.strip, row), strict=False))
    cells.pop("", None)
    on = cells.get(ON, "")
    answers, wrong = read_answers(site, _Cells.of(cells.items()).written())
    said = [each.said for each in wrong]
    if on and not iso_date(on):
        said.insert(0, say("bad-format.day", text=on))
    if len(row) > len(columns):
        said.append(say("plan.too-wide", columns=len(columns), cells=len(row)))
    return Row(cells.get(NAME, ""), on, answers, tuple(said))


# --- plans ---------------------------------------------------------------------------------------


def planned(
    calculated: Calculated, book: PlanBook, rows: Iterable[Row], on: str | None, language: Language
) -> Iterator[bytes]:
    """The table of plans line by line; a row in which something is wrong has only its errors."""
    teller = PlanTeller.of(calculated, language)
    yield BOM.encode() + csv_row(COLUMNS)
    for row in rows:
        day = on or row.on or calculated.on
        cells = {NAME: row.name, ON: day, "error": _PARTED.join(map(str, row.wrong))}
        if not row.wrong:
            cells |= _cells(teller, plan(book, row.answers, day))
        yield csv_row(cells.get(column, "") for column in COLUMNS)


def _cells(teller: PlanTeller, result: Plan) -> dict[str, str]:
    """All columns but the row's own; what is worked out under others is told there."""
    corpus = teller.told.corpus
    usage, same = corpus.settings.usage, teller.carried_out()

    def told(id_: str, amount: Range) -> str:
        return f"{id_} {_between(amounts(amount, usage))}"

    def listed(outcome: str) -> list[PlannedBenefit]:
        return [b for b in result.benefits if b.outcome == outcome and b.id not in same]

    total = amounts(result.total.amount, usage)
    return {
        "low": total["low"],
        "high": total["high"] or "",
        "bound": result.total.as_json()["bound"],
        "unit": bare_unit(result.currency, usage, corpus.languages[0]),
        "payers": _PARTED.join(told(each.id, each.paid) for each in result.payers),
        "fits": _PARTED.join(told(b.id, b.paid.amount) for b in listed("fits")),
        "fits-if": _PARTED.join(told(b.id, b.paid.amount) for b in listed("fits-if")),
        "nearly": _PARTED.join(
            f"{b.id} ({', '.join(b.changes or b.failed)})" for b in listed("nearly")
        ),
        "rejected": _PARTED.join(
            f"{each.id}: {' '.join(teller.because(each).split())}"
            for each in result.rejected
            if each.id not in same
        ),
        "open": _PARTED.join(result.ask),
    }


def _between(ends: Json) -> str:
    """From where to where: 2000, 0-2000, or 2000- without an upper end."""
    low, high = ends["low"], ends["high"]
    return str(low) if low == high else f"{low}-{high or ''}"

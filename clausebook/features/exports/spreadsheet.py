"""``data/clauses.csv``: a row per clause for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from clausebook.features.exports.clauses import Clause
from clausebook.features.exports.listing import Form
from clausebook.features.exports.parts import Application, Stated
from clausebook.languages import Language, Languages

BOM = "\ufeff"
"""Without the byte-order mark spreadsheets do not read Chinese."""


def _facts(clause: Clause, language: Language) -> str:
    found = (fact for part in (clause, *clause.items) for fact in part.facts)
    return "; ".join(f"{fact.means[language]}: {fact.display[language]}" for fact in found)


def _application(said: Application) -> str:
    return f"{said.state} {said.from_ or ''}/{said.until or ''}"


def _state(stated: Stated) -> str:
    return f"{stated.state} {stated.from_}{'/' + stated.until if stated.until else ''}"


_Cell = Callable[[Clause, Language], str]
_COLUMNS: dict[str, Callable[[Clause], str] | dict[str, _Cell]] = {
    "id": lambda c: c.id,
    "document": lambda c: c.document,
    "number": lambda c: c.number,
    "texts": {
        "citation": lambda c, language: c.citation[language],
        "title": lambda c, language: c.title[language] if c.title else "",
        "digest": lambda c, language: c.digest[language],
    },
    "topics": lambda c: "; ".join(row.id for row in c.topics),
    "named": {
        "agencies": lambda c, language: "; ".join(row.name[language] for row in c.agencies),
        "facts": _facts,
    },
    "from": lambda c: c.validity.from_ or "",
    "until": lambda c: c.validity.until or "",
    "applications": lambda c: "; ".join(map(_application, c.applications)),
    "states": lambda c: "; ".join(map(_state, c.states)),
    "pages": {"url": lambda c, language: c.url[language]},
}
"""The columns in their order; where several belong together, each is there for each language."""


def columns(languages: Languages) -> Iterator[tuple[str, Callable[[Clause], str]]]:
    """The columns with their names, such as ``title_en``, and what fills their cells."""
    for name, cell in _COLUMNS.items():
        if not isinstance(cell, dict):
            yield name, cell
            continue
        for own, told in cell.items():
            for code in languages:
                yield f"{own}_{code}", partial(_in_language, told, code)


def _in_language(cell: _Cell, language: Language, clause: Clause) -> str:
    return cell(clause, language)


def csv_line(clause: Clause) -> bytes:
    """The clause's row."""
    return csv_row(cell(clause) for _, cell in columns(tuple(clause.digest)))


def csv_file(lines: Iterable[bytes], languages: Languages) -> bytes:
    """The table with its heading."""
    return BOM.encode() + csv_row(name for name, _ in columns(languages)) + b"".join(lines)


def csv_row(cells: Iterable[str]) -> bytes:
    """A row that stays one in programs that take ``;`` or a tab for a separator, too."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(map(_harmless, cells))
    return out.getvalue().encode()


_BREAK = r"\t-\r\x1c-\x1f\x85\u2028\u2029"
"""Tabs, and whatever some program takes for the end of a line."""
_FORMULA = re.compile(rf'((?:^|[;{_BREAK}])(?:[^\S{_BREAK}]|")*)([=+\-@＝＋－＠﹦﹢﹣﹫])')
"""How formulas begin, where some program begins a cell; those of Chinese editions read the wide
signs, too."""


def _harmless(cell: str) -> str:
    """A cell of which no spreadsheet takes any part for a formula."""
    return _FORMULA.sub(r"\1'\2", cell)


CSV = Form("csv", csv_line, csv_file)

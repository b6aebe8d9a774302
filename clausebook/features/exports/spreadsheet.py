"""``data/clauses.csv``: a row per clause for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable

from clausebook.features.exports.clauses import Clause
from clausebook.features.exports.listing import Form
from clausebook.features.exports.parts import Application, Stated
from clausebook.languages import Language

BOM = "\ufeff"
"""Without the byte-order mark spreadsheets do not read Chinese."""


def _facts(clause: Clause, language: Language) -> str:
    found = (fact for part in (clause, *clause.items) for fact in part.facts)
    return "; ".join(f"{fact.means[language]}: {fact.display[language]}" for fact in found)


def _application(said: Application) -> str:
    return f"{said.state} {said.from_ or ''}/{said.until or ''}"


def _state(stated: Stated) -> str:
    return f"{stated.state} {stated.from_}{'/' + stated.until if stated.until else ''}"


COLUMNS: dict[str, Callable[[Clause], str]] = {
    "id": lambda c: c.id,
    "document": lambda c: c.document,
    "number": lambda c: c.number,
    "citation_zh": lambda c: c.citation.zh,
    "citation_en": lambda c: c.citation.en,
    "title_zh": lambda c: c.title.zh if c.title else "",
    "title_en": lambda c: c.title.en if c.title else "",
    "digest_zh": lambda c: c.digest.zh,
    "digest_en": lambda c: c.digest.en,
    "topics": lambda c: "; ".join(row.id for row in c.topics),
    "agencies_zh": lambda c: "; ".join(row.zh for row in c.agencies),
    "agencies_en": lambda c: "; ".join(row.en for row in c.agencies),
    "facts_zh": lambda c: _facts(c, "zh"),
    "facts_en": lambda c: _facts(c, "en"),
    "from": lambda c: c.validity.from_ or "",
    "until": lambda c: c.validity.until or "",
    "applications": lambda c: "; ".join(map(_application, c.applications)),
    "states": lambda c: "; ".join(map(_state, c.states)),
    "url_zh": lambda c: c.url.zh,
    "url_en": lambda c: c.url.en,
}


def csv_line(clause: Clause) -> bytes:
    """The clause's row."""
    return csv_row(cell(clause) for cell in COLUMNS.values())


def csv_file(lines: Iterable[bytes]) -> bytes:
    """The table with its heading."""
    return BOM.encode() + csv_row(COLUMNS) + b"".join(lines)


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

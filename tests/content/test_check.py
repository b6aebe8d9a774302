"""Files and their ids: what has a place in the content, and what could leave the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausebook.content.check import RESERVED
from tests.overlay import GOOD, codes_in, found, problems_in

CLAUSE = """\
number: （四）
kind: clause
title: {zh: 服务, en: Services}
digest: {zh: 受理。, en: Filing.}
"""
NO_IDS = (
    *("Clause", "CLAUSE", "4a_b", "-4", "4-", "4--5", "4.5", "四", "４", "ﬁ", "a\u00a0b", "é"),
    "x" * 61,
)
TAKEN = ("con", "prn", "aux", "nul", "com0", "com1", "lpt9", "index")
"""Ids of the right form that some disks do not have, or that take another page's place."""
QUOTED = ("../x", "..", ".", "", "x/y", "x\\\\y", "x\\n", "x y", "x:y", "%2e", "javascript:x")
"""Ids as double quotes would let them in."""


@pytest.mark.parametrize(
    "paths",
    [
        [f"tide-2031-4/{id_}.yaml" for id_ in (*NO_IDS, *TAKEN)],
        [f"{id_}/1.yaml" for id_ in (*NO_IDS, *TAKEN, *RESERVED)],
    ],
    ids=["clauses", "documents"],
)
def test_no_clause_and_no_document_can_have_such_an_id(paths: list[str], tmp_path: Path) -> None:
    overlay = "".join(f"--- {path}\n{CLAUSE}" for path in paths)
    assert found(problems_in(tmp_path, overlay)) == [
        (f"content/{path}", 1, 1, "bad-id") for path in sorted(paths)
    ]


ROWS = {
    "jurisdictions": "{level: district, name: {zh: 区, en: X}, short: {zh: 区, en: X}}",
    "agencies": "{name: {zh: 局, en: X}, short: {zh: 局, en: X}, jurisdiction: tidewater}",
    "topics": "{name: {zh: 题, en: X}, digest: {zh: 题。, en: X.}}",
    "cited": "{title: {zh: 文, en: X}, note: {zh: 文。, en: X.}}",
    "glossary": "{zh: 词, en: X}",
    "inputs": "{type: money, label: {zh: 数, en: X}}",
}


PAGE_ANCHORS = (
    *("content", "search-field", "search-list", "provenance"),
    *("fact-x", "benefit-x", "search-list-1"),
)


@pytest.mark.parametrize(
    ("table", "ids", "code"),
    [
        *((table, (*NO_IDS, *QUOTED), "bad-format") for table in ROWS),
        *((table, TAKEN, "bad-id") for table in ROWS if table != "inputs"),
        ("inputs", ("yes", "min", "steps_past", "class", "if", "async"), "bad-id"),
        *((table, ("x" * 300,), "bad-format") for table in ROWS),
        ("glossary", PAGE_ANCHORS, "bad-id"),
    ],
)
def test_no_row_can_have_such_an_id(
    table: str, ids: tuple[str, ...], code: str, tmp_path: Path
) -> None:
    text = (GOOD / f"{table}.yaml").read_text(encoding="utf-8")
    rows = "".join(f'"{id_}": {ROWS[table]}\n' for id_ in ids)
    first = text.count("\n") + 1
    assert found(problems_in(tmp_path, f"--- {table}.yaml\n{text}{rows}")) == [
        (f"content/{table}.yaml", first + place, 1, code) for place in range(len(ids))
    ]


@pytest.mark.parametrize(
    ("ids", "code"),
    [
        ((*NO_IDS[:12], *QUOTED), "bad-format"),
        (TAKEN, "bad-id"),
        (PAGE_ANCHORS, "bad-id"),
        (("x" * 61, "x" * 300), "too-long"),
    ],
)
def test_no_item_can_have_such_an_id(ids: tuple[str, ...], code: str, tmp_path: Path) -> None:
    items = "".join(
        f'  - {{id: "{id_}", number: （1）, digest: {{zh: 受理。, en: Filing.}}}}\n' for id_ in ids
    )
    overlay = f"--- tide-2031-4/3.yaml\n{CLAUSE}items:\n{items}"
    assert found(problems_in(tmp_path, overlay)) == [
        ("content/tide-2031-4/3.yaml", 6 + place, 10, code) for place in range(len(ids))
    ]


BENEFIT = """\
  - id: "{}"
    name: {{zh: 奖励, en: Award}}
    form: award
    pays: sum
    examples: [{{name: {{zh: 普通, en: Ordinary}}, pays: 10万元}}]
"""


@pytest.mark.parametrize(
    ("ids", "code"),
    [
        ((*NO_IDS[:12], *QUOTED), "bad-format"),
        (TAKEN, "bad-id"),
        (("x" * 61, "x" * 300), "too-long"),
    ],
)
def test_no_benefit_can_have_such_an_id(ids: tuple[str, ...], code: str, tmp_path: Path) -> None:
    benefits = "".join(map(BENEFIT.format, ids))
    overlay = f"--- tide-2031-4/3.yaml\n{CLAUSE}benefits:\n{benefits}"
    assert found(problems_in(tmp_path, overlay)) == [
        ("content/tide-2031-4/3.yaml", 6 + 5 * place, 9, code) for place in range(len(ids))
    ]


def test_two_tables_have_to_be_there(tmp_path: Path) -> None:
    tables = [path.name for path in sorted(GOOD.glob("*.yaml"))]
    overlay = "".join(f"--- {name} (removed)\n" for name in tables)
    missing = [
        place for place in found(problems_in(tmp_path, overlay)) if place[3] == "missing-file"
    ]
    assert missing == [
        (f"content/{name}", 1, 1, "missing-file") for name in ("jurisdictions.yaml", "site.yaml")
    ]


def test_a_content_folder_with_nothing_in_it_misses_two_tables(tmp_path: Path) -> None:
    overlay = "".join(
        f"--- {path.relative_to(GOOD).as_posix()} (removed)\n" for path in GOOD.rglob("*.yaml")
    )
    assert codes_in(tmp_path, overlay) == ["missing-file"] * 2


def test_a_table_that_is_not_there_is_an_empty_one(tmp_path: Path) -> None:
    """No document, no clause, and nothing but the two tables that every site has."""
    names = [path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*.yaml")]
    kept = ("site.yaml", "jurisdictions.yaml")
    overlay = "".join(f"--- {name} (removed)\n" for name in names if name not in kept)
    assert codes_in(tmp_path, overlay) == []


def test_empty_tables_are_fine_where_nothing_refers_to_them(tmp_path: Path) -> None:
    """No document, no clause, and tables that hold nothing: an empty site is a valid one."""
    names = [path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*.yaml")]
    overlay = "".join(
        f"--- {name}{' (removed)' if '/' in name else ''}\n"
        for name in names
        if name != "site.yaml"
    )
    assert codes_in(tmp_path, overlay) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("~", ["wrong-type"]),
        ("text", ["wrong-type"]),
        ("- 1", ["wrong-type"]),
        ("", ["missing-key"]),
        ("{}", ["missing-key"]),
        ("number: {a: b}", ["missing-key", "wrong-type"]),
        (CLAUSE + "facts: []", ["wrong-type"]),
        (CLAUSE + "facts: {x: }", ["empty"]),
        (CLAUSE + "facts: {x: 1}", ["wrong-type"]),
        (CLAUSE + "facts: {x: {is: [1], printed: {}, means: x}}", ["wrong-type"]),
        (CLAUSE + 'items: [{id: [], number: {}, digest: ""}]', ["empty", "wrong-type"]),
        (CLAUSE + "benefits: [{}]", ["missing-key"]),
        (CLAUSE + "topics: [[growing], [growing], {a: b}]", ["repeated-entry", "wrong-type"]),
        (CLAUSE + "unknown: {deeply: [nested, {things: 1}]}", ["unknown-key"]),
        (CLAUSE + "? \n: 1", ["unknown-key"]),
    ],
)
def test_a_clause_of_the_wrong_shape_is_refused(
    text: str, codes: list[str], tmp_path: Path
) -> None:
    assert sorted(set(codes_in(tmp_path, f"--- tide-2031-4/3.yaml\n{text}"))) == codes


def test_all_places_of_a_wrong_shape_are_reported(tmp_path: Path) -> None:
    text = "number: （三）\nkind: x\ntitle: {zh: 服务, en: }\ntopics: [Growing]\nmore: x\n"
    assert found(problems_in(tmp_path, f"--- tide-2031-4/3.yaml\n{text}")) == [
        ("content/tide-2031-4/3.yaml", 1, 1, "missing-key"),
        ("content/tide-2031-4/3.yaml", 3, 21, "empty"),
        ("content/tide-2031-4/3.yaml", 4, 10, "bad-format"),
        ("content/tide-2031-4/3.yaml", 5, 1, "unknown-key"),
    ]

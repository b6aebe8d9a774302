"""The published data: complete, made line by line, and harmless in other programs."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from clausebook.build.understand import understand
from clausebook.features.exports import LISTINGS, lines
from clausebook.meaning.calculate import Calculated
from clausebook.rules.evaluate import evaluate
from clausebook.rules.results import Result
from clausebook.told.notes import ALL, Answer, Question
from tests.features.exports.source import exported, workshop
from tests.overlay import GOOD, lay
from tests.published import benefit_of


@pytest.fixture(scope="module")
def files(calculated: Calculated) -> dict[str, bytes]:
    """Everything that the content exports."""
    return exported(calculated)


def read(files: dict[str, bytes], name: str) -> Any:
    return json.loads(files[f"data/{name}"])


def test_all_conditions_stand_in_their_clause(
    files: dict[str, bytes], calculated: Calculated
) -> None:
    """Also those that only one benefit asks for, with the benefit's name."""
    told = [
        (part["id"], row["benefit"], row["id"], row["printed"])
        for clause in read(files, "clauses.json")
        for part in (clause, *clause["items"])
        for row in part["conditions"]
    ]
    corpus = calculated.site.corpus
    parts = [part for clause in corpus.clauses.values() for part in clause.provisions()]
    said = [(part.id, None, c.id, c.printed or None) for part in parts for c in part.conditions]
    said += [
        (part.id, f"{part.id}:{benefit.id}", c.id, c.printed or None)
        for part in parts
        for benefit in part.benefits
        for c in benefit.conditions
    ]
    assert sorted(told, key=repr) == sorted(said, key=repr)
    assert {row[1] for row in told} - {b["id"] for b in read(files, "benefits.json")} == {None}


def test_links_are_told_at_both_ends(files: dict[str, bytes]) -> None:
    clauses = {clause["id"]: clause for clause in read(files, "clauses.json")}
    out = {
        (id_, link["clause"].partition("#")[0])
        for id_, clause in clauses.items()
        for link in clause["links"]["out"]
    }
    back = {
        (link["clause"], id_) for id_, clause in clauses.items() for link in clause["links"]["in"]
    }
    assert out == back != set()


def test_a_published_rule_can_be_calculated_as_it_stands(files: dict[str, bytes]) -> None:
    """Another program needs nothing but benefits.json to repeat the worked examples."""
    for benefit in read(files, "benefits.json"):
        for example in benefit["examples"]:
            result = evaluate(benefit_of(benefit), example["given"], example["on"])
            assert isinstance(result, Result)
            paid, amount = result.used.paid, example["amount"]
            worked = None if amount is None else Fraction(amount) * 10000
            assert (paid.total.low if paid.total.exact else None) == worked, benefit["id"]
            assert paid.bound == example["bound"]


def test_the_table_has_a_row_per_clause_that_spreadsheets_can_read(
    files: dict[str, bytes],
) -> None:
    text = files["data/clauses.csv"].decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert [row["id"] for row in rows] == [c["id"] for c in read(files, "clauses.json")]
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def all_lines(calculated: Calculated) -> dict[Question, Answer]:
    """All lines of the exports, and what was asked for each."""
    w = workshop(calculated).languages["zh"]
    for listing in LISTINGS:
        for id_ in listing.things(calculated.site):
            lines(w, listing.name, id_)
    return {key: answer for key, answer in w.notes.answers.items() if key[0] == "lines"}


def test_an_edit_changes_the_lines_that_say_it(tmp_path: Path) -> None:
    """The rest of a file can be taken from the last build."""
    content = lay(tmp_path)
    clause = content / "tide-2031-4" / "2.yaml"
    text = clause.read_text(encoding="utf-8")
    clause.write_text(text.replace("at most {cap} per", "not above {cap} per"), encoding="utf-8")
    before, after = (all_lines(understand(folder)[0]) for folder in (GOOD, content))
    assert before.keys() == after.keys()
    changed = {key[2:] for key, answer in before.items() if answer.value != after[key].value}
    assert changed == {("clauses", "tide-2031-4/2")}


def test_no_row_reads_a_whole_table(calculated: Calculated) -> None:
    """Otherwise any edit would make all rows anew, in a time that grows with their square."""
    found = all_lines(calculated)
    assert len(found) == sum(len([*listing.things(calculated.site)]) for listing in LISTINGS)
    assert [key for key, line in found.items() if any(ALL in asked for asked in line.asked)] == []


def test_scripts_hold_nothing_but_one_registration(site_files: dict[str, bytes]) -> None:
    for path, data in site_files.items():
        if path.startswith(("assets/data/", "assets/search/")):
            text = data.decode("utf-8")
            assert text.startswith('clausebook.register("')
            assert text.endswith(");\n")
            assert "<" not in text
            json.loads(text[text.index(",") + 1 : -3])

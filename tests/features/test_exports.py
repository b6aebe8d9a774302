"""The published data: as its schemas say, complete, and harmless in other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from clausebook.build.pipeline import understand
from clausebook.features.exports import DATA_FILES, export
from clausebook.rules.evaluate import evaluate
from clausebook.rules.results import Result
from tests.overlay import GOOD
from tests.published import benefit_of
from tests.twin import ROOT

JSON_FILES = [name for name in DATA_FILES if name.endswith(".json")]


@pytest.fixture(scope="module")
def files(real_files: dict[str, bytes]) -> dict[str, bytes]:
    """Everything that the real content exports, and the scripts that only hold data."""
    data = ("data/", "assets/data/", "assets/search/")
    return {path: file for path, file in real_files.items() if path.startswith(data)}


def read(files: dict[str, bytes], name: str) -> Any:
    return json.loads(files[f"data/{name}"])


@pytest.mark.parametrize("name", JSON_FILES)
def test_data_is_as_its_published_schema_says(files: dict[str, bytes], name: str) -> None:
    schema = json.loads(files[f"data/schema/{name}"])
    Draft202012Validator.check_schema(schema)
    errors = Draft202012Validator(schema).iter_errors(read(files, name))
    assert [(error.json_path, error.message) for error in errors] == []


@pytest.mark.parametrize("name", JSON_FILES)
def test_any_other_content_is_published_in_the_same_form(name: str) -> None:
    """The small content has what the real one lacks: readings of items, a default, no title."""
    files = dict(export(understand(GOOD)[0]))
    errors = Draft202012Validator(json.loads(files[f"data/schema/{name}"])).iter_errors(
        read(files, name)
    )
    assert [(error.json_path, error.message) for error in errors] == []


def objects_in(schema: Any) -> Iterator[dict[str, Any]]:
    """All schemas of objects below a schema."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for inner in schema.values():
            yield from objects_in(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from objects_in(inner)


@pytest.mark.parametrize("name", JSON_FILES)
def test_a_published_schema_names_every_key(files: dict[str, bytes], name: str) -> None:
    for schema in objects_in(json.loads(files[f"data/schema/{name}"])):
        if "properties" in schema:
            assert schema["additionalProperties"] is False
            optional = schema["properties"].keys() - schema.get("required", [])
            assert optional <= {"combined", "count", "per_year", "in_total", "stacking"}
        else:
            assert "additionalProperties" in schema


def test_every_schema_is_published_and_describes_a_file(files: dict[str, bytes]) -> None:
    described = sorted(path.name for path in (ROOT / "schema" / "data").glob("*.json"))
    assert described == sorted(JSON_FILES)
    assert all(f"data/schema/{name}" in files for name in described)


def test_a_clause_tells_its_facts_with_value_unit_and_printed_token(
    files: dict[str, bytes],
) -> None:
    clause = next(c for c in read(files, "clauses.json") if c["id"] == "shanghai-2022-13/5")
    cap = next(fact for fact in clause["facts"] if fact["name"] == "cap")
    assert cap == {
        "name": "cap",
        "kind": "money",
        "value": "20000000",
        "upto": None,
        "unit": "CNY",
        "bound": "exact",
        "printed": "最高不超过２０００万元",
        "means": {"zh": "单个品种支持上限", "en": "Cap per product"},
        "role": "cap",
        "per": ["product"],
        "dated": None,
        "display": {"zh": "2000万元", "en": "RMB 20 million"},
        "address": "shanghai-2022-13/5.cap",
    }


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
            paid = result.used.paid.total
            assert paid.low == Fraction(example["amount"]) * 10000, benefit["id"]


def test_the_table_has_a_row_per_clause_that_spreadsheets_can_read(
    files: dict[str, bytes],
) -> None:
    text = files["data/clauses.csv"].decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert [row["id"] for row in rows] == [c["id"] for c in read(files, "clauses.json")]
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_scripts_hold_nothing_but_one_registration(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        if path.endswith(".js"):
            text = data.decode("utf-8")
            assert text.startswith('clausebook.register("')
            assert text.endswith(");\n")
            assert "<" not in text
            json.loads(text[text.index(",") + 1 : -3])

"""The published schemas: they describe the data, and refuse anything else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from clausebook.features.exports import LISTINGS
from clausebook.meaning.calculate import Calculated
from clausebook.resources import SCHEMAS
from tests.features.exports.source import exported

NAMES = [listing.name for listing in LISTINGS]
NODES = {"pays", "holds", "when", "ceiling", "with", "count", "per_year", "in_total"}
"""Compiled rules, whose form the schemas leave to ``schema/rules.md``."""
PLACES = {"instances"}
"""Lists of plain numbers, of which one is as good as another."""
MAPPINGS = {
    "roles",
    "texts",
    "facts",
    "under",
    "where",
    "given",
    "answers",
    "received",
    "judged",
    "totals",
}
"""Objects whose keys are names in the content; so is one that stands for a benefit."""


def read(files: dict[str, bytes], path: str) -> Any:
    return json.loads(files[f"data/{path}.json"])


@pytest.fixture(scope="module")
def files(calculated: Calculated) -> dict[str, bytes]:
    """The exports of the content."""
    return exported(calculated)


@pytest.mark.parametrize("name", NAMES)
def test_data_is_as_its_published_schema_says(files: dict[str, bytes], name: str) -> None:
    schema = read(files, f"schema/{name}")
    Draft202012Validator.check_schema(schema)
    errors = Draft202012Validator(schema).iter_errors(read(files, name))
    assert [(error.json_path, error.message) for error in errors] == []


def changed(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The value with one thing wrong in it, in every way, and what is wrong."""
    if isinstance(value, dict):
        if name not in MAPPINGS and ":" not in name:
            yield f"{name}: a key too many", {**value, "more": "x"}
            # The limits of a benefit stand only where there are any.
            for key in value.keys() if name != "limits" else ():
                yield f"{name}: no {key}", {k: v for k, v in value.items() if k != key}
        for key, inner in value.items():
            for wrong, other in changed(inner, key):
                yield f"{name}.{wrong}", {**value, key: other}
    elif isinstance(value, list):
        yield f"{name}: no list", "x"
        if value and name not in NODES | PLACES:
            for wrong, other in changed(value[0], f"{name}[]"):
                yield f"{name}: {wrong}", [other, *value[1:]]
    else:
        yield f"{name}: another type", 7


@pytest.mark.parametrize("name", NAMES)
def test_a_published_schema_refuses_what_is_not_so(files: dict[str, bytes], name: str) -> None:
    validator = Draft202012Validator(read(files, f"schema/{name}"))
    rows = read(files, name)
    richest = max(rows, key=lambda row: len(json.dumps(row)))
    accepted = [wrong for wrong, row in changed(richest) if validator.is_valid([row])]
    assert accepted == []


def test_values_are_those_that_the_content_may_have(files: dict[str, bytes]) -> None:
    """They are listed once, in the schemas of the content."""
    published = read(files, "schema/clauses")["$defs"]["Fact"]["properties"]["role"]["anyOf"]
    common = json.loads((SCHEMAS / "common.json").read_text(encoding="utf-8"))
    roles = common["$defs"]["fact"]["properties"]["role"]["enum"]
    assert published == [{"type": "string", "enum": roles}, {"type": "null"}]
    assert roles


def test_the_text_below_a_field_is_published(files: dict[str, bytes]) -> None:
    types = read(files, "schema/clauses")["$defs"]
    unit = types["Fact"]["properties"]["unit"]["description"]
    assert unit == (
        "The code of a currency, % or a printed measure word; empty for ratios and dates."
    )
    inherited = types["Clause"]["properties"]["number"]["description"]
    assert inherited == types["Provision"]["properties"]["number"]["description"] == "As printed."

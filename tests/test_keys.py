"""A key of a clause is read, shown and published; what forgets a new one is named."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest
from msgspec.structs import fields as row_fields

from clausebook.content import records
from clausebook.features.documents.clause import ClauseView
from clausebook.features.documents.parts import ProvisionView
from clausebook.features.exports.clauses import Clause, Provision
from clausebook.resources import SCHEMAS

SHOWN_BY_OTHERS = {
    "who": "in the answer",
    "offers": "in the answer",
    "roles": "in the answer",
    "agencies": "in the answer",
    "and_others": "in the answer",
    "applications": "in the answer",
    "kind": "in the clause's number: clause 5, rule 5",
    "uses": "as the facts that the short names stand for",
    "constants": "where the rules are told that name them",
}
PUBLISHED_BY_OTHERS = {
    "no_rule": "in rules",
    "uses": "as the facts of the other clause",
    "constants": "with the benefits whose rules name them",
}

SCHEMA = json.loads((SCHEMAS / "clause.json").read_text(encoding="utf-8"))
PLACES = {
    "clause": (SCHEMA, records.Clause, ClauseView, Clause),
    "item": (SCHEMA["$defs"]["item"], records.Provision, ProvisionView, Provision),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_key_is_read_shown_and_published(name: str) -> None:
    schema, record, view, row = PLACES[name]
    keys = set(schema["properties"])
    shown: set[Any] = {field.name for field in (*fields(view), *fields(ProvisionView))}
    assert keys - {field.name for field in fields(record)} == set(), "not read"
    assert keys - shown - SHOWN_BY_OTHERS.keys() == set(), "not shown"
    published = {field.encode_name for field in row_fields(row)}
    assert keys - published - PUBLISHED_BY_OTHERS.keys() == set(), "not published"

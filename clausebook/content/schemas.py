"""Which shape a content file must have: the JSON Schemas, and whether a value fits one."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from jsonschema_rs import Draft202012, Draft202012Validator, Registry

from clausebook.resources import SCHEMAS

NAMES = (
    "common",
    "document",
    "clause",
    "agencies",
    "jurisdictions",
    "topics",
    "glossary",
    "cited",
    "inputs",
    "exceptions",
    "synonyms",
    "units",
    "site",
)


@cache
def contents(name: str) -> Any:
    """A schema as its file says."""
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


@cache
def _compiled(name: str) -> Draft202012Validator:
    registry = Registry([(f"{n}.json", contents(n)) for n in NAMES], draft=Draft202012)
    return Draft202012Validator(contents(name), registry=registry)


def schema_of(name: str) -> str:
    """The schema of a content file: x/document.yaml is a document, x/5.yaml a clause."""
    folder, _, stem = name.removesuffix(".yaml").rpartition("/")
    return stem if not folder or stem == "document" else "clause"


def fits(schema: str, value: Any) -> bool:
    """Whether a value has the shape that a schema asks for."""
    return _compiled(schema).is_valid(value)


def count_misfits(schema: str, value: Any) -> int:
    """How many things are wrong with the shape of a value."""
    return sum(1 for _ in _compiled(schema).iter_errors(value))


def wrong_id(id_: str) -> str:
    """Why an id cannot be a part of an address; empty when it can.

    For ids that stand in no file: in a path, or in a command.
    """
    rule = contents("common")["$defs"]["id"]
    if len(id_) > rule["maxLength"]:
        return f"an id has at most {rule['maxLength']} characters; shorten {id_[:20]!r}…."
    if not re.fullmatch(rule["pattern"], id_):
        return f"{id_!r} cannot be an id: use lower-case letters, digits and single hyphens."
    if id_ in rule["not"]["enum"]:
        return f"{id_!r} is taken: {rule['not']['description']}. Choose another."
    return ""

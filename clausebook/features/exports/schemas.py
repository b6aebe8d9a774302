"""The published JSON Schemas, made from the types of the rows and the texts below their fields."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache, reduce
from itertools import pairwise
from typing import Any, get_args

import msgspec

from clausebook.features.exports import parts
from clausebook.languages import Languages
from clausebook.resources import SCHEMAS, bad_resource, json_of_resource

Json = dict[str, Any]


def schema(name: str, title: str, file: Any, languages: Languages) -> bytes:
    """The schema of a file that holds a row, or a list of rows, in a site of these languages."""
    (listing,), types = msgspec.json.schema_components([file])
    (row,) = get_args(file) or (file,)
    known = {**vars(parts), **vars(sys.modules[row.__module__])}
    for type_, described in types.items():
        _describe(described, known[type_])
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": name,
        "title": f"data/{name}: {title}",
        **listing,
        "$defs": types,
    }
    return msgspec.json.format(msgspec.json.encode(_listed(whole, languages)), indent=2) + b"\n"


# --- what fields mean ------------------------------------------------------------------------


def _describe(described: Json, row: type[parts.Row]) -> None:
    """Put the texts below the fields of a type into its schema."""
    texts: dict[str, str] = {}
    for base in reversed(row.__mro__):
        if issubclass(base, parts.Row):
            texts |= _texts(base.__module__)[base.__name__]
    for field, key in zip(row.__struct_fields__, row.__struct_encode_fields__, strict=True):
        if field in texts:
            described["properties"][key]["description"] = texts[field]


@cache
def _texts(module: str) -> dict[str, dict[str, str]]:
    """By class and field, the texts below the fields of a module's classes."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {
        node.name: {
            ast.unparse(field.target): " ".join(ast.literal_eval(text.value).split())
            for field, text in pairwise(node.body)
            if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr)
        }
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }


# --- what values may be ----------------------------------------------------------------------


_ANY_TEXT = {"type": "string"}
"""What a mapping holds that is a text by language."""


def _listed(schema: Any, languages: Languages) -> Any:
    """The same with the values that the content's schemas list, where it only says where.

    Texts have the site's languages.
    """
    if isinstance(schema, list):
        return [_listed(inner, languages) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _listed(inner, languages) for key, inner in schema.items()}
    if found.get("additionalProperties") == _ANY_TEXT:
        found["properties"] = dict.fromkeys(languages, _ANY_TEXT)
        found |= {"required": [*languages], "additionalProperties": False}
    if isinstance(found.get("enum"), str):
        found["enum"] = _values(found["enum"])
    return found


def _values(pointer: str) -> list[str]:
    """The values that stand at a place of a content schema: ``clause.json#/properties/kind``."""
    name, _, path = pointer.partition("#/")
    whole = json_of_resource(SCHEMAS / name)
    try:
        values: list[str] = reduce(lambda inner, key: inner[key], path.split("/"), whole)["enum"]
    except (LookupError, TypeError):
        message = f"the published data need the list at {path}/enum; put it back."
        raise bad_resource(SCHEMAS / name, 1, 1, message) from None
    return values

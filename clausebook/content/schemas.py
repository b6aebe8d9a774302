"""Which shape a content file must have: the JSON Schemas, and whether a value fits one.

A schema takes a text in any language. What a site asks is the same with exactly its languages: they
stand where the schema has ``zh`` and ``en`` for editors to choose from.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from jsonschema_rs import Draft202012, Draft202012Validator, Registry, ValidationError, meta

from clausebook.content.sources import Sources
from clausebook.languages import Languages
from clausebook.messages import Message, say
from clausebook.problems import Place
from clausebook.resources import (
    SCHEMAS,
    BadResource,
    bad_resource,
    json_of_resource,
    text_of_resource,
)

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
    "questions",
    "plans",
    "answers",
    "exceptions",
    "synonyms",
    "units",
    "vocabulary",
    "site",
    "theme",
)


class Shape(NamedTuple):
    """A schema as a site asks it."""

    name: str
    languages: Languages = ()
    """Those of the site; without any, a text may be in whatever language."""


@cache
def contents(name: str, languages: Languages = ()) -> Any:
    """A schema as its file says, or as a site of these languages asks it.

    Raises :class:`BadResource`.
    """
    said = json_of_resource(SCHEMAS / f"{name}.json")
    return _asked(said, languages) if languages else said


def _asked(schema: Any, languages: Languages) -> Any:
    """The same with these languages wherever the schema takes any."""
    if isinstance(schema, list):
        return [_asked(inner, languages) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _asked(inner, languages) for key, inner in schema.items()}
    (text,) = found.pop("patternProperties", {"": None}).values()
    if text is None:
        return found
    keys = list(found["properties"].items())
    at = next(place for place, (_, inner) in enumerate(keys) if not inner)
    known = dict(keys[:at]) | dict.fromkeys(languages, text)
    found["properties"] = known | {key: inner for key, inner in keys[at:] if inner}
    if not text.get("mayBeMissing"):
        found["required"] = [*found.get("required", ()), *languages]
    return found


@cache
def _compiled(shape: Shape) -> Draft202012Validator:
    name, languages = shape
    try:
        known = [(f"{n}.json", contents(n, languages)) for n in NAMES]
        registry = Registry(known, draft=Draft202012)
        return Draft202012Validator(contents(name, languages), registry=registry)
    except ValueError as error:
        raise _no_schema(name, error) from None


def _no_schema(name: str, error: ValueError) -> BadResource:
    """Where the schema is that is none, and what is wrong with it."""
    for other in NAMES:
        try:
            meta.validate(contents(other))
        except ValidationError as found:
            return _at_route(other, found)
    if isinstance(error, ValidationError) and error.instance_path:
        return _at_route(name, error)
    return _at_reference(str(error).partition("\n")[0])


def _at_route(name: str, error: ValidationError) -> BadResource:
    """JSON is YAML, so that a place in it is found as in the content."""
    path = SCHEMAS / f"{name}.json"
    place = Place(str(path), tuple(error.instance_path))
    position = Sources(lambda _: text_of_resource(path)).position(place)
    return bad_resource(*position, f"{error.message}: this is no JSON Schema; correct it.")


def _at_reference(message: str) -> BadResource:
    """The first reference to what the message quotes: it leads nowhere."""
    quoted = re.search(r"'([^']+)'", message)
    target = f'{quoted[1]}"' if quoted else message
    for path in (SCHEMAS / f"{name}.json" for name in NAMES):
        before, leads, _ = text_of_resource(path).partition(target)
        if leads:
            return bad_resource(path, before.count("\n") + 1, 1, f"{message}; correct the $ref.")
    return bad_resource(SCHEMAS, 1, 1, f"{message}.")


def schema_of(name: str) -> str:
    """The schema of a content file: x/document.yaml is a document, x/5.yaml a clause."""
    folder, _, stem = name.removesuffix(".yaml").rpartition("/")
    return stem if not folder or stem == "document" else "clause"


def fits(shape: Shape, value: Any) -> bool:
    """Whether a value has a shape."""
    return _compiled(shape).is_valid(value)


def count_misfits(shape: Shape, value: Any) -> int:
    """How many things are wrong with the shape of a value."""
    return sum(1 for _ in _compiled(shape).iter_errors(value))


def wrong_id(id_: str) -> Message | None:
    """Why an id cannot be a part of an address; None when it can.

    For ids that stand in no file: in a path, or in a command.
    """
    rule = contents("common")["$defs"]["id"]
    if len(id_) > rule["maxLength"]:
        return say("bad-id.long", id=f"{id_[:20]}…", most=rule["maxLength"])
    if not re.fullmatch(rule["pattern"], id_):
        return say("bad-id.signs", id=id_)
    if id_ in rule["not"]["enum"]:
        return say("bad-id.kept", id=id_)
    return None

"""JSON Schema problems in an editor's words, each at its line and column.

Only a file of the wrong shape comes here: :mod:`clausebook.content.schemas` says which, and faster.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from referencing import Registry, Resource

from clausebook.content.displaced import report_displaced
from clausebook.content.load import YamlFile
from clausebook.content.schemas import NAMES, Shape, contents
from clausebook.content.slips import report_slips
from clausebook.languages import known_languages
from clausebook.problems import Place, Problems, clipped, did_you_mean


def _whole_pattern(_: Any, pattern: str, value: Any, schema: Any) -> Iterator[ValidationError]:
    """Python's ``$`` also matches before a final line break, which no id may have."""
    if isinstance(value, str) and not re.search(pattern.removesuffix("$") + r"\Z", value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


_Validator = extend(Draft202012Validator, {"pattern": _whole_pattern})  # type: ignore[no-untyped-call]


@cache
def _validator(shape: Shape) -> Any:
    name, languages = shape
    known = [(f"{n}.json", Resource.from_contents(contents(n, languages))) for n in NAMES]
    registry: Registry[Any] = Registry().with_resources(known)
    return _Validator(contents(name, languages), registry=registry)


def misfits(shape: Shape, value: Any) -> list[Any]:
    """Where a value has another shape."""
    return list(_validator(shape).iter_errors(value))


def report_misfits(file: YamlFile, shape: Shape, problems: Problems) -> bool:
    """Report everything that is wrong with the shape of a file; whether there is anything."""
    errors = misfits(shape, file.value)
    if not errors:
        return False
    if report_slips(file.path, file.text, problems):
        return True  # what follows from a slip need not be told
    for error in report_displaced(file, shape, partial(misfits, shape), problems):
        explain = _EXPLAIN.get(str(error.validator), _other)
        explain(file, error, problems)
    return True


def _required(file: YamlFile, error: Any, problems: Problems) -> None:
    """A key that is asked for; each has an error of its own."""
    place = file.at(*error.absolute_path)
    (key,) = (key for key in error.validator_value if f"{key!r} is a required" in error.message)
    if key in known_languages():
        text = f"the text is not there in {key!r}, a language of the site: write it as {key}:."
        problems.add(place, "missing-translation", text)
    else:
        problems.add(place, "missing-key", f"add the key {key!r}.")


def _additional(file: YamlFile, error: Any, problems: Problems) -> None:
    known = list(error.schema.get("properties", {}))
    for key in error.instance:
        if key not in known:
            place = file.at(*error.absolute_path, key, key=True)
            text = f"there is no key {key!r} here.{did_you_mean(key, known)}"
            problems.add(place, "unknown-key", text + f" Known keys: {', '.join(known)}.")


def _enum(file: YamlFile, error: Any, problems: Problems) -> None:
    allowed = [str(value) for value in error.validator_value]
    text = f"{error.instance!r} is not one of {', '.join(allowed)}."
    hint = did_you_mean(str(error.instance), allowed)
    problems.add(file.at(*error.absolute_path), "not-in-list", f"{text}{hint}")


def _names(file: YamlFile, error: Any, problems: Problems) -> None:
    place, name = _place_of(file, error), clipped(error.instance)
    problems.add(place, "bad-format", f"{name} cannot be a name here: {_form(error)}")


def _taken(file: YamlFile, error: Any, problems: Problems) -> None:
    why = error.validator_value["description"]
    text = f"{error.instance!r} is taken: {why}. Choose another."
    problems.add(_place_of(file, error), "bad-id", text)


def _place_of(file: YamlFile, error: Any) -> Place:
    """The place of a wrong value, or of a wrong key."""
    if "propertyNames" in error.absolute_schema_path:
        return file.at(*error.absolute_path, str(error.instance), key=True)
    return file.at(*error.absolute_path)


def _pattern(file: YamlFile, error: Any, problems: Problems) -> None:
    if error.parent is None and "propertyNames" in error.absolute_schema_path:
        return _names(file, error, problems)
    text = f"{clipped(error.instance)} has the wrong form: {_form(error)}"
    return problems.add(file.at(*error.absolute_path), "bad-format", text)


def _form(error: Any) -> str:
    described = error.schema.get("description") if isinstance(error.schema, dict) else None
    return str(described or f"it must match {error.validator_value}")


def _empty(file: YamlFile, error: Any, problems: Problems) -> None:
    fewest = error.validator_value
    what = f"at least {fewest} entries" if fewest > 1 else "something, or remove the key"
    problems.add(file.at(*error.absolute_path), "empty", f"write {what}.")


def _long(file: YamlFile, error: Any, problems: Problems) -> None:
    if "propertyNames" in error.absolute_schema_path:
        return _names(file, error, problems)
    most = error.validator_value
    what = "characters" if error.validator == "maxLength" else "entries"
    text = f"keep it to {most} {what}."
    return problems.add(file.at(*error.absolute_path), "too-long", text)


def _repeated(file: YamlFile, error: Any, problems: Problems) -> None:
    seen: set[str] = set()
    for index, entry in enumerate(error.instance):
        same = json.dumps(entry, sort_keys=True)
        if same in seen:
            place = file.at(*error.absolute_path, index)
            problems.add(place, "repeated-entry", f"{entry!r} is listed twice; keep one.")
        seen.add(same)


def _any(file: YamlFile, error: Any, problems: Problems) -> None:
    keys = [repr(key) for option in error.validator_value for key in option.get("required", ())]
    if keys:
        text = f"add the key {' or '.join(keys)}."
        problems.add(file.at(*error.absolute_path), "missing-key", text)
    elif "description" in error.schema:
        place = file.at(*error.absolute_path)
        problems.add(place, "wrong-type", f"this has the wrong form: {_form(error)}")
    else:
        _other(file, error, problems)


_SHAPES = {"object": "keys with values", "array": "a list", "string": "text", "integer": "a number"}


def _type(file: YamlFile, error: Any, problems: Problems) -> None:
    wanted = error.validator_value
    first = wanted if isinstance(wanted, str) else wanted[0]
    place = file.at(*error.absolute_path)
    if error.instance == "":
        problems.add(place, "empty", f"write {_SHAPES.get(first, first)} here.")
    else:
        problems.add(place, "wrong-type", f"write {_SHAPES.get(first, first)} here.")


def _other(file: YamlFile, error: Any, problems: Problems) -> None:
    text = f"this does not have the form the schema asks for: {error.message[:120]}"
    problems.add(file.at(*error.absolute_path), "wrong-type", text)


_EXPLAIN: dict[str, Callable[[YamlFile, Any, Problems], None]] = {
    "required": _required,
    "additionalProperties": _additional,
    "enum": _enum,
    "pattern": _pattern,
    "not": _taken,
    "anyOf": _any,
    "type": _type,
    "minLength": _empty,
    "minItems": _empty,
    "minProperties": _empty,
    "maxLength": _long,
    "maxItems": _long,
    "maxProperties": _long,
    "uniqueItems": _repeated,
}

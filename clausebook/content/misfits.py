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
from clausebook.messages import Message, say
from clausebook.problems import Place, Problems, did_you_mean


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
        EXPLAIN[str(error.validator)](file, error, problems)
    return True


def _required(file: YamlFile, error: Any, problems: Problems) -> None:
    """A key that is asked for; each has an error of its own."""
    place = file.at(*error.absolute_path)
    (key,) = (key for key in error.validator_value if f"{key!r} is a required" in error.message)
    if key in known_languages():
        problems.add(place, say("missing-translation.language", key=key))
    else:
        problems.add(place, say("missing-key.add", keys=[key]))


def _dependent(file: YamlFile, error: Any, problems: Problems) -> None:
    """A key that another one asks for."""
    for key, others in error.validator_value.items():
        missing = [other for other in others if other not in error.instance]
        if key in error.instance and missing:
            message = say("missing-key.with", key=key, others=missing)
            problems.add(file.at(*error.absolute_path, key, key=True), message)


def _additional(file: YamlFile, error: Any, problems: Problems) -> None:
    known = list(error.schema.get("properties", {}))
    for key in error.instance:
        if key not in known:
            place = file.at(*error.absolute_path, key, key=True)
            hint = did_you_mean(key, known)
            problems.add(place, say("unknown-key.here", key=key, known=known, hint=hint))


def _enum(file: YamlFile, error: Any, problems: Problems) -> None:
    allowed, found = [str(value) for value in error.validator_value], error.instance
    value = str(found) if isinstance(found, list | dict) else found
    hint = did_you_mean(str(value), allowed)
    message = say("not-in-list.schema", value=value, known=allowed, hint=hint)
    problems.add(file.at(*error.absolute_path), message)


def _names(file: YamlFile, error: Any, problems: Problems) -> None:
    message = say("bad-format.name", name=error.instance, form=_form(error.schema))
    problems.add(_place_of(file, error), message)


def _taken(file: YamlFile, error: Any, problems: Problems) -> None:
    message = say("bad-id.taken", id=error.instance, why=_form(error.validator_value))
    problems.add(_place_of(file, error), message)


def _place_of(file: YamlFile, error: Any) -> Place:
    """The place of a wrong value, or of a wrong key."""
    if "propertyNames" in error.absolute_schema_path:
        return file.at(*error.absolute_path, str(error.instance), key=True)
    return file.at(*error.absolute_path)


def _pattern(file: YamlFile, error: Any, problems: Problems) -> None:
    if error.parent is None and "propertyNames" in error.absolute_schema_path:
        return _names(file, error, problems)
    message = say("bad-format.form", text=error.instance, form=_form(error.schema))
    return problems.add(file.at(*error.absolute_path), message)


def _form(schema: Any) -> Message:
    """What a schema asks for, in the words that the tables have under its ``form``."""
    return say(f"forms.{schema['form']}")


def _empty(file: YamlFile, error: Any, problems: Problems) -> None:
    fewest = error.validator_value
    message = say("empty.entries", fewest=fewest) if fewest > 1 else say("empty.nothing")
    problems.add(file.at(*error.absolute_path), message)


def _long(file: YamlFile, error: Any, problems: Problems) -> None:
    if "propertyNames" in error.absolute_schema_path:
        return _names(file, error, problems)
    what = "too-long.characters" if error.validator == "maxLength" else "too-long.entries"
    return problems.add(file.at(*error.absolute_path), say(what, most=error.validator_value))


def _repeated(file: YamlFile, error: Any, problems: Problems) -> None:
    seen: set[str] = set()
    for index, entry in enumerate(error.instance):
        same = json.dumps(entry, sort_keys=True)
        if same in seen:
            message = say("repeated-entry.listed", entry=str(entry))
            problems.add(file.at(*error.absolute_path, index), message)
        seen.add(same)


def _any(file: YamlFile, error: Any, problems: Problems) -> None:
    keys = [key for option in error.validator_value for key in option.get("required", ())]
    if keys:
        message = say("missing-key.add", keys=keys)
    else:
        message = say("wrong-type.form", form=_form(error.schema))
    problems.add(file.at(*error.absolute_path), message)


def _type(file: YamlFile, error: Any, problems: Problems) -> None:
    wanted = error.validator_value
    shape = say(f"shapes.{wanted if isinstance(wanted, str) else wanted[0]}")
    which = "empty.shape" if error.instance == "" else "wrong-type.shape"
    problems.add(file.at(*error.absolute_path), say(which, shape=shape))


EXPLAIN: dict[str, Callable[[YamlFile, Any, Problems], None]] = {
    "required": _required,
    "dependentRequired": _dependent,
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
"""How each keyword of the schemas is told of."""

"""Every place in content files where an editor can type text, found through the schemas."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from clausebook.content.load import load
from clausebook.content.schemas import NAMES, contents
from clausebook.problems import Problems
from tests.overlay import LANGUAGES

Route = tuple[str | int, ...]
SHAPES = {name: contents(name, LANGUAGES) for name in NAMES}


@dataclass(frozen=True)
class Leaf:
    """A text in a file. ``shape`` is its route with * for names and places in lists."""

    file: str
    route: Route
    shape: str
    kind: str
    """``prose`` and ``text`` are shown to readers, who may also type a ``word``; ``read`` means
    something to the build."""


def schema_of(file: str) -> str:
    """The schema's name for a file of the content."""
    name = file.removesuffix(".yaml").rpartition("/")
    return name[2] if not name[0] else "document" if name[2] == "document" else "clause"


def _follow(schema: dict[str, Any], home: str) -> tuple[dict[str, Any], str]:
    """The schema that a reference leads to, and the file in which its own references count."""
    while "$ref" in schema:
        file, _, inside = schema["$ref"].partition("#/")
        home = file.removesuffix(".json") or home
        schema = SHAPES[home]
        for step in inside.split("/"):
            schema = schema[step]
    return schema, home


FREE = ("^[^{}*]*$", "^[^{}]*$")
"""What is asked of words that are shown as they are."""


def _kind(schema: dict[str, Any], parent: str, shape: str) -> str:
    """What is typed here: free words, prose with references, or something the build reads.

    A material in Chinese is compared with its printed token, so that neither is free.
    """
    if schema.get("pattern") in FREE:
        schema = {key: rule for key, rule in schema.items() if key != "pattern"}
    if ".currencies." in shape:  # words of money are looked for in texts, and figures
        return "read"
    if schema.get("pattern", "").startswith("^[^"):  # some signs are refused, but no form is asked
        return "word"
    compared = shape.endswith((".materials.*.zh", ".materials.*.printed"))
    if {"enum", "pattern"} & schema.keys() or parent in READ or compared:
        return "read"
    return "prose" if parent in PROSE else "text"


SOURCE = ".source"
PROSE = {
    "digest",
    "who",
    "gives",
    "why",
    "question",
    "texts",
    "no_amount",
    "note",
    "help",
    "about",
    "conventions",
    "materials",
}
PROSE |= {"conditions", "remarks", "instalments", "fields", "no_rule", "addressees", "copied_to"}
READ = {
    "is",
    "holds",
    "needs",
    "from",
    "when",
    "pays",
    "on",
    "given",
    "under",
    "count",
    "per_year",
    "in_total",
    "ceiling",
    "rule",
}
READ |= {"part", "lost_unless", "as_of", "default", "issued", "literals", "locators"}
READ |= {"answers", "received", "total", "open"}


def _walk(
    schema: dict[str, Any], home: str, route: Route, shape: str, named: str, value: Any = None
) -> Iterator[tuple[Route, str, str]]:
    """All text leaves below a schema; with a value, those that the value has."""
    if schema.get("$ref", "").endswith("/source"):  # shown in one way, whatever it states
        shape = SOURCE
    schema, home = _follow(schema, home)
    kinds = [*schema.get("type", ())] if isinstance(schema.get("type"), list) else []
    if {"array", "object"} & {*kinds}:  # or no, which an editor writes for none
        schema = {**schema, "type": kinds[0]}
    if "anyOf" in schema and "type" not in schema:
        for option in schema["anyOf"]:
            followed, at = _follow(option, home)
            if value is None or _may_be(followed, value):
                yield from _walk(followed, at, route, shape, named, value)
        return
    if schema.get("type") == "array":
        for place, entry in enumerate([None] if value is None else value):
            yield from _walk(schema["items"], home, (*route, place), f"{shape}.*", named, entry)
    elif schema.get("type") == "object":
        for key, inner in schema.get("properties", {}).items():
            if value is None or key in value:
                name = named if key in LANGUAGES else key
                entry = None if value is None else value[key]
                yield from _walk(inner, home, (*route, key), f"{shape}.{key}", name, entry)
        inner = schema.get("additionalProperties")
        for key in ["*"] if value is None else value:
            if isinstance(inner, dict) and key not in schema.get("properties", {}):
                entry = None if value is None else value[key]
                yield from _walk(inner, home, (*route, key), f"{shape}.*", named, entry)
    else:
        yield route, shape, _kind(schema, named, shape)


def _may_be(schema: dict[str, Any], value: Any) -> bool:
    """Whether a schema is for values of this kind: lists, mappings or texts."""
    kinds = {"array": list, "object": dict}
    found = [kind for kind in kinds.values() if isinstance(value, kind)]
    wanted = [kind for name, kind in kinds.items() if schema["type"] == name]
    return found == wanted


def _called(name: str, shape: str) -> str:
    return shape if shape.startswith(SOURCE) else f"{name}{shape}"


def shapes() -> set[str]:
    """The shapes of all text leaves that the schemas of the content allow."""
    files = [name for name in NAMES if name not in ("common", "theme")]
    return {
        _called(name, shape)
        for name in files
        for _, shape, _ in _walk(SHAPES[name], name, (), "", "")
    }


def leaves(content: Path) -> list[Leaf]:
    """All text leaves of a content folder."""
    found = []
    for file, loaded in load(content, Problems()).items():
        name = schema_of(file)
        for route, shape, kind in _walk(SHAPES[name], name, (), "", "", loaded.value):
            found.append(Leaf(file, route, _called(name, shape), kind))
    return found


def rewrite(content: Path, chosen: list[Leaf], change: Callable[[str], str]) -> None:
    """Change the chosen texts in the files of a content folder."""
    by_file: dict[str, list[Leaf]] = {}
    for leaf in chosen:
        by_file.setdefault(leaf.file, []).append(leaf)
    loaded = load(content, Problems())
    for file, rows in by_file.items():
        value = copy.deepcopy(loaded[file].value)
        for leaf in rows:
            place = value
            for step in leaf.route[:-1]:
                place = place[step]
            place[leaf.route[-1]] = change(place[leaf.route[-1]])
        text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
        (content / file).write_text(text, encoding="utf-8")

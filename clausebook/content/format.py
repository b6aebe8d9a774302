"""``build.py format``: content files with their keys in the order of the schemas.

Only whole entries move, with the comments above them; nothing inside an entry is written anew, so
that quotes, folds and line breaks stay as the editor chose them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

from clausebook.content.load import YamlFile
from clausebook.content.schemas import NAMES, schema_of
from clausebook.resources import SCHEMAS, text_of_resource

Schema = dict[str, Any]
Entry = tuple[yaml.Node, yaml.Node]


def formatted(file: YamlFile) -> str:
    """The file's text with every mapping's keys in order and no spaces at the ends of lines.

    A file for which there is no schema stays as it is.
    """
    schema = schema_of(file.path.partition("/")[2])
    if schema not in NAMES:
        return file.text
    text = "\n".join(line.rstrip() for line in file.text.splitlines()).rstrip() + "\n"
    while (moved := _first_moved(text, schema)) is not None:
        text = moved
    return text


def _first_moved(text: str, schema: str) -> str | None:
    """The text with its first mapping that is out of order put in order, if there is one."""
    root = yaml.compose(text, Loader=yaml.CBaseLoader)
    for node, order in _mappings(root, _load(schema)) if root else ():
        rank = {key: place for place, key in enumerate(order)}
        entries = sorted(node.value, key=lambda e: rank.get(e[0].value, len(rank)))
        if entries != node.value:
            return _flow(text, node, entries) if node.flow_style else _block(text, node, entries)
    return None


def _mappings(node: yaml.Node, schema: Schema) -> Iterator[tuple[yaml.MappingNode, list[str]]]:
    """Every mapping below a node that the schema orders, with its keys in order."""
    if isinstance(node, yaml.MappingNode):
        properties = schema.get("properties", {})
        if properties:
            yield node, list(properties)
        for key, value in node.value:
            inner = properties.get(key.value) or schema.get("additionalProperties") or {}
            yield from _mappings(value, _resolved(inner))
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _mappings(value, _resolved(schema.get("items", {})))


def _flow(text: str, node: yaml.MappingNode, entries: list[Entry]) -> str:
    """Entries change places; what stands between two places stays."""
    places = [(key.start_mark.index, value.end_mark.index) for key, value in node.value]
    chunks = [text[key.start_mark.index : value.end_mark.index] for key, value in entries]
    out, end = text[: places[0][0]], places[0][0]
    for (start, stop), chunk in zip(places, chunks, strict=True):
        out += text[end:start] + chunk
        end = stop
    return out + text[end:]


def _block(text: str, node: yaml.MappingNode, entries: list[Entry]) -> str:
    """Entries change places with the comment lines above them."""
    starts = [_with_comments(text, key.start_mark.index) for key, _ in node.value]
    starts[0] = node.value[0][0].start_mark.index
    ends = [*starts[1:], _end(text, node)]
    chunks = {
        key.value: text[start:end].strip()
        for (key, _), start, end in zip(node.value, starts, ends, strict=True)
    }
    indent = "\n" + " " * node.start_mark.column
    return (
        text[: starts[0]] + indent.join(chunks[key.value] for key, _ in entries) + text[ends[-1] :]
    )


def _with_comments(text: str, index: int) -> int:
    """Where the comment lines directly above a key begin, or the key's own line."""
    start = text.rfind("\n", 0, index) + 1
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above:start].lstrip().startswith("#"):
            break
        start = above
    return start


def _end(text: str, node: yaml.Node) -> int:
    """The end of a block without the blank and comment lines that follow it."""
    end = node.value[-1][1].end_mark.index
    return len(text[:end].rstrip())


@cache
def _load(name: str) -> Schema:
    """A schema whose references all name their files."""
    text = text_of_resource(SCHEMAS / f"{name}.json")
    schema: Schema = json.loads(text.replace('"$ref": "#', f'"$ref": "{name}.json#'))
    return schema


def _resolved(schema: Any) -> Schema:
    """The schema behind a reference; {} where anything goes."""
    if not isinstance(schema, dict):
        return {}
    while "$ref" in schema:
        name, _, route = schema["$ref"].partition(".json#/$defs/")
        schema = _load(name)["$defs"][route]
    return {**schema}

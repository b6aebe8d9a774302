"""``build.py format``: content files with their keys in the order of the schemas.

Only whole entries move, with the comments above them; nothing inside an entry is written anew, so
that quotes, folds and line breaks stay as the editor chose them.
"""

from __future__ import annotations

import json
import operator
from collections.abc import Iterable, Mapping
from functools import cache, reduce
from itertools import pairwise
from typing import Any

import yaml

from clausebook.content.load import YamlFile
from clausebook.content.schemas import NAMES, Shape, fits, schema_of
from clausebook.languages import Languages
from clausebook.resources import SCHEMAS, text_of_resource

Schema = dict[str, Any]
Entry = tuple[yaml.Node, yaml.Node, Schema]
"""Key, value, and the value's schema."""


def languages_of(files: Mapping[str, YamlFile]) -> Languages:
    """Those that site.yaml lists, in which order its texts stand; none where it lists none."""
    site: Any = files["site.yaml"].value if "site.yaml" in files else None
    return tuple(site["languages"]) if fits(Shape("site"), site) else ()


def formatted(file: YamlFile, languages: Languages = ()) -> str:
    """The file's text with every mapping's keys in order and no spaces at the ends of lines.

    Texts stand in the order of the site's languages. A file for which there is no schema stays as
    it is.
    """
    schema = schema_of(file.path.partition("/")[2])
    if schema not in NAMES:
        return file.text
    text = "\n".join(line.rstrip() for line in file.text.splitlines()).rstrip() + "\n"
    root = yaml.compose(text, Loader=yaml.CBaseLoader)
    return _Sorter(text, languages).all_of([(root, _load(schema))]) if root else text


Typed = tuple[yaml.Node, Schema]
"""A node with its schema."""


class _Sorter:
    """Puts what stands inside a text in order. Every node is looked at once."""

    def __init__(self, text: str, languages: Languages) -> None:
        self._text = text
        self._languages = languages

    def all_of(self, nodes: list[Typed]) -> str:
        """The whole text, in which some nodes are put in order."""
        return self._between(0, len(self._text), nodes)

    def _between(self, start: int, end: int, nodes: Iterable[Typed]) -> str:
        """The text between two places; the nodes inside it are put in order."""
        pieces: list[str] = []
        at = start
        for node, schema in nodes:
            begin, stop, written = self._node(node, schema, end)
            pieces += self._text[at:begin], written
            at = stop
        return "".join((*pieces, self._text[at:end]))

    def _node(self, node: yaml.Node, schema: Schema, end: int) -> tuple[int, int, str]:
        """Where a node begins and ends, at most at ``end``, and its text in order."""
        begin, stop = node.start_mark.index, min(node.end_mark.index, end)
        if isinstance(node, yaml.SequenceNode):
            items = _resolved(schema.get("items", {}))
            return begin, stop, self._between(begin, stop, [(item, items) for item in node.value])
        if not isinstance(node, yaml.MappingNode) or not node.value:
            return begin, begin, ""
        rank = self._rank(schema)
        entries = [(key, value, _inner(schema, key.value)) for key, value in node.value]
        order = sorted(range(len(entries)), key=lambda n: rank.get(entries[n][0].value, len(rank)))
        if not rank or order == sorted(order):
            values = [(value, inner) for _, value, inner in entries]
            return begin, stop, self._between(begin, stop, values)
        write = self._flow if node.flow_style else self._block
        return write(entries, order, stop)

    def _rank(self, schema: Schema) -> dict[str, int]:
        """The place of every key; the languages of a text stand where its schema takes any."""
        properties = schema.get("properties", {})
        keys = list(properties)
        if "patternProperties" in schema and self._languages:
            keys = [key for key, inner in properties.items() if inner]
            at = next(place for place, inner in enumerate(properties.values()) if not inner)
            keys[at:at] = self._languages
        return {key: place for place, key in enumerate(keys)}

    def _flow(self, entries: list[Entry], order: list[int], _: int) -> tuple[int, int, str]:
        """Entries change places; what stands between two places stays."""
        places = [(key.start_mark.index, value.end_mark.index) for key, value, _ in entries]
        chunks = [self._entry(start, end, entries[n]) for n, (start, end) in enumerate(places)]
        gaps = [self._text[a[1] : b[0]] for a, b in pairwise(places)]
        pieces = [chunks[n] + gap for n, gap in zip(order, (*gaps, ""), strict=True)]
        return places[0][0], places[-1][1], "".join(pieces)

    def _block(self, entries: list[Entry], order: list[int], stop: int) -> tuple[int, int, str]:
        """Entries change places with the comment lines above them."""
        first = entries[0][0].start_mark
        above = [self._with_comments(key.start_mark.index) for key, *_ in entries[1:]]
        bounds = [first.index, *above, self._end(min(entries[-1][1].end_mark.index, stop))]
        chunks = [
            self._entry(start, end, entry).strip()
            for (start, end), entry in zip(pairwise(bounds), entries, strict=True)
        ]
        indent = "\n" + " " * first.column
        return bounds[0], bounds[-1], indent.join(chunks[n] for n in order)

    def _entry(self, start: int, end: int, entry: Entry) -> str:
        _, value, inner = entry
        return self._between(start, end, [(value, inner)])

    def _with_comments(self, index: int) -> int:
        """Where the comment lines directly above a key begin, or the key's own line."""
        start = self._text.rfind("\n", 0, index) + 1
        while start:
            above = self._text.rfind("\n", 0, start - 1) + 1
            if not self._text[above:start].lstrip().startswith("#"):
                break
            start = above
        return start

    def _end(self, index: int) -> int:
        """The end of a block without the blank lines that follow it."""
        while self._text[index - 1].isspace():
            index -= 1
        return index


def _inner(schema: Schema, key: str) -> Schema:
    """The schema of the value at a key."""
    properties = schema.get("properties", {})
    return _resolved(properties.get(key) or schema.get("additionalProperties") or {})


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
        name, _, route = schema["$ref"].partition(".json#/")
        schema = reduce(operator.getitem, route.split("/"), _load(name))
    return {**schema}

"""Places → lines and columns, by reading a file again when there is a problem to report.

Each file is composed at most once, however many problems it has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from pathlib import Path

import yaml

from clausebook.files import bytes_of
from clausebook.problems import Place, Position

Entries = dict[str | int, tuple[yaml.Node, yaml.Node]]
"""By step: the (key, value) nodes of a mapping, or each value of a list twice."""


class Loader(yaml.CBaseLoader):
    """libyaml's loader without any guessing of scalar types."""


def text_of(data: bytes) -> str:
    """A file's text with one kind of line break; raises UnicodeDecodeError."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


class Sources:
    """Finds places in files whose texts come from ``read``, by path."""

    def __init__(self, read: Callable[[str], str]) -> None:
        self._source = cache(lambda path: _Source(read(path)))

    def position(self, place: Place) -> Position:
        """Path, line and column of a place, or of the nearest place around it that is there."""
        return place.path, *self._source(place.path).position(place)


def sources_in(root: Path) -> Sources:
    """The files of a content folder as they are now; one that is gone or broken has no places."""

    def read(path: str) -> str:
        try:
            return text_of(bytes_of(root / path.partition("/")[2]))
        except (OSError, UnicodeDecodeError):
            return ""

    return Sources(read)


def spot(text: str, index: int) -> tuple[int, int]:
    """Line and column of one character."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


class _Source:
    """One composed file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root = _composed(text)
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._entries: dict[int, Entries] = {}
        self._signs: dict[int, list[int]] = {}

    def position(self, place: Place) -> tuple[int, int]:
        if self._root is None:
            return 1, 1
        node = self._root
        for depth, step in enumerate(place.route, start=1):
            entry = self._entries_of(node).get(step)
            if entry is None:
                break
            node = entry[0] if place.key and depth == len(place.route) else entry[1]
        index: int = node.start_mark.index
        if place.signs is not None and isinstance(node, yaml.ScalarNode):
            index = self._index_of(node, place.signs)
        line = bisect_right(self._lines, index)
        return line, index - self._lines[line - 1] + 1

    def _entries_of(self, node: yaml.Node) -> Entries:
        """What a node holds, listed once, so that many problems of a long table cost no more."""
        if id(node) not in self._entries:
            self._entries[id(node)] = _listed(node)
        return self._entries[id(node)]

    def _index_of(self, node: yaml.ScalarNode, signs: int) -> int:
        """Where in the file a sign of a scalar stands, or the end of its last one."""
        if id(node) not in self._signs:
            self._signs[id(node)] = _signs_of(node, self._text)
        indices = self._signs[id(node)]
        return indices[min(signs, len(indices) - 1)]


def _composed(text: str) -> yaml.Node | None:
    """The top node; None for an empty file, and for one that broke after it was read."""
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError:
        return None
    return node


def _listed(node: yaml.Node) -> Entries:
    if isinstance(node, yaml.MappingNode):
        return {key.value: (key, value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return {index: (value, value) for index, value in enumerate(node.value)}
    return {}


_SIGN = {"'": r"''|\S", '"': r"\\(?:x..|u.{4}|U.{8}|\S)|\S"}
"""One sign as each kind of quotes writes it; without quotes it is written as it is."""


def _signs_of(node: yaml.ScalarNode, text: str) -> list[int]:
    """Where each sign of a scalar begins, and the last one ends.

    YAML's folding only ever moves white space.
    """
    start: int = node.start_mark.index
    if node.style in ("|", ">"):
        start = text.index("\n", start)
    elif node.style in _SIGN:
        start += 1
    sign = re.compile(_SIGN.get(node.style, r"\S"))
    found = [*sign.finditer(text, start, node.end_mark.index)]
    return [*(each.start() for each in found), found[-1].end() if found else start]

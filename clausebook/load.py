"""content/ → :class:`Content`: every YAML file as plain values whose places can be found again.

All scalars stay the text the editor typed: ``no`` is not a boolean, ``012`` not a number and
``2022-10-31`` not a date until a schema and a fact say so. Looking up line and column means parsing
the file again, which happens only when there is a problem to report.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from clausebook.problems import Problems

Value = Any  # str, list of values, or dict from str to value
Route = tuple[str | int, ...]

_PLAIN_TAGS = {
    "tag:yaml.org,2002:str",
    "tag:yaml.org,2002:map",
    "tag:yaml.org,2002:seq",
    "!",
}


class _Loader(yaml.CBaseLoader):
    """libyaml's loader without any guessing of scalar types."""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """One parsed content file. ``path`` is relative to the project, with forward slashes."""

    path: str
    text: str
    value: Value

    def at(self, *route: str | int, key: bool = False) -> Place:
        """The place of a value, or of the key that leads to it."""
        return Place(self, route, key)


@dataclass(frozen=True, slots=True)
class Place:
    """A value's place inside a file, by its route from the top; positions are found on demand."""

    file: YamlFile
    route: Route
    key: bool = False
    offset: int = 0

    def at(self, *route: str | int, key: bool = False) -> Place:
        """A place further inside."""
        return Place(self.file, self.route + route, key)

    def shifted(self, offset: int) -> Place:
        """A place some characters into the scalar, for errors inside an expression."""
        return Place(self.file, self.route, self.key, offset)

    def position(self) -> tuple[str, int, int]:
        """Path, line and column, counted from one."""
        node: Any = yaml.compose(self.file.text, Loader=_Loader)
        for step in self.route:
            entry = _enter(node, step)
            if entry is None:
                break
            key_node, node = entry
            if self.key and step == self.route[-1]:
                node = key_node
        mark = node.start_mark
        quoted = isinstance(node, yaml.ScalarNode) and node.style in ("'", '"')
        column = mark.column + 1 + (self.offset + quoted if self.offset else 0)
        return self.file.path, mark.line + 1, column


def _enter(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """The (key, value) nodes that a step leads to, or None when the file has no such place."""
    if isinstance(node, yaml.MappingNode):
        return next(((k, v) for k, v in node.value if k.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


@dataclass(frozen=True, slots=True)
class Content:
    """All content files by path below the content folder, such as ``minhang-2025-1/3.yaml``."""

    root: str
    files: dict[str, YamlFile]
    broken: frozenset[str]
    """Files that are there but could not be read: what refers to them is not at fault."""


def load(root: Path, problems: Problems) -> Content:
    """Read every YAML file under ``root``; report those that cannot be read."""
    files: dict[str, YamlFile] = {}
    broken: set[str] = set()
    for path in sorted(p for p in root.rglob("*.y*ml") if p.suffix in (".yaml", ".yml")):
        name = path.relative_to(root).as_posix()
        file = _read(path, f"{root.name}/{name}", problems)
        if file is None:
            broken.add(name)
        else:
            files[name] = file
    return Content(root.name, files, frozenset(broken))


def _read(path: Path, shown: str, problems: Problems) -> YamlFile | None:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.add_at(shown, line, 1, "not-utf8", "save the file as UTF-8.")
        return None
    return parse(shown, text, problems)


def parse(shown: str, text: str, problems: Problems) -> YamlFile | None:
    """Parse one file's text; ``shown`` is the path that problems name."""
    before = len(problems)
    try:
        root = yaml.compose(text, Loader=_Loader)
        value = _Unwrapper(shown, problems).unwrap(root) if root is not None else {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problems.add_at(shown, line, column, "yaml-syntax", f"{error.problem or error.context}.")
        return None
    except yaml.YAMLError as error:  # characters that YAML does not allow carry no mark
        problems.add_at(shown, 1, 1, "yaml-syntax", " ".join(str(error).split()))
        return None
    return YamlFile(shown, text, value) if len(problems) == before else None


class _Unwrapper:
    """Turns nodes into plain values, refusing what would surprise an editor."""

    def __init__(self, shown: str, problems: Problems) -> None:
        self._shown = shown
        self._problems = problems
        self._seen: set[int] = set()

    def unwrap(self, node: yaml.Node) -> Value:
        if id(node) in self._seen:  # an alias leads to the same node again
            self._report(node, "yaml-alias", "write the value out; aliases are not used here.")
            return ""
        self._seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self._report(node, "yaml-alias", f"remove the tag {node.tag}.")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.unwrap(item) for item in node.value]
        return node.value

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Value]:
        out: dict[str, Value] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report(key, "yaml-syntax", "a key must be a single word.")
                continue
            if key.value in out:
                text = f"{key.value!r} stands here a second time; keep one of them."
                self._report(key, "yaml-duplicate-key", text)
            out[key.value] = self.unwrap(value)
        return out

    def _report(self, node: yaml.Node, code: str, message: str) -> None:
        mark = node.start_mark
        self._problems.add_at(self._shown, mark.line + 1, mark.column + 1, code, message)

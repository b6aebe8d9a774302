"""content/ → :class:`Content`: every YAML file as plain values whose places can be found again.

All scalars stay the text the editor typed: ``no`` is not a boolean, ``012`` not a number and
``2022-10-31`` not a date until a schema and a fact say so. Looking up line and column means parsing
the file again, which happens only when there is a problem to report.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from clausebook.problems import Problems

Value = Any  # str, list of values, or dict from str to value
Route = tuple[str | int, ...]

DEEPEST = 24
"""Content nests about ten levels; thousands of brackets would exhaust the parser's stack."""

_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ufff0-\uffff\U000e0000-\U000e0fff]"
)
"""Controls, signs without width, and marks that turn the direction of text around them."""


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
    signs: int | None = None
    """For a place inside a scalar: how many signs stand before it, white space not counted."""

    def at(self, *route: str | int, key: bool = False) -> Place:
        """A place further inside."""
        return Place(self.file, self.route + route, key)

    def after(self, beginning: str) -> Place:
        """The place inside a scalar that follows this beginning of it."""
        return Place(self.file, self.route, self.key, len("".join(beginning.split())))

    def position(self) -> tuple[str, int, int]:
        """Path, line and column, counted from one."""
        node, text = yaml.compose(self.file.text, Loader=_Loader), self.file.text
        if node is None:  # an empty file
            return self.file.path, 1, 1
        for depth, step in enumerate(self.route, start=1):
            entry = _enter(node, step)
            if entry is None:
                break
            node = entry[0] if self.key and depth == len(self.route) else entry[1]
        index: int = node.start_mark.index
        if self.signs is not None and isinstance(node, yaml.ScalarNode):
            index = _index_of(node, text, self.signs)
        return self.file.path, *_line_and_column(text, index)


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _enter(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """The (key, value) nodes that a step leads to, or None when the file has no such place."""
    if isinstance(node, yaml.MappingNode):
        return next(((k, v) for k, v in node.value if k.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


_SIGN = {"'": r"''|\S", '"': r"\\(?:x..|u.{4}|U.{8}|\S)|\S"}
"""One sign as each kind of quotes writes it; without quotes it is written as it is."""


def _index_of(node: yaml.ScalarNode, text: str, signs: int) -> int:
    """Where in the file a sign of a scalar stands: YAML's folding only ever moves white space."""
    start: int = node.start_mark.index
    if node.style in ("|", ">"):
        start = text.index("\n", start)
    elif node.style in _SIGN:
        start += 1
    found = re.compile(_SIGN.get(node.style, r"\S")).finditer(text, start, node.end_mark.index)
    for count, sign in enumerate(found):
        if count == signs:
            return sign.start()
        start = sign.end()
    return start


@dataclass(frozen=True, slots=True)
class Content:
    """All content files by path below the content folder, such as ``some-document/3.yaml``."""

    root: str
    files: dict[str, YamlFile]
    broken: frozenset[str]
    """Files that are there but could not be read: what refers to them is not at fault."""


def load(root: Path, problems: Problems) -> Content:
    """Read every YAML file under ``root``; report those that cannot be read."""
    files: dict[str, YamlFile] = {}
    broken: set[str] = set()
    shown = root.resolve().name
    for name in sorted(_names(root, shown, problems)):
        file = _read(root / name, f"{shown}/{name}", problems)
        if file is None:
            broken.add(name)
        else:
            files[name] = file
    return Content(shown, files, frozenset(broken))


def _names(root: Path, shown: str, problems: Problems) -> Iterator[str]:
    """Paths of all YAML files below the root; folders that cannot be opened are reported."""

    def refuse(error: OSError) -> None:
        name = Path(error.filename).relative_to(root).as_posix()
        _report_unreadable(f"{shown}/{name}", error, problems)

    for folder, _, names in os.walk(root, onerror=refuse):
        for name in names:
            if name.endswith((".yaml", ".yml")):
                yield (Path(folder) / name).relative_to(root).as_posix()


def _read(path: Path, shown: str, problems: Problems) -> YamlFile | None:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        _report_unreadable(shown, error, problems)
        return None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.add_at(shown, line, 1, "not-utf8", "save the file as UTF-8.")
        return None
    return parse(shown, text, problems)


def _report_unreadable(shown: str, error: OSError, problems: Problems) -> None:
    text = f"{error.strerror or error}. Make it an ordinary file that you may read."
    problems.add_at(shown, 1, 1, "cannot-read", text)


def parse(shown: str, text: str, problems: Problems) -> YamlFile | None:
    """Parse one file's text; ``shown`` is the path that problems name."""
    before = len(problems)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    hidden = _HIDDEN.search(text)
    if hidden:
        spot = _line_and_column(text, hidden.start())
        problems.add_at(shown, *spot, "hidden-character", _unseen(hidden))
        return None
    try:
        value = _Builder(shown, problems).build(text)
    except yaml.MarkedYAMLError as error:
        what, spot = error.problem or "", _spot(error.problem_mark)
        problems.add_at(shown, *spot, "yaml-syntax", f"{what}. {_advice(what)}")
        return None
    return YamlFile(shown, text, value) if len(problems) == before else None


def _spot(mark: Any) -> tuple[int, int]:
    """A mark of libyaml, counted from one."""
    return mark.line + 1, mark.column + 1


def _unseen(hidden: re.Match[str]) -> str:
    return f"delete the invisible character U+{ord(hidden[0]):04X}; type the text around it anew."


_ADVICE = (
    ("mapping values", 'Put text that has a colon and a space into quotes: "a: b".'),
    ("cannot start any token", "Indent with spaces, and quote text that starts with a sign."),
    ("',' or", 'Inside { } and [ ], quote text that has braces, commas or colons: "a, b".'),
    ("stream", "Close the quotes or brackets that were opened before."),
    ("deeply", f"Content has at most {DEEPEST} levels."),
)


def _advice(what: str) -> str:
    """What usually mends what libyaml complains about."""
    known = (advice for sign, advice in _ADVICE if sign in what)
    return next(known, "Look at the indentation, the quotes and the colons near here.")


class _Builder:
    """Builds plain values from libyaml's events, refusing what would surprise an editor."""

    def __init__(self, shown: str, problems: Problems) -> None:
        self._shown = shown
        self._problems = problems
        self._events: Iterator[yaml.Event] = iter(())

    def build(self, text: str) -> Value:
        """The value of the one document in the text; an empty text is an empty mapping."""
        self._events = yaml.parse(text, Loader=_Loader)
        values: list[Value] = []
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and values:
                self._report(event, "yaml-syntax", "a second document starts here; make it a file.")
            elif isinstance(event, yaml.NodeEvent):
                values.append(self._value(event, 0))
        return values[0] if values else {}

    def _value(self, event: yaml.NodeEvent, depth: int) -> Value:
        if depth > DEEPEST:
            mark: Any = event.start_mark
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)
        if event.anchor or getattr(event, "tag", None):
            text = "write plain values: anchors (&), aliases (*) and tags (!) are not used here."
            self._report(event, "yaml-alias", text)
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._value(e, depth + 1) for e in self._until(yaml.SequenceEndEvent)]
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(depth)
        return self._scalar(event) if isinstance(event, yaml.ScalarEvent) else ""

    def _until(self, end: type[yaml.Event]) -> Iterator[Any]:
        """The events of a collection's entries; each entry takes its own inner ones."""
        for event in self._events:
            if isinstance(event, end):
                return
            yield event

    def _mapping(self, depth: int) -> dict[str, Value]:
        out: dict[str, Value] = {}
        for key in self._until(yaml.MappingEndEvent):
            name = self._value(key, depth + 1)
            if not isinstance(key, yaml.ScalarEvent):
                self._report(key, "yaml-syntax", "a key must be a single word.")
                name = ""
            elif name in out:
                text = f"{name!r} stands here a second time; keep one of them."
                self._report(key, "yaml-duplicate-key", text)
            out[name] = self._value(next(self._events), depth + 1)  # type: ignore[arg-type]
        return out

    def _scalar(self, event: yaml.ScalarEvent) -> str:
        """The text; what quotes with a backslash let in is looked at here."""
        text: str = event.value
        hidden = _HIDDEN.search(text)
        if hidden:
            self._report(event, "hidden-character", _unseen(hidden))
        return text

    def _report(self, event: yaml.Event, code: str, message: str) -> None:
        self._problems.add_at(self._shown, *_spot(event.start_mark), code, message)

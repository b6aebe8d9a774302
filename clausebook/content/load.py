"""content/ → plain values: every YAML file by itself, or what is wrong with it.

All scalars stay the text the editor typed: ``no`` is not a boolean, ``012`` not a number and
``2022-10-31`` not a date until a schema and a fact say so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from clausebook.content.indents import misindented
from clausebook.content.slips import report_slips
from clausebook.content.sources import Loader, spot, text_of
from clausebook.files import bytes_of
from clausebook.messages import Message, say
from clausebook.problems import Place, Problems

Value = Any  # str, list of values, or dict from str to value

DEEPEST = 24
"""Content nests about ten levels; thousands of brackets would exhaust the parser's stack."""

LONGEST = 6000
"""Characters of one text, so that no text is work without end; the longest digest has half."""

_COMMENT = re.compile(r"\s+#")
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    r"\U000e0000-\U000e0fff]"
)
"""Controls, signs without width or ink, and marks that turn the direction of text around them."""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """One parsed content file. ``path`` is relative to the project, with forward slashes."""

    path: str
    text: str
    value: Value

    def at(self, *route: str | int, key: bool = False) -> Place:
        """The place of a value, or of the key that leads to it."""
        return Place(self.path, route, key)


def shown_as(root: Path, name: str = "") -> str:
    """What problems call a file below the content folder, from wherever the folder is read."""
    folder = root.resolve().name
    return f"{folder}/{name}" if name else folder


def names_in(root: Path) -> tuple[str, ...]:
    """What there is to read below a folder, such as ``some-document/3.yaml``, in order.

    Beside YAML files this is everything that is neither an ordinary file nor a folder that can be
    opened, the folder itself included, under the empty name: reading it reports what it is. Links
    to folders are such things, because they may lead round in a circle. What begins with a dot is
    an editor's or a system's own.
    """
    return tuple(sorted(_names(root)))


def _names(root: Path) -> Iterator[str]:
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(root / folder) as listed:
                entries = [entry for entry in listed if not entry.name.startswith(".")]
        except OSError:
            yield folder
            continue
        for entry in entries:
            name = f"{folder}/{entry.name}" if folder else entry.name
            is_yaml = entry.name.lower().endswith((".yaml", ".yml"))
            if not is_yaml and entry.is_dir(follow_symlinks=False):
                folders.append(name)
            elif is_yaml or not Path(entry.path).is_file():
                yield name


def load(root: Path, problems: Problems) -> dict[str, YamlFile]:
    """Every YAML file under ``root`` by its path below it; those that cannot be read are left out.

    Each is reported.
    """
    files: dict[str, YamlFile] = {}
    for name in names_in(root):
        shown = shown_as(root, name)
        try:
            file = parse(shown, bytes_of(root / name), problems)
        except OSError as error:
            problems.unreadable(shown, error)
        else:
            files |= {name: file} if file else {}
    return files


def parse(shown: str, data: bytes, problems: Problems) -> YamlFile | None:
    """Parse one file; ``shown`` is the path that problems name. None when it cannot be read."""
    try:
        text = text_of(data)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.add_at(shown, line, 1, say("not-utf8.bytes"))
        return None
    if hidden := _HIDDEN.search(text):
        place = spot(text, hidden.start())
        problems.add_at(shown, *place, _unseen(hidden))
        return None
    builder = _Builder(shown)
    try:
        value = builder.build(text)
    except _TooDeep:
        value = None
    except yaml.MarkedYAMLError as error:
        if report_slips(shown, text, problems):
            return None
        if report_misindented(shown, text, error.problem_mark, problems):
            return None
        what, mark = error.problem or "", error.problem_mark
        # Behind a last line that has no end, libyaml counts another one.
        at = spot(text, min(mark.index, len(text)) if mark else 0)
        builder.problems.add_at(shown, *at, _advice(what))
    problems.take(builder.problems)
    return None if builder.problems else YamlFile(shown, text, value)


def report_misindented(shown: str, text: str, mark: Any, problems: Problems) -> bool:
    """Report a line that is indented wrongly, where a file cannot be read because of it."""
    slip = misindented(text)
    if slip is None or slip.line > mark.line + 1:
        return False  # the file breaks before that line, for another reason
    problems.add_at(shown, slip.line, slip.column, slip.message)
    return True


def _unseen(hidden: re.Match[str]) -> Message:
    return say("hidden-character.found", sign=f"U+{ord(hidden[0]):04X}")


_ADVICE = (
    ("mapping values", "yaml-syntax.colon-in-text"),
    ("cannot start any token", "yaml-syntax.sign-first"),
    ("',' or", "yaml-syntax.comma-inside"),
    ("stream", "yaml-syntax.never-closed"),
)


def _advice(what: str) -> Message:
    """What libyaml complains about, and what usually mends it."""
    known = (advice for sign, advice in _ADVICE if sign in what)
    return say(next(known, "yaml-syntax.somewhere"), what=what)


class _TooDeep(Exception):
    """The rest of a file is not read; what is wrong has been reported."""


class _Builder:
    """Builds plain values from libyaml's events, refusing what would surprise an editor."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self.problems = Problems()

    def build(self, text: str) -> Value:
        """The value of the one document in the text; an empty text is an empty mapping.

        One loop instead of a function for each kind of event, because every build runs it over
        every scalar.
        """
        next_event: Callable[[], Any] = Loader(text).get_event
        escapes, lines = "\\" in text, text.splitlines() if " #" in text else ()
        documents: list[Value] = []
        inside: Value = documents
        key: str | None = None  # in a mapping, the key that waits for its value
        around: list[tuple[Value, str | None, Any]] = []
        while (event := next_event()) is not None:
            kind, start = type(event), event
            if kind is yaml.ScalarEvent:
                value: Value = event.value
                if len(value) > LONGEST:
                    self._too_long(event)
                if event.anchor or event.tag or escapes or len(around) > DEEPEST:
                    self._look_at(event, len(around), event.tag)
                    self._look_into(event)
                if lines and not event.style:
                    self._look_behind(event, lines)
                if key is None and type(inside) is dict:
                    if value in inside:
                        self._twice(event)
                    key = value
                    continue
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._look_at(event, len(around), event.tag)
                around.append((inside, key, event))
                inside, key = ({} if kind is yaml.MappingStartEvent else []), None
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                value = inside
                inside, key, start = around.pop()
            elif kind is yaml.AliasEvent:
                self._look_at(event, len(around), None)
                value = ""
            else:
                self._look_around(event, documents)
                continue
            if type(inside) is list:
                inside.append(value)
            elif key is None:
                self.report(start.start_mark, say("yaml-syntax.long-key"))
                key = ""
            else:
                inside[key] = value
                key = None
        return documents[0] if documents else {}

    def _look_at(self, event: Any, depth: int, tag: str | None) -> None:
        if depth > DEEPEST:
            self.report(event.start_mark, say("yaml-syntax.too-deep", most=DEEPEST))
            raise _TooDeep
        if event.anchor or tag:
            self.report(event.start_mark, say("yaml-alias.used"))

    def _too_long(self, event: Any) -> None:
        long = len(event.value)
        self.report(event.start_mark, say("too-long.text", most=LONGEST, long=long))

    def _look_into(self, event: Any) -> None:
        """Quotes with a backslash let in what nobody sees in the file."""
        if hidden := _HIDDEN.search(event.value):
            self.report(event.start_mark, _unseen(hidden))

    def _look_behind(self, event: Any, lines: Sequence[str]) -> None:
        """A comment behind unquoted text would silently cut what was meant as a part of it."""
        end = event.end_mark
        cut = _COMMENT.match(lines[end.line], end.column) if end.line < len(lines) else None
        if cut and event.value:
            says = say("yaml-syntax.comment-behind")
            self.problems.add_at(self._shown, end.line + 1, cut.end(), says)

    def _look_around(self, event: yaml.Event, documents: list[Value]) -> None:
        if isinstance(event, yaml.DocumentStartEvent) and documents:
            self.report(event.start_mark, say("yaml-syntax.second-document"))

    def _twice(self, event: Any) -> None:
        self.report(event.start_mark, say("yaml-duplicate-key.again", key=event.value))

    def report(self, mark: Any, message: Message) -> None:
        """Report a problem at a mark of libyaml, which counts from zero."""
        self.problems.add_at(self._shown, mark.line + 1, mark.column + 1, message)

"""Lines of a content file that are indented a little too much or too little.

YAML reports them late, or in words that help nobody. Only a file that cannot be read is searched
for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from clausebook.content.slips import MOST_SPACES, Slip, spaces
from clausebook.messages import say

_LINE = re.compile(
    r"( *+)((?:-(?: ++|$))*+)(?:([\w.-]{1,60}|\"[^\"]{1,60}\"|'[^']{1,60}'):(?:[ \t]++(.*)|$))?+"
)
"""What stands before a key: spaces and dashes; the key; and what stands behind it."""
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}(?:[ \t].*)?$")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.|\\\Z)*+(\"|\Z)|'[^']*+('|\Z)", re.DOTALL)
"""A text in quotes, with the quote that closes it, or up to the end where none does."""
STEP = 2
"""Spaces of one level."""
_MOST_OPEN = 50
"""What is nested more deeply is refused for that, whatever its indentation."""
_MOST_LINES = 100
"""A longer value in quotes or brackets counts as one that is never closed."""


class _Entry(NamedTuple):
    """A key, or the dash of a list: where it stands, and whether something may stand below it."""

    name: str
    line: int
    column: int
    is_open: bool

    @property
    def is_dash(self) -> bool:
        return self.name == "-"


def misindented(text: str) -> Slip | None:
    """The first line that stands a few spaces from where it could, and what to do."""
    around: list[_Entry] = []
    line: list[_Entry] = []
    before_line: list[_Entry] = []
    for found in _entries(text.split("\n")):
        if isinstance(found, Slip):
            return found
        if len(around) > _MOST_OPEN:
            return None
        before = [*around]
        if not _enter(around, found):
            return _blamed(found, line, before_line) or _slip(found, before)
        if not line or line[0].line != found.line:
            line, before_line = [], before
        line.append(found)
    return None


def _enter(around: list[_Entry], entry: _Entry) -> bool:
    """Put an entry where it stands among those that are open; whether it may stand there."""
    deeper, level = False, []
    while around and around[-1].column > entry.column:
        around.pop()
        deeper = True
    while around and around[-1].column == entry.column and _ends(around[-1], entry):
        level.append(around.pop().is_dash)
    above = around[-1] if around else None
    around.append(entry)
    if level:
        return entry.is_dash in level
    if above and above.column == entry.column:
        return above.is_open
    return not deeper and (above is None or above.is_open)


def _ends(above: _Entry, entry: _Entry) -> bool:
    """Whether an entry in the same column ends another; the dashes of a key may stand below it."""
    return above.is_dash or not entry.is_dash


def _blamed(entry: _Entry, line: list[_Entry], before: list[_Entry]) -> Slip | None:
    """The line above, where that line is the odd one: shifted, it would let the entry stand."""
    by = entry.column - line[-1].column if line else 0
    around = [*before]
    shifted = [other._replace(column=other.column + by) for other in line]
    fits = all(_enter(around, other) for other in (*shifted, entry))
    if fits and 0 < abs(by) <= MOST_SPACES and _is_regular(shifted[0], before):
        return _shift(line[0], by, entry)
    return None


def _is_regular(entry: _Entry, before: list[_Entry]) -> bool:
    """Whether an entry stands beside one of its kind, or one level below a key."""
    if entry.column in [other.column for other in before if other.is_dash == entry.is_dash]:
        return True
    above = [
        o.column for o in before if o.column < entry.column + (entry.is_dash and not o.is_dash)
    ]
    return entry.column == (above[-1] + STEP if above else 1)


def _shift(entry: _Entry, by: int, near: _Entry) -> Slip:
    key = "yaml-syntax.indent-more" if by > 0 else "yaml-syntax.indent-less"
    by_spaces = spaces(abs(by))
    text = say(key, spaces=by_spaces, name=entry.name, near=near.name, line=near.line)
    return Slip(entry.line, entry.column, text)


def _slip(entry: _Entry, before: list[_Entry]) -> Slip | None:
    """What to do with an entry that lines up with none: the nearest of its kind may be meant."""
    alike = [other for other in before if other.is_dash == entry.is_dash]
    if not alike:
        return None
    alike.sort(key=lambda other: (abs(other.column - entry.column), -other.column))
    near, *others = alike
    if others and near.column - entry.column == entry.column - others[0].column:
        other = others[0]
        text = say(
            "yaml-syntax.indent-as",
            name=entry.name,
            near=near.name,
            line=near.line,
            other=other.name,
            other_line=other.line,
        )
        return Slip(entry.line, entry.column, text)
    by = near.column - entry.column
    return _shift(entry, by, near) if abs(by) <= MOST_SPACES else None


# --- lines -----------------------------------------------------------------------------------


def _entries(lines: list[str]) -> Iterator[_Entry | Slip]:
    """Dashes and keys in the order of the file, but for what is part of a text."""
    number = 0
    while number < len(lines):
        match = _LINE.match(lines[number])
        number += 1
        if match is None or not (match[2] or match[3]):
            continue
        for dash in re.finditer("-", match[2]):
            yield _Entry("-", number, match.start(2) + dash.start() + 1, is_open=True)
        value = match.string[match.end(2) :].strip() if match[3] is None else (match[4] or "")
        if match[3] is not None:
            is_open = not value or value.startswith("#")
            yield _Entry(match[3], number, match.start(3) + 1, is_open)
        if _BLOCK.match(value):
            number = _behind_block(lines, number, _width(match.string[: match.end(2)]))
            if number < len(lines) and not _is_entry(lines[number]):
                column = _width(lines[number]) + 1
                key = "yaml-syntax.text-of-key" if match[3] else "yaml-syntax.text-of-list"
                yield Slip(number + 1, column, say(key, name=match[3]))
        else:
            number = _behind_value(lines, number, value)


def _is_entry(line: str) -> bool:
    match = _LINE.match(line)
    return (match is not None and bool(match[2] or match[3])) or line.lstrip().startswith("#")


def _width(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _behind_block(lines: list[str], number: int, least: int) -> int:
    """The first line that is indented less than a block of text which begins at a line."""
    inside = 0
    while number < len(lines):
        line = lines[number]
        if line.strip():
            inside = inside or max(_width(line), least + 1)
            if _width(line) < inside:
                break
        number += 1
    return number


def _behind_value(lines: list[str], number: int, value: str) -> int:
    """The line after a value in quotes or brackets, which may take several.

    What is never closed holds all that follows, so that nothing more can be said.
    """
    if value[:1] not in ("{", "[", '"', "'"):
        return number
    for end in range(number, min(len(lines), number + _MOST_LINES) + 1):
        plain = _QUOTED.sub(lambda text: "" if text[1] or text[2] else text[0][0], value)
        brackets = sum((sign in "{[") - (sign in "}]") for sign in plain)
        if brackets <= 0 and plain[:1] not in ('"', "'"):
            return end
        value = "\n".join((value, *lines[end : end + 1]))
    return len(lines)

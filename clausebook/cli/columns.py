"""Texts in columns of a terminal, in which a Chinese sign is as wide as two others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

_PIECE = re.compile(r"\s+|(?:[^\s\u2e80-\uffef]+|[\u2e80-\uffef])[、。，；：？！）】》”]*")
"""What is not divided: words, and Chinese signs with what closes behind them."""
_FIRST = 34
"""The widest first column; what is wider has a line of its own."""


def width_of(text: str) -> int:
    """How many places of a terminal a text takes."""
    return sum(1 + (east_asian_width(sign) in "WF") for sign in text)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text; line breaks that it has are kept."""
    return [line for part in text.split("\n") for line in _lines(part, width)]


def _lines(text: str, width: int) -> Iterator[str]:
    line = ""
    for piece in _PIECE.findall(text):
        if line.strip() and width_of(line + piece) > width:
            yield line.rstrip()
            line = ""
        line += piece if line or not piece.isspace() else ""
    yield line.rstrip()


def paragraph(text: str, width: int, indent: int = 2) -> str:
    """A text in lines, indented."""
    return "".join(
        f"{' ' * indent}{line}".rstrip() + "\n" for line in wrapped(text, width - indent)
    )


def table(rows: Sequence[tuple[str, str]], width: int, indent: int = 2) -> str:
    """Names and what they mean, side by side."""
    first = min(max(width_of(name) for name, _ in rows), _FIRST) + 2
    return "".join(_row(name, text, first, width, indent) for name, text in rows)


def _row(name: str, text: str, first: int, width: int, indent: int) -> str:
    lines = wrapped(text, max(width - first - indent, 20))
    beside = width_of(name) + 2 <= first
    begin = f"{' ' * indent}{name}{' ' * (first - width_of(name)) if beside else ''}"
    if beside:
        begin += lines.pop(0)
    rest = (f"{' ' * (indent + first)}{line}" for line in lines)
    return "".join(f"{line.rstrip()}\n" for line in (begin, *rest))

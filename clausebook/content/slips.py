"""Slips of the keyboard that YAML reports late or in its own words: each where it was made.

Only a file that cannot be read, or has the wrong shape, is searched for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausebook.messages import Message, say
from clausebook.problems import Problems
from clausebook.prose import KINDS


@dataclass(frozen=True, slots=True)
class Slip:
    """Line and column, counted from one, and what to write instead."""

    line: int
    column: int
    message: Message


MOST_SPACES = 4
"""A line that stands farther from where it could was meant to stand elsewhere."""


def spaces(number: int) -> Message:
    """How a few spaces are told."""
    return say(f"spaces.{number}")


_KEY = r"(?:^ *(?:- +)?|[{,] *)[a-z_][a-z0-9_-]{0,40}"
_REFERENCE = re.compile(rf"\{{(?:{'|'.join(KINDS)}):")
_SLIPS = (
    (rf"{_KEY}(：)", say("yaml-syntax.full-width-colon")),
    (rf"{_KEY}(:)(?=[^\s:/|}}\]])", say("yaml-syntax.space-behind")),
    (r"^ *([\u3000\u00a0\t])", say("yaml-syntax.odd-indent")),
    (rf"{_KEY}: *([\u3000\u00a0])", say("yaml-syntax.odd-space")),
    (rf"{_KEY}: +(>=?[^\s>|+-])", say("yaml-syntax.unquoted-sign")),
)
_PATTERNS = tuple((re.compile(pattern), message) for pattern, message in _SLIPS)
_LONGEST = 400
"""Longer lines are prose, or no content at all."""


def report_slips(path: str, text: str, problems: Problems) -> bool:
    """Report every slip of a file; whether there is any."""
    slips = [*slips_in(text)]
    for slip in slips:
        problems.add_at(path, slip.line, slip.column, slip.message)
    return bool(slips)


def slips_in(text: str) -> Iterator[Slip]:
    """The slips of a file, in the order of their places."""
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) <= _LONGEST and not line.lstrip().startswith("#"):
            plain = _REFERENCE.sub(lambda match: " " * len(match[0]), line)
            for pattern, message in _PATTERNS:
                if match := pattern.search(plain):
                    yield Slip(number, match.start(1) + 1, message)
                    break

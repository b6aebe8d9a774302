"""How much work a regular expression is: its tree is walked as ``re`` walks it, step by step.

``re`` counts nothing, and time says little on a busy machine. This matcher tries the same ways in
the same order, without the shortcuts that ``re`` takes, and counts them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Then = Callable[[int], bool]
"""What is left to be matched from a place on."""

_CLASSES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}


class TooMuch(Exception):
    """More steps than were allowed."""


class Steps:
    """Matches one text, and counts its steps."""

    def __init__(self, text: str, most: int, flags: int = 0) -> None:
        self.text, self.most, self.taken = text, most, 0
        self._any_case = bool(flags & re.IGNORECASE)

    def match(self, tree: Any, at: int = 0) -> bool:
        """Whether the text matches from a place on."""
        return self._all([*tree], 0, at, lambda end: True)

    def _all(self, nodes: list[Any], index: int, at: int, then: Then) -> bool:
        if index == len(nodes):
            return then(at)
        self.taken += 1
        if self.taken > self.most:
            raise TooMuch
        op, value = nodes[index]
        return self._one(op, value, at, lambda end: self._all(nodes, index + 1, end, then))

    def _one(self, op: Any, value: Any, at: int, then: Then) -> bool:
        if op in _REPEATS:
            return self._repeat(op, value, at, then)
        if op is codes.BRANCH:
            return any(self._all([*way], 0, at, then) for way in value[1])
        if op is codes.SUBPATTERN:
            return self._all([*value[3]], 0, at, then)
        if op is codes.ATOMIC_GROUP:
            end = self._end(value, at)
            return end is not None and then(end)
        if op in (codes.ASSERT, codes.ASSERT_NOT):
            return self._around(value, at) == (op is codes.ASSERT) and then(at)
        if op is codes.AT:
            return self._at(value, at) and then(at)
        return at < len(self.text) and self._sign(op, value, self.text[at]) and then(at + 1)

    def _repeat(self, op: Any, value: Any, at: int, then: Then) -> bool:
        least, most, body = value
        if op is codes.POSSESSIVE_REPEAT:
            count, end = 0, at
            while count < most and (after := self._end(body, end)) is not None and after > end:
                count, end = count + 1, after
            return count >= least and then(end)

        def more(count: int, end: int) -> bool:
            def again(after: int) -> bool:
                return (after > end or count < least) and more(count + 1, after)

            def on() -> bool:
                return count < int(most) and self._all([*body], 0, end, again)

            if count < least:
                return on()
            return on() or then(end) if op is codes.MAX_REPEAT else then(end) or on()

        return more(0, at)

    def _end(self, body: Any, at: int) -> int | None:
        """Where the first way to match a body ends."""
        ends: list[int] = []

        def stop(end: int) -> bool:
            ends.append(end)
            return True

        return ends[0] if self._all([*body], 0, at, stop) else None

    def _around(self, value: Any, at: int) -> bool:
        direction, body = value
        if direction > 0:
            return self._end(body, at) is not None
        width = body.getwidth()[0]
        return at >= width and self._end(body, at - width) is not None

    def _at(self, where: Any, at: int) -> bool:
        if where in (codes.AT_BOUNDARY, codes.AT_NON_BOUNDARY):
            sides = [re.match(r"\w", s) is not None for s in (self.text[:at][-1:], self.text[at:])]
            return (sides[0] != sides[1]) == (where is codes.AT_BOUNDARY)
        return at == 0 if "BEGINNING" in str(where) else at == len(self.text)

    def _sign(self, op: Any, value: Any, sign: str) -> bool:
        if op is codes.ANY:
            return sign != "\n"
        if op is codes.IN:
            negated = value[0][0] is codes.NEGATE
            return any(self._sign(*part, sign) for part in value[negated:]) != negated
        signs = {sign, sign.lower(), sign.upper()} if self._any_case else {sign}
        if op is codes.RANGE:
            return any(value[0] <= ord(s) <= value[1] for s in signs if len(s) == 1)
        if op is codes.CATEGORY:
            name = str(value).removeprefix("CATEGORY_").removeprefix("UNI_")
            return (re.match(_CLASSES[name.removeprefix("NOT_")], sign) is None) == ("NOT_" in name)
        return (chr(value) in signs) == (op is codes.LITERAL)


_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


def _signs(tree: Any) -> Iterator[str]:
    """Signs that a pattern speaks of."""
    for op, value in tree:
        if op in (codes.LITERAL, codes.NOT_LITERAL):
            yield chr(value)
        elif op is codes.RANGE:
            yield chr(value[0])
        elif op is codes.CATEGORY:
            yield {"DIGIT": "1", "SPACE": " "}.get(str(value).rpartition("_")[2], "a")
        elif op is codes.IN:
            yield from _signs(value)
        elif op is codes.BRANCH:
            for way in value[1]:
                yield from _signs(way)
        elif op is codes.ATOMIC_GROUP:
            yield from _signs(value)
        elif op is codes.SUBPATTERN or op in _REPEATS or op in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _signs(value[-1])
        elif op is codes.ANY:
            yield "x"


def explodes(pattern: re.Pattern[str], searched: bool = False, size: int = 8) -> str | None:
    """A repeated text on which four times the length is more than six times the work.

    A pattern is tried at the beginning of a text, or ``searched`` for in all of it.
    """
    tree = parser.parse(pattern.pattern, pattern.flags)
    alphabet = [*islice(dict.fromkeys(_signs(tree)), _ALPHABET)]
    for unit in ["".join(pair) for length in (1, 2) for pair in product(alphabet, repeat=length)]:
        taken = _steps(pattern, tree, unit * size, 10**6, searched)
        try:
            _steps(pattern, tree, unit * size * 4, 6 * taken + 200, searched)
        except TooMuch:
            return unit
    return None


_ALPHABET = 7
"""So many signs of a pattern are put together."""


def _steps(pattern: re.Pattern[str], tree: Any, unit: str, most: int, searched: bool) -> int:
    """The steps, with a last sign that spoils the match."""
    steps, at = Steps(f"{unit}\x00", most, pattern.flags), 0
    while at < (len(steps.text) if searched else 1):
        steps.match(tree, at)
        found = pattern.match(steps.text, at)
        at = max(at + 1, found.end() if found else 0)
    return steps.taken

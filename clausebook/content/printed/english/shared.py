"""English numbers that share what stands behind the last: 30, 40 or 50 per cent; £10-50k."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from clausebook.content.printed.english.amounts import SUFFIX
from clausebook.content.printed.english.counts import LABEL, MONEY
from clausebook.content.printed.english.runs import Kind, Pair, Run, pairs_of
from clausebook.numerals.english import mantissa, number
from clausebook.quantity import Quantity


def range_of(pair: Pair, kind: Kind) -> Iterator[Quantity]:
    """The lower end is read as if it stood in the place of the upper one, unless it has a scale."""
    own = SUFFIX.match(pair.between)
    if own:
        low = replace(pair.low, after=own[0] + _behind(pair.high))
    else:
        low = _in_place_of(pair.high, pair.low)
    high = [*kind.read(pair.high)] or [*kind.read(replace(pair.high, before=pair.low.before))]
    for lower, upper in zip(kind.read(low), high, strict=False):
        yield replace(lower, upto=upper)


def _behind(run: Run) -> str:
    """What stands behind a number and its scale."""
    scale = SUFFIX.match(run.after)
    return run.after[scale.end() :] if scale else run.after


def _in_place_of(last: Run, run: Run) -> Run:
    """A number with the unit of a later one: £10-50k begin at £10,000, £500 to £1k do not."""
    text, scale = mantissa(last.text)
    value, most = run.number, number(text)
    if mantissa(run.text)[1] > 1 or not value or not most or value >= most:
        return replace(run, after=_behind(last))
    of = last.text.removeprefix(text) if scale > 1 else ""
    return replace(run, text=run.text + of, after=last.after)


def sharing(runs: list[Run], kind: Kind) -> Iterator[tuple[Run, Run]]:
    """Each number, and as it is read: with the unit of the last, where it stands in a list."""
    joints = [_joint(pair, kind) for pair in pairs_of(runs)]
    last = [*range(len(runs))]
    for at in reversed(range(len(joints))):
        is_long = last[at + 1] > at + 1  # a list ends in a word, or has three with slashes
        slashes = "/" in joints[max(at - 1, 0) : at] + joints[at + 1 : at + 2]
        if {"": False, ",": is_long, "/": slashes}.get(joints[at], True):
            last[at] = last[at + 1]
    for at, run in enumerate(runs):
        yield run, _in_place_of(runs[last[at]], run) if last[at] > at else run


def _joint(pair: Pair, kind: Kind) -> str:
    """What joins two numbers of a list; empty where another thing stands before or between."""
    joint = re.fullmatch(rf"(,? (?:and|or)|,|/) ?(?:{kind.prefix})?", pair.between)
    before = pair.low.before
    is_own = kind.prefix and re.search(f"{kind.prefix}$", before)
    is_other = LABEL.search(before) or (MONEY.search(before[-8:]) and not is_own)
    return joint[1] if joint and not is_other and (kind.unit or joint[1] != "/") else ""

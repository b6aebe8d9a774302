"""Where a rule may leave an amount open.

``up_to(x)`` is anything from nothing to x, ``at_least(x)`` x or more. Both say something of what is
paid only where more of x pays more: what is taken away, divided by or compared has to be fixed.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausebook.messages import Message, say
from clausebook.rules.compiled import OPEN, UNFIXED, Node

_RISING = ("add", "mul", "min", "max", "named", *OPEN)
"""Operators of which every part pays more when it is more."""


def misplaced(node: Node, ceilings: frozenset[str]) -> Message | None:
    """What is wrong with what a rule leaves open; None when nothing is.

    ``ceilings`` are the facts that print only an upper limit, as 不超过30% does.
    """
    fixed = (part for rising in _rising(node) for part in _parts(rising)[1])
    for part in fixed:
        if part.has(*UNFIXED):
            return say("rule-type.misplaced")
    for part in _rising(node, until="up_to"):
        if part.op == "fact" and part.word in ceilings:
            return say("rule-type.limited", fact=part.word)
    return None


def _parts(node: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The parts of which more pays more, and all others."""
    if node.op in ("if", "choose"):
        return node.parts[1:], node.parts[:1]
    if node.op in ("sub", "div"):
        return node.parts[:1], node.parts[1:]
    return (node.parts, ()) if node.op in _RISING else ((), node.parts)


def _rising(node: Node, until: str = "") -> Iterator[Node]:
    """The nodes of which more pays more, from the whole downwards; each named rule once."""
    waiting, entered = [node], set[str]()
    while waiting:
        node = waiting.pop()
        if node.op == until or (node.op == "named" and node.word in entered):
            continue
        if node.op == "named":
            entered.add(node.word)
        yield node
        waiting += reversed(_parts(node)[0])

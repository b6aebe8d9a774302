"""Where a rule may leave an amount open.

``up_to(x)`` is anything from nothing to x, ``at_least(x)`` x or more. Both say something of what is
paid only where more of x pays more: what is taken away, divided by or compared has to be fixed.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausebook.rules.compiled import OPEN, Node

_RISING = ("add", "mul", "min", "max", "named", *OPEN)
"""Operators of which every part pays more when it is more."""


def misplaced(node: Node, ceilings: frozenset[str]) -> str:
    """What is wrong with what a rule leaves open, or nothing.

    ``ceilings`` are the facts that print only an upper limit, as 不超过30% does.
    """
    for part in _fixed(node):
        if part.has(*OPEN):
            return (
                "up_to and at_least cannot stand in what is subtracted, divided by or compared; "
                "write them round the amount that is paid."
            )
    for name in _bare(node):
        if name in ceilings:
            return f"the text only limits {name}: write up_to({name}), or drop the <= of the fact."
    return ""


def _parts(node: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The parts of which more pays more, and all others."""
    if node.op in ("if", "choose"):
        return node.parts[1:], node.parts[:1]
    if node.op in ("sub", "div"):
        return node.parts[:1], node.parts[1:]
    return (node.parts, ()) if node.op in _RISING else ((), node.parts)


def _fixed(node: Node) -> Iterator[Node]:
    rising, others = _parts(node)
    yield from others
    for part in rising:
        yield from _fixed(part)


def _bare(node: Node) -> Iterator[str]:
    """The facts that are paid as they are."""
    if node.op == "fact":
        yield node.word
    elif node.op != "up_to":
        for part in _parts(node)[0]:
            yield from _bare(part)

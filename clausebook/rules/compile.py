""":class:`Expr` → JSON: every node is ``[operator, kind, …]``, every kind checked once, here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clausebook.problems import did_you_mean
from clausebook.rules.operators import OPERATORS, DoesNotFit
from clausebook.rules.syntax import Expr, RuleError

Node = list[Any]
"""``["fact", kind, name]``, ``["input", kind, name]``, ``["number", "count", "3"]``,
``["answer", "yes_no", "yes"]``, ``["if", kind, test, then, otherwise]``,
``["choose", kind, input, [key, node], …]`` or ``[operator, kind, operand, …]``."""


class UnknownName(RuleError):
    """A name that is neither a fact nor an input."""


def compile_rule(
    expr: Expr,
    facts: Mapping[str, str],
    inputs: Mapping[str, str],
    choices: Mapping[str, tuple[str, ...]],
) -> Node:
    """Check the kinds of an expression and turn it into JSON.

    ``facts`` and ``inputs`` give each name's kind, ``choices`` the keys of each choice input.
    Raises :class:`RuleError` with the offset of the part that does not fit.
    """
    if expr.op == "name":
        return _name(expr, facts, inputs)
    if expr.op == "number":
        return ["number", "count", expr.word]
    if expr.op == "answer":
        return ["answer", "yes_no", expr.word]
    args = [compile_rule(arg, facts, inputs, choices) for arg in expr.args]
    if expr.op == "if":
        return _if(expr, args)
    if expr.op == "choose":
        return _choose(expr, args, choices)
    operator = OPERATORS[expr.op]
    if not operator.least <= len(args) <= operator.most:
        most = "" if operator.most == operator.least else f" to {operator.most}"
        raise RuleError(f"{expr.op} takes {operator.least}{most} parts", expr.offset)
    try:
        return [expr.op, operator.kind(*(arg[1] for arg in args)), *args]
    except DoesNotFit as error:
        raise RuleError(f"{expr.op}: {error}", expr.offset) from None


def _name(expr: Expr, facts: Mapping[str, str], inputs: Mapping[str, str]) -> Node:
    if expr.word in inputs:
        return ["input", inputs[expr.word], expr.word]
    if expr.word in facts:
        return ["fact", facts[expr.word], expr.word]
    hint = did_you_mean(expr.word, [*facts, *inputs])
    raise UnknownName(f"{expr.word!r} is neither a fact nor an input.{hint}", expr.offset)


def _branches(expr: Expr, branches: list[Node]) -> str:
    kinds = {branch[1] for branch in branches}
    if len(kinds) != 1:
        text = f"all branches must be of one kind, not {' and '.join(sorted(kinds))}"
        raise RuleError(text, expr.offset)
    return str(kinds.pop())


def _if(expr: Expr, args: list[Node]) -> Node:
    if args[0][1] != "yes_no":
        raise RuleError("what follows if must be yes or no", expr.args[0].offset)
    return ["if", _branches(expr, args[1:]), *args]


def _choose(expr: Expr, args: list[Node], choices: Mapping[str, tuple[str, ...]]) -> Node:
    keys, source = expr.word.split(" "), args[0]
    if source[0] != "input" or source[1] != "choice":
        raise RuleError("choose needs an input of type choice first", expr.offset)
    wanted = choices[source[2]]
    if sorted(keys) != sorted(wanted):
        raise RuleError(f"choose needs each of {', '.join(wanted)} once", expr.offset)
    branches = dict(zip(keys, args[1:], strict=True))
    kind = _branches(expr, args[1:])
    return ["choose", kind, source, *([key, branches[key]] for key in wanted)]

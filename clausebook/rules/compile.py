""":class:`Expr` → :class:`Node`: every kind is checked once, here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from clausebook.messages import say
from clausebook.problems import did_you_mean
from clausebook.quantity import is_currency, told_kind
from clausebook.rules.compiled import OPEN, Node
from clausebook.rules.operators import OPERATORS, DoesNotFit, rate_between
from clausebook.rules.syntax import GIVEN, Expr, RuleError

DEEPEST = 100
"""Parts that stand above each other where named rules call each other: evaluators go down all."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in a rule may mean: the kinds of facts and inputs, and named rules."""

    facts: Mapping[str, str]
    inputs: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]
    """The keys of each choice input."""
    rules: Mapping[str, Node] = field(default_factory=dict)
    """Compiled rules that other rules call by a name."""
    ranges: frozenset[str] = frozenset()
    """The facts that print two ends, between which somebody decides."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """The kinds of the numbers that the clause declares beside its facts."""


class UnknownName(RuleError):
    """A name that is no fact, no input and no named rule."""


def compile_rule(expr: Expr, names: Names) -> Node:
    """Check the kinds of an expression.

    Raises :class:`RuleError` with the offset of the part that does not fit.
    """
    if expr.op == "name":
        return _name(expr, names)
    if expr.op == "given":
        return Node("given", GIVEN[expr.word], word=expr.word)
    if expr.op == "number":
        return Node("number", "count", word=expr.word)
    if expr.op == "answer":
        return Node("answer", "yes_no", word=expr.word)
    if expr.op == "in":
        return _among(expr, names, expr.word.split(" "))
    if expr.op in ("eq", "ne") and _is_choice(expr.args[0], names):
        return _is_key(expr, names)
    args = [compile_rule(arg, names) for arg in expr.args]
    if expr.op == "if":
        return _if(expr, args)
    if expr.op == "choose":
        return _choose(expr, args, names.choices)
    if expr.op in OPEN:
        return _open(expr, args)
    op = _LATER.get(args[1].kind, "add") if _is_later(expr, args) else expr.op
    operator = OPERATORS[op]
    if not operator.least <= len(args) <= operator.most:
        is_fixed = operator.most == operator.least
        which = "rule-type.parts" if is_fixed else "rule-type.parts-between"
        values = {"op": expr.op, "least": operator.least, "most": operator.most}
        raise RuleError(say(which, **values), expr.offset)
    if operator.alike:
        args = _alike(args)
    try:
        return Node(op, operator.kind(*(arg.kind for arg in args)), tuple(args))
    except DoesNotFit as error:
        raise RuleError(say("rule-type.of", op=expr.op, wrong=error.said), expr.offset) from None


_LATER = {"duration": "later", "count": "days_later"}
"""What is added to a day: years and months, or a number of days."""


def _is_later(expr: Expr, args: Sequence[Node]) -> bool:
    return expr.op == "add" and len(args) == 2 and args[0].kind == "date"


def _name(expr: Expr, names: Names) -> Node:
    word = expr.word
    if word in names.rules:
        rule = names.rules[word]
        if rule.depth > DEEPEST:
            raise RuleError(say("rule-type.deepest", name=word, most=DEEPEST), expr.offset)
        return Node("named", rule.kind, (rule,), word)
    if word in names.inputs:
        return Node("input", names.inputs[word], word=word)
    if word in names.facts:
        return Node("range" if word in names.ranges else "fact", names.facts[word], word=word)
    if word in names.constants:
        return Node("constant", names.constants[word], word=word)
    hint = did_you_mean(word, [*names.facts, *names.constants, *names.inputs, *names.rules])
    raise UnknownName(say("unknown-name.neither", name=word, hint=hint), expr.offset)


def _open(expr: Expr, args: list[Node]) -> Node:
    """An amount that the text leaves open below or above."""
    if len(args) != 1:
        raise RuleError(say("rule-type.one-part", op=expr.op), expr.offset)
    if not is_currency(args[0].kind) and args[0].kind not in ("rate", "points", "ratio"):
        message = say("rule-type.open", op=expr.op, kind=told_kind(args[0].kind))
        raise RuleError(message, expr.offset)
    return Node(expr.op, args[0].kind, tuple(args))


# --- nothing ---------------------------------------------------------------------------------

_AMOUNTS = ("rate", "points", "ratio", "duration")


def as_kind(node: Node, kind: str) -> Node:
    """``0`` is nothing of whatever is counted beside it, and beside years items are years.

    Any other node stays as it is.
    """
    if node.word == "item_number" and kind == "duration":
        return replace(node, kind=kind)
    is_nothing = node.op == "number" and int(node.word) == 0
    is_amount = is_currency(kind) or kind in _AMOUNTS
    return Node("number", kind, word="0") if is_nothing and is_amount else node


def _alike(nodes: list[Node]) -> list[Node]:
    """Nodes that must be of one kind, in which ``0`` takes the kind of the others."""
    kinds = {node.kind for node in nodes if node.op != "number" and node.word != "item_number"}
    return [as_kind(node, *kinds) for node in nodes] if len(kinds) == 1 else nodes


# --- branches --------------------------------------------------------------------------------


def _branches(expr: Expr, branches: list[Node]) -> tuple[str, list[Node]]:
    """The kind that all branches have, and the branches."""
    branches = _alike(branches)
    kinds = {branch.kind for branch in branches}
    if len(kinds) != 1:
        told, advice = [told_kind(kind) for kind in sorted(kinds)], rate_between(sorted(kinds))
        raise RuleError(say("rule-type.branches", kinds=told, advice=advice), expr.offset)
    return kinds.pop(), branches


def _if(expr: Expr, args: list[Node]) -> Node:
    if args[0].kind != "yes_no":
        raise RuleError(say("rule-type.if"), expr.args[0].offset)
    kind, branches = _branches(expr, args[1:])
    return Node("if", kind, (args[0], *branches))


def _choose(expr: Expr, args: list[Node], choices: Mapping[str, tuple[str, ...]]) -> Node:
    keys, source = expr.word.split(" "), args[0]
    if source.op != "input" or source.kind != "choice":
        raise RuleError(say("rule-type.choose-input"), expr.offset)
    wanted = choices[source.word]
    if sorted(keys) != sorted(wanted):
        raise RuleError(say("rule-type.choose-keys", keys=wanted), expr.offset)
    kind, compiled = _branches(expr, args[1:])
    branches = dict(zip(keys, compiled, strict=True))
    return Node("choose", kind, (source, *(branches[key] for key in wanted)), keys=wanted)


# --- choices ---------------------------------------------------------------------------------


def _is_choice(expr: Expr, names: Names) -> bool:
    return expr.op == "name" and names.inputs.get(expr.word) == "choice"


def _is_key(expr: Expr, names: Names) -> Node:
    """``kind == key`` and ``kind != key``: a choice is compared with one of its keys."""
    key = expr.args[1]
    if key.op != "name":
        message = say("rule-type.choose-keys", keys=names.choices[expr.args[0].word])
        raise RuleError(message, key.offset)
    found = _among(Expr("in", expr.args[:1], key.word, key.offset), names, [key.word])
    return found if expr.op == "eq" else Node("not", "yes_no", (found,))


def _among(expr: Expr, names: Names, keys: Sequence[str]) -> Node:
    """Whether a choice is one of these keys: the same as a ``choose`` of yes and no."""
    source = compile_rule(expr.args[0], names)
    if source.op != "input" or source.kind != "choice":
        raise RuleError(say("rule-type.choose-input"), expr.args[0].offset)
    known = names.choices[source.word]
    for key in keys:
        if key not in known:
            hint = did_you_mean(key, known)
            raise RuleError(
                say("rule-type.choice-key", key=key, keys=known, hint=hint), expr.offset
            )
    answers = ("yes" if key in keys else "no" for key in known)
    nodes = (Node("answer", "yes_no", word=answer) for answer in answers)
    return Node("choose", "yes_no", (source, *nodes), keys=known)

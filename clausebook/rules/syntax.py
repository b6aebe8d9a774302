"""Rule text → :class:`Expr`, through Python's own parser and a closed list of node types."""

from __future__ import annotations

import ast
import keyword
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from clausebook.messages import Message, say

LONGEST = 600
DEEPEST = 40


class RuleError(ValueError):
    """A rule that cannot be read or does not fit together; ``offset`` counts characters."""

    def __init__(self, said: Message, offset: int) -> None:
        super().__init__(said)
        self.said = said
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Expr:
    """An operator with its operands; ``name``, ``given``, ``number`` and ``answer`` are leaves."""

    op: str
    args: tuple[Expr, ...] = ()
    word: str = ""
    """A leaf's name, number or answer; for ``choose`` and ``in`` keys, separated by spaces."""
    offset: int = 0

    def names(self) -> set[str]:
        """All fact and input names in the expression."""
        found = {self.word} if self.op == "name" else set()
        return found.union(*(arg.names() for arg in self.args))

    def figures(self) -> Iterator[Expr]:
        """The numbers that say something: neither nothing nor which of the items it is."""
        if self.op == "number" and int(self.word):
            yield self
        is_place = self.op in _COMPARE.values() and any(arg.op == "given" for arg in self.args)
        for arg in self.args:
            if not (is_place and arg.op == "number"):
                yield from arg.figures()


GIVEN = {"item_number": "count", "as_of": "date"}
"""What a rule knows of a claim without asking for it, with its kind."""
_BINARY = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div"}
_COMPARE = {
    ast.Lt: "lt",
    ast.LtE: "le",
    ast.Gt: "gt",
    ast.GtE: "ge",
    ast.Eq: "eq",
    ast.NotEq: "ne",
}
FUNCTIONS = ("min", "max", "steps", "steps_past", "choose", "up_to", "at_least")
_FOREIGN = "#\\'\"\0"
"""Signs that mean something in Python but nothing in a rule: comments, continuations, texts."""
_INSTEAD = {"×": "*", "÷": "/", "−": "-", "≥": ">=", "≤": "<=", "≠": "!="}
_NUMBER = re.compile(r"(?<![\w.])\.?\d[\w.]*")
"""What begins like a number; Python reads 1_000, 0x1F, 1e3, 2j and 1if as more than digits."""
_WHOLE = re.compile(r"0|[1-9][0-9]*")
_KEPT = "|".join(sorted({*keyword.kwlist} - {"if", "else", "and", "or", "not", "in"}))
_SLIPS = (
    (r"\d(%)", say("rule-syntax.percent")),
    (r"(?<![=!<>(,\s])\s*(?<![=!<>])(=)(?!=)", say("rule-syntax.equals")),
    (r"(&&?|\|\|?)", say("rule-syntax.and-or")),
    (r"(!)(?!=)", say("rule-syntax.negation")),
    (rf"\b({_KEPT})\b", say("rule-syntax.keyword")),
)


def parse_rule(text: str) -> Expr:
    """Read a rule such as ``min(rate * cost, cap)``; raises :class:`RuleError`."""
    if len(text) > LONGEST:
        raise RuleError(say("rule-syntax.long", most=LONGEST), 0)
    for place, sign in enumerate(text):
        if sign in _FOREIGN or not sign.isascii():
            raise RuleError(_foreign(sign), place)
    for number in _NUMBER.finditer(text):
        if not _WHOLE.fullmatch(number[0]):
            raise RuleError(_no_number(number[0]), number.start())
    try:
        # On one line, because Python counts columns from the start of each line.
        tree = ast.parse(re.sub(r"\s", " ", text), mode="eval")
    except SyntaxError as error:
        raise _slip(text, error) from None
    except (RecursionError, MemoryError):
        raise RuleError(say("rule-syntax.unreadable"), 0) from None
    return _read(tree.body, 0)


def _no_number(written: str) -> Message:
    if re.fullmatch(r"\d*\.\d*", written):
        return say("rule-syntax.decimal")
    return say("rule-syntax.digits", number=written)


def _foreign(sign: str) -> Message:
    if sign in _INSTEAD:
        return say("rule-syntax.sign-instead", sign=sign, instead=_INSTEAD[sign])
    half = unicodedata.normalize("NFKC", sign)
    if half != sign and half.isascii():
        return say("rule-syntax.sign-half", sign=sign, instead=half)
    return say("rule-syntax.sign-letter" if sign.isalpha() else "rule-syntax.sign-out", sign=sign)


def _slip(text: str, error: SyntaxError) -> RuleError:
    """Signs that Python reads in a way of its own, or else where Python gives up."""
    for pattern, message in _SLIPS:
        if match := re.search(pattern, text):
            return RuleError(message, match.start(1))
    is_open = error.msg.endswith("was never closed")
    message = say("rule-syntax.unclosed" if is_open else "rule-syntax.unreadable")
    return RuleError(message, max(0, (error.offset or 1) - 1))


def _read(node: ast.expr, depth: int) -> Expr:
    at = node.col_offset
    if depth > DEEPEST:
        raise RuleError(say("rule-syntax.deep"), at)
    match node:
        case ast.Name(id=word) if word in ("yes", "no"):
            return Expr("answer", word=word, offset=at)
        case ast.Name(id=word):
            return Expr("given" if word in GIVEN else "name", word=word, offset=at)
        case ast.Constant(value=int(number)) if not isinstance(number, bool):
            return Expr("number", word=str(number), offset=at)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return _expr(_BINARY[type(op)], [left, right], at, depth)
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn() as op], comparators=[right]):
            among = _expr("in", [left], at, depth, _keys(right))
            return among if isinstance(op, ast.In) else Expr("not", (among,), offset=at)
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARE:
            return _expr(_COMPARE[type(op)], [left, right], at, depth)
        case ast.BoolOp(op=op, values=values):
            return _expr("and" if isinstance(op, ast.And) else "or", values, at, depth)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _expr("not", [operand], at, depth)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _expr("if", [test, body, orelse], at, depth)
        case ast.Call(func=ast.Name(id=function), args=args, keywords=keywords):
            return _call(function, args, keywords, at, depth)
    raise RuleError(say("rule-syntax.parts"), at)


def _keys(node: ast.expr) -> str:
    """What is listed behind ``in``: the keys of a choice, in brackets."""
    listed = node.elts if isinstance(node, ast.Tuple) else [node]
    if not listed or not all(isinstance(key, ast.Name) for key in listed):
        raise RuleError(say("rule-syntax.among"), node.col_offset)
    return " ".join(key.id for key in listed if isinstance(key, ast.Name))


def _expr(op: str, args: list[ast.expr], at: int, depth: int, word: str = "") -> Expr:
    return Expr(op, tuple(_read(arg, depth + 1) for arg in args), word, at)


def _call(
    function: str, args: list[ast.expr], keywords: list[ast.keyword], at: int, depth: int
) -> Expr:
    if function not in FUNCTIONS:
        raise RuleError(say("rule-syntax.function", name=function, known=FUNCTIONS), at)
    if function != "choose":
        if keywords:
            raise RuleError(say("rule-syntax.no-names", name=function), at)
        return _expr(function, args, at, depth)
    keys = [keyword.arg or "" for keyword in keywords]
    if len(args) != 1 or not keys or "" in keys:
        raise RuleError(say("rule-syntax.choose"), at)
    return _expr("choose", [*args, *(k.value for k in keywords)], at, depth, " ".join(keys))

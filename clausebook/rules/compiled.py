"""Compiled benefits: what the evaluators take. ``schema/rules.md`` describes their JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from clausebook.quantity import exact, is_currency
from clausebook.rules.validity import Validity

OPEN = ("up_to", "at_least")
"""What marks an amount of which the text fixes only the upper or the lower end."""
UNFIXED = (*OPEN, "range")
"""What leaves an amount to whoever decides; of a range the text fixes both ends."""
_JOINED = "+"
_CALLED = ("fact", "range", "constant", "input", "named", "given")
"""Nodes that have a name."""


def ids_of(key: str) -> list[str]:
    """The readings that a key of ``under`` names: of several questions, those answered at once."""
    return key.split(_JOINED)


@dataclass(frozen=True, slots=True, repr=False)
class Node:
    """A part of a rule, its kind checked: an operator with its operands, or a leaf.

    Leaves are ``fact``, ``range``, ``constant``, ``input``, ``given``, ``number`` and ``answer``;
    ``named`` has the rule that it calls as its only part, as have ``up_to`` and ``at_least``;
    ``if`` has the test and both branches, ``choose`` the input and its branches. A rule that is
    called often is one node: what follows nodes downwards visits it once, with :func:`walk`, or
    asks what is known of it from the start.
    """

    op: str
    kind: str
    parts: tuple[Node, ...] = ()
    word: str = ""
    """The name of a figure, an input or a named rule; a number or an answer as it is written."""
    keys: tuple[str, ...] = ()
    """For ``choose``: the class of each branch, in the order of the input's."""
    limit: str = field(init=False, compare=False)
    """What it is called as a limit: a fact, what is left of one, or a named rule for one of
    several. Empty for everything else, such as what follows from amounts that were entered."""

    depth: int = field(init=False, compare=False)
    """How many nodes stand above each other in it, those of named rules included."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "depth", 1 + max((part.depth for part in self.parts), default=0))
        object.__setattr__(self, "limit", self._limit())

    def _limit(self) -> str:
        if self.op in (*OPEN, "sub"):
            return self.parts[0].limit
        if self.op in ("fact", "range", "constant"):
            return self.word
        if self.op == "named":
            (rule,) = self.parts
            branches = rule.parts[1:] if rule.op in ("choose", "if") else self.parts
            return self.word if all(branch.limit for branch in branches) else ""
        return ""

    def __repr__(self) -> str:
        return f"Node({self.as_json()})"

    @property
    def name(self) -> str:
        """The name of a figure, an input, a named rule or what is given; other nodes have none."""
        if self.op in OPEN:
            return self.parts[0].name
        return self.word if self.op in _CALLED else ""

    def has(self, *ops: str) -> bool:
        """Whether one of these operators stands in it, or in a rule that it calls."""
        return any(node.op in ops for node in walk([self]))

    @property
    def branches(self) -> dict[str, Node]:
        """For ``choose``: the branches by class."""
        return dict(zip(self.keys, self.parts[1:], strict=True))

    def as_json(self) -> list[Any]:
        """``[operator, kind, operand, …]``; a named rule is called by its name alone."""
        if self.op == "named":
            return [self.op, self.kind, self.word]
        word = [self.word] if self.word else []
        parts = [part.as_json() for part in self.parts]
        if self.op == "choose":
            parts[1:] = [list(branch) for branch in zip(self.keys, parts[1:], strict=True)]
        return [self.op, self.kind, *word, *parts]


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """All nodes of some rules, each before its parts; named rules are entered once.

    So the work is bounded by what is written, however often rules call each other.
    """
    waiting, entered = [*nodes][::-1], set[str]()
    while waiting:
        node = waiting.pop()
        yield node
        if node.op != "named" or node.word not in entered:
            waiting += reversed(node.parts)
        if node.op == "named":
            entered.add(node.word)


@dataclass(frozen=True, slots=True)
class RuleFact:
    """A fact as rules know it: its kind, its canonical value and its full address."""

    kind: str
    value: str
    address: str = ""
    upto: str = ""
    """The upper end of a range, of which ``value`` is the lower one."""

    def as_json(self) -> dict[str, str]:
        """The published form."""
        upto = {"upto": self.upto} if self.upto else {}
        address = {"address": self.address} if self.address else {}
        return {"kind": self.kind, "value": self.value, **upto, **address}


@dataclass(frozen=True, slots=True)
class RuleInput:
    """An input of a benefit."""

    name: str
    type: str
    scope: str
    """``item`` when it is entered for each item, ``applicant`` when once for all of them."""
    default: str = ""
    """The canonical value that is assumed when nothing is entered; empty if it must be entered."""
    choices: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {
            "name": self.name,
            "type": self.type,
            "scope": self.scope,
            "default": self.default or None,
            "choices": list(self.choices),
        }


@dataclass(frozen=True, slots=True)
class RuleCondition:
    """What must hold before anything is paid; without ``holds`` the reader is asked."""

    id: str
    holds: Node | None = None

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {"id": self.id, "holds": self.holds.as_json() if self.holds else None}


@dataclass(frozen=True, slots=True)
class RuleRemark:
    """What a reader is told when the entries call for it."""

    id: str
    when: Node

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {"id": self.id, "when": self.when.as_json()}


@dataclass(frozen=True, slots=True)
class RuleInstalment:
    """A part in which an award is paid."""

    id: str
    part: Node | None
    """A share of the award, or an amount; None for the rest."""
    lost_unless: Node | None
    """None where it is paid in any case."""

    def nodes(self) -> tuple[Node, ...]:
        """Its rules."""
        return tuple(filter(None, (self.part, self.lost_unless)))

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        rules = {"part": self.part, "lost_unless": self.lost_unless}
        return {"id": self.id, **{key: node and node.as_json() for key, node in rules.items()}}


@dataclass(frozen=True, slots=True)
class Combined:
    """What a benefit and the money of others may reach together."""

    ceiling: Node
    beside: tuple[Node, ...]
    """The inputs that hold what each of the others pays."""


@dataclass(frozen=True, slots=True)
class SharedCap:
    """A cap that several benefits share; the address of its fact is what tells it from others."""

    cap: Node
    over: str
    """``year``, the fact of a period such as any three years, or empty for all time."""

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {"cap": self.cap.as_json(), "over": self.over or None}


@dataclass(frozen=True, slots=True)
class RuleLimits:
    """Limits that act across items, years and levels of government."""

    combined: Combined | None = None
    count: Node | None = None
    per_year: Node | None = None
    in_total: Node | None = None
    shared: tuple[SharedCap, ...] = ()
    nothing_below: Node | None = None
    """Less than this is not paid at all, for an item and for what the caps leave of all."""
    stacking: str = ""
    outlasts: bool = False
    """Whether years that begin behind the last day in force are paid all the same."""

    @property
    def caps(self) -> dict[str, Node]:
        """The limits on the sum of the items, in the order in which they act."""
        caps = {"per_year": self.per_year, "in_total": self.in_total}
        return {name: node for name, node in caps.items() if node is not None}

    @property
    def across(self) -> dict[str, Node]:
        """The limits that remember earlier claims."""
        return {**({"count": self.count} if self.count else {}), **self.caps}

    def nodes(self) -> tuple[Node, ...]:
        """All rules of the limits."""
        combined = (self.combined.ceiling, *self.combined.beside) if self.combined else ()
        least = (self.nothing_below,) if self.nothing_below else ()
        shared = (limit.cap for limit in self.shared)
        return (*self.across.values(), *shared, *combined, *least)

    def as_json(self) -> dict[str, Any]:
        """The published form: only the limits that there are."""
        found: dict[str, Any] = {}
        if self.combined:
            beside = [node.as_json() for node in self.combined.beside]
            found["combined"] = {"ceiling": self.combined.ceiling.as_json(), "with": beside}
        found |= {name: node.as_json() for name, node in self.across.items()}
        if self.shared:
            found["shared"] = [limit.as_json() for limit in self.shared]
        if self.nothing_below:
            found["nothing_below"] = self.nothing_below.as_json()
        found |= {"stacking": self.stacking} if self.stacking else {}
        return {**found, "outlasts": True} if self.outlasts else found


@dataclass(frozen=True, slots=True)
class RuleWay:
    """How one reading computes: what one item is paid, and the limits across items."""

    pays: Node
    limits: RuleLimits

    def nodes(self) -> tuple[Node, ...]:
        """All its rules."""
        return (self.pays, *self.limits.nodes())

    @property
    def fixed(self) -> bool:
        """Whether the text fixes what is paid, rather than leaving it open below a limit."""
        return not self.pays.has("up_to", "range")

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {"pays": self.pays.as_json(), "limits": self.limits.as_json()}


@dataclass(frozen=True, slots=True)
class CompiledBenefit:
    """A benefit with everything that calculating it takes."""

    id: str
    per: str
    """What its items are; empty when there is only one."""
    facts: dict[str, RuleFact]
    constants: dict[str, RuleFact]
    """The numbers that the clause declares beside its facts."""
    inputs: dict[str, RuleInput]
    conditions: tuple[RuleCondition, ...]
    way: RuleWay
    under: dict[str, RuleWay]
    """The other readings that are computed beside the one that pays."""
    instalments: tuple[RuleInstalment, ...]
    """The parts in which it is paid, under every reading; empty where it is paid at once."""
    remarks: tuple[RuleRemark, ...]
    validity: Validity
    split: tuple[Fraction, ...]
    """The shares of the two levels of government that bear what is paid."""

    @property
    def figures(self) -> dict[str, RuleFact]:
        """Its facts and constants, which no name is both of."""
        return {**self.facts, **self.constants}

    @property
    def currency(self) -> str:
        """The code of the currency in which it pays."""
        return self.way.pays.kind

    @property
    def pays_money(self) -> bool:
        """Whether it pays money, and not hours, say."""
        return is_currency(self.currency)

    @property
    def asked(self) -> list[str]:
        """The conditions that the reader answers."""
        return [condition.id for condition in self.conditions if condition.holds is None]

    @property
    def types(self) -> dict[str, str]:
        """The type of everything that may be given: the inputs, then the conditions asked."""
        types = {name: spec.type for name, spec in self.inputs.items()}
        return types | {name: "yes_no" for name in self.asked if name not in types}

    @property
    def named(self) -> dict[str, Node]:
        """The rules that others call, by name."""
        ways = (self.way, *self.under.values())
        holds = (condition.holds for condition in self.conditions if condition.holds)
        parts = (node for each in self.instalments for node in each.nodes())
        when = (remark.when for remark in self.remarks)
        nodes = walk([*holds, *(node for way in ways for node in way.nodes()), *parts, *when])
        return {node.word: node.parts[0] for node in nodes if node.op == "named"}

    def as_json(self) -> dict[str, Any]:
        """The form that the browser's twin takes and the site publishes."""
        return {
            "id": self.id,
            "currency": self.currency,
            "per": self.per or None,
            "facts": {name: fact.as_json() for name, fact in self.facts.items()},
            "constants": {name: each.as_json() for name, each in self.constants.items()},
            "inputs": [spec.as_json() for spec in self.inputs.values()],
            "conditions": [condition.as_json() for condition in self.conditions],
            "named": {name: node.as_json() for name, node in self.named.items()},
            **self.way.as_json(),
            "under": {key: way.as_json() for key, way in self.under.items()},
            "instalments": [each.as_json() for each in self.instalments],
            "remarks": [remark.as_json() for remark in self.remarks],
            "validity": self.validity.as_json(),
            "split": [exact(share) for share in self.split],
        }

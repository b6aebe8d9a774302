"""Random benefits and claims for them, read from bytes as from dice.

Hypothesis draws the bytes and shrinks them (``trials``); a fixed seed gives the same pairs to a
browser (``seeded_trials``). Drawing bytes is cheap, and a zero always decides for what is simplest:
what is left of a failure when no byte can be smaller is a short rule with few inputs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice, product, zip_longest
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from clausebook.quantity import exact
from clausebook.rules.compile import Names, as_kind, compile_rule
from clausebook.rules.compiled import (
    Combined,
    CompiledBenefit,
    Node,
    RuleCondition,
    RuleFact,
    RuleInput,
    RuleInstalment,
    RuleLimits,
    RuleRemark,
    RuleWay,
    SharedCap,
)
from clausebook.rules.evaluate import evaluate
from clausebook.rules.inputs import HISTORY, UNDER, Given, kind_of
from clausebook.rules.operators import SHARES
from clausebook.rules.results import Refused, Result
from clausebook.rules.syntax import GIVEN, LONGEST, parse_rule
from clausebook.rules.validity import Span, Validity
from tests.twin import json_text

Json = dict[str, Any]
T = TypeVar("T")


class Dice:
    """Bytes that decide, one after the other; when they are used up, all the rest is zero."""

    def __init__(self, rolls: bytes) -> None:
        self._rolls = iter(rolls)

    def roll(self, sides: int = 256) -> int:
        """A number below so many sides."""
        return next(self._rolls, 0) % sides

    def pick(self, options: Sequence[T]) -> T:
        """One of the options; the first is the simplest."""
        return options[self.roll(len(options))]

    def part(self, size: int) -> Dice:
        """So many of the rolls, for something that may shrink while all the rest stays."""
        return Dice(bytes(islice(self._rolls, size)))

    def number(self) -> int:
        """A number of up to four bytes."""
        return int.from_bytes(bytes(self.roll() for _ in range(1 + self.roll(4))))


# --- the language ----------------------------------------------------------------------------

FACTS = {
    "cap": "CNY",
    "award": "CNY",
    "fee": "USD",
    "rate": "rate",
    "part": "rate",
    "span": "rate",
    "prize": "CNY",
    "relief": "points",
    "ratio": "ratio",
    "most": "count",
    "term": "duration",
    "day": "date",
}
CONSTANTS = {"dozen": "count", "whole": "rate"}
RANGES = frozenset(("span", "prize"))
"""The facts that print two ends."""
INPUTS = {
    "cost": "CNY",
    "support": "CNY",
    "price": "USD",
    "share": "rate",
    "spread": "points",
    "orders": "count",
    "power": "measure",
    "months": "duration",
    "filed": "date",
    "new": "yes_no",
    "group": "choice",
}
"""What may differ between the items of a claim."""
APPLICANT = {
    "turnover": "CNY",
    "people": "count",
    "age": "duration",
    "founded": "date",
    "late": "yes_no",
    "field": "choice",
}
"""What is the same for all items, so that limits across them may depend on it."""
CHOICES = ("a", "b", "c")
HISTORY_TYPES = {"per_year": "CNY", "in_total": "CNY", "count": "count"}
KINDS_ENTERED = {name: kind_of(type_) for name, type_ in INPUTS.items()}
TYPES = {
    **KINDS_ENTERED,
    **APPLICANT,
    **{HISTORY[limit]: own for limit, own in HISTORY_TYPES.items()},
}

MONEY = ("CNY", "USD")
AMOUNTS = (*MONEY, *SHARES, "points")
COMPARED = (*AMOUNTS, "date")
KINDS = (*COMPARED, "yes_no")


def _forms(kind: str) -> Iterator[str]:
    """What a rule of a kind may be made of.

    ``{k}`` is a part of the same kind, ``{CNY}`` one of another; either may be nothing where a 0
    follows, ``{CNY0}``.
    """
    yield from ("min({k}, {k0})", "max({k0}, {k}, {k})", "min({k}, {k}, {k0}, {k})")
    yield from ("({k} if {yes_no} else {k0})", "({k0} if {yes_no} else {k})")
    yield "choose({choice}, c={k}, a={k0}, b={k})"
    if kind in (*MONEY, "rate", "points", "ratio"):
        yield from ("up_to({k})", "at_least({k})")
    if kind in AMOUNTS:
        yield from ("({k} + {k0})", "({k0} + {k})", "({k} - {k0})", "({k0} - {k})")
    if kind in MONEY:
        yield from ("({rate} * {k})", "({k} * {ratio})", "({count} * {k})", "({k} * {duration})")
        yield from ("({k} * {points})", "({points} * {k})")
        yield from ("({k} / max({count}, 1))", "({k} / {rate})", "({k} / {ratio})")
    if kind == "date":
        yield from ("({k} + {duration})", "({k} + months)", "({k} + {count})", "({k} + power)")
    if kind == "points":
        yield from ("({rate} * {k})", "({k} * {count})", "({k} * {duration})")
    if kind == "rate":
        yield from ("({k} + {points})", "({points} + {k})", "({k} - {points})")
    if kind in SHARES:
        yield from _products(kind)
    if kind == "count":
        yield from (f"steps({{{of}}}, {{{of}}})" for of in AMOUNTS)
        yield from (f"steps_past({{{of}}}, {{{of}}})" for of in AMOUNTS)
        yield from (f"steps({{{of}0}}, {{{of}}})" for of in MONEY)


def _products(kind: str) -> Iterator[str]:
    """Products and quotients of two shares, and how often money goes into money."""
    for a, b in product(SHARES, SHARES):
        if kind == ("count" if {a, b} <= {"count", "duration"} else "rate"):
            yield f"({{{a}}} * {{{b}}})"
        if kind == "rate":
            yield f"({{{a}}} / {{{b}}})"
    if kind == "rate":
        yield from (f"({{{of}}} / {{{of}}})" for of in MONEY)


def _answers() -> Iterator[str]:
    """What a condition may be made of; dates and choices have no nothing."""
    for kind, sign in product(COMPARED, ("<", "<=", ">", ">=", "==", "!=")):
        yield from ("({k} and {k})", "({k} or {k} or {k})", "not {k}")  # as often as comparisons
        yield f"{{{kind}}} {sign} {{{kind}0}}"
        yield f"{{{kind}0}} {sign} {{{kind}}}"
    yield from ("({k} if {yes_no} else {k})", "choose({choice}, c={k}, a={k}, b={k})")


FORMS = {kind: [*_forms(kind)] for kind in COMPARED} | {"yes_no": [*_answers()]}
_PART = re.compile(r"\{([a-zA-Z_]+)(0?)\}")


def _leaves(names: dict[str, str]) -> dict[str, list[str]]:
    """The names of each kind, and what is written out."""
    found = {
        kind: [name for name, own in names.items() if own == kind] for kind in (*KINDS, "choice")
    }
    found["count"] += ["1", "7", "0"]
    found["yes_no"] += ["yes", "no"]
    return found


class Author:
    """Writes and compiles the rules of one benefit."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        """What was written, by its place in the benefit."""
        self._named: dict[str, Node] = {}
        self._anywhere = _leaves({**FACTS, **CONSTANTS, **KINDS_ENTERED, **APPLICANT, **GIVEN})
        self._across = _leaves({**FACTS, **CONSTANTS, **APPLICANT})
        """The names that limits across items can take; others give an error for several items."""

    def name(self, dice: Dice, name: str) -> None:
        """Write a rule that those after it may call by a name."""
        kind = dice.pick((*KINDS, "CNY", "CNY", "rate"))
        leaves = dice.pick((self._anywhere, self._across))
        node = self._named[name] = self._compiled(dice, f"where {name}", kind, 2, leaves)
        # Where a rule stands twice, it is called twice as often.
        self._anywhere[node.kind] += [name, name]
        if leaves is self._across:
            self._across[node.kind] += [name, name]

    def rule(self, dice: Dice, place: str, kind: str, depth: int) -> Node:
        """A rule of a kind, with so many levels of nesting at most."""
        return self._compiled(dice, place, kind, depth, self._anywhere)

    def limit(self, dice: Dice, place: str, *kinds: str) -> Node:
        """A rule for a limit across items, which now and then takes what only an item has."""
        leaves = self._across if dice.roll(12) < 11 else self._anywhere
        return self._compiled(dice, place, dice.pick(kinds), 2, leaves)

    def _compiled(
        self, dice: Dice, place: str, kind: str, depth: int, leaves: dict[str, list[str]]
    ) -> Node:
        nothing = kind in AMOUNTS and dice.roll(40) == 39
        text = "0" if nothing else _rule_text(dice, kind, depth, leaves)
        while len(text) > LONGEST:
            depth -= 1
            text = _rule_text(dice, kind, depth, leaves)
        self.texts[place] = text
        choices = dict.fromkeys(("group", "field"), CHOICES)
        names = Names(FACTS, TYPES, choices, self._named, RANGES, CONSTANTS)
        return as_kind(compile_rule(parse_rule(text), names), kind)


def _rule_text(dice: Dice, kind: str, depth: int, leaves: dict[str, list[str]]) -> str:
    def part(found: re.Match[str]) -> str:
        own = kind if found[1] == "k" else found[1]
        if found[2] and own in AMOUNTS and dice.roll(3) == 2:
            return "0"
        return _rule_text(dice, own, depth - 1, leaves)

    if depth == 0 or kind == "choice" or dice.roll(3) == 0:
        return dice.pick(leaves[kind])
    return _PART.sub(part, dice.pick(FORMS[kind]))


# --- values ----------------------------------------------------------------------------------

HUGE, TINY = str(10**40 + 1), exact(Fraction(1, 10**30))
TELLING = ("1", "0", "3", "0.1", "0.2", "0.3", "1/3", "2/3", "1/7", "0.01", "20000000", "0.5", "2")
TELLING += ("9007199254740993", "999999999999999.99", "12345678901234567890.123456789", HUGE, TINY)
"""Numbers on which binary fractions fail, and the same for facts and inputs, so that some agree."""
ODD = ("00.50", "4/2", "-0", "-0/7", "0.10", "9" * 80, "0" * 79 + "1")
"""What an address may hold though nothing writes it so."""
WHOLE = ("1", "0", "2", "3", "5", "3.0", "6/2", "12", str(10**30))
DATES = ("2022-10-31", "0001-01-01", "2022-10-30", "2024-02-29", "9999-12-31")


def fact_value(dice: Dice, kind: str) -> str:
    """The canonical value of a fact; a date may lack its day or its month."""
    if kind == "date":
        return dice.pick((*DATES, "2022", "2022-10"))
    if kind == "count":
        return str(dice.roll(6))
    form = dice.roll(4)
    if form < 2:
        return dice.pick(TELLING)
    return exact(Fraction(dice.number(), 1 if form == 2 else 1 + dice.number()))


def input_value(dice: Dice, kind: str) -> str:
    """A text that an input of a kind takes."""
    if kind == "yes_no":
        return dice.pick(("yes", "no"))
    if kind == "choice":
        return dice.pick(CHOICES)
    if kind == "date":
        return dice.pick(DATES)
    if kind == "count":
        return dice.pick(WHOLE)
    return dice.pick(ODD) if dice.roll(16) == 15 else fact_value(dice, kind)


# --- benefits --------------------------------------------------------------------------------

VALIDITIES = (
    Validity(),
    Validity("2022-10-31"),
    Validity("2022-10-31", "2027-10-30"),
    Validity("2025-07-01", "2030-06-30", "2024-10-31", "2025-06-30"),
    Validity("2022-10-31", "2027-10-30", draft=True),
    Validity("2022-10-31", suspended=(Span("2025-06-30", "2025-06-30"), Span("2027-10-31", ""))),
    Validity("2022-10-31", "2027-10-30", withdrawn="2024-10-31"),
    Validity("2022-10-31", "2027-10-30", superseded="2024-10-31"),
)
DAYS = ("2025-06-30", "2022-10-30", "2022-10-31", "2024-10-31", "2025-07-01", "2027-10-31")
SPLITS = ((), ("0.8", "0.2"), ("2/3", "1/3"), ("1/7",))
READINGS = ("", "", "b", "ba")


@dataclass(frozen=True)
class RandomBenefit:
    """A compiled benefit and the rules as they were written."""

    rule: CompiledBenefit = field(repr=False)
    texts: dict[str, str]

    def __str__(self) -> str:
        facts = {name: fact.value for name, fact in self.rule.facts.items()}
        defaults = {n: spec.default for n, spec in self.rule.inputs.items() if spec.default}
        other = {key: getattr(self.rule, key) for key in ("per", "validity", "split")}
        limits = {key: way.limits.stacking for key, way in self._ways()}
        lines = {**self.texts, "facts": facts, "defaults": defaults, **other, "stacking": limits}
        return "\n".join(f"{name}: {what}" for name, what in lines.items() if what)

    def _ways(self) -> list[tuple[str, RuleWay]]:
        return [("", self.rule.way), *self.rule.under.items()]


def random_benefit(dice: Dice) -> RandomBenefit:
    """A benefit of which every part is there at times."""
    author = Author()
    shape, where, computed, divided, ways_dice, values = map(dice.part, _BENEFIT_PARTS)
    for number in range(shape.roll(4)):
        author.name(where.part(_RULE), f"rule_{number}")
    per = shape.pick(("product", "year", ""))
    conditions = _conditions(author, shape, computed)
    remarks = [
        RuleRemark(f"remark_{n}", author.rule(computed, f"remarks.{n}", "yes_no", 2))
        for n in range(shape.roll(3))
    ]
    ways = {
        key: _way(author, ways_dice.part(_WAY), key, per) for key in ("", *shape.pick(READINGS))
    }
    instalments = tuple(_instalments(author, divided))
    words = set(re.findall(r"\w+", " ".join(author.texts.values())))
    facts = {
        name: _fact(values.part(_VALUE), kind, has_ends=name in RANGES)
        for name, kind in FACTS.items()
    }
    rule = CompiledBenefit(
        id="random",
        per=per,
        facts={name: fact for name, fact in facts.items() if name in {*words, "cap"}},
        constants={
            name: RuleFact(kind, fact_value(values.part(_VALUE), kind))
            for name, kind in CONSTANTS.items()
            if name in words
        },
        inputs=_specs(values, words, [way.limits for way in ways.values()]),
        conditions=tuple(conditions),
        way=ways.pop(""),
        under=ways,
        instalments=instalments,
        remarks=tuple(remarks),
        validity=shape.pick(VALIDITIES),
        split=tuple(map(Fraction, shape.pick(SPLITS))),
    )
    return RandomBenefit(rule, author.texts)


def _fact(dice: Dice, kind: str, *, has_ends: bool) -> RuleFact:
    value = fact_value(dice, kind)
    if not has_ends:
        return RuleFact(kind, value)
    low, high = sorted((value, fact_value(dice, kind)), key=Fraction)
    return RuleFact(kind, low, upto=high)


_RULE, _VALUE = 24, 11
_WAY = 11 + 48 + 5 * _RULE
_FIGURES = (len(FACTS) + len(CONSTANTS)) * _VALUE
_BENEFIT_PARTS = (10, 3 * _RULE, _RULE, 4 * _RULE, 3 * _WAY, _FIGURES + 20)
"""How many rolls hardly any rule, reading or value needs more of."""


def _conditions(author: Author, shape: Dice, computed: Dice) -> list[RuleCondition]:
    """One that is asked, one that follows from a rule, both or none."""
    found = [RuleCondition("asked")] if shape.roll(3) == 2 else []
    if shape.roll(2):
        holds = author.rule(computed, "conditions.computed", "yes_no", 2)
        found.append(RuleCondition("computed", holds))
    return found


def _instalments(author: Author, dice: Dice) -> Iterator[RuleInstalment]:
    """Parts of what is paid, seldom; now and then one is the rest."""
    several = dice.roll(3) * (dice.roll(3) == 2)
    for n in range(several):
        part = author.limit(dice, f"part.{n}", "rate", "CNY")
        unless = author.limit(dice, f"unless.{n}", "yes_no") if dice.roll(2) else None
        yield RuleInstalment(f"part_{n}", part, unless)
    if several and dice.roll(2):
        yield RuleInstalment("rest", None, None)


def _way(author: Author, dice: Dice, key: str, per: str) -> RuleWay:
    """What one reading pays, and its limits."""
    place, combined, rules = f"under.{key}." if key else "", None, {}
    shape, pays, ceiling, count, least, *caps = map(dice.part, (11, 48, *[_RULE] * 5))
    paid = author.rule(pays, f"{place}pays", "CNY", 3)
    if shape.roll(4) == 3:
        node = author.rule(ceiling, f"{place}limits.combined.ceiling", "CNY", 2)
        others = shape.pick((("support",), ("support", "turnover")))
        combined = Combined(node, tuple(Node("input", "CNY", word=name) for name in others))
    if shape.roll(4) == 3:
        rules["count"] = author.limit(count, f"{place}limits.count", "count", "duration")
    for name, cap in zip(("per_year", "in_total"), caps, strict=True):
        if shape.roll(3) == 2:
            rules[name] = author.limit(cap, f"{place}limits.{name}", "CNY")
    if shape.roll(3) == 2:
        rules["nothing_below"] = author.limit(least, f"{place}limits.nothing_below", "CNY")
    stacking = "best-of" if per and shape.roll(3) == 2 else ""
    outlasts = per == "year" and shape.roll(3) == 2
    pool = SharedCap(Node("fact", "CNY", word="cap"), "year")
    shared = (pool,) if shape.roll(3) == 2 else ()
    limits = RuleLimits(combined, **rules, shared=shared, stacking=stacking, outlasts=outlasts)
    return RuleWay(paid, limits)


def _specs(dice: Dice, words: set[str], limits: Sequence[RuleLimits]) -> dict[str, RuleInput]:
    """The inputs that the rules name, some with defaults, and the history of the limits."""
    beside = (node.word for each in limits if each.combined for node in each.combined.beside)
    used = words.union(beside)
    specs = [
        RuleInput(
            name=name,
            type=kind,
            scope="item" if name in INPUTS else "applicant",
            default=input_value(dice, kind) if dice.roll(6) == 5 else "",
            choices=CHOICES if kind == "choice" else (),
        )
        for name, kind in {**INPUTS, **APPLICANT}.items()
        if name in used
    ]
    acting = {name for each in limits for name in each.across}
    acting |= {"count"} if "item_number" in words else set()
    specs += [
        RuleInput(HISTORY[limit], kind, "applicant", "0")
        for limit, kind in HISTORY_TYPES.items()
        if limit in acting
    ]
    shared = dict.fromkeys(UNDER + one.cap.word for each in limits for one in each.shared)
    specs += [RuleInput(name, "CNY", "applicant", "0") for name in shared]
    return {spec.name: spec for spec in specs}


# --- claims ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Claim:
    """What a reader gave, and the day."""

    given: Given
    on: str


def random_claim(dice: Dice, benefit: RandomBenefit) -> Claim:
    """Some inputs, for one item or several, some of them empty."""
    on = dice.pick(DAYS)
    items = dice.pick((1, 2, 3, 2, 5)) if benefit.rule.per else 1
    given: Given = {}
    for spec in benefit.rule.inputs.values():
        if dice.roll(6):
            many = spec.scope == "item" and dice.roll(3) > 0
            given[spec.name] = [
                input_value(dice, spec.type) if dice.roll(9) else ""
                for _ in range(items if many else 1)
            ]
    if benefit.rule.asked:
        given |= dice.pick(({}, {"asked": ["yes"]}, {"asked": ["no"]}, {"asked": [""]}))
    return Claim(given, on)


def completed(claim: Claim, benefit: RandomBenefit, dice: Dice) -> Claim:
    """The claim with a value for everything that was missing and has no default."""
    items = max([1, *map(len, claim.given.values())])
    given = dict(claim.given)
    for spec in benefit.rule.inputs.values():
        if not spec.default:
            empty = [""] * (items if spec.scope == "item" else 1)
            texts = given.get(spec.name, empty)
            given[spec.name] = [text or input_value(dice, spec.type) for text in texts]
    return Claim(given, claim.on)


WRONG = (
    "-1",
    "1.5",
    "7/2",
    "2.25",
    "x",
    "2023-02-29",
    "1/0",
    "５",
    " ",
    "yes",
    "d",
    "1e5",
    "+1",
    ".5",
    "1.",
)
WRONG += ("1/03", "0" * 81, "yes ", "YES", "a,b", "constructor", "0000-01-01", "10000-01-01")
WRONG += (
    "２０２２-10-31",
    "2022-10-31T00:00",
    "2022-1-1",
    "-0.1",
    "",
    "0",
    "Infinity",
    "NaN",
    "1\n",
)
STRANGE = ("asked", "computed", "", "a", "_", "10", "9", "é", "中", "😀", "\uffff", "\ud83d")
STRANGE += ("__proto__", "constructor", "toString", "length", "cap")
"""Names that no input has, or that mean something else to JavaScript."""


def wrong_claim(dice: Dice, benefit: RandomBenefit) -> Claim:
    """What nobody should give: wrong values, wrong numbers of values, unknown names."""
    claim = random_claim(dice, benefit)
    names = (*benefit.rule.inputs, *STRANGE)
    wrong = {
        dice.pick(names): [dice.pick(WRONG) for _ in range(dice.roll(4))]
        for _ in range(1 + dice.roll(4))
    }
    return Claim({**claim.given, **wrong}, claim.on)


# --- trials ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Trial:
    """A benefit and several claims for it."""

    benefit: RandomBenefit
    claims: list[Claim] = field(repr=False)

    @property
    def rule(self) -> CompiledBenefit:
        """The compiled benefit."""
        return self.benefit.rule

    def results(self) -> list[Result | Refused]:
        """What Python says to each claim."""
        return [evaluate(self.rule, claim.given, claim.on) for claim in self.claims]

    def check(self, ours: list[Json], theirs: str) -> None:
        """The JSON text of the other twin's results must be the same; else the first is told."""
        if theirs == json_text(ours):
            return
        for claim, own, other in zip(self.claims, ours, json.loads(theirs), strict=True):
            story = f"\n{self.benefit}\ngiven: {claim.given}\non: {claim.on}\n"
            for here, there in zip_longest(_parts(own), _parts(other)):
                assert here == there, f"{story}Python has {here}, JavaScript {there}"
            assert json.dumps(own) == json.dumps(other), f"{story}The order of keys differs"


def _parts(value: Any, path: str = "result") -> Iterator[tuple[str, Any]]:
    """All texts of a result with their paths, the steps before what follows from them."""
    if isinstance(value, dict):
        for key in sorted(value, key=lambda key: (key not in ("steps", "args"), key)):
            yield from _parts(value[key], f"{path}.{key}")
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _parts(each, f"{path}[{place}]")
    else:
        yield path, value


_BENEFIT_ROLLS, _CLAIM_ROLLS = sum(_BENEFIT_PARTS), 64
Claimant = Callable[[Dice, RandomBenefit], Claim]


def _trial(rolls: bytes, claimant: Claimant) -> Trial:
    benefit = random_benefit(Dice(rolls[:_BENEFIT_ROLLS]))
    starts = range(_BENEFIT_ROLLS, len(rolls), _CLAIM_ROLLS)
    each = [Dice(rolls[start : start + _CLAIM_ROLLS]) for start in starts]
    return Trial(benefit, [claimant(dice, benefit) for dice in each])


def _size(claims: int) -> int:
    return _BENEFIT_ROLLS + claims * _CLAIM_ROLLS


def trials(claims: int, claimant: Claimant = random_claim) -> st.SearchStrategy[Trial]:
    """Trials with so many claims each, for hypothesis."""
    size = _size(claims)
    return st.binary(min_size=size, max_size=size).map(lambda rolls: _trial(rolls, claimant))


def seeded_trials(number: int, claims: int, claimant: Claimant = random_claim) -> Iterator[Trial]:
    """So many trials, always the same ones."""
    random = Random(2026)
    return (_trial(random.randbytes(_size(claims)), claimant) for _ in range(number))

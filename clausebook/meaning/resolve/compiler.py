"""A benefit → its compiled rule: every name is known, every kind fits, every input is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from clausebook.content.read.tables import default_value
from clausebook.content.records import Condition, Instalment, Remark, Rule, Shared, Way
from clausebook.meaning.basis import Basis, Fault
from clausebook.meaning.resolve.instalments import instalment_faults
from clausebook.messages import Message, say
from clausebook.problems import Place, did_you_mean
from clausebook.quantity import DURATIONS, Quantity, exact, is_currency, told_kind
from clausebook.rules.compile import Names, UnknownName, as_kind, compile_rule
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
    ids_of,
    walk,
)
from clausebook.rules.inputs import HISTORY, UNDER, kind_of
from clausebook.rules.openness import misplaced
from clausebook.rules.operators import rate_between
from clausebook.rules.syntax import GIVEN, Expr, RuleError

_KEPT = (
    "on",
    *GIVEN,
    *HISTORY.values(),
    *HISTORY,
    "combined",
    "beside",
    "validity",
    "split_0",
    "split_1",
)
"""Names of a form's own fields, and of limits and shares in a result."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """What compiling a benefit came to."""

    rule: CompiledBenefit | None
    """None when anything is wrong with the benefit, or with what it rests on."""
    used: frozenset[str]
    """The addresses of the facts and constants that its rules name."""
    faults: tuple[Fault, ...]


def compile_benefit(basis: Basis) -> Compiled:
    """Compile one benefit. Nothing but the basis is looked at, so that any process can do it."""
    compiler = _Compiler(basis)
    rule = compiler.rule()
    sound = compiler.sound and not basis.excused
    used = frozenset(basis.address(name) for name in compiler.names & compiler.figures)
    return Compiled(rule if sound else None, used, tuple(compiler.faults))


def rule_kind(quantity: Quantity) -> str:
    """A fact's kind for rules, which count time in years or days, and take ranges of payments."""
    if quantity.upto and not _is_range(quantity):
        return f"range of {quantity.kind}"
    if quantity.kind != "duration" or _in_a_year(quantity):
        return quantity.measured
    return "count" if _in_days(quantity) else f"duration in {quantity.unit}"


def rule_fact(quantity: Quantity, address: str = "") -> RuleFact:
    """A figure as the evaluators take it."""
    low, high = replace(quantity, upto=None), quantity.upto
    return RuleFact(rule_kind(low), _rule_value(low), address, high.canonical() if high else "")


def _rule_value(quantity: Quantity) -> str:
    """A figure's canonical value in the kind that rules count it in."""
    if quantity.kind == "duration" and _in_a_year(quantity):
        return exact(quantity.value / _in_a_year(quantity))
    if quantity.kind == "duration" and _in_days(quantity):
        return exact(quantity.value * _in_days(quantity))
    return quantity.canonical()


def _in_a_year(quantity: Quantity) -> int:
    """How many of a duration's unit are a year: 1 or 12; nothing for other units."""
    return {"year": 1, "month": 12}.get(DURATIONS.get(quantity.unit, ""), 0)


def _in_days(quantity: Quantity) -> int:
    """How many days one of a duration's unit is: 1 or 7; nothing for years and working days."""
    return {"day": 1, "week": 7}.get(DURATIONS.get(quantity.unit, ""), 0)


def _is_range(quantity: Quantity) -> bool:
    """Whether the text prints two ends of an amount, between which somebody decides."""
    return quantity.upto is not None and quantity.kind in ("money", "rate")


def _only_limits(quantity: Quantity) -> bool:
    """Whether the text prints no amount or share, only what it stays within."""
    return quantity.bound == "<=" and quantity.kind in ("money", "rate", "points", "ratio")


def _given_in(node: Node) -> set[str]:
    """What a rule knows without asking for it."""
    return {each.word for each in walk([node]) if each.op == "given"}


class _Compiler:
    """Compiles the rules of one benefit and remembers which names they use."""

    def __init__(self, basis: Basis) -> None:
        self.faults: list[Fault] = []
        self.sound = True
        self.names: set[str] = set()
        self._basis = basis
        self._benefit = basis.record
        self._named: dict[str, Node] = {}
        self._given: set[str] = set()
        self._currency = basis.usage.currency
        self._unnamed: set[str] = set()
        """Named rules with problems; what calls them is not at fault."""
        self._kinds = {name: rule_kind(fact.quantity) for name, fact in basis.facts.items()}
        self._ceilings = frozenset(
            name for name, fact in basis.facts.items() if _only_limits(fact.quantity)
        )
        self._ranges = frozenset(
            name for name, fact in basis.facts.items() if _is_range(fact.quantity)
        )
        self._constants = {n: rule_kind(c.quantity) for n, (c, _) in basis.constants.items()}
        self.figures = {*self._kinds, *self._constants}
        self._types = {name: kind_of(spec.type) for name, spec in basis.inputs.items()}
        self._choices = {name: tuple(spec.choices) for name, spec in basis.inputs.items()}

    def _wrong(self, place: Place, said: Message) -> None:
        self.sound = False
        self.faults.append(Fault(place, said))

    def rule(self) -> CompiledBenefit | None:
        """The benefit as the evaluators take it; None where one of its rules has problems."""
        for name, named in self._benefit.where.items():
            self._name(name, named.rule)
        conditions = [self._condition(condition) for condition, _ in self._basis.conditions]
        way = self._way(self._benefit.way)
        under = {key: self._way(other) for key, other in self._benefit.under.items()}
        parts = [self._instalment(part) for part in self._benefit.instalments]
        remarks = [self._remark(remark) for remark in self._benefit.remarks]
        self._check_readings()
        self._check_names()
        self._check_labels()
        self._check_unused()
        if way is None or None in (*conditions, *under.values(), *parts, *remarks):
            return None
        facts = sorted(self.names & self._kinds.keys())
        constants = sorted(self.names & self._constants.keys())
        compiled = CompiledBenefit(
            id=self._basis.id,
            per=self._benefit.per,
            facts={name: self._fact(name) for name in facts},
            constants={name: self._constant(name) for name in constants},
            inputs={spec.name: spec for spec in (*self._own_inputs(), *self._history_inputs())},
            conditions=tuple(filter(None, conditions)),
            way=way,
            under={key: other for key, other in under.items() if other},
            instalments=tuple(filter(None, parts)),
            remarks=tuple(filter(None, remarks)),
            validity=self._basis.validity,
            split=self._basis.split,
        )
        for fault in instalment_faults(self._benefit, compiled, self._ceilings):
            self._wrong(*fault)
        return compiled

    # --- conditions and rules ----------------------------------------------------------------

    def _name(self, name: str, rule: Rule) -> None:
        node = self._compile(rule)
        if node:
            self._named[name] = node
        else:
            self._unnamed.add(name)

    def _condition(self, condition: Condition) -> RuleCondition | None:
        if condition.holds is None:
            return RuleCondition(condition.id)
        holds = self._compile(condition.holds, ("yes_no",), "rule-type.condition")
        return RuleCondition(condition.id, holds) if holds else None

    def _instalment(self, written: Instalment) -> RuleInstalment | None:
        nodes: list[Node | None] = []
        kinds = ("rate", self._currency), ("yes_no",)
        wrongs = "rule-type.part", "rule-type.lost-unless"
        rules = written.part, written.lost_unless
        for rule, kind, wrong in zip(rules, kinds, wrongs, strict=True):
            nodes.append(self._compile(rule, kind, wrong) if rule else None)
            if rule and nodes[-1] is None:
                return None
        return RuleInstalment(written.id, *nodes)

    def _remark(self, remark: Remark) -> RuleRemark | None:
        when = self._compile(remark.when, ("yes_no",), "rule-type.remark")
        return RuleRemark(remark.id, when) if when else None

    def _way(self, way: Way) -> RuleWay | None:
        limits = self._limits(way)
        pays = self._pays(way.pays)
        wrong = misplaced(pays, self._ceilings) if pays else None
        if wrong:
            self._wrong(way.pays.place, wrong)
        return RuleWay(pays, limits) if pays and limits else None

    def _pays(self, rule: Rule) -> Node | None:
        """What is paid; it may be in any currency, and everything beside it is in the same."""
        if rule is not self._benefit.way.pays:
            return self._compile(rule, (self._currency,), "rule-type.currency")
        node = self._compile(rule)
        node = as_kind(node, self._currency) if node else None
        if node and not is_currency(node.kind):
            self._wrong(rule.place, say("rule-type.pays", kind=told_kind(node.kind)))
            return None
        if node:
            self._currency = node.kind
        return node

    def _limits(self, way: Way) -> RuleLimits | None:
        """The limits; None where one of their rules has problems."""
        written, own = way.limits, self._currency
        rules = {
            "ceiling": (written.ceiling, (own,), "rule-type.ceiling"),
            "count": (written.count, ("count", "duration"), "rule-type.count"),
            "per_year": (written.per_year, (own,), "rule-type.cap"),
            "in_total": (written.in_total, (own,), "rule-type.cap"),
            "nothing_below": (written.nothing_below, (own,), "rule-type.least"),
        }
        nodes = {
            key: self._compile(rule, kinds, wrong)
            for key, (rule, kinds, wrong) in rules.items()
            if rule
        }
        self._check_across(written.across, nodes)
        if written.stacking and not self._benefit.per:
            place = self._benefit.place.at("limits", "stacking")
            self._wrong(place, say("rule-type.stacking"))
        beside = tuple(self._beside(name) for name in written.beside)
        shared = tuple(map(self._shared, written.shared))
        if None in nodes.values():
            return None
        ceiling = nodes.pop("ceiling", None)
        combined = Combined(ceiling, beside) if ceiling and beside else None
        return RuleLimits(
            combined,
            **nodes,
            shared=shared,
            stacking=written.stacking,
            outlasts=written.outlasts,
        )

    def _check_across(self, rules: Mapping[str, Rule], nodes: Mapping[str, Node | None]) -> None:
        """What limits all items together cannot depend on which of them it is."""
        for key, rule in rules.items():
            node = nodes[key]
            if node and "item_number" in _given_in(node):
                self._wrong(rule.place, say("rule-type.across"))

    def _shared(self, written: Shared) -> SharedCap:
        """A cap that is a fact, and the time over which it counts."""
        wanted = {"cap": (written.cap, self._currency)}
        if written.over not in ("", "year"):
            wanted["over"] = (written.over, "duration")
        for key, (name, kind) in wanted.items():
            self.names.add(name)
            if self._kinds.get(name) != kind and not self._basis.excused:
                message = say("rule-type.shared", fact=name, kind=told_kind(kind))
                self._wrong(written.place.at(key), message)
        return SharedCap(Node("fact", self._currency, word=written.cap), written.over)

    def _beside(self, name: str) -> Node:
        self.names.add(name)
        if self._types.get(name) != self._currency and not self._basis.excused:
            place = self._benefit.place.at("limits", "combined", "with")
            message = say("unknown-input.beside", name=name, type=self._currency)
            self._wrong(place, message)
        return Node("input", self._currency, word=name)

    def _compile(self, rule: Rule, kinds: tuple[str, ...] = (), wrong: str = "") -> Node | None:
        """The compiled rule; its problems are reported at the column inside the rule.

        ``kinds`` are those that it may have, all of them if there are none.
        """
        if rule.expr is None:
            self.sound = False
            return None
        names = rule.expr.names()
        self.names |= names
        if names & self._unnamed:
            return None
        known = Names(
            self._kinds, self._types, self._choices, self._named, self._ranges, self._constants
        )
        self._check_figures(rule, rule.expr)
        try:
            node = compile_rule(rule.expr, known)
        except RuleError as error:
            self._refuse(rule, error)
            return None
        node = as_kind(node, kinds[0]) if kinds else node
        if kinds and node.kind not in kinds:
            told = {"kind": told_kind(node.kind), "currency": self._currency}
            advice = rate_between((*kinds, node.kind))
            self._wrong(rule.place, say(wrong, **told, advice=advice))
            return None
        self._given |= _given_in(node)
        return node

    def _check_figures(self, rule: Rule, expr: Expr) -> None:
        """A number has its source, or its reason, where a fact or a constant says it once."""
        for figure in expr.figures():
            here = rule.place.after(rule.text[: figure.offset])
            self._wrong(here, say("undeclared-number.in-rule", number=figure.word))

    def _refuse(self, rule: Rule, error: RuleError) -> None:
        unknown = isinstance(error, UnknownName)
        if not (unknown and self._basis.excused):
            here = rule.place.after(rule.text[: error.offset])
            self._wrong(here, error.said)

    # --- facts and inputs --------------------------------------------------------------------

    def _fact(self, name: str) -> RuleFact:
        fact = self._basis.facts[name]
        return rule_fact(fact.quantity, fact.address)

    def _constant(self, name: str) -> RuleFact:
        return rule_fact(self._basis.constants[name][0].quantity)

    def _own_inputs(self) -> Iterator[RuleInput]:
        """Entered for each item, except what a limit on all items together needs."""
        together = self._names_across_items()
        for name, spec in self._basis.inputs.items():
            scope = "applicant" if name in together else "item"
            default = default_value(spec.type, spec.default, spec.choices, self._basis.usage) or ""
            yield RuleInput(name, spec.type, scope, default, self._choices[name])

    def _names_across_items(self) -> set[str]:
        ways = [self._benefit.way, *self._benefit.under.values()]
        rules = [rule for way in ways for rule in way.limits.across.values()]
        rules += [rule for part in self._benefit.instalments for rule in part.rules()]
        names = set().union(*(rule.expr.names() for rule in rules if rule.expr))
        for name, named in reversed(self._benefit.where.items()):
            if name in names and named.rule.expr:
                names |= named.rule.expr.names()
        return names

    def _history_inputs(self) -> Iterator[RuleInput]:
        """The inputs by which limits across claims remember earlier ones; nothing is assumed."""
        ways = [self._benefit.way, *self._benefit.under.values()]
        for limit, name in HISTORY.items():
            numbered = limit == "count" and "item_number" in self._given
            if numbered or any(getattr(way.limits, limit) for way in ways):
                type_ = "count" if limit == "count" else self._currency
                yield RuleInput(name, type_, "applicant", "0")
        for cap in dict.fromkeys(one.cap for way in ways for one in way.limits.shared):
            yield RuleInput(UNDER + cap, self._currency, "applicant", "0")

    # --- completeness ------------------------------------------------------------------------

    def _check_readings(self) -> None:
        for key in self._benefit.under:
            wrong = self._wrong_key(key)
            if wrong:
                place = self._benefit.place.at("under", key, key=True)
                self._wrong(place, wrong)

    def _wrong_key(self, key: str) -> Message | None:
        """What is wrong with a key of ``under``: the ids of readings that are not used."""
        published, ids = self._basis.published, ids_of(key)
        for id_ in ids:
            if id_ not in published:
                hint = did_you_mean(id_, sorted(published))
                return say("unknown-reading.unpublished", reading=id_, hint=hint)
            if published[id_][0].used == id_:
                return say("unknown-reading.pays", reading=id_)
        if len({published[id_][0].id for id_ in ids}) < len(ids):
            return say("unknown-reading.joined", key=key)
        return None

    def _check_names(self) -> None:
        """A form has one field for each name; a rule, and what a result tells, one meaning."""
        ways = (self._benefit.way, *self._benefit.under.values())
        taken = {*_KEPT, *(UNDER + one.cap for way in ways for one in way.limits.shared)}
        inputs = enumerate(self._benefit.inputs)
        places = {name: self._benefit.place.at("inputs", i) for i, name in inputs}
        asked = [(c.id, c.text.place.at("id")) for c, _ in self._basis.conditions]
        where = {n: self._benefit.place.at("where", n, key=True) for n in self._benefit.where}
        remarks = [(each.id, each.text.place.at("id")) for each in self._benefit.remarks]
        parts = [(each.id, each.text.place.at("id")) for each in self._benefit.instalments]
        called = {*places, *where, *(self.names & {name for name, _ in (*asked, *parts)})}
        for name, place in [*places.items(), *asked, *where.items(), *remarks, *parts]:
            if name in taken or (name in self.figures and name in called):
                self._wrong(place, say("duplicate-id.name", name=name))
            taken.add(name)

    def _check_labels(self) -> None:
        """Who fills a form in tells its fields apart by their labels."""
        for language in self._benefit.name:
            seen: set[str] = set()
            for index, name in enumerate(self._benefit.inputs):
                label = self._basis.inputs[name].label[language] if name in self._types else name
                if label in seen:
                    place = self._benefit.place.at("inputs", index)
                    self._wrong(place, say("same-label.input", label=label))
                seen.add(label)

    def _check_unused(self) -> None:
        for name in self._benefit.where:
            if name not in self.names:
                place = self._benefit.place.at("where", name, key=True)
                self._wrong(place, say("unused-rule.idle", name=name))
        for index, name in enumerate(self._benefit.inputs):
            if name not in self.names and not self._basis.excused:
                place = self._benefit.place.at("inputs", index)
                self._wrong(place, say("unused-input.idle", name=name))

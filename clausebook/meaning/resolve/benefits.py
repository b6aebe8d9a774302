"""Benefits → compiled rules: every name is known, every kind fits, every input is used."""

from __future__ import annotations

from typing import Any

from clausebook.address import home_and_name
from clausebook.content.read.tables import default_value
from clausebook.content.records import (
    Benefit,
    Clause,
    Condition,
    Corpus,
    Document,
    Fact,
    Provision,
    Rule,
    Way,
)
from clausebook.meaning.addresses import Addresses, FoundFact
from clausebook.meaning.resolve.references import Used
from clausebook.meaning.site import SiteBenefit, Validity
from clausebook.problems import Problems, did_you_mean, sentence
from clausebook.quantity import UNITS, exact
from clausebook.rules.compile import Names, Node, UnknownName, as_kind, compile_rule
from clausebook.rules.evaluate import HISTORY
from clausebook.rules.syntax import RuleError

_NOTHING: Node = ["number", "count", "0"]
"""Stands for a rule with problems; its benefit is left out."""
_HISTORY_TYPE = {"per_year": "money", "in_total": "money", "count": "count"}


def compile_benefits(
    corpus: Corpus,
    addresses: Addresses,
    validity: dict[str, Validity],
    used: Used,
    problems: Problems,
) -> dict[str, SiteBenefit]:
    """All benefits by id; those with problems are left out."""
    found: dict[str, SiteBenefit] = {}
    splits = {d.id: _split(d, addresses, used, problems) for d in corpus.documents.values()}
    for clause in corpus.clauses.values():
        if clause.document not in corpus.documents:
            continue
        for provision in clause.provisions():
            for benefit in provision.benefits:
                before = len(problems)
                compiler = _Compiler(corpus, addresses, clause, provision, benefit, used, problems)
                rule = compiler.rule(validity[clause.document], splits[clause.document])
                if len(problems) == before and not compiler.excused:
                    id_ = f"{provision.id}:{benefit.id}"
                    found[id_] = SiteBenefit(id_, provision, benefit, {"id": id_, **rule})
    return found


def _split(document: Document, addresses: Addresses, used: Used, problems: Problems) -> list[str]:
    """The shares of the two levels that bear the money: 8:2 is 4/5 and 1/5."""
    if document.split is None:
        return []
    found = addresses.fact(document.id, document.split.ratio)
    place = document.split.place.at("ratio")
    if found is None:
        where = home_and_name(document.split.ratio)[0]
        if not addresses.is_broken(document.id, where or document.id):
            problems.add(
                place, "unknown-fact", f"there is no fact {document.split.ratio!r}; add it."
            )
        return []
    used.add(found.address)
    if found.fact.quantity.kind != "ratio":
        problems.add(place, "rule-type", "the split must be a ratio; name a fact such as 8:2.")
        return []
    second = found.fact.quantity.value
    return [exact(1 / (1 + second)), exact(second / (1 + second))]


def _rule_kind(fact: Fact) -> str:
    """A fact's kind for rules, which take no ranges and count time in years."""
    quantity = fact.quantity
    if quantity.upto:
        return "range"
    in_years = quantity.kind != "duration" or UNITS["in_years"].get(quantity.unit) == "1"
    return quantity.kind if in_years else f"duration in {quantity.unit}"


class _Compiler:
    """Compiles the rules of one benefit and remembers which names they use."""

    def __init__(
        self,
        corpus: Corpus,
        addresses: Addresses,
        clause: Clause,
        provision: Provision,
        benefit: Benefit,
        used: Used,
        problems: Problems,
    ) -> None:
        self._corpus = corpus
        self._clause = clause
        self._provision = provision
        self._benefit = benefit
        self._used_facts = used
        self._problems = problems
        self._facts: dict[str, FoundFact] = addresses.names(provision.id)
        self._inputs = self._known_inputs()
        self.excused = self._may_miss_names(addresses)
        self._names: set[str] = set()
        self._named: dict[str, Node] = {}

    def rule(self, validity: Validity, split: list[str]) -> dict[str, Any]:
        """The benefit as the evaluators take it."""
        for name, named in self._benefit.where.items():
            self._named[name] = self._compile(named.rule)
        conditions = [self._condition(c) for c in self._conditions()]
        ways = {"": self._benefit.way, **self._benefit.under}
        compiled = {key: self._way(way) for key, way in ways.items()}
        self._check_readings()
        self._check_names()
        self._check_unused()
        facts = sorted(name for name in self._names if name in self._facts)
        return {
            "per": self._benefit.per or None,
            "bound": self._benefit.bound,
            "facts": {name: self._fact(name) for name in facts},
            "inputs": [*self._own_inputs(), *self._history_inputs()],
            "conditions": conditions,
            **compiled.pop(""),
            "under": compiled,
            "validity": validity.as_json(),
            "split": split,
        }

    # --- conditions and rules ----------------------------------------------------------------

    def _conditions(self) -> list[Condition]:
        """The clause's conditions, the item's, the benefit's own."""
        outer = self._clause.conditions if self._provision is not self._clause else ()
        return [*outer, *self._provision.conditions, *self._benefit.conditions]

    def _condition(self, condition: Condition) -> dict[str, Any]:
        holds = None
        if condition.holds:
            holds = self._compile(condition.holds, ("yes_no",), "a condition must be yes or no")
        return {"id": condition.id, "holds": holds}

    def _way(self, way: Way) -> dict[str, Any]:
        limits: dict[str, Any] = {}
        if way.limits.ceiling:
            limits["combined"] = {
                "ceiling": self._compile(way.limits.ceiling, ("money",), "a ceiling is money"),
                "with": self._beside(way.limits.beside),
            }
        if way.limits.count:
            wanted = ("count", "duration")
            limits["count"] = self._compile(way.limits.count, wanted, "this counts items or years")
        for key, rule in (("per_year", way.limits.per_year), ("in_total", way.limits.in_total)):
            if rule:
                limits[key] = self._compile(rule, ("money",), "a cap is money")
        if way.limits.stacking:
            limits["stacking"] = way.limits.stacking
            if not self._benefit.per:
                place = self._benefit.place.at("limits", "stacking")
                text = "only a benefit with per has several items; add per, or remove this."
                self._problems.add(place, "rule-type", text)
        pays = self._compile(way.pays, ("money",), "what is paid must be money")
        return {"pays": pays, "limits": limits}

    def _beside(self, name: str) -> Node:
        place = self._benefit.place.at("limits", "combined", "with")
        self._names.add(name)
        if self._inputs.get(name) != "money" and not self.excused:
            text = f"{name!r} must be one of the benefit's inputs, of type money."
            self._problems.add(place, "unknown-input", text)
        return ["input", "money", name]

    def _compile(self, rule: Rule, kinds: tuple[str, ...] = (), wrong: str = "") -> Node:
        """The compiled rule; its problems are reported at the column inside the rule.

        ``kinds`` are those that it may have, all of them if there are none.
        """
        if rule.expr is None:
            return _NOTHING
        without = {name for name, node in self._named.items() if node is _NOTHING}
        self._names |= rule.expr.names()
        self._used_facts |= {
            self._facts[name].address for name in rule.expr.names() if name in self._facts
        }
        if rule.expr.names() & without:
            return _NOTHING
        try:
            node = compile_rule(rule.expr, self._known_names())
        except RuleError as error:
            unknown = isinstance(error, UnknownName)
            if not (unknown and self.excused):
                here = rule.place.after(rule.text[: error.offset])
                code = "unknown-name" if unknown else "rule-type"
                self._problems.add(here, code, sentence(str(error)))
            return _NOTHING
        node = as_kind(node, kinds[0]) if kinds else node
        if kinds and node[1] not in kinds:
            self._problems.add(rule.place, "rule-type", f"{wrong}, not {node[1]}.")
        return node

    def _known_names(self) -> Names:
        facts = {name: _rule_kind(found.fact) for name, found in self._facts.items()}
        choices = {name: tuple(spec.choices) for name, spec in self._corpus.inputs.items()}
        return Names(facts, self._inputs, choices, self._named)

    # --- facts and inputs --------------------------------------------------------------------

    def _fact(self, name: str) -> dict[str, str]:
        quantity = self._facts[name].fact.quantity
        return {
            "kind": quantity.kind,
            "value": quantity.canonical(),
            "address": self._facts[name].address,
        }

    def _may_miss_names(self, addresses: Addresses) -> bool:
        """Whether names may be unknown only because of what is reported elsewhere already."""
        short = self._clause.uses.keys() | self._provision.uses.keys()
        return (
            addresses.is_broken(self._clause.id, self._clause.id)
            or "inputs" in self._corpus.broken
            or not set(self._benefit.inputs) <= self._inputs.keys()
            or not short <= self._facts.keys()
        )

    def _known_inputs(self) -> dict[str, str]:
        """Each input's type; unknown ones are reported."""
        known = {}
        for index, name in enumerate(self._benefit.inputs):
            spec = self._corpus.inputs.get(name)
            if spec:
                known[name] = spec.type
            elif "inputs" not in self._corpus.broken:
                hint = did_you_mean(name, list(self._corpus.inputs))
                place = self._benefit.place.at("inputs", index)
                text = f"content/inputs.yaml has no {name!r}; add it there.{hint}"
                self._problems.add(place, "unknown-input", text)
        return known

    def _own_inputs(self) -> list[dict[str, Any]]:
        """Entered for each item, except what a limit on all items together needs."""
        specs = [self._corpus.inputs[name] for name in self._inputs]
        together = self._names_across_items()
        return [
            {
                "name": spec.name,
                "type": spec.type,
                "scope": "applicant" if spec.name in together else "item",
                "default": default_value(spec.type, spec.default, spec.choices),
                "choices": list(spec.choices),
            }
            for spec in specs
        ]

    def _names_across_items(self) -> set[str]:
        ways = [self._benefit.way, *self._benefit.under.values()]
        limits = [way.limits for way in ways]
        rules = [rule for one in limits for rule in (one.count, one.per_year, one.in_total) if rule]
        names = set().union(*(rule.expr.names() for rule in rules if rule.expr))
        for name, named in reversed(self._benefit.where.items()):
            if name in names and named.rule.expr:
                names |= named.rule.expr.names()
        return names

    def _history_inputs(self) -> list[dict[str, Any]]:
        """The inputs by which limits across claims remember earlier ones; nothing is assumed."""
        ways = [self._benefit.way, *self._benefit.under.values()]
        return [
            {
                "name": HISTORY[limit],
                "type": type_,
                "scope": "applicant",
                "default": "0",
                "choices": [],
            }
            for limit, type_ in _HISTORY_TYPE.items()
            if any(getattr(way.limits, limit) for way in ways)
        ]

    # --- completeness ------------------------------------------------------------------------

    def _check_readings(self) -> None:
        readings = [*self._provision.readings, *self._clause.readings]
        known = {key for reading in readings for key in reading.texts}
        used = {reading.used for reading in readings}
        for key in self._benefit.under:
            place = self._benefit.place.at("under", key, key=True)
            if key not in known:
                hint = did_you_mean(key, sorted(known))
                text = f"no reading of this clause has {key!r}; publish it under readings.{hint}"
                self._problems.add(place, "unknown-reading", text)
            elif key in used:
                text = f"{key!r} is the reading that pays: computes already; remove it here."
                self._problems.add(place, "unknown-reading", text)

    def _check_names(self) -> None:
        """A form has one field for each name, and a rule finds one meaning."""
        taken = {"on", *(spec["name"] for spec in self._history_inputs())}
        inputs = enumerate(self._benefit.inputs)
        places = {name: self._benefit.place.at("inputs", i) for i, name in inputs}
        asked = [(c.id, c.text.place.at("id")) for c in self._conditions()]
        where = {n: self._benefit.place.at("where", n, key=True) for n in self._benefit.where}
        for name, place in [*places.items(), *asked, *where.items()]:
            if name in taken or (name in self._facts and name in {**places, **where}):
                text = f"{name!r} is the name of something else in this benefit; choose another."
                self._problems.add(place, "duplicate-id", text)
            taken.add(name)

    def _check_unused(self) -> None:
        for name in self._benefit.where:
            if name not in self._names:
                place = self._benefit.place.at("where", name, key=True)
                text = f"no rule of this benefit uses {name!r}; remove it."
                self._problems.add(place, "unused-rule", text)
        for index, name in enumerate(self._benefit.inputs):
            if name not in self._names and not self.excused:
                place = self._benefit.place.at("inputs", index)
                text = f"no rule of this benefit uses {name!r}; remove it."
                self._problems.add(place, "unused-input", text)

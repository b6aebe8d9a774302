"""The rule vectors of ``schema/vectors/rules``: rules as text, values as editors write them."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from clausebook.quantity import NotAQuantity, parse
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
from clausebook.rules.inputs import HISTORY, UNDER, Given, kind_of
from clausebook.rules.syntax import parse_rule
from tests.published import validity_of
from tests.twin import ROOT

Json = dict[str, Any]
FOLDER = ROOT / "schema" / "vectors" / "rules"
PARTS = ("per", "where", "rule", "conditions", "limits", "under", "instalments", "remarks")
PARTS += ("validity", "shares")
"""What a file says about its benefit; a case may say otherwise."""

_HISTORY_TYPE = {"per_year": "CNY", "in_total": "CNY", "count": "count"}


def read(path: Path) -> Json:
    """One vector file."""
    vector: Json = json.loads(path.read_text(encoding="utf-8"))
    return vector


def vector_files() -> dict[str, Json]:
    """All vector files by name."""
    return {path.stem: read(path) for path in sorted(FOLDER.glob("*.json"))}


def compile_vector(vector: Json) -> CompiledBenefit:
    """The benefit of a vector, compiled as the build compiles one."""
    specs = {name: spec_of(name, spec) for name, spec in vector["inputs"].items()}
    compiler = Compiler(vector.get("facts", {}), vector.get("constants", {}), specs)
    compiler.name(vector.get("where", {}))
    way = _way(vector, compiler)
    under = {key: _way(other, compiler) for key, other in vector.get("under", {}).items()}
    limits = {name for each in (way, *under.values()) for name in each.limits.across}
    if "item_number" in json.dumps([vector.get(part) for part in PARTS]):
        limits.add("count")
    history = {HISTORY[limit]: _history(limit) for limit in _HISTORY_TYPE if limit in limits}
    history |= {
        UNDER + shared.cap.word: RuleInput(UNDER + shared.cap.word, "CNY", "applicant", "0")
        for each in (way, *under.values())
        for shared in each.limits.shared
    }
    conditions = [_condition(condition, compiler) for condition in vector.get("conditions", [])]
    if way.pays.kind == "yes_no":  # a rule that asks something pays one yuan for a yes
        conditions.append(RuleCondition("rule", way.pays))
        way = replace(way, pays=Node("number", "CNY", word="1"))
    return CompiledBenefit(
        id="vector",
        per=vector.get("per") or "",
        facts=compiler.facts,
        constants=compiler.constants,
        inputs={**specs, **history},
        conditions=tuple(conditions),
        way=way,
        under=under,
        instalments=tuple(_instalment(each, compiler) for each in vector.get("instalments", [])),
        remarks=tuple(
            RuleRemark(each["id"], compiler(each["when"])) for each in vector.get("remarks", [])
        ),
        validity=validity_of(vector.get("validity", {})),
        split=tuple(Fraction(share) for share in vector.get("shares", [])),
    )


def canonical(text: str, kind: str) -> str:
    """A value written with its unit as canonical text; anything else as it is."""
    try:
        found = parse(text)
    except NotAQuantity:
        return text
    return found.canonical() if found.measured == kind else text


def given(benefit: CompiledBenefit, values: dict[str, str | list[str]]) -> Given:
    """A case's inputs as the evaluators take them."""
    types = {name: kind_of(spec.type) for name, spec in benefit.inputs.items()}
    lists = {name: [text] if isinstance(text, str) else text for name, text in values.items()}
    return {
        name: [canonical(text, types.get(name, "")) for text in texts]
        for name, texts in lists.items()
    }


def spec_of(name: str, spec: str | Json) -> RuleInput:
    """An input as vectors write it."""
    full = {"type": spec} if isinstance(spec, str) else spec
    return RuleInput(
        name=name,
        type=full["type"],
        scope=full.get("scope", "item"),
        default=full.get("default") or "",
        choices=tuple(full.get("choices", ())),
    )


def _history(limit: str) -> RuleInput:
    return RuleInput(HISTORY[limit], _HISTORY_TYPE[limit], "applicant", "0")


@lru_cache
def _fact(text: str) -> RuleFact:
    quantity = parse(text)
    upto = quantity.upto.canonical() if quantity.upto else ""
    return RuleFact(quantity.measured, replace(quantity, upto=None).canonical(), upto=upto)


class Compiler:
    """Compiles rules over the facts, constants and inputs of a vector."""

    def __init__(
        self, facts: dict[str, str], constants: dict[str, str], specs: dict[str, RuleInput]
    ) -> None:
        self.facts = {name: _fact(text) for name, text in facts.items()}
        self.constants = {name: _fact(text) for name, text in constants.items()}
        self._ranges = frozenset(name for name, fact in self.facts.items() if fact.upto)
        self._kinds = {name: fact.kind for name, fact in self.facts.items()}
        self._types = {name: kind_of(spec.type) for name, spec in specs.items()}
        self._choices = {name: spec.choices for name, spec in specs.items()}
        self._named: dict[str, Node] = {}

    def name(self, where: dict[str, str]) -> None:
        """Compile rules that other rules call, each for those after it."""
        for name, text in where.items():
            self._named[name] = self(text)

    def __call__(self, text: str) -> Node:
        constants = {name: each.kind for name, each in self.constants.items()}
        names = Names(self._kinds, self._types, self._choices, self._named, self._ranges, constants)
        return compile_rule(parse_rule(text), names)


def _way(way: Json, compiler: Compiler) -> RuleWay:
    limits = way.get("limits", {})
    combined = _combined(limits["combined"], compiler) if "combined" in limits else None
    keys = (*_HISTORY_TYPE, "nothing_below")
    rules = {key: compiler(limits[key]) for key in keys if key in limits}
    shared = tuple(
        SharedCap(compiler(each["cap"]), each.get("over", "")) for each in limits.get("shared", [])
    )
    found = RuleLimits(
        combined,
        **rules,
        shared=shared,
        stacking=limits.get("stacking", ""),
        outlasts="outlasts" in limits,
    )
    return RuleWay(as_kind(compiler(way["rule"]), "CNY"), found)


def _combined(limit: Json, compiler: Compiler) -> Combined:
    others = [limit["with"]] if isinstance(limit["with"], str) else limit["with"]
    return Combined(compiler(limit["ceiling"]), tuple(map(compiler, others)))


def _instalment(written: Json, compiler: Compiler) -> RuleInstalment:
    rules = (compiler(written[key]) if key in written else None for key in ("part", "lost_unless"))
    return RuleInstalment(written["id"], *rules)


def _condition(condition: Json, compiler: Compiler) -> RuleCondition:
    holds = compiler(condition["holds"]) if "holds" in condition else None
    return RuleCondition(condition["id"], holds)

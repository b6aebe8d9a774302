"""The rule vectors of ``schema/vectors/rules``: rules as text, values as editors write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from clausebook.quantity import NotAQuantity, parse
from clausebook.rules.compile import Names, Node, as_kind, compile_rule
from clausebook.rules.evaluate import HISTORY
from clausebook.rules.syntax import parse_rule
from tests.twin import ROOT

Json = dict[str, Any]
FOLDER = ROOT / "schema" / "vectors" / "rules"
PARTS = ("per", "where", "rule", "conditions", "limits", "under", "validity", "shares")
"""What a file says about its benefit; a case may say otherwise."""

_HISTORY_TYPE = {"per_year": "money", "in_total": "money", "count": "count"}
_ONE = ["number", "count", "1"]


def read(path: Path) -> Json:
    """One vector file."""
    vector: Json = json.loads(path.read_text(encoding="utf-8"))
    return vector


def vector_files() -> dict[str, Json]:
    """All vector files by name."""
    return {path.stem: read(path) for path in sorted(FOLDER.glob("*.json"))}


def compile_vector(vector: Json) -> Json:
    """The benefit of a vector, compiled as the build compiles one."""
    specs = [_spec(name, spec) for name, spec in vector["inputs"].items()]
    compiler = _Compiler(vector.get("facts", {}), specs)
    compiler.name(vector.get("where", {}))
    ways = {"": _way(vector, compiler)}
    ways |= {key: _way(way, compiler) for key, way in vector.get("under", {}).items()}
    limits = {limit for way in ways.values() for limit in way["limits"]}
    history = [_history(limit) for limit in _HISTORY_TYPE if limit in limits]
    conditions = [_condition(condition, compiler) for condition in vector.get("conditions", [])]
    way = ways.pop("")
    if way["pays"][1] == "yes_no":  # a rule that asks something pays one yuan for a yes
        conditions.append({"id": "rule", "holds": way["pays"]})
        way["pays"] = _ONE
    return {
        "id": "vector",
        "per": vector.get("per"),
        "bound": "exact",
        "facts": compiler.facts,
        "inputs": [*specs, *history],
        "conditions": conditions,
        **way,
        "under": ways,
        "validity": vector.get("validity", {"from": None, "until": None, "by_reference": None}),
        "split": vector.get("shares", []),
    }


def canonical(text: str, kind: str) -> str:
    """A value written with its unit as canonical text; anything else as it is."""
    try:
        found = parse(text)
    except NotAQuantity:
        return text
    return found.canonical() if found.kind == kind else text


def given(benefit: Json, values: dict[str, str | list[str]]) -> dict[str, list[str]]:
    """A case's inputs as the evaluators take them."""
    kinds = {spec["name"]: spec["type"] for spec in benefit["inputs"]}
    lists = {name: [text] if isinstance(text, str) else text for name, text in values.items()}
    return {
        name: [canonical(text, kinds.get(name, "")) for text in texts]
        for name, texts in lists.items()
    }


def _spec(name: str, spec: str | Json) -> Json:
    full = {"type": spec} if isinstance(spec, str) else spec
    return {"name": name, "scope": "item", "default": None, "choices": [], **full}


def _history(limit: str) -> Json:
    spec = {"type": _HISTORY_TYPE[limit], "scope": "applicant", "default": "0"}
    return _spec(HISTORY[limit], spec)


class _Compiler:
    def __init__(self, facts: dict[str, str], specs: list[Json]) -> None:
        quantities = {name: parse(text) for name, text in facts.items()}
        self.facts = {
            name: {"kind": fact.kind, "value": fact.canonical()}
            for name, fact in quantities.items()
        }
        self._kinds = {name: fact["kind"] for name, fact in self.facts.items()}
        self._types = {spec["name"]: spec["type"] for spec in specs}
        self._choices = {spec["name"]: tuple(spec["choices"]) for spec in specs}
        self._named: dict[str, Node] = {}

    def name(self, where: dict[str, str]) -> None:
        """Compile rules that other rules call, each for those after it."""
        for name, text in where.items():
            self._named[name] = self(text)

    def __call__(self, text: str) -> Node:
        names = Names(self._kinds, self._types, self._choices, self._named)
        return compile_rule(parse_rule(text), names)


def _way(way: Json, compiler: _Compiler) -> Json:
    limits = dict(way.get("limits", {}))
    for key, rule in limits.items():
        if key == "stacking":
            continue
        if key == "combined":
            limits[key] = {part: compiler(text) for part, text in rule.items()}
        else:
            limits[key] = compiler(rule)
    return {"pays": as_kind(compiler(way["rule"]), "money"), "limits": limits}


def _condition(condition: Json, compiler: _Compiler) -> Json:
    holds = compiler(condition["holds"]) if "holds" in condition else None
    return {"id": condition["id"], "holds": holds}

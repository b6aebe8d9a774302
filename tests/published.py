"""Published rules and dates, read back from their JSON as another program would read them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

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
from clausebook.rules.validity import Span, Validity

Json = dict[str, Any]


def validity_of(dates: Json) -> Validity:
    """From when until when something is in force."""
    reference = dates.get("by_reference") or {}
    return Validity(
        from_=dates.get("from") or "",
        until=dates.get("until") or "",
        reference_from=reference.get("from", ""),
        reference_until=reference.get("until", ""),
        draft=dates.get("draft", False),
        suspended=tuple(
            Span(span["from"], span["until"] or "") for span in dates.get("suspended", ())
        ),
        withdrawn=dates.get("withdrawn") or "",
        superseded=dates.get("superseded") or "",
    )


def benefit_of(rule: Json) -> CompiledBenefit:
    """A benefit with everything that calculating it takes."""
    node_of = _Nodes(rule["named"])
    return CompiledBenefit(
        id=rule["id"],
        per=rule["per"] or "",
        facts={name: RuleFact(**fact) for name, fact in rule["facts"].items()},
        constants={
            n: RuleFact(each["kind"], each["value"]) for n, each in rule["constants"].items()
        },
        inputs={spec["name"]: _input_of(spec) for spec in rule["inputs"]},
        conditions=tuple(
            RuleCondition(each["id"], node_of(each["holds"]) if each["holds"] else None)
            for each in rule["conditions"]
        ),
        way=_way_of(rule, node_of),
        under={key: _way_of(way, node_of) for key, way in rule["under"].items()},
        instalments=tuple(_instalment(each, node_of) for each in rule["instalments"]),
        remarks=tuple(RuleRemark(each["id"], node_of(each["when"])) for each in rule["remarks"]),
        validity=validity_of(rule["validity"]),
        split=tuple(map(Fraction, rule["split"])),
    )


class _Nodes:
    """Reads parts of rules; those that have names are given."""

    def __init__(self, named: dict[str, list[Any]]) -> None:
        self._named = named
        self._rules: dict[str, Node] = {}

    def __call__(self, value: list[Any]) -> Node:
        op, kind, *rest = value
        word = rest.pop(0) if rest and isinstance(rest[0], str) else ""
        if op == "named":
            return Node(op, kind, (self._rule(word),), word)
        if op != "choose":
            return Node(op, kind, tuple(map(self, rest)), word)
        source, *branches = rest
        nodes = (self(source), *(self(branch) for _, branch in branches))
        return Node(op, kind, nodes, keys=tuple(key for key, _ in branches))

    def _rule(self, name: str) -> Node:
        if name not in self._rules:
            self._rules[name] = self(self._named[name])
        return self._rules[name]


def _instalment(written: Json, node_of: _Nodes) -> RuleInstalment:
    nodes = (written[key] and node_of(written[key]) for key in ("part", "lost_unless"))
    return RuleInstalment(written["id"], *nodes)


def _input_of(spec: Json) -> RuleInput:
    default, choices = spec["default"] or "", tuple(spec["choices"])
    return RuleInput(spec["name"], spec["type"], spec["scope"], default, choices)


def _way_of(way: Json, node_of: _Nodes) -> RuleWay:
    limits = way["limits"]
    combined = None
    if "combined" in limits:
        parts = limits["combined"]
        beside = tuple(node_of(other) for other in parts["with"])
        combined = Combined(node_of(parts["ceiling"]), beside)
    single = ("count", "per_year", "in_total", "nothing_below")
    nodes = {k: node_of(limits[k]) for k in single if k in limits}
    shared = (SharedCap(node_of(s["cap"]), s["over"] or "") for s in limits.get("shared", ()))
    found = RuleLimits(
        combined,
        **nodes,
        shared=tuple(shared),
        stacking=limits.get("stacking", ""),
        outlasts=limits.get("outlasts", False),
    )
    return RuleWay(node_of(way["pays"]), found)

"""The plan book: all that planning takes, compiled. ``schema/plans.md`` describes its JSON.

A question is an input that many benefits share: nodes of rules name it as an ``input``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from clausebook.quantity import exact
from clausebook.rules.compiled import CompiledBenefit, Node, RuleFact

APPLICANT = "applicant"
"""Whom a question is about that has one answer, however many products or projects there are."""


@dataclass(frozen=True, slots=True)
class Question:
    """What can be asked once, and decides many benefits."""

    about: str
    """``applicant``, or what there may be several of: a key of ``per`` such as product."""
    type: str
    choices: tuple[str, ...] = ()
    default: str = ""
    """The canonical value that is assumed where nothing is answered; empty without one."""
    when: Node | None = None
    """It is asked only where this is not surely no."""
    fixed: bool = False
    """Whether it says what the applicant or product is, which no plan changes."""
    place: bool = False
    """Whether its choices are jurisdictions, which are compared with each other."""
    groups: bool = False
    """Whether pages without scripts tell the benefits apart by its choices."""

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {
            "about": self.about,
            "type": self.type,
            "choices": list(self.choices),
            "default": self.default or None,
            "when": self.when and self.when.as_json(),
            "fixed": self.fixed,
            "place": self.place,
            "groups": self.groups,
        }


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition of a benefit that is not computed from its own inputs."""

    id: str
    home: str
    """The provision that states it."""
    needs: Node | None
    """What the answers must say, over questions, facts and constants; None where none is asked."""
    judged: bool
    """Whether an authority judges it, so that no answer says that it holds."""

    @property
    def address(self) -> str:
        """How answers name it where the authority has judged: ``provision:condition``."""
        return f"{self.home}:{self.id}"

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        needs = self.needs and self.needs.as_json()
        return {"id": self.id, "home": self.home, "needs": needs, "judged": self.judged}


@dataclass(frozen=True, slots=True)
class Source:
    """Where the value of an input comes from, if not from the question of its own name."""

    rule: Node | None = None
    """An amount, or a condition: then a count counts for how many it holds."""
    choices: tuple[tuple[str, Node], ...] = ()
    """For a choice: the first key whose condition surely holds."""

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        if self.rule:
            return {"rule": self.rule.as_json()}
        return {"choices": [[key, node.as_json()] for key, node in self.choices]}


@dataclass(frozen=True, slots=True)
class PlanBenefit:
    """A benefit as plans know it."""

    rule: CompiledBenefit
    subject: str
    """What its instances are: products, say; empty where it is for the applicant as a whole."""
    facts: Mapping[str, RuleFact]
    constants: Mapping[str, RuleFact]
    """The figures that its gates and sources name."""
    gates: tuple[Gate, ...]
    """Those of the document's scope first; what its inputs decide stays in the rule."""
    sources: Mapping[str, Source]
    readings: Mapping[str, str]
    """By answer under which it is computed: the question, ``provision:question``."""
    jurisdiction: str
    payers: tuple[tuple[str, Fraction], ...]
    """Who bears which share: a jurisdiction, or its parts ``id:1`` and ``id:2`` of a split."""

    @property
    def id(self) -> str:
        """provision:benefit"""
        return self.rule.id

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {
            "rule": self.rule.as_json(),
            "subject": self.subject,
            "facts": {name: fact.as_json() for name, fact in self.facts.items()},
            "constants": {name: each.as_json() for name, each in self.constants.items()},
            "gates": [gate.as_json() for gate in self.gates],
            "from": {name: source.as_json() for name, source in self.sources.items()},
            "readings": dict(self.readings),
            "jurisdiction": self.jurisdiction,
            "payers": [[name, exact(share)] for name, share in self.payers],
            "currency": self.rule.currency,
        }


@dataclass(frozen=True, slots=True)
class Relation:
    """What a text says of benefits beside each other."""

    id: str
    """provision:relation"""
    type: str
    """exclusive, best-of, once, replaces, carried-out, cap or feeds."""
    of: tuple[str, ...]
    by: tuple[str, ...] = ()
    """For ``replaces`` and ``carried-out``: what stands in their place."""
    per: str = ""
    """Whether it acts for each product, say, by itself; empty for the applicant as a whole."""
    into: str = ""
    input: str = ""
    """For ``feeds``: which input of which benefit is what the others pay."""
    cap: Fraction | None = None
    over: str = ""
    """For ``cap``: ``year`` or ``total``."""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By question, the answers under which it holds; always where there is none."""

    @property
    def ends(self) -> tuple[str, ...]:
        """All benefits that it names."""
        return (*self.of, *self.by, *((self.into,) if self.into else ()))

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {
            "id": self.id,
            "type": self.type,
            "per": self.per,
            "of": list(self.of),
            "by": list(self.by),
            "into": self.into,
            "input": self.input,
            "cap": None if self.cap is None else exact(self.cap),
            "over": self.over,
            "when": {question: list(answers) for question, answers in self.when.items()},
        }


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A question that a text leaves open, with its answers."""

    used: str
    options: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The published form."""
        return {"used": self.used, "options": list(self.options)}


@dataclass(frozen=True, slots=True)
class PlanBook:
    """Everything that planning takes, apart from the answers."""

    questions: Mapping[str, Question]
    """Those of the site, then the inputs that are asked by themselves."""
    benefits: Mapping[str, PlanBenefit]
    """In printed order, document by document."""
    relations: tuple[Relation, ...]
    readings: Mapping[str, PlanReading]
    """By ``provision:question``."""
    currency: str
    """The one of the total; benefits in others have totals of their own."""

    @property
    def shared_caps(self) -> tuple[str, ...]:
        """The addresses of caps that benefits share by their rules: they act like relations."""
        found = (
            benefit.rule.figures[shared.cap.word].address
            for benefit in self.benefits.values()
            for way in (benefit.rule.way, *benefit.rule.under.values())
            for shared in way.limits.shared
        )
        return tuple(dict.fromkeys(found))

    def as_json(self) -> dict[str, Any]:
        """The form that the browser's twin takes and the site publishes."""
        return {
            "questions": {id_: each.as_json() for id_, each in self.questions.items()},
            "benefits": {id_: each.as_json() for id_, each in self.benefits.items()},
            "relations": [each.as_json() for each in self.relations],
            "readings": {id_: each.as_json() for id_, each in self.readings.items()},
            "currency": self.currency,
        }

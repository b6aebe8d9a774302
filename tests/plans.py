"""The plan vectors of ``schema/vectors/plans``: books and answers as they are written by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

from clausebook.plan.answers import Answers
from clausebook.plan.book import (
    Gate,
    PlanBenefit,
    PlanBook,
    PlanReading,
    Question,
    Relation,
    Source,
)
from clausebook.plan.compare import Difference
from clausebook.plan.places import Place
from clausebook.plan.results import Plan
from clausebook.quantity import exact
from clausebook.rules.compiled import RuleFact
from clausebook.rules.inputs import kind_of
from clausebook.rules.operators import Range
from tests.twin import ROOT
from tests.vectors import Compiler, canonical, compile_vector, spec_of

Json = dict[str, Any]
FOLDER = ROOT / "schema" / "vectors" / "plans"


def plan_files() -> dict[str, Json]:
    """All vector files by name."""
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(FOLDER.glob("*.json"))
    }


def book_of(vector: Json, case: Json) -> PlanBook:
    """The book of a case, which may say some benefits otherwise, and its relations."""
    book = vector["book"]
    benefits = {**book["benefits"], **case.get("benefits", {})}
    relations = case.get("relations", book.get("relations", []))
    return compile_book({**book, "benefits": benefits, "relations": relations})


# --- books -----------------------------------------------------------------------------------


def compile_book(written: Json) -> PlanBook:
    """A book as content is compiled to one."""
    asked = {name: _full(spec) for name, spec in written.get("questions", {}).items()}
    rules = _rules({}, asked)
    return PlanBook(
        questions={name: _question(spec, rules) for name, spec in asked.items()},
        benefits={id_: _benefit(id_, each, asked) for id_, each in written["benefits"].items()},
        relations=tuple(map(_relation, written.get("relations", []))),
        readings={
            name: PlanReading(options[0], tuple(options))
            for name, options in written.get("readings", {}).items()
        },
        currency=written.get("currency", "CNY"),
    )


def _full(spec: str | Json) -> Json:
    return {"type": spec} if isinstance(spec, str) else spec


def _rules(facts: dict[str, str], asked: dict[str, Json]) -> Compiler:
    """Compiles rules over facts and questions."""
    return Compiler(facts, {}, {name: spec_of(name, spec) for name, spec in asked.items()})


def _question(spec: Json, rules: Compiler) -> Question:
    return Question(
        about=spec.get("about", "applicant"),
        type=spec["type"],
        choices=tuple(spec.get("choices", ())),
        default=canonical(spec.get("default", ""), kind_of(spec["type"])),
        when=rules(spec["when"]) if "when" in spec else None,
        fixed=spec.get("fixed", False),
        place=spec.get("place", False),
    )


def _benefit(id_: str, written: Json, asked: dict[str, Json]) -> PlanBenefit:
    facts, addresses = {}, {}
    for name, fact in written.get("facts", {}).items():
        facts[name] = fact if isinstance(fact, str) else fact["is"]
        addresses[name] = "" if isinstance(fact, str) else fact["address"]
    inputs = {name: asked[name] for name in written.get("asks", [])}
    inputs |= {name: _full(spec) for name, spec in written.get("inputs", {}).items()}
    vector = {**written, "rule": written["pays"], "facts": facts, "inputs": inputs}
    rule = compile_vector(vector)
    rules = _rules(facts, asked)
    figures = {
        name: RuleFact(fact.kind, fact.value, addresses[name], fact.upto)
        for name, fact in rule.facts.items()
    }
    return PlanBenefit(
        rule=replace(rule, id=id_, facts=figures),
        subject=written.get("subject", ""),
        facts=figures,
        constants={},
        gates=tuple(_gate(id_, gate, rules) for gate in written.get("gates", [])),
        sources={name: _source(each, rules) for name, each in written.get("from", {}).items()},
        readings=written.get("readings", {}),
        jurisdiction=id_.partition("/")[0],
        payers=tuple(
            (name, Fraction(share))
            for name, share in written.get("payers", {id_.partition("/")[0]: "1"}).items()
        ),
    )


def _gate(id_: str, written: Json, rules: Compiler) -> Gate:
    needs = rules(written["needs"]) if "needs" in written else None
    return Gate(written["id"], id_.partition(":")[0], needs, written.get("judged", False))


def _source(written: str | Json, rules: Compiler) -> Source:
    if isinstance(written, str):
        return Source(rule=rules(written))
    return Source(choices=tuple((key, rules(text)) for key, text in written.items()))


def _relation(written: Json) -> Relation:
    return Relation(
        id=written["id"],
        type=written["type"],
        of=tuple(written["of"]),
        by=tuple(written.get("by", ())),
        per=written.get("per", ""),
        into=written.get("into", ""),
        input=written.get("input", ""),
        cap=Fraction(canonical(written["cap"], "CNY")) if "cap" in written else None,
        over=written.get("over", ""),
        when={name: tuple(options) for name, options in written.get("when", {}).items()},
    )


# --- answers ---------------------------------------------------------------------------------


def answers_of(book: PlanBook, case: Json) -> Answers:
    """A case's answers in canonical texts."""
    given = {}
    for name, texts in case.get("answers", {}).items():
        kind = kind_of(book.questions[name].type) if name in book.questions else ""
        texts = [texts] if isinstance(texts, str) else texts
        given[name] = tuple(canonical(text, kind) for text in texts)
    received = {
        id_: {name: canonical(text, "CNY") for name, text in entries.items()}
        for id_, entries in case.get("received", {}).items()
    }
    return Answers(given, received, case.get("judged", {}))


def answers_as_json(answers: Answers) -> Json:
    """The same as the browser's twin takes them."""
    given = {name: list(texts) for name, texts in answers.given.items()}
    received = {id_: dict(entries) for id_, entries in answers.received.items()}
    return {"answers": given, "received": received, "judged": dict(answers.judged)}


# --- results ---------------------------------------------------------------------------------


def told(amount: Range) -> str:
    """An amount as vectors write it: in 万 of its currency, with ``-`` between two ends."""
    low = exact(amount.low / 10000)
    if amount.high is None:
        return f"{low} -"
    return low if amount.exact else f"{low} - {exact(amount.high / 10000)}"


def told_plan(plan: Plan) -> Json:
    """A plan in short, key by key as vectors expect it."""
    rows = {row.id: row for row in plan.benefits}
    return {
        "total": told(plan.total.amount),
        "totals": {name: told(each.amount) for name, each in plan.totals.items()},
        "bound": plan.total.as_json()["bound"],
        "payers": {payer.id: told(payer.paid) for payer in plan.payers},
        "outcomes": {id_: row.outcome for id_, row in rows.items()},
        "instances": {id_: [i.outcome for i in row.instances] for id_, row in rows.items()},
        "pays": {
            id_: told(row.paid.amount) for id_, row in rows.items() if row.paid.amount.high != 0
        },
        "statuses": {id_: row.status for id_, row in rows.items()},
        "failed": {id_: list(row.failed) for id_, row in rows.items() if row.failed},
        "missing": {id_: list(row.missing) for id_, row in rows.items() if row.missing},
        "judged": {id_: list(row.judged) for id_, row in rows.items() if row.judged},
        "changes": {id_: list(row.changes) for id_, row in rows.items() if row.changes},
        "would": {id_: told(row.would.amount) for id_, row in rows.items() if row.would},
        "binding": {id_: list(row.binding) for id_, row in rows.items() if row.binding},
        "errors": {id_: row.error for id_, row in rows.items() if row.error},
        "chosen": {row.id: told(row.paid.amount) for row in plan.chosen},
        "taken": {row.id: list(row.instances) for row in plan.chosen},
        "rejected": [
            {
                "id": row.id,
                "instances": list(row.instances),
                "by": list(row.by),
                "relation": row.relation or None,
                "with": row.total and told(row.total),
            }
            for row in plan.rejected
        ],
        "alternatives": [
            {"total": told(row.total), "chosen": list(row.chosen)} for row in plan.alternatives
        ],
        "open": {f"{row.reading}/{row.option}": told(row.total) for row in plan.open},
        "ask": list(plan.ask),
    }


def told_place(place: Place) -> Json:
    """A place in short."""
    return {
        "moved": dict(place.moved),
        "total": told(place.total),
        "chosen": list(place.chosen),
        "gained": list(place.gained),
        "lost": list(place.lost),
    }


def told_difference(found: Difference) -> Json:
    """What differs between two cases in short: by benefit, its outcomes and what it adds."""
    return {
        "on": list(found.on),
        "total": [told(total) for total in found.total],
        "answers": [each.as_json() for each in found.answers],
        "benefits": {
            each.one.id: [
                [each.one.outcome, each.other.outcome],
                [told(each.adds_one), told(each.adds_other)],
            ]
            for each in found.benefits
        },
    }

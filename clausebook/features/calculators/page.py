"""Calculators on pages: the rule in words, the form, the picture, the worked examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from clausebook.address import benefit_anchor, clause_of
from clausebook.content.records import Clause, Condition, Reading
from clausebook.features.calculators.picture import curve_view
from clausebook.features.frame import urls
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.views import (
    BenefitView,
    ConditionView,
    ExampleView,
    FieldView,
    FigureView,
    OtherReading,
    SourceView,
    UnderView,
)
from clausebook.meaning.calculate import Worked, in_wan
from clausebook.meaning.site import Site, SiteBenefit
from clausebook.quantity import show
from clausebook.told import explain
from clausebook.told.explain import Vocabulary
from clausebook.told.recite import rule_words
from clausebook.told.strings import fill, script_words

Json = dict[str, Any]


def condition_view(w: Linked, condition: Condition, home: str) -> ConditionView:
    """A condition with its figures linked."""
    return ConditionView(condition.id, w.inline(condition.text, home), condition.holds is None)


def vocabulary(w: Linked, benefit: SiteBenefit) -> Vocabulary:
    """The words in which a benefit's rule and results are told."""
    language, names = w.language, w.site.addresses.names(benefit.home.id)
    facts = {name: names[name] for name in benefit.rule["facts"]}
    inputs = {name: w.corpus.inputs[name] for name in benefit.record.inputs}
    labels = {name: found.fact.means[language] for name, found in facts.items()}
    labels |= {name: spec.label[language] for name, spec in inputs.items()}
    labels |= {name: named.label[language] for name, named in benefit.record.where.items()}
    for condition, home in conditions_of(w.site, benefit):
        labels[condition.id] = w.text(condition.text, home).rstrip("。.")
    clause = w.corpus.clauses[clause_of(benefit.id)]
    split = w.corpus.documents[clause.document].split
    if split:
        labels |= {f"split_{i}": level[language] for i, level in enumerate(split.between)}
    return Vocabulary(
        language=language,
        words=script_words("calculator", language),
        labels=labels,
        choices={
            name: {key: text[language] for key, text in spec.choices.items()}
            for name, spec in inputs.items()
        },
        units={name: found.fact.quantity.unit for name, found in facts.items()},
    )


def conditions_of(site: Site, benefit: SiteBenefit) -> list[tuple[Condition, str]]:
    """All conditions of a benefit with the provision that states them: clause, item, its own."""
    clause: Clause = site.corpus.clauses[clause_of(benefit.id)]
    outer = [(c, clause.id) for c in clause.conditions] if benefit.home is not clause else []
    own = [(c, benefit.home.id) for c in (*benefit.home.conditions, *benefit.record.conditions)]
    return outer + own


def benefit_view(w: Linked, benefit: SiteBenefit) -> BenefitView:
    """A calculator: the rule in words, the form, the picture, the worked examples."""
    words, record, rule = vocabulary(w, benefit), benefit.record, benefit.rule
    values = {name: fact["value"] for name, fact in rule["facts"].items()}
    curve = w.calculated.curves.get(benefit.id)
    fields = {spec["name"]: _field(w, words, spec) for spec in rule["inputs"]}
    per_item = {spec["name"] for spec in rule["inputs"] if spec["scope"] == "item"}
    examples = w.calculated.examples[benefit.id]
    return BenefitView(
        id=benefit.id,
        anchor=benefit_anchor(benefit.id),
        name=record.name[w.language],
        form=w.words["form"][record.form],
        bound=w.words["bound"][record.bound],
        per=record.per,
        rule=tuple(rule_words(words, values, rule)),
        readings=tuple(_readings(w, words, benefit, values)),
        items=tuple(field for name, field in fields.items() if name in per_item),
        common=tuple(field for name, field in fields.items() if name not in per_item),
        conditions=tuple(condition_view(w, c, home) for c, home in conditions_of(w.site, benefit)),
        curve=curve_view(w, words, curve) if curve else None,
        examples=tuple(_example(w, words, benefit, worked) for worked in examples),
        figures=tuple(figures(w, benefit)),
        source=source_view(w, benefit),
        embed=w.href(urls.embed(w.language, benefit.id)),
    )


def source_view(w: Linked, benefit: SiteBenefit) -> SourceView:
    """The clause that a calculator stands for, its status, and which data it calculates with."""
    clause = w.corpus.clauses[clause_of(benefit.id)]
    document = w.corpus.documents[clause.document]
    label = w.clause_label(benefit.home.id, document.id)
    title = w.title(benefit.home.id if benefit.home.title else clause.id)
    return SourceView(
        clause=Anchor(f"{label} {title}", w.href(urls.clause(w.language, benefit.home.id))),
        document=document.title[w.language],
        citation=w.citation(clause.id),
        status=w.status_of(document.id),
        period=w.period(document.id),
        version=f"{w.calculated.on} · {benefit.version}",
        conventions=w.href(f"{urls.top(w.language, 'about')}#conventions"),
    )


def figures(w: Linked, benefit: SiteBenefit) -> Iterator[FigureView]:
    """The facts that a calculator uses, with their printed words."""
    names = w.site.addresses.names(benefit.home.id)
    for name in benefit.rule["facts"]:
        found = names[name]
        yield FigureView(
            words=found.fact.means[w.language],
            value=show(found.fact.quantity, w.language),
            href=w.at(("fact", found.home, found.fact.name)),
            provenance=w.provenance(found),
        )


def published(w: Linked, benefit: SiteBenefit) -> dict[str, tuple[Reading, str]]:
    """The readings that a benefit may be computed under, with the provision that states them."""
    clause = w.corpus.clauses[clause_of(benefit.id)]
    return {
        key: (reading, home.id)
        for home in (clause, benefit.home)
        for reading in home.readings
        for key in reading.texts
    }


def _readings(
    w: Linked, words: Vocabulary, benefit: SiteBenefit, values: Json
) -> Iterator[OtherReading]:
    """What is computed beside the reading that is used; the item or its clause publishes it."""
    known = published(w, benefit)
    for key, way in benefit.rule["under"].items():
        reading, home = known[key]
        yield OtherReading(
            key=key,
            question=w.inline(reading.question, home),
            used=w.inline(reading.texts[reading.used], home),
            why=w.inline(reading.why, home),
            text=w.inline(reading.texts[key], home),
            rule=tuple(rule_words(words, values, way, beside=benefit.rule)),
        )


def _field(w: Linked, words: Vocabulary, spec: Json) -> FieldView:
    """A field of the form; history inputs stand in no table, and need no help."""
    own = w.corpus.inputs.get(spec["name"])
    return FieldView(
        name=spec["name"],
        type=spec["type"],
        label=words.label(spec["name"]),
        help=w.inline(own.help, "") if own and own.help else Markup(""),
        unit=words.words["unit"].get(spec["type"], ""),
        default=own.default if own else spec["default"],
        choices=tuple(words.choices.get(spec["name"], {}).items()),
    )


def _example(w: Linked, words: Vocabulary, benefit: SiteBenefit, worked: Worked) -> ExampleView:
    result = worked.result
    usual = {"in-force": "", "undated": ""}
    shown = {**result, "assumed": [], "status": usual.get(result["status"], result["status"])}
    asked = [c["id"] for c in benefit.rule["conditions"] if c["holds"] is None]
    amount = result["low"] if result["low"] == result["high"] else None
    return ExampleView(
        name=worked.example.name[w.language],
        given=tuple(_given(words, benefit, worked)),
        headline=explain.headline(words, benefit.record.bound, result),
        amount=in_wan(amount) or "",
        steps=tuple(explain.step_words(words, benefit.rule["per"], result["steps"])),
        remarks=tuple(explain.remarks(words, asked, shown)),
        under=tuple(
            UnderView(key, explain.headline(words, benefit.record.bound, {**result, **other}))
            for key, other in result["under"].items()
            if (other["low"], other["high"]) != (result["low"], result["high"])
        ),
    )


def _given(words: Vocabulary, benefit: SiteBenefit, worked: Worked) -> list[str]:
    kinds = {spec["name"]: spec["type"] for spec in benefit.rule["inputs"]}
    found = []
    for name, values in worked.given.items():
        kind = kinds.get(name, "yes_no")
        key = "value" if kind in ("choice", "yes_no") else "low"
        shown = [{"name": name, "kind": kind, key: v, "high": v} for v in values]
        joined = str(words.words["list_join"]).join(explain.value_words(words, s) for s in shown)
        found.append(fill(words.words["named"], name=words.label(name), value=joined))
    return found

"""The building blocks of pages: cards, facts, readings, calculators, provisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from clausebook import explain, urls
from clausebook.addresses import FoundFact
from clausebook.calculate import Worked, in_wan
from clausebook.explain import Vocabulary
from clausebook.pages.views import (
    Anchor,
    BenefitView,
    Card,
    ConditionView,
    ExampleView,
    FactRow,
    FieldView,
    LinkGroup,
    LinkRow,
    OtherRule,
    ProvisionView,
    ReadingText,
    ReadingView,
    UnderView,
)
from clausebook.quantity import show
from clausebook.records import Clause, Condition, Fact, Input, Provision, Reading
from clausebook.site import LinkEnd, Site, SiteBenefit
from clausebook.strings import fill, script_words
from clausebook.wording import Wording


def card(w: Wording, address: str) -> Card:
    """A clause, or one of its items, as other pages show it."""
    clause = w.corpus.clauses[address.partition("#")[0]]
    document = w.corpus.documents[clause.document]
    title = w.title(w.site.addresses.provisions[address])
    number = w.clause_label(address, document.id)
    return Card(
        id=clause.id,
        label=w.clause_label(address),
        number="" if number == title else number[0].upper() + number[1:],
        title=title,
        href=w.href(urls.clause(w.language, address)),
        status=w.status(document),
        headline=w.headline(clause),
        calculators=len(w.site.clauses[clause.id].benefits),
    )


def row_anchor(w: Wording, table: str, id_: str) -> Anchor:
    """A link to the page of an agency, a topic or a jurisdiction."""
    rows = getattr(w.corpus, table)
    row = rows[id_]
    href = w.href(urls.row(w.language, table, id_))
    return Anchor(row.short[w.language], href, row.name[w.language])


def document_anchor(w: Wording, id_: str) -> Anchor:
    """A link to a document of this site, or to the page of one that it only names."""
    shown = w.document(id_)
    return Anchor(shown.words, shown.href, shown.title)


def link_groups(
    w: Wording, ends: Iterable[LinkEnd], words: dict[str, str]
) -> tuple[LinkGroup, ...]:
    """Links grouped by type, in the order of the words' table."""
    groups: dict[str, list[LinkRow]] = {}
    for end in ends:
        compared = w.words["compared"][end.compared] if end.compared else ""
        row = LinkRow(card(w, end.other), compared, w.inline(end.why, end.home))
        groups.setdefault(end.type, []).append(row)
    return tuple(LinkGroup(t, words[t], tuple(groups[t])) for t in words if t in groups)


def fact_rows(w: Wording, home: str, facts: dict[str, Fact]) -> tuple[FactRow, ...]:
    """The facts that stand in a provision or document."""
    return tuple(_fact_row(w, FoundFact(fact, home)) for fact in facts.values())


def _fact_row(w: Wording, found: FoundFact) -> FactRow:
    fact, shown = found.fact, w.fact(found)
    return FactRow(
        anchor=urls.fact_anchor(found.home, fact.name),
        means=fact.means[w.language],
        value=Markup('<data value="{}">{}</data>').format(shown.value, shown.words),
        printed=fact.printed,
        per=w.per(fact),
        role=w.words["role"][fact.role] if fact.role else "",
        dated=_dated(w, found),
        source=None,
    )


def _dated(w: Wording, found: FoundFact) -> str:
    if not found.fact.dated:
        return ""
    dating = w.site.addresses.fact(found.home, found.fact.dated)
    return show(dating.fact.quantity, w.language) if dating else ""


def used_rows(w: Wording, provision: Provision) -> tuple[FactRow, ...]:
    """Facts of other clauses that this provision's rules use, with a link to where they stand."""
    rows = []
    for address in provision.uses.values():
        found = w.site.addresses.fact(provision.id, address)
        assert found is not None, "uses are checked before pages are made"
        row = _fact_row(w, found)
        source = Anchor(w.clause_label(found.home, provision.id), w.href(w.fact_target(found)))
        rows.append(replace(row, anchor="", source=source))
    return tuple(rows)


def provision_view(w: Wording, provision: Provision) -> ProvisionView:
    """Everything that a clause and an item show alike."""
    site = w.site
    own = [b for b in site.clauses[provision.id.partition("#")[0]].benefits if b.home is provision]
    return ProvisionView(
        id=provision.id,
        anchor=provision.id.partition("#")[2],
        number=w.item_number(provision),
        title=provision.title[w.language] if provision.title else "",
        digest=w.prose(provision.digest, provision.id),
        facts=fact_rows(w, provision.id, provision.facts) + used_rows(w, provision),
        conditions=tuple(condition_view(w, c, provision.id) for c in provision.conditions),
        materials=tuple(w.inline(m.text, provision.id) for m in provision.materials),
        readings=tuple(reading_view(w, r, provision.id) for r in provision.readings),
        benefits=tuple(benefit_view(w, benefit) for benefit in own),
        no_amount=w.inline(provision.no_amount, provision.id) if provision.no_amount else None,
    )


def condition_view(w: Wording, condition: Condition, home: str) -> ConditionView:
    """A condition with its figures linked."""
    return ConditionView(condition.id, w.inline(condition.text, home), condition.holds is None)


def reading_view(w: Wording, reading: Reading, home: str) -> ReadingView:
    """All meanings, the used one first."""
    keys = sorted(reading.texts, key=lambda key: key != reading.used)
    texts = (
        ReadingText(key, w.inline(reading.texts[key], home), key == reading.used) for key in keys
    )
    question = w.inline(reading.question, home)
    return ReadingView(reading.id, question, tuple(texts), w.inline(reading.why, home))


# --- calculators -----------------------------------------------------------------------------


def vocabulary(w: Wording, benefit: SiteBenefit) -> Vocabulary:
    """The words in which a benefit's rule and results are told."""
    language, names = w.language, w.site.addresses.names(benefit.home.id)
    facts = {name: names[name] for name in benefit.rule["facts"]}
    inputs = {name: w.corpus.inputs[name] for name in benefit.record.inputs}
    labels = {name: found.fact.means[language] for name, found in facts.items()}
    labels |= {name: spec.label[language] for name, spec in inputs.items()}
    labels |= {name: named.label[language] for name, named in benefit.record.where.items()}
    for condition, home in conditions_of(w.site, benefit):
        labels[condition.id] = w.text(condition.text, home).rstrip("。.")
    clause = w.corpus.clauses[benefit.home.id.partition("#")[0]]
    split = w.corpus.documents[clause.document].split
    if split:
        labels |= {f"split_{i}": level[language] for i, level in enumerate(split.between)}
    return Vocabulary(
        language=language,
        words=script_words(language)["calculator"],
        labels=labels,
        choices={
            name: {key: text[language] for key, text in spec.choices.items()}
            for name, spec in inputs.items()
        },
        units={name: found.fact.quantity.unit for name, found in facts.items()},
    )


def conditions_of(site: Site, benefit: SiteBenefit) -> list[tuple[Condition, str]]:
    """All conditions of a benefit with the provision that states them: clause, item, its own."""
    clause: Clause = site.corpus.clauses[benefit.home.id.partition("#")[0]]
    outer = [(c, clause.id) for c in clause.conditions] if benefit.home is not clause else []
    own = [(c, benefit.home.id) for c in (*benefit.home.conditions, *benefit.record.conditions)]
    return outer + own


def benefit_view(w: Wording, benefit: SiteBenefit) -> BenefitView:
    """A calculator: the rule in words, the form, the worked examples."""
    words, record = vocabulary(w, benefit), benefit.record
    values = {name: fact["value"] for name, fact in benefit.rule["facts"].items()}
    return BenefitView(
        id=benefit.id,
        anchor=urls.benefit_anchor(benefit.id),
        name=record.name[w.language],
        form=w.words["form"][record.form],
        bound=w.words["bound"][record.bound],
        per=record.per,
        rule=tuple(explain.rule_words(words, values, benefit.rule)),
        under=tuple(
            OtherRule(
                key, _reading_text(w, benefit, key), tuple(explain.rule_words(words, values, way))
            )
            for key, way in benefit.rule["under"].items()
        ),
        items=tuple(_field(w, w.corpus.inputs[name]) for name in record.inputs),
        history=tuple(
            _history_field(words, spec)
            for spec in benefit.rule["inputs"]
            if spec["scope"] == "applicant"
        ),
        conditions=tuple(condition_view(w, c, home) for c, home in conditions_of(w.site, benefit)),
        examples=tuple(
            _example(w, words, benefit, worked) for worked in w.calculated.examples[benefit.id]
        ),
    )


def _reading_text(w: Wording, benefit: SiteBenefit, key: str) -> str:
    """What another reading says; it is published by the item or by its clause."""
    clause = w.corpus.clauses[benefit.home.id.partition("#")[0]]
    texts = {
        text: w.text(prose, home.id)
        for home in (clause, benefit.home)
        for reading in home.readings
        for text, prose in reading.texts.items()
    }
    return texts[key]


def _field(w: Wording, spec: Input) -> FieldView:
    return FieldView(
        name=spec.name,
        type=spec.type,
        label=spec.label[w.language],
        help=w.inline(spec.help, "") if spec.help else Markup(""),
        unit=w.words["calculator"]["unit"].get(spec.type, ""),
        default=spec.default,
        choices=tuple((key, text[w.language]) for key, text in spec.choices.items()),
    )


def _history_field(words: Vocabulary, spec: dict[str, Any]) -> FieldView:
    unit = words.words["unit"].get(spec["type"], "")
    label = words.label(spec["name"])
    return FieldView(spec["name"], spec["type"], label, Markup(""), unit, spec["default"], ())


def _example(w: Wording, words: Vocabulary, benefit: SiteBenefit, worked: Worked) -> ExampleView:
    result = worked.result
    asked = [c["id"] for c in benefit.rule["conditions"] if c["holds"] is None]
    amount = result["low"] if result["low"] == result["high"] else None
    return ExampleView(
        name=worked.example.name[w.language],
        given=tuple(_given(words, benefit, worked)),
        headline=explain.headline(words, benefit.record.bound, result),
        amount=in_wan(amount) or "",
        steps=tuple(explain.step_words(words, benefit.rule["per"], result["steps"])),
        remarks=tuple(explain.remarks(words, asked, {**result, "assumed": []})),
        under=tuple(
            UnderView(key, explain.headline(words, benefit.record.bound, {**result, **other}))
            for key, other in result["under"].items()
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

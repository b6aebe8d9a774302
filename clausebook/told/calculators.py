"""What is said of a benefit in one language: its rule, form, picture, worked examples, sources.

Nothing here knows a page's address, so that clause pages, bare pages, scripts, exports and the
terminal share it, each benefit told once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from clausebook.address import clause_of
from clausebook.content.records import Clause, Constant, Document
from clausebook.content.vocabulary import Words
from clausebook.meaning.addresses import FoundFact
from clausebook.meaning.calculate import Calculated, Worked
from clausebook.meaning.entered import in_scale
from clausebook.meaning.site import SiteBenefit
from clausebook.quantity import (
    DURATIONS,
    Quantity,
    Unit,
    bare_unit,
    is_currency,
    is_exchange,
    parse,
    show,
    unit_word,
)
from clausebook.rules.compiled import RuleInput
from clausebook.rules.inputs import UNDER, value_of
from clausebook.rules.operators import point
from clausebook.rules.results import Reckoned, Shown
from clausebook.told import explain
from clausebook.told.explain import Vocabulary
from clausebook.told.limits import remarks_with_limit
from clausebook.told.picture import Picture, picture
from clausebook.told.recite import RuleLine, rule_words
from clausebook.told.strings import calculation_words, fill
from clausebook.told.told import Told
from clausebook.told.working import step_words


@dataclass(frozen=True, slots=True)
class ToldField:
    """One input of the form."""

    name: str
    type: str
    per_item: bool
    """Whether it is entered for each item, or once for all of them."""
    label: str
    unit: str
    default: str
    """What is assumed when nothing is entered, in words; empty if it must be entered."""
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ToldUnder:
    """The result of an example under another reading."""

    reading: str
    text: str
    """What the reading says."""
    headline: str


@dataclass(frozen=True, slots=True)
class ToldExample:
    """A worked example."""

    name: str
    given: tuple[str, ...]
    headline: str
    amount: str
    """In the site's scale, exact; empty where it is a range."""
    steps: tuple[str, ...]
    remarks: tuple[str, ...]
    under: tuple[ToldUnder, ...]
    instalments: tuple[str, ...]
    """Its parts, each with what it waits for."""
    spread: str
    """From where to where the readings go, where they differ and there are several others."""


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A fact that a calculator uses: its value and how the document prints it."""

    words: str
    value: str
    provenance: str
    home: str
    """The provision or document where it stands."""
    name: str


@dataclass(frozen=True, slots=True)
class ToldConstant:
    """A number that the rule needs and no text prints."""

    words: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class ToldBenefit:
    """Everything that is said of one benefit in one language."""

    id: str
    name: str
    form: str
    bound: str
    per: str
    item: str
    """What each of several items is called, {n} being which one it is."""
    add_item: str
    """The button for another one."""
    rule: tuple[RuleLine, ...]
    under: dict[str, tuple[RuleLine, ...]]
    """The rules of the other readings, by reading."""
    fields: tuple[ToldField, ...]
    curve: Picture | None
    examples: tuple[ToldExample, ...]
    figures: tuple[ToldFigure, ...]
    clause: str
    """Label and title of the clause or item that grants it."""
    document: str
    citation: str
    period: str
    version: str


def vocabulary(told: Told, benefit: SiteBenefit) -> Vocabulary:
    """The words in which a benefit's rule and results are told."""
    key = ("vocabulary", told.language, benefit.id)
    return told.notes.passing(key, lambda: _vocabulary(told, benefit))


def _vocabulary(told: Told, benefit: SiteBenefit) -> Vocabulary:
    language, facts = told.language, _facts(told, benefit)
    inputs = {name: told.corpus.inputs[name] for name in benefit.record.inputs}
    labels = {name: found.fact.means[language] for name, found in facts.items()}
    constants = _constants(benefit)
    labels |= {name: constant.means[language] for name, (constant, _) in constants.items()}
    labels |= {name: spec.label[language] for name, spec in inputs.items()}
    labels |= {name: named.label[language] for name, named in benefit.record.where.items()}
    for condition, home in benefit.basis.conditions:
        labels[condition.id] = told.text(condition.text, home).rstrip("。.")
    for part in benefit.record.instalments:
        labels[part.id] = told.text(part.text, benefit.home.id).rstrip("。.")
    split = _document(told, benefit).split
    if split:
        labels |= {f"split_{i}": level[language] for i, level in enumerate(split.between)}
    labels |= _joint(told, benefit)
    labels |= shared_labels(told, benefit)
    return Vocabulary(
        language=language,
        currency=benefit.rule.currency,
        usage=benefit.basis.usage,
        words=calculation_words(told.words),
        labels=labels,
        reasons={n: told.text(c.why, home).rstrip("。.") for n, (c, home) in constants.items()},
        choices={
            name: {key: text[language] for key, text in spec.choices.items()}
            for name, spec in inputs.items()
        },
        units={
            **{name: _counted_in(found.fact.quantity) for name, found in facts.items()},
            **{name: _counted_in(constant.quantity) for name, (constant, _) in constants.items()},
            **{name: spec.unit for name, spec in inputs.items() if spec.unit},
        },
        remarks={
            remark.id: told.text(remark.text, benefit.home.id) for remark in benefit.record.remarks
        },
        item=_per_words(told, benefit.record.per, "item", "any_item"),
    )


def _counted_in(quantity: Quantity) -> Unit:
    """The unit of a fact; rules count time in years or days, and results say years and months."""
    if quantity.kind != "duration":
        return Unit(quantity.unit, quantity.words)
    return Unit("day" if DURATIONS[quantity.unit] in ("day", "week") else "")


def shared_labels(told: Told, benefit: SiteBenefit) -> dict[str, str]:
    """What the inputs are called by which caps that benefits share remember all of them."""
    words, language = told.words["calculator"], told.language
    facts = told.site.addresses.names(benefit.home.id)
    found = {}
    for way in (benefit.rule.way, *benefit.rule.under.values()):
        for shared in way.limits.shared:
            over = shared.over if shared.over in ("", "year") else "period"
            period = show(facts[shared.over].fact.quantity, language) if over == "period" else ""
            cap = facts[shared.cap.word].fact.means[language]
            label = fill(words["paid_under"][over or "ever"], a=cap, b=period)
            found[UNDER + shared.cap.word] = label
    return found


def _joint(told: Told, benefit: SiteBenefit) -> dict[str, str]:
    """What the joint ceilings are called by who pays, and whose money counts beside the benefit's.

    Levels of government come from the outermost inwards, then inputs that are nobody's.
    """
    ways = (benefit.record.way, *benefit.record.under.values())
    beside = dict.fromkeys(name for way in ways for name in way.limits.beside)
    if not beside:
        return {}
    inputs, levels = told.corpus.inputs, told.corpus.vocabulary.levels
    own = told.corpus.jurisdictions[_document(told, benefit).jurisdiction].level
    others = dict.fromkeys(inputs[name].payer for name in beside if inputs[name].payer)
    nobodys = [inputs[name].label[told.language] for name in beside if not inputs[name].payer]
    payers = sorted({own, *others}, key=lambda level: levels[level].rank)
    names = [*(levels[level].payer[told.language] for level in payers), *nobodys]
    money = [*(levels[level].money[told.language] for level in others), *nobodys]
    return {
        "combined": fill(told.words["joint_ceiling"], payers=_one_and_another(told, names)),
        "beside": _one_and_another(told, money),
    }


def _one_and_another(told: Told, names: list[str]) -> str:
    """Names in a sentence: with a word of its own before the last one."""
    before = str(told.words["calculator"]["list_join"]).join(names[:-1])
    return str(told.words["payer_join"]).join(filter(None, (before, names[-1])))


def _per_words(told: Told, per: str, key: str, otherwise: str) -> str:
    """Words of what one calculation covers; other ones where it covers what has none."""
    known = told.corpus.vocabulary.per.get(per)
    own: Words | None = getattr(known, key) if known else None
    return own[told.language] if own else str(told.words[otherwise])


def _facts(told: Told, benefit: SiteBenefit) -> dict[str, FoundFact]:
    """The facts that the rule names."""
    names = told.site.addresses.names(benefit.home.id)
    return {name: names[name] for name in benefit.rule.facts}


def _constants(benefit: SiteBenefit) -> dict[str, tuple[Constant, str]]:
    """The constants that the rule names, each with the provision that declares it."""
    return {name: benefit.basis.constants[name] for name in benefit.rule.constants}


def _clause(told: Told, benefit: SiteBenefit) -> Clause:
    return told.corpus.clauses[clause_of(benefit.id)]


def _document(told: Told, benefit: SiteBenefit) -> Document:
    return told.corpus.documents[_clause(told, benefit).document]


def tell_benefit(told: Told, calculated: Calculated, benefit: SiteBenefit) -> ToldBenefit:
    """A benefit with its worked examples and its picture, in words."""
    words, record, rule = vocabulary(told, benefit), benefit.record, benefit.rule
    clause, document = _clause(told, benefit), _document(told, benefit)
    curve, home = calculated.curves.get(benefit.id), benefit.home.id
    titled = home if benefit.home.title else clause.id
    return ToldBenefit(
        id=benefit.id,
        name=record.name[told.language],
        form=told.corpus.vocabulary.forms[record.form].name[told.language],
        bound=told.words["bound"]["exact" if rule.way.fixed else "up_to"],
        per=record.per,
        item=words.item,
        add_item=_per_words(told, record.per, "add", "add_any_item"),
        rule=rule_words(words, rule, rule.way),
        under={k: rule_words(words, rule, w, rule.way) for k, w in rule.under.items()},
        fields=tuple(_fields(words, benefit)),
        curve=picture(told.words["curve"], words, curve, rule.types) if curve else None,
        examples=tuple(
            _example(told, words, benefit, one) for one in calculated.examples[benefit.id]
        ),
        figures=figures(told, benefit),
        clause=f"{told.clause_label(home, document.id)} {told.title(titled)}",
        document=document.title[told.language],
        citation=told.citation(home),
        period=told.period(clause.id),
        version=benefit.version,
    )


def figures(told: Told, benefit: SiteBenefit) -> tuple[ToldFigure, ...]:
    """The facts that a calculator uses, with their printed words."""
    language = told.language
    return tuple(
        ToldFigure(
            words=found.fact.means[language],
            value=show(found.fact.quantity, language),
            provenance=told.provenance(found),
            home=found.home,
            name=found.fact.name,
        )
        for found in _facts(told, benefit).values()
    )


def constants(told: Told, benefit: SiteBenefit) -> tuple[ToldConstant, ...]:
    """The numbers that a calculator needs beside facts, with their reasons."""
    words = vocabulary(told, benefit)
    return tuple(
        ToldConstant(words.label(name), show(each.quantity, told.language), words.reasons[name])
        for name, (each, _) in _constants(benefit).items()
    )


def _fields(words: Vocabulary, benefit: SiteBenefit) -> Iterator[ToldField]:
    """The form's fields; history inputs stand in no table."""
    for name, spec in benefit.rule.inputs.items():
        yield ToldField(
            name=name,
            type=spec.type,
            per_item=spec.scope == "item",
            label=words.label(name),
            unit=_unit(words, benefit, spec),
            default=_value(words, name, spec.type, spec.default) if spec.default else "",
            choices=tuple(words.choices.get(name, {}).items()),
        )


def _unit(words: Vocabulary, benefit: SiteBenefit, spec: RuleInput) -> str:
    """What a bare number in a field counts."""
    if is_currency(spec.type) or is_exchange(spec.type):
        return bare_unit(spec.type, benefit.basis.usage, words.language)
    if spec.name in words.units:
        return unit_word(words.units[spec.name], words.language)
    return str(words.words["unit"].get(spec.type, ""))


def _example(told: Told, words: Vocabulary, benefit: SiteBenefit, worked: Worked) -> ToldExample:
    result = worked.result.used
    amount = result.paid.total.low if result.paid.total.exact else None
    others = {
        key: worked.result.under[key] for key in worked.result.under if worked.result.tells(key)
    }
    return ToldExample(
        name=worked.example.name[words.language],
        given=tuple(_given(words, benefit, worked)),
        headline=explain.headline(words, result),
        amount=in_scale(amount, benefit.basis.usage) or "",
        steps=tuple(step_words(words, benefit.rule.per, result.steps)),
        instalments=tuple(explain.instalments(words, result)),
        remarks=tuple(remarks_with_limit(words, benefit.rule, _unremarkable(result))),
        under=tuple(
            ToldUnder(key, stated(told, benefit, key), explain.headline(words, other))
            for key, other in others.items()
        ),
        spread=explain.spread_words(words, worked.result.spread) if len(others) > 1 else "",
    )


def stated(told: Told, benefit: SiteBenefit, key: str) -> str:
    """What the readings say that a key of ``under`` names."""
    texts = [told.text(*text) for text in benefit.basis.texts_under(key)]
    both = told.words["calculator"]["together"] if len(texts) > 1 else ""
    return f"{both}{' '.join(texts)}"


def _unremarkable(result: Reckoned) -> Reckoned:
    """A result without what goes without saying in an example: assumptions, and being in force."""
    usual = ("in-force", "undated")
    return replace(result, assumed=(), status="" if result.status in usual else result.status)


def _given(words: Vocabulary, benefit: SiteBenefit, worked: Worked) -> Iterator[str]:
    """What the example enters, each with its name."""
    types = benefit.rule.types
    for name, texts in worked.given.items():
        told = (_value(words, name, types[name], text) for text in texts)
        joined = str(words.words["list_join"]).join(told)
        pattern = "labelled_answer" if types[name] in ("yes_no", "choice") else "named"
        yield fill(words.words[pattern], name=words.label(name), value=joined)
    if worked.example.on:
        day = show(parse(worked.example.on), words.language)
        yield fill(words.words["named"], name=words.words["on"], value=day)


def _value(words: Vocabulary, name: str, type_: str, text: str) -> str:
    value = value_of(type_, text)
    shown = point(value) if isinstance(value, Fraction) else value
    return explain.value_words(words, Shown(name, type_, shown))

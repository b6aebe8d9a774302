"""Calculators on pages: what is said of a benefit, with its links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from clausebook.address import benefit_anchor, clause_of, condition_anchor
from clausebook.content.records import Condition
from clausebook.features.frame import urls
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.meaning.site import SiteBenefit
from clausebook.rules.compiled import ids_of
from clausebook.told.calculators import ToldBenefit, ToldExample, ToldField, tell_benefit
from clausebook.told.picture import Picture
from clausebook.told.recite import RuleLine
from clausebook.told.strings import fill


@dataclass(frozen=True, slots=True)
class FieldView:
    """One input of a calculator."""

    name: str
    type: str
    is_past: bool
    """Whether it asks for what was received before."""
    label: str
    help: Markup
    unit: str
    default: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConditionView:
    """A condition; ``asked`` when the reader answers it, otherwise it follows from inputs."""

    id: str
    anchor: str
    """The id of its box on the page of its clause."""
    html: Markup
    asked: bool
    is_own: bool
    """Whether it is a benefit's own, or comes with a rule from elsewhere, so that it does not stand
    among those of the clause's page."""


@dataclass(frozen=True, slots=True)
class OtherReading:
    """A reading beside the one that is used, or several at once: what it says, and its rule."""

    key: str
    text: Markup
    instead: tuple[tuple[Markup, Markup], ...]
    """What is used in its place, and why."""
    rule: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A fact that a calculator uses: its value and how the document prints it."""

    words: str
    value: str
    href: str
    printed: str
    original: str
    """The language of what is printed, as browsers call it."""
    citation: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a calculator comes from, for whoever meets it without its page."""

    clause: Anchor
    document: str
    citation: str
    period: str
    version: str
    conventions: str
    """Where the site says how it reads the words that bound an amount."""


@dataclass(frozen=True, slots=True)
class BenefitView:
    """A benefit with its rule in words, its form, its picture and its worked examples."""

    id: str
    anchor: str
    name: str
    form: str
    bound: str
    per: str
    first_item: str
    add_item: str
    rule: tuple[RuleLine, ...]
    readings: tuple[OtherReading, ...]
    items: tuple[FieldView, ...]
    common: tuple[FieldView, ...]
    """Entered once, however many items there are."""
    conditions: tuple[ConditionView, ...]
    curve: Picture | None
    examples: tuple[ToldExample, ...]
    figures: tuple[FigureView, ...]
    source: SourceView
    embed: str
    """Its bare page, for other sites."""
    plan: str
    """The page that takes its entries over to all benefits; empty where there is none."""


def condition_view(
    w: Linked, condition: Condition, home: str, is_own: bool = False
) -> ConditionView:
    """A condition with its figures linked."""
    return ConditionView(
        id=condition.id,
        anchor=condition_anchor(home, condition.id),
        html=w.inline(condition.text, home),
        asked=condition.holds is None,
        is_own=is_own,
    )


def _conditions(w: Linked, benefit: SiteBenefit) -> Iterator[ConditionView]:
    """All conditions of a benefit."""
    clause = clause_of(benefit.id)
    for condition, home in benefit.basis.conditions:
        stated = w.site.addresses.provisions[home].conditions
        is_own = clause_of(home) != clause or condition not in stated
        yield condition_view(w, condition, home, is_own)


def benefit_view(w: Linked, benefit: SiteBenefit) -> BenefitView:
    """A calculator, made once for its clause's page and its bare one."""
    key = ("calculator", w.language, benefit.id)
    return w.notes.passing(key, lambda: _benefit(w, benefit))


def _benefit(w: Linked, benefit: SiteBenefit) -> BenefitView:
    told = tell_benefit(w, w.calculated, benefit)
    fields = [(field.per_item, _field(w, field)) for field in told.fields]
    return BenefitView(
        id=told.id,
        anchor=benefit_anchor(told.id),
        name=told.name,
        form=told.form,
        bound=told.bound,
        per=told.per,
        first_item=fill(told.item, n="1"),
        add_item=told.add_item,
        rule=told.rule,
        readings=tuple(_readings(w, benefit, told)),
        items=tuple(field for per_item, field in fields if per_item),
        common=tuple(field for per_item, field in fields if not per_item),
        conditions=tuple(_conditions(w, benefit)),
        curve=told.curve,
        examples=told.examples,
        figures=tuple(_figures(w, told)),
        source=_source(w, benefit, told),
        embed=w.href(urls.embed(w.language, told.id)),
        plan=w.href(urls.top(w.language, "plan")) if w.corpus.questions else "",
    )


def _source(w: Linked, benefit: SiteBenefit, told: ToldBenefit) -> SourceView:
    """The clause that a calculator stands for, and which data it calculates with."""
    return SourceView(
        clause=Anchor(told.clause, w.href(urls.clause(w.language, benefit.home.id))),
        document=told.document,
        citation=told.citation,
        period=told.period,
        version=f"{w.on} · {told.version}",
        conventions=w.href(f"{urls.top(w.language, 'about')}#conventions"),
    )


def _figures(w: Linked, told: ToldBenefit) -> Iterator[FigureView]:
    for figure in told.figures:
        href = w.at(("fact", figure.home, figure.name))
        yield FigureView(
            words=figure.words,
            value=figure.value,
            href=href,
            printed=w.printed(figure.home, figure.name),
            original=w.original(figure.home),
            citation=w.citation(figure.home),
        )


def _readings(w: Linked, benefit: SiteBenefit, told: ToldBenefit) -> Iterator[OtherReading]:
    """What is computed beside the reading that is used; the item or its clause publishes it."""
    for key, rule in told.under.items():
        readings = [benefit.basis.published[id_] for id_ in ids_of(key)]
        yield OtherReading(
            key=key,
            text=_text(w, benefit, key),
            instead=tuple(
                (w.inline(reading.texts[reading.used], home), w.inline(reading.why, home))
                for reading, home in readings
            ),
            rule=rule,
        )


def _text(w: Linked, benefit: SiteBenefit, key: str) -> Markup:
    """What the readings say that a key of ``under`` names."""
    texts = [w.inline(*stated) for stated in benefit.basis.texts_under(key)]
    both = w.words["calculator"]["together"] if len(texts) > 1 else ""
    return Markup("{}{}").format(both, Markup(" ").join(texts))


def _field(w: Linked, field: ToldField) -> FieldView:
    """A field of the form; history inputs stand in no table, and need no help."""
    own = w.corpus.inputs.get(field.name)
    return FieldView(
        name=field.name,
        type=field.type,
        is_past=own is None,
        label=field.label,
        help=w.inline(own.help, "") if own and own.help else Markup(""),
        unit=field.unit,
        default=field.default,
        choices=field.choices,
    )

"""Calculators on pages: what is said of a benefit, with the links that lead on from the page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup

from clausebook.content.records import Condition
from clausebook.features.frame import urls
from clausebook.features.frame.wording import Wording
from clausebook.features.views import (
    Anchor,
    BenefitView,
    ConditionView,
    FieldView,
    FigureView,
    OtherReading,
    SourceView,
)
from clausebook.meaning.calculate import Calculated
from clausebook.meaning.site import SiteBenefit
from clausebook.quantity import LANGUAGES, Language
from clausebook.told.calculators import Calculators, ToldBenefit, ToldField


def condition_view(w: Wording, condition: Condition, home: str) -> ConditionView:
    """A condition with its figures linked."""
    return ConditionView(condition.id, w.inline(condition.text, home), condition.holds is None)


@lru_cache(maxsize=len(LANGUAGES))
def calculators(calculated: Calculated, language: Language) -> Calculators:
    """All calculators in one language, each told once for every page, script and export."""
    return Calculators(Wording(calculated, language, ""), calculated)


def benefit_view(w: Wording, benefit: SiteBenefit) -> BenefitView:
    """A calculator on one page."""
    told = calculators(w.calculated, w.language).benefit(benefit)
    fields = [(field.per_item, _field(w, field)) for field in told.fields]
    conditions = benefit.basis.conditions
    return BenefitView(
        id=told.id,
        anchor=urls.benefit_anchor(told.id),
        name=told.name,
        form=told.form,
        bound=told.bound,
        per=told.per,
        rule=told.rule,
        readings=tuple(_readings(w, benefit, told)),
        items=tuple(field for per_item, field in fields if per_item),
        common=tuple(field for per_item, field in fields if not per_item),
        conditions=tuple(condition_view(w, condition, home) for condition, home in conditions),
        curve=told.curve,
        examples=told.examples,
        figures=tuple(_figures(w, told)),
        source=_source(w, benefit, told),
        embed=w.href(urls.embed(w.language, told.id)),
    )


def _source(w: Wording, benefit: SiteBenefit, told: ToldBenefit) -> SourceView:
    """The clause that a calculator stands for, and which data it calculates with."""
    return SourceView(
        clause=Anchor(told.clause, w.href(urls.clause(w.language, benefit.home.id))),
        document=told.document,
        citation=told.citation,
        period=told.period,
        version=f"{w.calculated.on} · {told.version}",
        conventions=w.href(f"{urls.top(w.language, 'about')}#conventions"),
    )


def _figures(w: Wording, told: ToldBenefit) -> Iterator[FigureView]:
    for figure in told.figures:
        href = w.href(w.fact_target(figure.found))
        yield FigureView(figure.words, figure.value, href, figure.provenance)


def _readings(w: Wording, benefit: SiteBenefit, told: ToldBenefit) -> Iterator[OtherReading]:
    """What is computed beside the reading that is used; the item or its clause publishes it."""
    published = benefit.basis.published
    for key, rule in told.under.items():
        reading, home = published[key]
        yield OtherReading(
            key=key,
            question=w.inline(reading.question, home),
            used=w.inline(reading.texts[reading.used], home),
            why=w.inline(reading.why, home),
            text=w.inline(reading.texts[key], home),
            rule=rule,
        )


def _field(w: Wording, field: ToldField) -> FieldView:
    """A field of the form; history inputs stand in no table, and need no help."""
    own = w.corpus.inputs.get(field.name)
    return FieldView(
        name=field.name,
        type=field.type,
        label=field.label,
        help=w.inline(own.help, "") if own and own.help else Markup(""),
        unit=field.unit,
        default=field.default,
        choices=field.choices,
    )

"""The planner's page: its form, and what it tells without scripts."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from clausebook.features.calculators.page import FieldView
from clausebook.features.frame.linked import Linked
from clausebook.features.planner.data import book_of
from clausebook.features.planner.kinds import KindsView, kinds_view
from clausebook.features.planner.worked import WorkedView, worked_views
from clausebook.told import planning


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """The questions about the applicant, or about each of several products, say."""

    about: str
    first: str
    """What the only one, or the first of several, is called."""
    add: str
    """The button for another one; empty where there is only one."""
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class PlannerView:
    """My project."""

    groups: tuple[QuestionGroup, ...]
    worked: tuple[WorkedView, ...]
    kinds: KindsView | None
    """None where no question tells kinds of applicants apart."""
    day: str
    """That of the build, in words."""


def planner_view(w: Linked) -> PlannerView:
    """Everything on the page that no script makes."""
    abouts = dict.fromkeys(spec.about for spec in book_of(w).questions.values())
    return PlannerView(
        groups=tuple(_group(w, about) for about in abouts),
        worked=worked_views(w),
        kinds=kinds_view(w),
        day=w.day(w.on),
    )


def _group(w: Linked, about: str) -> QuestionGroup:
    told, questions = planning.subject(w, about), book_of(w).questions
    fields = (_field(w, name) for name, spec in questions.items() if spec.about == about)
    first = told.item.replace("{n}", "1")
    return QuestionGroup(about, first, told.add, tuple(fields))


def _field(w: Linked, name: str) -> FieldView:
    told = planning.question(w, name)
    record = w.corpus.questions.get(name) or w.corpus.inputs[name]
    return FieldView(
        name=name,
        type=told.type,
        is_past=False,
        label=told.ask,
        help=w.inline(record.help, "") if record.help else Markup(""),
        unit=told.unit,
        default=told.default,
        choices=told.choices,
    )

"""``build.py plan``: one project and all benefits in the terminal, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from clausebook.address import benefit_name
from clausebook.features.calculators.terminal import accepted
from clausebook.features.planner.project import Project
from clausebook.languages import Language
from clausebook.meaning.calculate import Calculated
from clausebook.meaning.entered import in_scale
from clausebook.plan.book import APPLICANT, PlanBook
from clausebook.plan.plan import plan
from clausebook.plan.results import (
    Money,
    OpenReading,
    Payer,
    Plan,
    PlannedBenefit,
    Rejected,
    bound_of,
)
from clausebook.quantity import Usage, bare_unit
from clausebook.rules.compiled import RuleInput
from clausebook.rules.operators import Range
from clausebook.told import planning
from clausebook.told.explain import Vocabulary
from clausebook.told.notes import Notes
from clausebook.told.strings import fill
from clausebook.told.told import Told

Json = dict[str, Any]
Row = tuple[str, str]
CARRIED = "carried-out"
"""What is worked out under another benefit is the same money, and told there."""


def plan_of(calculated: Calculated, book: PlanBook, project: Project, on: str | None) -> Plan:
    """The plan of a project: for the day that is asked for, else its own, else the site's."""
    return plan(book, project.answers, on or project.on or calculated.on)


def answer(calculated: Calculated, result: Plan) -> Json:
    """All of a plan with amounts in the site's scale, and its words in each language."""
    usage = calculated.site.corpus.settings.usage
    tellers = [PlanTeller.of(calculated, language) for language in calculated.site.corpus.languages]
    return {
        "on": result.on,
        "total": amounts(result.total.amount, usage),
        "bound": result.total.as_json()["bound"],
        "currency": result.currency,
        "unit": bare_unit(result.currency, usage, tellers[0].language),
        "totals": {currency: _paid(paid, usage) for currency, paid in result.totals.items()},
        "payers": [
            {
                "id": payer.id,
                "name": {each.language: planning.payer(each.told, payer.id) for each in tellers},
                "currency": payer.currency,
                **amounts(payer.paid, usage),
            }
            for payer in result.payers
        ],
        "benefits": [_benefit(each, usage) for each in result.benefits],
        "chosen": [
            {"id": each.id, "instances": [*each.instances], **_paid(each.paid, usage)}
            for each in result.chosen
        ],
        "rejected": [
            {
                "id": each.id,
                "instances": [*each.instances],
                "by": [*each.by],
                "relation": each.relation or None,
                "because": {teller.language: teller.because(each) for teller in tellers},
                "with": each.total and amounts(each.total, usage),
            }
            for each in result.rejected
        ],
        "alternatives": [
            {"total": amounts(each.total, usage), "chosen": [*each.chosen]}
            for each in result.alternatives
        ],
        "open": [
            {
                "reading": each.reading,
                "option": each.option,
                "question": {
                    teller.language: planning.reading(teller.told, each.reading).question
                    for teller in tellers
                },
                "total": amounts(each.total, usage),
            }
            for each in result.open
        ],
        "ask": [*result.ask],
        "words": {teller.language: teller.words(result) for teller in tellers},
    }


def _benefit(planned: PlannedBenefit, usage: Usage) -> Json:
    """How a benefit stands."""
    return {
        "id": planned.id,
        "outcome": planned.outcome,
        "status": planned.status,
        **_paid(planned.paid, usage),
        "failed": [*planned.failed],
        "missing": [*planned.missing],
        "judged": [*planned.judged],
        "changes": [*planned.changes],
        "would": planned.would and _paid(planned.would, usage),
        "binding": [*planned.binding],
        "error": planned.error or None,
    }


def amounts(amount: Range, usage: Usage) -> Json:
    """Both ends in the site's scale; null where there is no upper one."""
    return {"low": in_scale(amount.low, usage), "high": in_scale(amount.high, usage)}


def _paid(paid: Money, usage: Usage) -> Json:
    return {**amounts(paid.amount, usage), "bound": paid.as_json()["bound"]}


class Listed(NamedTuple):
    """A question as the terminal lists it."""

    name: str
    ask: str
    accepted: str


def list_questions(calculated: Calculated, language: Language) -> Iterator[Listed]:
    """All questions, with what may be answered."""
    teller = PlanTeller.of(calculated, language)
    usage = calculated.site.corpus.settings.usage
    for name, spec in teller.book.questions.items():
        asked = RuleInput(name, spec.type, APPLICANT, spec.default, spec.choices)
        ask = planning.question(teller.told, name).ask
        yield Listed(name, ask, accepted(asked, usage, language))


# --- in words ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlanTeller:
    """Tells a plan in one language."""

    told: Told
    book: PlanBook
    values: Vocabulary

    @classmethod
    def of(cls, calculated: Calculated, language: Language) -> PlanTeller:
        """For a site that asks questions."""
        told = Told(calculated.site, language, Notes())
        assert calculated.site.book is not None, "only a site with questions has plans"
        return cls(told, calculated.site.book, planning.plan_vocabulary(told))

    @property
    def language(self) -> Language:
        """The one that it speaks."""
        return self.told.language

    @property
    def _words(self) -> Any:
        return self.told.words["planner"]

    def words(self, result: Plan) -> Json:
        """The plan at a glance: its total, its parts as titles with rows, the next question."""
        title = fill(self._words["total"]["title"], day=self.told.day(result.on))
        total = self._amount(result.currency, result.total.amount)
        parts = [(title, [*rows]) for title, rows in self._parts(result)]
        return {
            "headline": f"{title}{self._words['colon']}{total}",
            "limits": "" if result.total.is_sure else self._words["total"]["limits"],
            "parts": [{"title": title, "rows": rows} for title, rows in parts if rows],
            "last": "" if result.ask else self._words["ask"]["done"],
        }

    def because(self, rejected: Rejected) -> str:
        """Why a benefit is not taken, in the words of whoever wrote the content."""
        conflicts, name = self._words["conflicts"], self._name(rejected.id)
        if not rejected.by:
            return fill(conflicts["nothing"], name=name)
        others = self._listed(map(self._name, rejected.by))
        said = fill(
            conflicts["type"][self._type(rejected) or "exclusive"], name=name, others=others
        )
        why = planning.relation(self.told, rejected.relation).why if rejected.relation else ""
        return _lines(said, why)

    def carried_out(self) -> set[str]:
        """What is worked out under others, and told there."""
        relations = (each for each in self.book.relations if each.type == CARRIED)
        return {id_ for relation in relations for id_ in relation.of}

    def _parts(self, result: Plan) -> Iterator[tuple[str, Iterable[Row]]]:
        """Each part with its title; those without rows are not told."""
        words = self._words
        yield words["total"]["payers"], map(self._payer, result.payers)
        for outcome in ("fits", "fits-if"):
            yield words["outcome"][outcome], self._taken(result, outcome)
        apart = [each for each in result.rejected if each.id not in self.carried_out()]
        yield words["conflicts"]["title"], (self._refused(each, result) for each in apart)
        yield words["nearly"]["title"], self._nearly(result)
        yield words["conflicts"]["open"], (self._open(each, result) for each in result.open)
        yield words["ask"]["next"], self._next(result.ask[:1])

    def _payer(self, payer: Payer) -> Row:
        return planning.payer(self.told, payer.id), self._amount(payer.currency, payer.paid)

    def _taken(self, result: Plan, outcome: str) -> Iterator[Row]:
        """What each of the chosen pays, where it stands, and on what it depends."""
        fits, benefits = self._words["fits"], {each.id: each for each in result.benefits}
        for chosen in result.chosen:
            planned, id_ = benefits[chosen.id], chosen.id
            if planned.outcome == outcome:
                missing = map(self.values.label, planned.missing)
                paid = self._money(id_, chosen.paid)
                yield (
                    self._name(id_),
                    _lines(
                        self._listed([paid, self._clause(id_)]),
                        self._headed(fits["answers"], missing),
                        self._headed(fits["judged"], self._conditions(id_, planned.judged)),
                    ),
                )

    def _refused(self, rejected: Rejected, result: Plan) -> Row:
        name, because = self._name(rejected.id), self.because(rejected)
        if rejected.total is None or not rejected.by:
            return name, because
        total = self._amount(result.currency, rejected.total)
        return name, _lines(because, fill(self._words["conflicts"]["instead"], name=name, x=total))

    def _nearly(self, result: Plan) -> Iterator[Row]:
        """What stands in the way, and what it would pay if it did not."""
        carried = self.carried_out()
        found: dict[str, list[str]] = {}
        for planned in result.benefits:
            if planned.outcome == "nearly" and planned.id not in carried:
                ways = [*map(self.values.label, planned.changes)]
                ways = ways or [*self._conditions(planned.id, planned.failed)]
                would = planned.would or planned.paid
                paid = self._money(planned.id, would)
                said = f"{self._name(planned.id)}{self._words['colon']}{paid}"
                found.setdefault(self._listed(ways), []).append(said)
        yield from ((ways, _lines(*said)) for ways, said in found.items())

    def _open(self, reading: OpenReading, result: Plan) -> Row:
        told = planning.reading(self.told, reading.reading)
        total = self._amount(result.currency, reading.total)
        text = dict(told.options)[reading.option]
        said = fill(self._words["conflicts"]["reading"], text=text, x=total)
        return told.source, _lines(told.question, said)

    def _next(self, ask: Sequence[str]) -> Iterator[Row]:
        """The question that decides most, and what may be answered."""
        for name in ask:
            told = planning.question(self.told, name)
            yield name, told.ask
            yield from told.choices

    # --- names -----------------------------------------------------------------------------------

    def _name(self, id_: str) -> str:
        return self.told.site.benefits[id_].record.name[self.language]

    def _clause(self, id_: str) -> str:
        return self.told.clause_label(self.told.site.benefits[id_].home.id)

    def _currency(self, id_: str) -> str:
        return self.book.benefits[id_].rule.currency

    def _type(self, rejected: Rejected) -> str:
        """The type of the relation for which it is not taken; empty where there is none."""
        relation = self.told.site.relations.get(rejected.relation)
        shared = "cap" if rejected.relation else ""
        return relation.type if relation else shared

    def _conditions(self, id_: str, names: Iterable[str]) -> Iterator[str]:
        """What conditions say, by their ids or addresses."""
        conditions = dict(planning.aid(self.told, self.told.site.benefits[id_]).conditions)
        yield from (conditions[benefit_name(name)] for name in names)

    def _money(self, benefit: str, paid: Money) -> str:
        """What a benefit pays; where the text only limits it, that is said."""
        bound = bound_of(paid.is_sure)
        return planning.amount(self.told, self.values, self._currency(benefit), paid.amount, bound)

    def _amount(self, currency: str, amount: Range) -> str:
        return planning.amount(self.told, self.values, currency, amount)

    def _listed(self, texts: Iterable[str]) -> str:
        return str(self._words["join"]).join(texts)

    def _headed(self, heading: str, texts: Iterable[str]) -> str:
        """A list behind its heading; nothing where nothing is listed."""
        listed = self._listed(texts)
        return f"{heading} {listed}" if listed else ""


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))

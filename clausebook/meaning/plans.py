"""Worked plans → :class:`Planned`: each is computed and compared with what was worked by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from clausebook.content.records import WorkedPlan
from clausebook.meaning.answers import Written, read_answers
from clausebook.meaning.basis import Fault
from clausebook.meaning.entered import Paying
from clausebook.meaning.site import Site
from clausebook.messages import Refusal, say
from clausebook.plan.answers import Answers
from clausebook.plan.plan import plan
from clausebook.plan.results import Plan
from clausebook.problems import Place, did_you_mean

_TO = " - "
"""Between the ends of a range: £2,000 - £4,000."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A worked plan with its result."""

    record: WorkedPlan
    answers: Answers
    result: Plan


@dataclass(frozen=True, slots=True)
class PlanWork:
    """What came of a worked plan, and what was wrong."""

    planned: Planned | None
    """None where the site asks no questions."""
    faults: tuple[Fault, ...]


class WorkedPlans(Mapping[str, Planned]):
    """All worked plans of a site, each computed when it is first asked for."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._found: dict[str, Planned] = {}

    def __getitem__(self, id_: str) -> Planned:
        if id_ not in self._found:
            planned = work_plan(self._site, self._site.corpus.plans[id_]).planned
            if planned is None:
                raise KeyError(id_)
            self._found[id_] = planned
        return self._found[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._site.corpus.plans if self._site.book else ())

    def __len__(self) -> int:
        return len(self._site.corpus.plans) if self._site.book else 0


def work_plan(site: Site, record: WorkedPlan) -> PlanWork:
    """Compute a worked plan; whatever differs from what the editor wrote is a fault.

    Nothing is said of it while files are broken, on which it may rest.
    """
    if site.book is None:
        missing = Fault(record.place.its_key(), say("plan-invalid.no-questions"))
        return PlanWork(None, () if site.corpus.broken else (missing,))
    written = Written(record.answers, record.received, record.judged)
    answers, wrong = read_answers(site, written)
    planned = Planned(record, answers, plan(site.book, answers, record.on))
    if site.corpus.broken:
        return PlanWork(planned, ())
    faults = [Fault(_place(record, w.route, is_key=w.is_key), w.said) for w in wrong]
    return PlanWork(planned, tuple(faults or _Comparison(site, planned).differences()))


def _place(record: WorkedPlan, route: tuple[str | int, ...], *, is_key: bool) -> Place:
    """A value that stands alone is no list, although it is read as one."""
    if route[0] == "answers" and len(record.answers[str(route[1])]) == 1:
        route = route[:2]
    return record.place.at(*route, key=is_key)


Ends = tuple[Fraction, Fraction | None]


class _Comparison:
    """What an editor worked by hand beside what comes out."""

    def __init__(self, site: Site, planned: Planned) -> None:
        assert site.book is not None, "a plan was made"
        self._record = planned.record
        self._result: dict[str, Any] = planned.result.as_json()
        self._paying = Paying(site.book.currency, site.corpus.settings.usage)
        self._benefits = {row["id"]: row for row in self._result["benefits"]}

    def differences(self) -> Iterator[Fault]:
        """Everything that is not as it was worked, with its place."""
        yield from self._amount("total", self._record.total, self._result["total"])
        yield from self._pays()
        for id_, outcome in self._record.outcomes.items():
            place = self._record.place.at("outcomes", id_)
            row = self._benefits.get(id_)
            if row is None:
                yield self._unknown("outcomes", id_)
            elif row["outcome"] != outcome:
                failed = [*row["failed"], *row["missing"], *row["judged"]]
                said = say("plan-differs.outcome", id=id_, gives=row["outcome"], names=failed)
                yield Fault(place, said)
        yield from self._rejected()
        yield from self._open()

    def _pays(self) -> Iterator[Fault]:
        """Exactly the benefits that are taken, each with its amount."""
        wanted, place = self._record.pays, self._record.place
        if wanted is None:
            return
        chosen = {row["id"]: row for row in self._result["chosen"]}
        for id_, text in wanted.items():
            if id_ in chosen:
                yield from self._amount(("pays", id_), text, chosen[id_])
            elif id_ in self._benefits:
                row = self._benefits[id_]
                said = say("plan-differs.not-chosen", id=id_, outcome=row["outcome"])
                yield Fault(place.at("pays", id_, key=True), said)
            else:
                yield self._unknown("pays", id_)
        for id_ in chosen.keys() - wanted.keys():
            pays = self._words(chosen[id_])
            said = say("plan-differs.chosen", id=id_, pays=pays)
            yield Fault(place.at("pays", key=True), said)

    def _rejected(self) -> Iterator[Fault]:
        by = {row["id"]: row["by"] for row in self._result["rejected"]}
        for id_, wanted in self._record.rejected.items():
            place = self._record.place.at("rejected", id_)
            if id_ not in self._benefits:
                yield self._unknown("rejected", id_)
            elif id_ not in by:
                outcome = self._benefits[id_]["outcome"]
                yield Fault(place, say("plan-differs.not-rejected", id=id_, outcome=outcome))
            elif wanted not in by[id_]:
                yield Fault(place, say("plan-differs.rejected", id=id_, by=by[id_]))

    def _open(self) -> Iterator[Fault]:
        found = {f"{row['reading']}/{row['option']}": row for row in self._result["open"]}
        for key, text in self._record.open.items():
            if key in found:
                yield from self._amount(("open", key), text, found[key]["total"])
            else:
                place = self._record.place.at("open", key, key=True)
                yield Fault(place, say("plan-differs.not-open", id=key, known=[*found]))

    def _unknown(self, key: str, id_: str) -> Fault:
        hint = did_you_mean(id_, list(self._benefits))
        said = say("unknown-benefit.related", id=id_, hint=hint)
        return Fault(self._record.place.at(key, id_, key=True), said)

    def _amount(
        self, route: str | tuple[str, str], text: str, row: Mapping[str, Any]
    ) -> Iterator[Fault]:
        place = self._record.place.at(*((route,) if isinstance(route, str) else route))
        try:
            wanted = self._read(text)
        except Refusal as error:
            yield Fault(place, error.said)
            return
        if wanted != _ends(row):
            yield Fault(place, say("plan-differs.amount", gives=self._words(row), said=text))

    def _read(self, text: str) -> Ends:
        low, to, high = text.partition(_TO.rstrip()) if text.endswith("-") else text.partition(_TO)
        first = self._paying.read(low.strip())
        if not to:
            return first, first
        return first, self._paying.read(high.strip()) if high.strip() else None

    def _words(self, row: Mapping[str, Any]) -> str:
        """An amount as a worked plan writes it."""
        low, high = _ends(row)
        if low == high:
            return self._paying.words(low)
        end = "" if high is None else self._paying.words(high)
        return f"{self._paying.words(low)}{_TO}{end}".rstrip()


def _ends(row: Mapping[str, Any]) -> Ends:
    high = row["high"]
    return Fraction(row["low"]), None if high is None else Fraction(high)

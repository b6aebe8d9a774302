"""A saved plan, and whether it still comes out like that.

A record holds what a plan was made of: the day, the answers, the version of each benefit; and what
came out, as ``schema/plans.md`` describes it. The page and the terminal write the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from clausebook.content.read.tables import iso_date
from clausebook.meaning.entered import Paying
from clausebook.meaning.site import Site
from clausebook.messages import Message, Refusal, say
from clausebook.plan.answers import Answers, errors_in
from clausebook.plan.book import PlanBook
from clausebook.plan.plan import plan
from clausebook.plan.results import Plan
from clausebook.rules.operators import Range

FORMAT = "clausebook-plan/1"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """What was planned, and what came out."""

    on: str
    answers: Answers
    versions: Mapping[str, str]
    """By benefit, the digest of all that its result depended on."""
    result: Json


def record_of(site: Site, answers: Answers, result: Plan) -> Json:
    """The record of a plan, as it is saved."""
    assert site.book is not None, "a plan was made"
    return {
        "format": FORMAT,
        "on": result.on,
        "answers": {name: [*texts] for name, texts in answers.given.items()},
        "received": {id_: {**entries} for id_, entries in answers.received.items()},
        "judged": {**answers.judged},
        "versions": {id_: site.benefits[id_].version for id_ in site.book.benefits},
        "result": result.as_json(),
    }


def read_record(data: bytes) -> Record:
    """A saved record; raises :class:`Refusal` where it is none."""
    try:
        saved = json.loads(data)
        if saved["format"] != FORMAT or not iso_date(saved["on"]):
            raise ValueError
        given = {name: tuple(map(str, texts)) for name, texts in saved["answers"].items()}
        received = {id_: dict(entries) for id_, entries in saved["received"].items()}
        answers = Answers(given, received, dict(saved["judged"]))
        return Record(saved["on"], answers, dict(saved["versions"]), _result(saved["result"]))
    except (ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError):
        raise Refusal(say("plan.no-record", format=FORMAT)) from None


def _result(result: Json) -> Json:
    """What is compared, of the shape that plans have."""
    for row in (result, *result["benefits"], *result["chosen"], *result["open"]):
        _ends(row.get("total", row))
    return result


def replay(site: Site, book: PlanBook, record: Record) -> tuple[Message, ...]:
    """Everything that is other than it was, for the same answers and the same day."""
    result = plan(book, record.answers, record.on).as_json()
    versions = {id_: site.benefits[id_].version for id_ in book.benefits}
    paying = Paying(book.currency, site.corpus.settings.usage)
    comparison = _Comparison(site, paying, record.result, result)
    return (
        *(say("plan.void", name=error.input) for error in errors_in(book, record.answers)),
        *_changed(record.versions, versions),
        *comparison.differences(),
    )


def _changed(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Message]:
    """Benefits that are new, gone or computed by other rules."""
    for id_ in dict.fromkeys((*was, *now)):
        if id_ not in now:
            yield say("plan.gone", id=id_)
        elif id_ not in was:
            yield say("plan.new", id=id_)
        elif was[id_] != now[id_]:
            yield say("plan.other-rules", id=id_)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A result beside the one that was saved."""

    site: Site
    paying: Paying
    was: Json
    now: Json

    def differences(self) -> Iterator[Message]:
        """The total, what is taken, each benefit, and the readings that are open."""
        if moved := self._moved("", self.was["total"], self.now["total"]):
            yield say("plan.total", was=moved[0], now=moved[1])
        taken = [{row["id"]: row for row in each["chosen"]} for each in (self.was, self.now)]
        for id_ in dict.fromkeys((*taken[0], *taken[1])):
            if id_ not in taken[1]:
                yield say("plan.not-taken", id=id_)
            elif id_ not in taken[0]:
                yield say("plan.taken", id=id_)
        yield from self._benefits()
        yield from self._open()

    def _benefits(self) -> Iterator[Message]:
        saved = {row["id"]: row for row in self.was["benefits"]}
        for row in self.now["benefits"]:
            was = saved.get(row["id"])
            if was and was["outcome"] != row["outcome"]:
                outcome = row["outcome"]
                yield say("plan.outcome", id=row["id"], was=was["outcome"], now=outcome)
            elif was and (moved := self._moved(row["id"], was, row)):
                yield say("plan.amount", id=row["id"], was=moved[0], now=moved[1])

    def _open(self) -> Iterator[Message]:
        """The totals under other readings; where none is told, it is that of the plan."""
        was, now = self._totals(self.was), self._totals(self.now)
        for key in dict.fromkeys((*was, *now)):
            before, after = was.get(key) or self.was["total"], now.get(key) or self.now["total"]
            if moved := self._moved("", before, after):
                yield say("plan.reading", id=key, was=moved[0], now=moved[1])

    @staticmethod
    def _totals(result: Json) -> dict[str, Json]:
        return {f"{row['reading']}/{row['option']}": row["total"] for row in result["open"]}

    def _moved(self, id_: str, was: Json, now: Json) -> tuple[str, str] | None:
        """Both amounts in words, where they differ; without an id they are totals."""
        before, after = _ends(was), _ends(now)
        if before == after:
            return None
        return self._words(id_, before), self._words(id_, after)

    def _words(self, id_: str, amount: Range) -> str:
        benefit = self.site.benefits.get(id_)
        currency = benefit.rule.currency if benefit else self.paying.currency
        return Paying(currency, self.paying.usage).range_words(amount)


def _ends(row: Json) -> Range:
    """Both ends of a saved amount."""
    high = row["high"]
    return Range(Fraction(row["low"]), None if high is None else Fraction(high))

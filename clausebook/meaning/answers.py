"""What somebody writes of an applicant and a project → :class:`Answers`, and what is wrong with it.

Worked plans, files of answers and rows of a table are read here, so that all take the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from clausebook.content.records import Input
from clausebook.meaning.entered import canonical_entry
from clausebook.meaning.site import Site
from clausebook.messages import Message, Refusal, say
from clausebook.plan.answers import Answers
from clausebook.plan.book import APPLICANT, PlanBook
from clausebook.problems import did_you_mean
from clausebook.rules.inputs import remembers

UNKNOWN = frozenset(("", "?", "？", "unknown", "不清楚", "未知"))
"""What is written where nobody knows."""


@dataclass(frozen=True, slots=True)
class Written:
    """Answers as they are written, by question, benefit and condition."""

    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    received: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    judged: Mapping[str, str] = field(default_factory=dict)


class Wrong(NamedTuple):
    """What is wrong, and the way to it: ``("answers", "rnd_investment", 1)``."""

    route: tuple[str | int, ...]
    said: Message
    is_key: bool = False
    """Whether the name is wrong rather than the value."""


def read_answers(site: Site, written: Written) -> tuple[Answers, tuple[Wrong, ...]]:
    """The answers in canonical texts, and everything wrong; what is wrong is left out.

    The site asks questions.
    """
    book = site.book
    assert book is not None, "only a site with questions has answers"
    wrong: list[Wrong] = []
    reader = _Reader(site, book, wrong)
    given = dict(reader.given(written.answers))
    wrong += _uneven(book, given)
    received = dict(reader.received(written.received))
    judged = dict(reader.judged(written.judged))
    return Answers(given, received, judged), tuple(wrong)


def _uneven(book: PlanBook, given: Mapping[str, tuple[str, ...]]) -> Iterator[Wrong]:
    """Answers for another number of products, say, than the first that has several."""
    sizes: dict[str, tuple[str, int]] = {}
    for name, texts in given.items():
        about = book.questions[name].about
        if about == APPLICANT and len(texts) > 1:
            yield Wrong(("answers", name), say("plan-invalid.single", name=name))
        elif len(texts) > 1:
            first, size = sizes.setdefault(about, (name, len(texts)))
            if size != len(texts):
                own, key = len(texts), "plan-invalid.uneven"
                message = say(key, name=name, own=own, first=first, size=size)
                yield Wrong(("answers", name), message)


class _Reader:
    def __init__(self, site: Site, book: PlanBook, wrong: list[Wrong]) -> None:
        self._site = site
        self._book = book
        self._wrong = wrong

    def given(self, written: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The answers to questions that there are."""
        for name, values in written.items():
            if name not in self._book.questions:
                hint = did_you_mean(name, self._book.questions)
                said = say("plan-invalid.no-question", name=name, hint=hint)
                self._wrong.append(Wrong(("answers", name), said, is_key=True))
                continue
            type_, spec = self._book.questions[name].type, self._spec(name)
            routes = ((("answers", name, i), value) for i, value in enumerate(values))
            yield name, tuple(self._value(r, type_, name, text, spec) for r, text in routes)

    def received(
        self, written: Mapping[str, Mapping[str, str]]
    ) -> Iterator[tuple[str, dict[str, str]]]:
        """What was paid earlier under benefits that there are."""
        for id_, rows in written.items():
            benefit = self._book.benefits.get(id_)
            if benefit is None:
                self._no_benefit(("received", id_), id_)
                continue
            known = {n: s.type for n, s in benefit.rule.inputs.items() if remembers(n)}
            found = {}
            for name, text in rows.items():
                route = ("received", id_, name)
                if name in known:
                    found[name] = self._value(route, known[name], name, text, None)
                else:
                    said = say("plan-invalid.no-history", name=name, id=id_, known=[*known])
                    self._wrong.append(Wrong(route, said, is_key=True))
            yield id_, found

    def judged(self, written: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """What the authority has said of conditions that it judges."""
        gates = (gate for each in self._book.benefits.values() for gate in each.gates)
        known = dict.fromkeys(gate.address for gate in gates if gate.judged)
        for address, text in written.items():
            route = ("judged", address)
            if address in known:
                yield address, self._value(route, "yes_no", address, text, None)
            else:
                hint = did_you_mean(address, known)
                said = say("plan-invalid.not-judged", id=address, hint=hint)
                self._wrong.append(Wrong(route, said, is_key=True))

    def _no_benefit(self, route: tuple[str, ...], id_: str) -> None:
        hint = did_you_mean(id_, self._book.benefits)
        said = say("unknown-benefit.related", id=id_, hint=hint)
        self._wrong.append(Wrong(route, said, is_key=True))

    def _spec(self, name: str) -> Input | None:
        corpus = self._site.corpus
        return corpus.questions.get(name) or corpus.inputs.get(name)

    def _value(
        self, route: tuple[str | int, ...], type_: str, name: str, text: str, spec: Input | None
    ) -> str:
        """The canonical text; empty where nobody knows, and where the text is wrong."""
        if text.strip().lower() in UNKNOWN:
            return ""
        try:
            return canonical_entry(type_, name, text, spec, self._site.corpus.settings.usage)
        except Refusal as error:
            self._wrong.append(Wrong(route, error.said))
            return ""

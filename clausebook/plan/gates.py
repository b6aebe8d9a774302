"""What answers say: the value of every question, and whether the gates of benefits hold.

A gate of a benefit for products is asked for each product. What it says of something else, such as
projects, holds if it holds for any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from clausebook.plan.answers import Answers
from clausebook.plan.book import APPLICANT, Gate, PlanBenefit, PlanBook
from clausebook.quantity import is_currency
from clausebook.rules.compiled import (
    CompiledBenefit,
    Node,
    RuleFact,
    RuleInput,
    RuleLimits,
    RuleWay,
    walk,
)
from clausebook.rules.expressions import Run, answer_of, range_of
from clausebook.rules.inputs import Entered, Value, value_of, wrong_value
from clausebook.rules.operators import ZERO, Answer, CannotCalculate, Range, either
from clausebook.rules.validity import Validity


def adds_up(type_: str) -> bool:
    """Whether values of several products, say, are added: money, counts and measures are."""
    return is_currency(type_) or type_ in ("count", "measure")


def questions_in(node: Node) -> tuple[str, ...]:
    """The questions that a rule names, in the order in which they stand in it."""
    return tuple(dict.fromkeys(part.word for part in walk([node]) if part.op == "input"))


@dataclass(frozen=True, slots=True)
class Gated:
    """What the answers say of a gate, for one instance."""

    gate: Gate
    answer: Answer
    open: tuple[str, ...] = ()
    """The questions that leave it open."""
    awaits: bool = False
    """Whether an authority has still to judge it."""


class Known:
    """What is known of each question on a day.

    The questions in ``back`` are taken as unknown whatever was answered, and without default.
    """

    def __init__(
        self, book: PlanBook, answers: Answers, on: str, back: frozenset[str] = frozenset()
    ) -> None:
        self.book, self.answers, self.on, self.back = book, answers, on, back
        self._sizes = {APPLICANT: 1, "": 1}
        for name, texts in answers.given.items():
            if name in book.questions:
                about = book.questions[name].about
                self._sizes[about] = max(self._sizes.get(about, 1), len(texts))
        self._sizes |= {APPLICANT: 1, "": 1}
        self._values: dict[str, tuple[Value | None, ...]] = {}
        self._gated: dict[tuple[str, int], tuple[Gated, ...]] = {}
        self._askings: dict[str, CompiledBenefit] = {}

    def size(self, subject: str) -> int:
        """How many products, say, there are: as many as were answered about, at least one."""
        return self._sizes.get(subject, 1)

    def about(self, name: str) -> str:
        """What a question is about."""
        return self.book.questions[name].about

    def values(self, name: str) -> tuple[Value | None, ...]:
        """The value for each instance of what the question is about; None where it is unknown."""
        if name not in self._values:
            size = self.size(self.about(name))
            self._values[name] = (None,) * size  # while questions wait for each other
            self._values[name] = tuple(self._value(name, place) for place in range(size))
        return self._values[name]

    def answered(self, name: str, place: int) -> Value | None:
        """The value that was given, without regard to defaults and to whether it is asked."""
        texts = () if name in self.back else self.answers.given.get(name, ())
        question = self.book.questions[name]
        text = texts[0] if len(texts) == 1 else texts[place] if place < len(texts) else ""
        spec = RuleInput(name, question.type, "applicant", "", question.choices)
        return None if wrong_value(spec, text) else value_of(question.type, text)

    def is_asked(self, name: str, place: int) -> bool:
        """Whether its ``when`` is not surely no, for an instance of what it is about."""
        when = self.book.questions[name].when
        if when is None:
            return True
        return self.answer(when, self._asking(), self.about(name), place)[0] is not False

    def with_back(self, names: Iterable[str]) -> Known:
        """The same with some answers taken back."""
        return Known(self.book, self.answers, self.on, self.back | {*names})

    def _value(self, name: str, place: int) -> Value | None:
        if name in self.back:
            return None
        question = self.book.questions[name]
        if not self.is_asked(name, place):
            return _none_of(question.type)
        given = self.answered(name, place)
        return value_of(question.type, question.default) if given is None else given

    # --- rules over questions ------------------------------------------------------------------

    def runs(self, node: Node, asking: CompiledBenefit, subject: str, place: int) -> Iterator[Run]:
        """An evaluation for each combination of everything else that a rule is about."""
        names = questions_in(node)
        others = [*dict.fromkeys(map(self.about, names))]
        others = [about for about in others if about not in (APPLICANT, subject)]
        for places in product(*(range(self.size(about)) for about in others)):
            at = {APPLICANT: 0, **dict(zip(others, places, strict=True)), subject: place}
            entered: Entered = {name: (self.values(name)[at[self.about(name)]],) for name in names}
            yield Run(asking, entered, self.on, keeps_steps=False)

    def answer(
        self, node: Node, asking: CompiledBenefit, subject: str, place: int
    ) -> tuple[Answer, tuple[str, ...]]:
        """Whether a condition holds, and the questions that leave it open."""
        answers, names = list[Answer](), list[str]()
        for run in self.runs(node, asking, subject, place):
            answers.append(settled(run, node))
            if answers[-1] is None:
                names += open_in(run, node)
        answer = either(*answers)
        return answer, tuple(dict.fromkeys(names)) if answer is None else ()

    def gated(self, benefit: PlanBenefit, place: int) -> tuple[Gated, ...]:
        """What the answers say of each gate, for an instance of the benefit's subject."""
        key = benefit.id, place
        if key not in self._gated:
            self._gated[key] = tuple(self.through(benefit, gate, place) for gate in benefit.gates)
        return self._gated[key]

    def through(self, benefit: PlanBenefit, gate: Gate, place: int) -> Gated:
        """What the answers say of one gate."""
        judged = self.answers.judged.get(gate.address, "") if gate.judged else ""
        if judged in ("yes", "no"):
            return Gated(gate, judged == "yes")
        if gate.needs is None:
            return Gated(gate, None if gate.judged else True, awaits=gate.judged)
        answer, names = self.answer(gate.needs, self.asking(benefit), benefit.subject, place)
        if answer is False or not gate.judged:
            return Gated(gate, answer, names)
        return Gated(gate, None, names, awaits=True)

    def asking(self, benefit: PlanBenefit) -> CompiledBenefit:
        """The figures of a benefit's gates beside all questions, as evaluating takes them."""
        if benefit.id not in self._askings:
            self._askings[benefit.id] = self._asking(benefit.facts, benefit.constants)
        return self._askings[benefit.id]

    def _asking(
        self,
        facts: Mapping[str, RuleFact] | None = None,
        constants: Mapping[str, RuleFact] | None = None,
    ) -> CompiledBenefit:
        return CompiledBenefit(
            id="",
            per="",
            facts=dict(facts or {}),
            constants=dict(constants or {}),
            inputs=self._specs,
            conditions=(),
            way=_PAYS_NOTHING,
            under={},
            instalments=(),
            remarks=(),
            validity=Validity(),
            split=(),
        )

    @cached_property
    def _specs(self) -> dict[str, RuleInput]:
        return {
            name: RuleInput(name, each.type, "applicant", "", each.choices)
            for name, each in self.book.questions.items()
        }


_PAYS_NOTHING = RuleWay(Node("number", "count", word="0"), RuleLimits())


def _none_of(type_: str) -> Value | None:
    """What is true of a question that is not asked: no, nothing; a choice stays unknown."""
    if type_ == "yes_no":
        return False
    return ZERO if adds_up(type_) else None


def settled(run: Run, node: Node) -> Answer:
    """Whether a condition holds; open where it cannot be worked out."""
    try:
        return answer_of(run, node)
    except CannotCalculate:  # such as a share of nothing
        return None


def value_at(run: Run, node: Node) -> Answer | Range:
    """What a rule comes to, whether it is a condition or an amount."""
    return answer_of(run, node) if node.kind == "yes_no" else range_of(run, node)


def open_in(run: Run, node: Node) -> tuple[str, ...]:
    """The questions on which an open condition still depends: nothing beside a sure no counts."""
    if node.op in ("and", "or", "not"):
        parts = (part for part in node.parts if settled(run, part) is None)
        return tuple(dict.fromkeys(name for part in parts for name in open_in(run, part)))
    beside = Run(run.benefit, run.entered, run.on, keeps_steps=False)
    with suppress(CannotCalculate):
        value_at(beside, node)
    return tuple(dict.fromkeys(beside.missing))

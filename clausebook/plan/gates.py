"""What answers say: the value of every question, and whether the gates of benefits hold.

A gate of a benefit for products is asked for each product. What it says of something else, such as
projects, holds if it holds for any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
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


Worth = tuple[Answer | Range, tuple[str, ...]]
"""What a rule comes to, and the questions that leave it open."""


@dataclass(slots=True)
class _Seen:
    """What was worked out once: with the same values of its questions, a gate answers the same."""

    names: dict[int, tuple[str, ...]] = field(default_factory=dict)
    same: dict[int, int] = field(default_factory=dict)
    """By rule, the first that says the same: many benefits ask where their applicant is."""
    firsts: dict[Node, int] = field(default_factory=dict)
    worths: dict[tuple[int, tuple[Value | None, ...]], Worth] = field(default_factory=dict)
    askings: dict[str, CompiledBenefit] = field(default_factory=dict)


class Known:
    """What is known of each question on a day.

    The questions in ``back`` are taken as unknown whatever was answered, and without default.
    """

    def __init__(
        self,
        book: PlanBook,
        answers: Answers,
        on: str,
        back: frozenset[str] = frozenset(),
        seen: _Seen | None = None,
    ) -> None:
        self.book, self.answers, self.on, self.back = book, answers, on, back
        self._seen = seen or _Seen()
        self._sizes = {APPLICANT: 1, "": 1}
        for name, texts in answers.given.items():
            if name in book.questions:
                about = book.questions[name].about
                self._sizes[about] = max(self._sizes.get(about, 1), len(texts))
        self._sizes |= {APPLICANT: 1, "": 1}
        self._unasked = set[tuple[str, int]]()
        self._values: dict[str, tuple[Value | None, ...]] = {}
        self._gated: dict[tuple[str, int], tuple[Gated, ...]] = {}

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

    def open_at(self, name: str, places: Iterable[int]) -> bool:
        """Whether a question is unknown, and asked, for any of these instances."""
        values = self.values(name)
        return any(values[at] is None and (name, at) not in self._unasked for at in places)

    def is_asked(self, name: str, place: int) -> bool:
        """Whether its ``when`` is not surely no, for an instance of what it is about."""
        when = self.book.questions[name].when
        if when is None:
            return True
        return self.answer(when, self._when(), self.about(name), place)[0] is not False

    def with_back(self, names: Iterable[str]) -> Known:
        """The same with some answers taken back."""
        return Known(self.book, self.answers, self.on, self.back | {*names}, self._seen)

    def with_answers(self, answers: Answers) -> Known:
        """Other answers to the same questions."""
        return Known(self.book, answers, self.on, self.back, self._seen)

    def with_answer(self, name: str, text: str) -> Known:
        """The same with a question answered wherever its value is unknown."""
        given = self.answers.given.get(name, ())
        texts = tuple(
            text if value is None else given[0] if len(given) == 1 else "".join(given[at : at + 1])
            for at, value in enumerate(self.values(name))
        )
        answers = replace(self.answers, given={**self.answers.given, name: texts})
        return Known(self.book, answers, self.on, self.back - {name}, self._seen)

    def _value(self, name: str, place: int) -> Value | None:
        if name in self.back:
            return None
        question = self.book.questions[name]
        if not self.is_asked(name, place):
            self._unasked.add((name, place))
            return _none_of(question.type)
        given = self.answered(name, place)
        return value_of(question.type, question.default) if given is None else given

    # --- rules over questions ------------------------------------------------------------------

    def names(self, node: Node) -> tuple[str, ...]:
        """The questions that a rule names."""
        if id(node) not in self._seen.names:
            self._seen.names[id(node)] = questions_in(node)
        return self._seen.names[id(node)]

    def each(
        self, node: Node, asking: CompiledBenefit, subject: str, place: int
    ) -> Iterator[Worth]:
        """What a rule comes to for each combination of what else it is about.

        What only rests on questions that are not asked is not so.
        """
        names = self.names(node)
        others = dict.fromkeys(map(self.about, names))
        loose = [about for about in others if about not in (APPLICANT, subject)]
        for places in product(*(range(self.size(about)) for about in loose)):
            at = {APPLICANT: 0, **dict(zip(loose, places, strict=True)), subject: place}
            values = tuple(self.values(name)[at[self.about(name)]] for name in names)
            value, open_ = self._worth(node, asking, values)
            left = tuple(n for n in open_ if (n, at[self.about(n)]) not in self._unasked)
            is_no = bool(open_) and not left and node.kind == "yes_no"
            yield (False, ()) if is_no else (value, left)

    def answer(
        self, node: Node, asking: CompiledBenefit, subject: str, place: int
    ) -> tuple[Answer, tuple[str, ...]]:
        """Whether a condition holds, and the questions that leave it open."""
        found = [*self.each(node, asking, subject, place)]
        answer = either(*(value for value, _ in found if not isinstance(value, Range)))
        if answer is not None:
            return answer, ()
        return None, tuple(dict.fromkeys(name for _, names in found for name in names))

    def _worth(
        self, node: Node, asking: CompiledBenefit, values: tuple[Value | None, ...]
    ) -> Worth:
        key = self._same(node), values
        if key not in self._seen.worths:
            entered: Entered = {
                name: (value,) for name, value in zip(self.names(node), values, strict=True)
            }
            run = Run(asking, entered, self.on, keeps_steps=False)
            value = settled(run, node)
            is_open = value is None or (isinstance(value, Range) and not value.exact)
            self._seen.worths[key] = value, open_in(run, node) if is_open else ()
        return self._seen.worths[key]

    def _same(self, node: Node) -> int:
        same = self._seen.same
        if id(node) not in same:
            has_figures = node.has("fact", "range", "constant")  # which may be another benefit's
            same[id(node)] = (
                id(node) if has_figures else self._seen.firsts.setdefault(node, id(node))
            )
        return same[id(node)]

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
        if benefit.id not in self._seen.askings:
            asking = self._asking(benefit.facts, benefit.constants)
            self._seen.askings[benefit.id] = asking
        return self._seen.askings[benefit.id]

    def _when(self) -> CompiledBenefit:
        """The same for questions, which name no figures."""
        if "" not in self._seen.askings:
            self._seen.askings[""] = self._asking({}, {})
        return self._seen.askings[""]

    def _asking(
        self, facts: Mapping[str, RuleFact], constants: Mapping[str, RuleFact]
    ) -> CompiledBenefit:
        return CompiledBenefit(
            id="",
            per="",
            facts=dict(facts),
            constants=dict(constants),
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


def settled(run: Run, node: Node) -> Answer | Range:
    """What a condition or an amount comes to; open where it cannot be worked out."""
    try:
        return answer_of(run, node) if node.kind == "yes_no" else range_of(run, node)
    except CannotCalculate:  # such as a share of nothing
        return None


def open_in(run: Run, node: Node) -> tuple[str, ...]:
    """The questions on which an open condition still depends: nothing beside a sure no counts."""
    if node.op in ("and", "or", "not"):
        parts = (part for part in node.parts if settled(run, part) is None)
        return tuple(dict.fromkeys(name for part in parts for name in open_in(run, part)))
    beside = Run(run.benefit, run.entered, run.on, keeps_steps=False)
    settled(beside, node)
    return tuple(dict.fromkeys(beside.missing))

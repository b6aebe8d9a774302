"""What the last build has made, who had asked for it, and what an edit therefore concerns.

Answers and askers are kept by subject, which is mostly a clause: a build after an edit in one
clause reads what is kept of this clause, and hardly anything of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from clausebook import address
from clausebook.build.state import Row, State, packed
from clausebook.features.outputs import Output
from clausebook.told.notes import ONCE, Answer, Question

ANSWERS, ASKERS = "answers", "askers"
OUTPUT = "output"


def question_of(output: Output) -> Question:
    """An output is the answer to a question too."""
    where = (output.path, output.feature, output.kind, output.of, output.language or "")
    return (OUTPUT, *where)


def output_of(question: Question) -> Output:
    """The output that a question stands for."""
    _, path, feature, kind, of, language = question
    return Output(path, feature, kind, of, language or None)  # type: ignore[arg-type]


def subject_of(question: Question) -> str:
    """What a question is about: a clause, else what its last text names.

    What is long and rarely asked is a subject of its own.
    """
    if question[0] == OUTPUT:
        return f"outputs of {clause_of(question[4]) or question[4]}"
    if question[0] in ONCE:
        return f"{question[0]} of {question[2]}"
    clauses = (clause_of(text) for text in question[1:] if "/" in text)
    return next(clauses, question[-1])


def clause_of(id_: str) -> str:
    """The clause that an id leads into; empty where it leads into none."""
    return address.clause_of(id_) if "/" in id_ else ""


@dataclass(slots=True)
class Kept:
    """Answers of some subjects, and who asked what of them."""

    answers: dict[str, dict[Question, Answer]] = field(default_factory=dict)
    askers: dict[str, dict[Question, set[Question]]] = field(default_factory=dict)
    _by_question: dict[Question, set[Question]] = field(default_factory=dict)
    """The same askers, to be found without asking again what a question is about."""

    def add(self, question: Question, answer: Answer) -> None:
        """Keep an answer, and note it with all that it asked."""
        self.answers.setdefault(subject_of(question), {})[question] = answer
        for asked in answer.asked:
            askers = self._by_question.get(asked)
            if askers is None:
                askers = self._by_question[asked] = set()
                self.askers.setdefault(subject_of(asked), {})[asked] = askers
            askers.add(question)

    def rows(self, part: str) -> Iterator[Row]:
        """What is kept, for the state; parts of one build do not know of each other."""
        for subject, answers in self.answers.items():
            yield ANSWERS, f"{subject}\n{part}", packed(answers)
        for subject, askers in self.askers.items():
            yield ASKERS, f"{subject}\n{part}", packed(askers)


def pruned(made: Mapping[Question, Answer], answer: Answer) -> Answer:
    """An answer without the questions whose own questions it asks as well."""
    asked = answer.asked
    spare = {q for q in asked if (known := made.get(q)) and known.asked <= asked}
    return Answer(answer.value, asked - spare) if spare else answer


class Recall:
    """The answers of the last build and their askers, read when they are needed."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._answers: dict[str, dict[Question, Answer]] = {}
        self._askers: dict[str, dict[Question, set[Question]]] = {}
        self._parts: dict[tuple[str, str], list[str]] = {}
        self._changed: set[Question] = set()
        self._stale: set[Question] = set()
        self._verdicts: dict[Question, bool] = {}

    def __call__(self, question: Question) -> Answer | None:
        """The answer of the last build, if it surely still holds."""
        return None if question in self._stale else self.answer(question)

    def answer(self, question: Question) -> Answer | None:
        """The answer of the last build, whether or not it still holds."""
        return self._answers_of(subject_of(question)).get(question)

    def is_stale(self, question: Question) -> bool:
        """Whether an answer rests on something that has changed."""
        return question in self._stale

    # --- what an edit concerns ---------------------------------------------------------------

    def concerned(
        self, changed: Iterable[Question], tell: Callable[[Question], Any]
    ) -> set[Output]:
        """The outputs that may come out differently; ``tell`` makes an answer anew.

        An answer that rests on something that has changed and still comes out the same concerns
        nobody.
        """
        self._changed |= {*changed}
        self._mark(self._changed)
        outputs = [question for question in self._stale if question[0] == OUTPUT]
        return {output_of(q) for q in outputs if self._is_concerned(q, tell)}

    def _mark(self, changed: Iterable[Question]) -> None:
        """Everything that rests on these may not hold any more."""
        todo = [*changed]
        while todo:
            question = todo.pop()
            of_subject = self._askers_of(subject_of(question))
            new = of_subject.get(question, set()) - self._stale
            self._stale |= new
            todo += new

    def _is_concerned(self, question: Question, tell: Callable[[Question], Any]) -> bool:
        answer = self.answer(question)
        return answer is None or any(self._is_changed(asked, tell) for asked in answer.asked)

    def _is_changed(self, question: Question, tell: Callable[[Question], Any]) -> bool:
        if question in self._changed or question not in self._stale:
            return question in self._changed
        if question not in self._verdicts:
            old = self.answer(question)
            try:
                self._verdicts[question] = old is None or tell(question) != old.value
            except LookupError:  # it was about something that is gone
                self._verdicts[question] = True
        return self._verdicts[question]

    # --- what is kept for the next build -----------------------------------------------------

    def renewed(self, made: Mapping[Question, Answer], gone: Iterable[Question]) -> Iterator[Row]:
        """What changes in the state when these answers are made and those are needed no more."""
        touched: set[tuple[str, str]] = set()
        for question in gone:
            touched.update(self._replace(question, None))
        for question, answer in made.items():
            touched.update(self._replace(question, answer))
        for kind, subject in sorted(touched):
            known = self._answers if kind == ANSWERS else self._askers
            yield kind, f"{subject}\n", packed(known[subject])
            yield from ((kind, id_, None) for id_ in self._parts[kind, subject] if id_[-1] != "\n")

    def _replace(self, question: Question, new: Answer | None) -> Iterator[tuple[str, str]]:
        """Keep another answer; returns which parts of the state are not what they were."""
        subject = subject_of(question)
        answers = self._answers_of(subject)
        old = answers.pop(question, None)
        if new is not None:
            answers[question] = new
        yield ANSWERS, subject
        before = old.asked if old else frozenset()
        now = new.asked if new else frozenset()
        for asked in before ^ now:
            of_subject = self._askers_of(subject_of(asked))
            askers = of_subject.setdefault(asked, set())
            (askers.add if asked in now else askers.discard)(question)
            yield ASKERS, subject_of(asked)

    # --- reading -----------------------------------------------------------------------------

    def _answers_of(self, subject: str) -> dict[Question, Answer]:
        if subject not in self._answers:
            found: dict[Question, Answer] = {}
            for part in self._read(ANSWERS, subject):
                found |= part
            self._answers[subject] = found
        return self._answers[subject]

    def _askers_of(self, subject: str) -> dict[Question, set[Question]]:
        if subject not in self._askers:
            found: dict[Question, set[Question]] = {}
            for part in self._read(ASKERS, subject):
                for question, askers in part.items():
                    found.setdefault(question, set()).update(askers)
            self._askers[subject] = found
        return self._askers[subject]

    def _read(self, kind: str, subject: str) -> Iterator[Any]:
        """What each part of the last build has kept of a subject."""
        rows = list(self._state.below(kind, f"{subject}\n"))
        self._parts[kind, subject] = [id_ for id_, _ in rows]
        yield from (value for _, value in rows)

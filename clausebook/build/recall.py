"""What the last build has made, who had asked for it, and what an edit therefore concerns.

Answers, what they asked, and who asked for them are kept by subject, which is mostly a clause: a
build after an edit in one clause reads what is kept of this clause, and hardly anything of the
others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from clausebook import address
from clausebook.build.state import Row, State, packed
from clausebook.features.outputs import Output
from clausebook.told.notes import ONCE, Answer, Question

ANSWERS, ASKED, ASKERS = "answers", "asked", "askers"
KINDS = (ANSWERS, ASKED, ASKERS)
OUTPUT = "output"

V = TypeVar("V")


def question_of(output: Output) -> Question:
    """An output is the answer to a question too."""
    where = (output.path, output.feature, output.kind, output.of, output.language or "")
    return (OUTPUT, *where)


def output_of(question: Question) -> Output:
    """The output that a question stands for."""
    _, path, feature, kind, of, language = question
    return Output(path, feature, kind, of, language or None)


def subject_of(question: Question) -> str:
    """What a question is about: a clause, else what its last text names."""
    if question[0] == OUTPUT:
        return clause_of(question[4]) or question[4]
    clauses = (clause_of(text) for text in question[1:] if "/" in text)
    return next(clauses, question[-1])


def shelf_of(question: Question) -> str:
    """The subject under which an answer is kept: what is asked together, lies together."""
    if question[0] == "lines":
        return f"lines of {question[2]} {address.document_of(question[3])}"
    return f"{question[0]} of {question[2]}" if question[0] in ONCE else subject_of(question)


def clause_of(id_: str) -> str:
    """The clause that an id leads into; empty where it leads into none."""
    return address.clause_of(id_) if "/" in id_ else ""


Subjects = dict[str, dict[Question, V]]


@dataclass(slots=True)
class Kept:
    """Answers of some subjects, and who asked what of them."""

    answers: Subjects[Any] = field(default_factory=dict)
    asked: Subjects[frozenset[Question]] = field(default_factory=dict)
    askers: Subjects[set[Question]] = field(default_factory=dict)
    _by_question: dict[Question, set[Question]] = field(default_factory=dict)
    """The same askers, to be found without asking again what a question is about."""

    def add(self, question: Question, answer: Answer) -> None:
        """Keep an answer, and note it with all that it asked."""
        self.answers.setdefault(shelf_of(question), {})[question] = answer.value
        self.asked.setdefault(subject_of(question), {})[question] = answer.asked
        for asked in answer.asked:
            askers = self._by_question.get(asked)
            if askers is None:
                askers = self._by_question[asked] = set()
                self.askers.setdefault(subject_of(asked), {})[asked] = askers
            askers.add(question)

    def rows(self, part: str) -> Iterator[Row]:
        """What is kept, for the state; parts of one build do not know of each other."""
        kept = {ANSWERS: self.answers, ASKED: self.asked, ASKERS: self.askers}
        for kind, subjects in kept.items():
            for subject, entries in subjects.items():
                yield kind, f"{subject}\n{part}", packed(entries)


def pruned(made: Mapping[Question, Answer], answer: Answer) -> Answer:
    """An answer without the questions whose own questions it asks as well."""
    asked = answer.asked
    spare = {q for q in asked if (known := made.get(q)) and known.asked <= asked}
    return Answer(answer.value, asked - spare) if spare else answer


class Recall:
    """The answers of the last build and their askers, read when they are needed."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._kept: dict[str, Subjects[Any]] = {kind: {} for kind in KINDS}
        self._parts: dict[tuple[str, str], list[str]] = {}
        self._changed: set[Question] = set()
        self._stale: set[Question] = set()
        self._verdicts: dict[Question, bool] = {}

    def __call__(self, question: Question) -> Answer | None:
        """The answer of the last build, if it surely still holds."""
        return None if question in self._stale else self.answer(question)

    def answer(self, question: Question) -> Answer | None:
        """The answer of the last build, whether or not it still holds; what it asked is left out,
        because who asks it depends on the answer alone."""
        answers = self._of(ANSWERS, shelf_of(question))
        return Answer(answers[question], frozenset()) if question in answers else None

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
            of_subject = self._of(ASKERS, subject_of(question))
            new = of_subject.get(question, set()) - self._stale
            self._stale |= new
            todo += new

    def _is_concerned(self, question: Question, tell: Callable[[Question], Any]) -> bool:
        asked = self._of(ASKED, subject_of(question)).get(question)
        return asked is None or any(self._is_changed(asked, tell) for asked in asked)

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
            yield kind, f"{subject}\n", packed(self._kept[kind][subject])
            yield from ((kind, id_, None) for id_ in self._parts[kind, subject] if id_[-1] != "\n")

    def _replace(self, question: Question, new: Answer | None) -> Iterator[tuple[str, str]]:
        """Keep another answer; returns which parts of the state are not what they were."""
        shelf, subject = shelf_of(question), subject_of(question)
        answers, all_asked = self._of(ANSWERS, shelf), self._of(ASKED, subject)
        before: frozenset[Question] = all_asked.pop(question, frozenset())
        answers.pop(question, None)
        if new is not None:
            answers[question] = new.value
            all_asked[question] = new.asked
        yield ANSWERS, shelf
        yield ASKED, subject
        now = new.asked if new else frozenset()
        for asked in before ^ now:
            askers = self._of(ASKERS, subject_of(asked)).setdefault(asked, set())
            (askers.add if asked in now else askers.discard)(question)
            yield ASKERS, subject_of(asked)

    # --- reading -----------------------------------------------------------------------------

    def _of(self, kind: str, subject: str) -> dict[Question, Any]:
        """What all parts of the last build have kept of a subject."""
        known = self._kept[kind]
        if subject not in known:
            rows = list(self._state.below(kind, f"{subject}\n"))
            self._parts[kind, subject] = [id_ for id_, _ in rows]
            known[subject] = _together(part for _, part in rows)
        return known[subject]


def _together(parts: Iterable[dict[Question, Any]]) -> dict[Question, Any]:
    """Parts in one; of the askers of a question each has some."""
    found: dict[Question, Any] = {}
    for part in parts:
        for question, value in part.items():
            known = found.get(question)
            found[question] = known | value if isinstance(known, set) else value
    return found

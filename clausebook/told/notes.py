"""What was asked while something was made.

Which outputs an edit concerns is not declared anywhere: whatever the maker of an output reads, of
the site or of what is told of it, is noted as it is read. A question is a tuple of texts, such as
``("clause", "some-document/5")`` for a record or ``("label", "en", "some-document/5")`` for words.
Some questions have answers that are made once and kept; what was asked while an answer was made is
noted for the question, so that an answer that comes out the same concerns nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

Question = tuple[str, ...]
ALL = "*"
"""In the place of an id: every entry of a mapping, or which entries there are."""

NAMES_OF_TERMS = ("glossary", "names")
"""Stands for what all terms are called."""
THESAURUS = ("thesaurus", ALL)
"""Stands for all words for the same thing."""
ONCE = ("lines", "findable")
"""What one output asks of each thing, so that it need not stay at hand."""

T = TypeVar("T")
V = TypeVar("V")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was made for a question, and what had to be asked for it."""

    value: Any
    asked: frozenset[Question]


Recall = Callable[[Question], "Answer | None"]


class Notes:
    """Notes questions for whatever is being made at the moment, and keeps answers.

    ``recall`` gives the answer that an earlier build has left, where it still holds.
    """

    def __init__(self, recall: Recall = lambda _: None) -> None:
        self._open: list[set[Question]] = [set()]
        self._passing: dict[Hashable, Answer] = {}
        self._recall = recall
        self.answers: dict[Question, Answer] = {}
        """What was made."""
        self._recalled: dict[Question, Answer] = {}
        self._aside: dict[Question, Any] = {}

    def ask(self, question: Question) -> None:
        """Note a question whose answer is at hand."""
        self._open[-1].add(question)

    def answer(self, question: Question, make: Callable[[], T]) -> T:
        """The answer to a question, made once; whoever asks it depends on the answer alone."""
        self._open[-1].add(question)
        known = self.answers.get(question) or self._recalled.get(question)
        if known is None:
            known = self._recall(question)
            if known is None:
                known = self.answers[question] = self.made(make)
            else:
                self._recalled[question] = known
        value: T = known.value
        return value

    def passing(self, key: Hashable, make: Callable[[], T]) -> T:
        """Something made once that is no question: whoever needs it asks what it had to ask."""
        known = self._passing.get(key)
        if known is None:
            known = self._passing[key] = self.made(make)
        self._open[-1] |= known.asked
        value: T = known.value
        return value

    def aside(self, question: Question, make: Callable[[], T]) -> T:
        """Something made once of very much, for which one question stands."""
        self._open[-1].add(question)
        if question not in self._aside:
            self._aside[question] = self.made(make).value
        value: T = self._aside[question]
        return value

    def handed_over(self) -> dict[Question, Answer]:
        """What was made since this was last asked; the values stay at hand, the notes do not."""
        made, self.answers = self.answers, {}
        self._passing.clear()
        kept = {q: Answer(a.value, frozenset()) for q, a in made.items() if q[0] not in ONCE}
        self._recalled |= kept
        return made

    def made(self, make: Callable[[], Any]) -> Answer:
        """What comes out, with everything that was asked for it."""
        self._open.append(set())
        try:
            value = make()
        finally:
            asked = self._open.pop()
        return Answer(value, frozenset(asked))


class Noted(Mapping[str, V]):
    """A mapping that notes which of its entries are read."""

    def __init__(
        self, name: str, entries: Mapping[str, V], notes: Notes, of: Callable[[str], str] = str
    ) -> None:
        """``of`` gives the id of the entry that a key leads into, where keys are longer."""
        self._name = name
        self._of = of
        self._entries = entries
        self._notes = notes

    def __getitem__(self, key: str) -> V:
        self._notes.ask((self._name, self._of(key)))
        return self._entries[key]

    def get(self, key: str, default: Any = None) -> Any:
        """The entry, or the default; that there is none is noted too."""
        self._notes.ask((self._name, self._of(key)))
        return self._entries.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._notes.ask((self._name, self._of(str(key))))
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        self._notes.ask((self._name, ALL))
        return iter(self._entries)

    def __len__(self) -> int:
        self._notes.ask((self._name, ALL))
        return len(self._entries)


class _Teller(Protocol):
    language: Any
    notes: Notes


S = TypeVar("S", bound=_Teller)
TELLERS: dict[str, Callable[..., Any]] = {}
"""What makes the answers of one language, by the first text of its questions."""


def told(tell: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """A function whose answer is made once for each language and id, as a question of its own.

    Its arguments are texts, so that a question says all that is needed to make the answer again.
    """
    name = tell.__name__

    @wraps(tell)
    def ask(teller: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        question = (name, teller.language, *map(str, args))
        return teller.notes.answer(question, lambda: tell(teller, *args, **kwargs))

    TELLERS[name] = ask
    return ask

"""After an edit: the outputs that it concerns are made again, the others stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from clausebook.build.making import Share, jobs_of, make_shares, pruned_all
from clausebook.build.recall import Recall, question_of
from clausebook.build.searching import Change, Searched, search_after, search_of_all
from clausebook.build.state import Row, State
from clausebook.build.workshop import tell
from clausebook.build.write import Edition
from clausebook.features.outputs import Output, Workshop
from clausebook.features.search import (
    Findable,
    NotKept,
    complain,
    findable,
    is_made_for_search,
    thesaurus_of,
)
from clausebook.files import Built
from clausebook.problems import Problems
from clausebook.told.notes import THESAURUS, Answer, Question


@dataclass(frozen=True, slots=True)
class Made:
    """Outputs that were made and the whole search by path, and what the state should keep."""

    files: Mapping[str, Built]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """What the last build had: its outputs, and its clauses in their order."""

    outputs: tuple[Output, ...]
    clauses: tuple[str, ...]


class Remaker:
    """Makes what an edit of some entries concerns."""

    def __init__(
        self,
        at: Workshop,
        recall: Recall,
        changed: set[Question],
        site: Mapping[str, Built],
        state: State,
        edition: Edition,
        problems: Problems,
    ) -> None:
        """``site`` has all files that the last build left, by path."""
        self._at = at
        self._recall = recall
        self._changed = changed
        self._site = site
        self._state = state
        self._edition = edition
        self._problems = problems
        self.concerned = recall.concerned(changed, lambda question: tell(at, question))
        """The outputs that may come out differently."""

    def make(self, outputs: Iterable[Output], gone: Iterable[Output], *, reorders: bool) -> Made:
        """These outputs, and the search; ``reorders`` if clauses came, went or moved."""
        files: dict[str, Built] = {}
        answers: dict[Question, Answer] = {}
        for share in self._shares(sorted(outputs, key=lambda output: output.path)):
            files |= {file.path: file for file in share.files.values()}
            answers |= share.answers
        searched = self._search(reorders or THESAURUS in self._changed)
        answers |= pruned_all(self._at.first.notes.handed_over())
        rows = (*self._recall.renewed(answers, map(question_of, gone)), *searched.rows)
        return Made({**files, **searched.files}, rows)

    def _shares(self, outputs: Sequence[Output]) -> Iterator[Share]:
        clauses = tuple(self._at.calculated.site.clauses) if outputs else ()
        jobs = [replace(job, clauses=()) for job in jobs_of(outputs, clauses) if job.outputs]
        return make_shares(jobs, self._at, self._edition, lambda _, share: share)

    # --- search ------------------------------------------------------------------------------

    def _search(self, of_all: bool) -> Searched:
        """The search after the edit; anew, where more has changed than words of clauses."""
        w, clauses = self._at.first, tuple(self._at.calculated.site.clauses)
        before = {path: file for path, file in self._site.items() if is_made_for_search(path)}
        if not of_all and all(map(self._edition.has, before.values())):
            changes = [*self._changes(clauses)]
            try:
                return search_after(changes, before, thesaurus_of(w), self._state, self._edition)
            except NotKept:
                pass  # then all is made anew
        found = [findable(w, id_) for id_ in clauses]
        self._complain(found)
        return search_of_all(found, thesaurus_of(w), self._edition)

    def _changes(self, clauses: Sequence[str]) -> Iterator[Change]:
        w = self._at.first
        for place, id_ in enumerate(clauses):
            question = (findable.__name__, w.language, id_)
            if self._recall.is_stale(question):
                old, new = self._recall.answer(question), findable(w, id_)
                self._complain([new])
                if old and old.value != new:
                    yield Change(place, old.value, new)

    def _complain(self, found: Sequence[Findable]) -> None:
        for clause in found:
            place = self._at.calculated.site.corpus.clauses[clause.ref].place
            complain(clause, place, self._problems)

"""After an edit: the outputs that it concerns are made again, the others stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from clausebook.build.making import Job, Share, jobs_of, make_share, pruned_all
from clausebook.build.processes import MANY_OUTPUTS, cores, spread
from clausebook.build.recall import Recall, question_of
from clausebook.build.searching import Change, Searched, search_after, search_of_all
from clausebook.build.state import Row, State
from clausebook.build.workshop import tell
from clausebook.build.write import Edition
from clausebook.features.outputs import Output, Workshop
from clausebook.features.search import Findable, NotKept, complain, findable, thesaurus_of
from clausebook.files import Built
from clausebook.problems import Problems
from clausebook.told.notes import THESAURUS, Answer, Question


@dataclass(frozen=True, slots=True)
class Made:
    """What features and the search have in the new edition, and what the state should keep."""

    outputs: Mapping[Output, Built]
    searched: Mapping[str, Built]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """What the last build left of this: outputs, files of the search, clauses in their order."""

    outputs: Mapping[Output, Built]
    searched: Mapping[str, Built]
    clauses: tuple[str, ...]


class Remaker:
    """Makes what an edit concerns."""

    def __init__(
        self,
        at: Workshop,
        recall: Recall,
        before: Before,
        state: State,
        edition: Edition,
        problems: Problems,
    ) -> None:
        self._at = at
        self._recall = recall
        self._before = before
        self._state = state
        self._edition = edition
        self._problems = problems

    def make(self, wanted: Sequence[Output], changed: set[Question]) -> Made:
        """All wanted outputs and the search, after a change in these entries."""
        before = self._before.outputs
        concerned = self._recall.concerned(changed, lambda question: tell(self._at, question))
        new = [o for o in wanted if o in concerned or not self._is_there(before.get(o))]
        files = {output: before[output] for output in wanted if output in before}
        answers: dict[Question, Answer] = {}
        for share in self._shares(new):
            files |= share.files
            answers |= share.answers
        searched = self._search(THESAURUS in changed)
        answers |= pruned_all(self._at.languages["zh"].notes.handed_over())
        gone = [question_of(output) for output in before if output not in files]
        rows = (*self._recall.renewed(answers, gone), *searched.rows)
        return Made(files, searched.files, rows)

    def _is_there(self, file: Built | None) -> bool:
        return file is not None and self._edition.has(file)

    def _shares(self, outputs: Sequence[Output]) -> Iterator[Share]:
        at, edition = self._at, self._edition

        def make(job: Job) -> Share:
            return make_share(job, at, edition)

        clauses = tuple(at.calculated.site.clauses) if outputs else ()
        jobs = [replace(job, clauses=()) for job in jobs_of(outputs, clauses) if job.outputs]
        return spread(make, jobs, cores() if len(outputs) >= MANY_OUTPUTS else 1)

    # --- search ------------------------------------------------------------------------------

    def _search(self, other_words: bool) -> Searched:
        """The search after the edit: of all clauses, if any came, went or moved."""
        w, clauses = self._at.languages["zh"], tuple(self._at.calculated.site.clauses)
        before, thesaurus = self._before.searched, thesaurus_of(w)
        if clauses == self._before.clauses and not other_words and self._is_search_there():
            changes = [*self._changes(clauses)]
            try:
                return search_after(changes, before, thesaurus, self._state, self._edition)
            except NotKept:
                pass  # then all is made anew
        found = [findable(w, id_) for id_ in clauses]
        self._complain(found)
        return search_of_all(found, thesaurus, self._edition)

    def _is_search_there(self) -> bool:
        return all(self._is_there(file) for file in self._before.searched.values())

    def _changes(self, clauses: Sequence[str]) -> Iterator[Change]:
        w = self._at.languages["zh"]
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

"""A build into a site that may be there already: only what is new is read, made and written."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from clausebook.build.inputs import Input, inputs_in, moment, program_digest
from clausebook.build.making import Job, Packed, Share, jobs_of, make_share, pack
from clausebook.build.processes import cores, spread
from clausebook.build.reading import read_inputs
from clausebook.build.recall import ANSWERS, ASKERS, Recall, question_of
from clausebook.build.searching import SEARCH, Change, Searched, search_after, search_of_all
from clausebook.build.state import Damaged, Row, forget, open_state, packed
from clausebook.build.understand import meaning_of
from clausebook.build.workshop import furnish, tell
from clausebook.build.write import Edition, Written
from clausebook.content.assemble import SITE
from clausebook.content.load import names_in
from clausebook.content.sources import sources_in
from clausebook.features import all_outputs
from clausebook.features.frame.bundles import bundles
from clausebook.features.offline import offline
from clausebook.features.outputs import Output, Workshop
from clausebook.features.search import Findable, NotKept, complain, findable, thesaurus_of
from clausebook.files import Built
from clausebook.meaning.calculate import Calculated
from clausebook.official.passages import Passage, passages
from clausebook.official.texts import read_texts
from clausebook.problems import Problem, Problems
from clausebook.told.noted import digests
from clausebook.told.notes import THESAURUS, Notes, Question

LAST = "last"
MANY = 100
"""From so many outputs on, several processes make them faster than one."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: a content folder, the as-of date, a folder of official texts."""

    content: Path
    on: str | None = None
    official: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to: problems, or what was written."""

    problems: tuple[Problem, ...]
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class Last:
    """What the last build was made from, and what it left in the site."""

    inputs: Mapping[str, Input]
    entries: Mapping[Question, str]
    """A digest of each entry of the site that makers of outputs can read."""
    clauses: tuple[str, ...]
    outputs: Mapping[Output, Built]
    searched: Mapping[str, Built]
    site: Mapping[str, Built]
    """All files of the site by path, those of its outputs and of its search among them."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made for an edition, and what the state should keep of it."""

    assets: Mapping[str, Built]
    outputs: Mapping[Output, Built]
    searched: Searched
    rows: tuple[Row, ...]


def build_edition(order: Order, edition: Edition) -> Outcome:
    """Build into an edition; a state that is damaged is forgotten, and all is made anew."""
    try:
        return _Build(order, edition).run()
    except Damaged:
        forget(edition.state)
        return _Build(order, edition).run()


class _Build:
    """One build, from looking at the inputs to publishing the site."""

    def __init__(self, order: Order, edition: Edition) -> None:
        self._order = order
        self._edition = edition
        self._problems = Problems(sources_in(order.content))
        self._state = open_state(edition.state, _key(order))
        self._last: Last | None = self._state.get(LAST)

    def run(self) -> Outcome:
        """Problems, or a new edition of the site."""
        try:
            return self._run()
        finally:
            self._state.close()

    def _run(self) -> Outcome:
        content, names = self._order.content, names_in(self._order.content, self._problems)
        known = self._last.inputs if self._last else {}
        inputs = inputs_in(content, names, known, moment(self._edition.state))
        if self._last and self._is_as_it_was(self._last, inputs):
            return Outcome((), Written(len(self._last.site), 0, 0))
        reads, rows = read_inputs(content, inputs, self._state)
        calculated = meaning_of(content, reads, self._order.on, self._problems)
        shown = self._passages(calculated)
        if not self._problems:
            entries = digests(calculated, _by_id(inputs))
            made = self._make(calculated, shown, inputs, entries)
            if not self._problems:
                site = self._whole(made)
                written = self._edition.publish(site)
                clauses = tuple(calculated.site.clauses)
                last = Last(inputs, entries, clauses, made.outputs, made.searched.files, site)
                rows += [*made.rows, *made.searched.rows, (LAST, "", packed(last))]
                self._state.keep(rows)
                return Outcome((), written)
        self._state.keep(rows)  # what was read need not be read again
        return Outcome(tuple(self._problems))

    def _is_as_it_was(self, last: Last, inputs: Mapping[str, Input]) -> bool:
        """Whether all that goes in and all that came out is what it was."""
        there = {path: file.digest for path, file in last.site.items()}
        same = _by_id(inputs) == _by_id(last.inputs)
        return same and not self._problems and self._edition.files == there

    def _passages(self, calculated: Calculated) -> Mapping[str, Passage]:
        if self._order.official is None:
            return {}
        texts = read_texts(self._order.official, self._problems)
        return passages(calculated.site.corpus, texts, self._problems)

    def _whole(self, made: Made) -> dict[str, Built]:
        """All files of the new site, with what it needs offline."""
        last = self._last
        site = {file.path: file for file in made.outputs.values()}
        site |= {**made.assets, **made.searched.files}

        def is_kept(path: str) -> bool:
            return last is not None and self._is_there(last.site.get(path))

        for path, data in list(offline(site, self._edition.read, is_kept)):
            if data is not None:
                site[path] = self._edition.put(path, data)
            elif last is not None:
                site[path] = last.site[path]
        return site

    # --- making ------------------------------------------------------------------------------

    def _make(
        self,
        calculated: Calculated,
        shown: Mapping[str, Passage],
        inputs: Mapping[str, Input],
        entries: Mapping[Question, str],
    ) -> Made:
        """All outputs and the search; those of the last build where they still hold."""
        last = self._last
        if last and last.inputs.get(SITE) != inputs.get(SITE):
            last = self._last = None  # every page shows the site's settings
        recall = Recall(self._state) if last else None
        published = bundles(self._edition.state)
        at = furnish(calculated, shown, published, Notes(recall) if recall else Notes())
        assets = {
            path: self._edition.put(path, data)
            for path, data in ((f"assets/{n}", data) for n, data in published.files.items())
        }
        if last is None or recall is None:
            return self._make_all(at, assets)
        return self._remake(at, assets, recall, last, entries)

    def _make_all(self, at: Workshop, assets: Mapping[str, Built]) -> Made:
        """Everything, by all processes; the state begins anew."""
        self._state.clear(ANSWERS, ASKERS, SEARCH, LAST)
        clauses = tuple(at.calculated.site.clauses)
        outputs: dict[Output, Built] = {}

        def found() -> Iterator[Findable]:
            for share in self._shares([*jobs_of(all_outputs(at.calculated.site), clauses)], at):
                outputs.update(share.files)
                self._state.keep(share.rows)
                self._complain(at, share.findables)
                yield from share.findables

        searched = search_of_all(found(), thesaurus_of(at.languages["zh"]), self._edition)
        return Made(assets, outputs, searched, ())

    def _shares(self, jobs: Sequence[Job], at: Workshop) -> Iterator[Packed]:
        edition = self._edition

        def make(job: Job) -> Packed:
            return pack(job, make_share(job, at, edition))

        many = sum(len(job.outputs) for job in jobs) >= MANY
        return spread(make, jobs, cores() if many else 1)

    def _complain(self, at: Workshop, found: Sequence[Findable]) -> None:
        for clause in found:
            place = at.calculated.site.corpus.clauses[clause.ref].place
            complain(clause, place, self._problems)

    # --- remaking ----------------------------------------------------------------------------

    def _remake(
        self,
        at: Workshop,
        assets: Mapping[str, Built],
        recall: Recall,
        last: Last,
        entries: Mapping[Question, str],
    ) -> Made:
        """What an edit concerns; the rest is in the site already."""
        both = entries.keys() | last.entries.keys()
        changed = {q for q in both if entries.get(q) != last.entries.get(q)}
        concerned = recall.concerned(changed, lambda question: tell(at, question))
        wanted = [*all_outputs(at.calculated.site)]
        new = [o for o in wanted if o in concerned or not self._is_there(last.outputs.get(o))]
        searched = self._search_again(at, recall, last, THESAURUS in changed)
        shares = [*self._made_again(new, at)]
        made = {question: answer for share in shares for question, answer in share.answers.items()}
        files = {o: last.outputs[o] for o in wanted if o in last.outputs}
        files |= {output: file for share in shares for output, file in share.files.items()}
        gone = [question_of(output) for output in last.outputs.keys() - files.keys()]
        return Made(assets, files, searched, tuple(recall.renewed(made, gone)))

    def _is_there(self, file: Built | None) -> bool:
        """Whether the site has a file as the last build left it."""
        return file is not None and self._edition.files.get(file.path) == file.digest

    def _made_again(self, outputs: Sequence[Output], at: Workshop) -> Iterator[Share]:
        edition = self._edition

        def make(job: Job) -> Share:
            return make_share(job, at, edition)

        jobs = [*jobs_of(outputs, tuple(at.calculated.site.clauses) if outputs else ())]
        return spread(make, jobs, cores() if len(outputs) >= MANY else 1)

    def _search_again(
        self, at: Workshop, recall: Recall, last: Last, other_words: bool
    ) -> Searched:
        """The search after an edit; of all clauses, if any came, went or moved."""
        w, clauses = at.languages["zh"], tuple(at.calculated.site.clauses)
        whole = all(self._is_there(file) for file in last.searched.values())
        if clauses == last.clauses and whole and not other_words:
            changes = [*self._changes(at, recall, clauses)]
            try:
                return search_after(
                    changes, last.searched, thesaurus_of(w), self._state, self._edition
                )
            except NotKept:
                pass
        found = [findable(w, id_) for id_ in clauses]
        self._complain(at, found)
        return search_of_all(found, thesaurus_of(w), self._edition)

    def _changes(self, at: Workshop, recall: Recall, clauses: Sequence[str]) -> Iterator[Change]:
        w = at.languages["zh"]
        for place, id_ in enumerate(clauses):
            question = ("findable", w.language, id_)
            if recall.is_stale(question):
                old, new = recall.answer(question), findable(w, id_)
                self._complain(at, [new])
                if old and old.value != new:
                    yield Change(place, old.value, new)


def _by_id(inputs: Mapping[str, Input]) -> dict[str, str]:
    """The digests of files by what they hold: document x, clause x/5, table topics."""
    return {
        name.removesuffix(".yaml").removesuffix("/document"): found.digest
        for name, found in inputs.items()
    }


def _key(order: Order) -> str:
    """What a state must be of to be trusted: this program, its packages, and the same order."""
    packages = sorted(path.name for path in Path(sysconfig.get_paths()["purelib"]).glob("*-info"))
    parts = [program_digest(), sys.version, *packages, str(order.on), _texts(order.official)]
    return sha256("\n".join(parts).encode()).hexdigest()


def _texts(official: Path | None) -> str:
    """A digest of the official texts, which no page notes."""
    paths = sorted(official.glob("*.txt")) if official else []
    return " ".join(f"{p.name} {sha256(p.read_bytes()).hexdigest()}" for p in paths)

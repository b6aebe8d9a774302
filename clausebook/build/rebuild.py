"""A build into a site that may be there already: only what is new is read, made and written.

There are three ways to the same site. Where nothing has changed, nothing is done. Where only words
of some clauses have, the rest is taken as the last build understood it (:mod:`.shelf`). Else all
files are understood together. Either way only the outputs that an edit concerns are made.
"""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from clausebook.build.inputs import Input, inputs_in, moment, program_digest
from clausebook.build.making import Job, Packed, jobs_of, make_share, pack
from clausebook.build.processes import MANY_OUTPUTS, cores, spread
from clausebook.build.reading import READ, Kept, read_inputs, read_one
from clausebook.build.recall import ANSWERS, ASKERS, Recall
from clausebook.build.remaking import Before, Made, Remaker
from clausebook.build.searching import SEARCH, search_of_all
from clausebook.build.shelf import Understood, only_words, rows_of
from clausebook.build.state import Damaged, Row, forget, open_state, packed
from clausebook.build.understand import meaning_of
from clausebook.build.workshop import furnish
from clausebook.build.write import Edition, Written
from clausebook.content.assemble import SITE
from clausebook.content.load import names_in
from clausebook.content.sources import sources_in
from clausebook.features import all_outputs
from clausebook.features.frame.bundles import Assets, bundles
from clausebook.features.offline import offline
from clausebook.features.outputs import Output, Workshop
from clausebook.features.search import Findable, complain, thesaurus_of
from clausebook.files import Built
from clausebook.meaning.calculate import Calculated
from clausebook.official.passages import Passage, passages
from clausebook.official.texts import read_texts
from clausebook.problems import Problem, Problems
from clausebook.told.noted import digests
from clausebook.told.notes import Notes, Question

LAST, DIGESTS = "last", "digests"


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
    before: Before
    site: Mapping[str, Built]
    """All files of the site by path."""


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

    @cached_property
    def _assets(self) -> Assets:
        """Scripts and styles, as they were made when they last changed."""
        return bundles(self._edition.state)

    def run(self) -> Outcome:
        """Problems, or a new edition of the site."""
        try:
            return self._run()
        finally:
            self._state.close()

    def _run(self) -> Outcome:
        names = names_in(self._order.content, self._problems)
        known = self._last.inputs if self._last else {}
        now = moment(self._edition.state)
        inputs = inputs_in(self._order.content, names, known, now)
        if self._last and not self._problems:
            changed = _changed(self._last.inputs, inputs)
            if not changed and self._is_whole(self._last):
                return Outcome((), Written(len(self._last.site), 0, 0))
            outcome = self._build_words(self._last, inputs, changed)
            if outcome:
                return outcome
        return self._build_all(inputs)

    def _is_whole(self, last: Last) -> bool:
        """Whether the site has just what the last build left."""
        return self._edition.files == {path: file.digest for path, file in last.site.items()}

    # --- other words -------------------------------------------------------------------------

    def _build_words(
        self, last: Last, inputs: Mapping[str, Input], changed: set[str]
    ) -> Outcome | None:
        """A build after an edit of nothing but words of clauses; None where it was more."""
        if self._order.official or not changed or not _are_clauses(changed, last.inputs, inputs):
            return None
        reads = {name: read_one(self._order.content, name, inputs, self._state) for name in changed}
        for name, new in reads.items():
            old: Kept | None = self._state.get(READ, name)
            if not only_words(old.read if old else None, new.read):
                return None
        understood = Understood(
            self._state, {kept.read.id: kept.read for kept in reads.values()}, self._order.on
        )
        if not understood.is_right():
            return None
        entries = understood.digests(_by_id(inputs))
        changes = {question for of_clause in entries.values() for question in of_clause}
        wanted = [*last.before.outputs]
        made = self._remake(understood.calculated, {}, last, wanted, changes)
        if self._problems:
            return None
        rows: list[Row] = [(READ, name, packed(kept)) for name, kept in reads.items()]
        rows += [(DIGESTS, id_, packed(of_clause)) for id_, of_clause in entries.items()]
        return self._publish(made, last.before.clauses, inputs, rows)

    # --- everything --------------------------------------------------------------------------

    def _build_all(self, inputs: Mapping[str, Input]) -> Outcome:
        """A build for which all files are understood together."""
        reads, rows = read_inputs(self._order.content, inputs, self._state)
        calculated = meaning_of(self._order.content, reads, self._order.on, self._problems)
        shown = self._passages(calculated)
        if not self._problems:
            entries = digests(calculated, _by_id(inputs))
            made, changed = self._make(calculated, shown, inputs, entries)
            if not self._problems:
                rows += rows_of(calculated, changed)
                rows += [(DIGESTS, id_, None) for id_, _ in self._state.all(DIGESTS) if id_]
                rows.append((DIGESTS, "", packed(entries)))
                return self._publish(made, tuple(calculated.site.clauses), inputs, rows)
        self._state.keep(rows)  # what was read need not be read again
        return Outcome(tuple(self._problems))

    def _passages(self, calculated: Calculated) -> Mapping[str, Passage]:
        if self._order.official is None:
            return {}
        texts = read_texts(self._order.official, self._problems)
        return passages(calculated.site.corpus, texts, self._problems)

    def _make(
        self,
        calculated: Calculated,
        shown: Mapping[str, Passage],
        inputs: Mapping[str, Input],
        entries: Mapping[Question, str],
    ) -> tuple[Made, set[Question]]:
        """What the site is made of, and which entries are not what they were."""
        last = self._last
        if last and last.inputs[SITE].digest == inputs[SITE].digest:
            before: dict[Question, str] = {}
            for _, part in sorted(self._state.all(DIGESTS)):
                before |= part
            both = entries.keys() | before.keys()
            changed = {
                question for question in both if entries.get(question) != before.get(question)
            }
            wanted = [*all_outputs(calculated.site)]
            return self._remake(calculated, shown, last, wanted, changed), changed
        self._last = None  # every page shows the site's settings
        return self._make_all(furnish(calculated, shown, bundles(self._edition.state), Notes())), {
            *entries
        }

    def _make_all(self, at: Workshop) -> Made:
        """Everything, by all processes; the state begins anew."""
        self._state.clear(ANSWERS, ASKERS, SEARCH, LAST)
        clauses = tuple(at.calculated.site.clauses)
        outputs: dict[Output, Built] = {}

        def found() -> Iterator[Findable]:
            for share in self._shares([*jobs_of(all_outputs(at.calculated.site), clauses)], at):
                outputs.update(share.files)
                self._state.keep(share.rows)
                for clause in share.findables:
                    place = at.calculated.site.corpus.clauses[clause.ref].place
                    complain(clause, place, self._problems)
                yield from share.findables

        searched = search_of_all(found(), thesaurus_of(at.languages["zh"]), self._edition)
        return Made(outputs, searched.files, searched.rows)

    def _shares(self, jobs: Sequence[Job], at: Workshop) -> Iterator[Packed]:
        edition = self._edition

        def make(job: Job) -> Packed:
            return pack(job, make_share(job, at, edition))

        many = sum(len(job.outputs) for job in jobs) >= MANY_OUTPUTS
        return spread(make, jobs, cores() if many else 1)

    def _remake(
        self,
        calculated: Calculated,
        shown: Mapping[str, Passage],
        last: Last,
        wanted: Sequence[Output],
        changed: set[Question],
    ) -> Made:
        recall = Recall(self._state)
        at = furnish(calculated, shown, self._assets, Notes(recall))
        remaker = Remaker(at, recall, last.before, self._state, self._edition, self._problems)
        return remaker.make(wanted, changed)

    # --- publishing --------------------------------------------------------------------------

    def _publish(
        self,
        made: Made,
        clauses: tuple[str, ...],
        inputs: Mapping[str, Input],
        rows: list[Row],
    ) -> Outcome:
        """Let the new edition take the old one's place, and remember what it was made from."""
        site = self._whole(made)
        written = self._edition.publish(site)
        last = Last(inputs, Before(made.outputs, made.searched, clauses), site)
        self._state.keep([*rows, *made.rows, (LAST, "", packed(last))])
        return Outcome((), written)

    def _whole(self, made: Made) -> dict[str, Built]:
        """All files of the new site, with its scripts and with what it needs offline."""
        last, edition = self._last, self._edition
        site = {file.path: file for file in made.outputs.values()} | dict(made.searched)
        for name, script in self._assets.files.items():
            site[f"assets/{name}"] = edition.put(f"assets/{name}", script)

        def is_kept(path: str) -> bool:
            file = last.site.get(path) if last else None
            return file is not None and edition.files.get(path) == file.digest

        for path, data in list(offline(site, edition.read, is_kept)):
            if data is not None:
                site[path] = edition.put(path, data)
            elif last is not None:
                site[path] = last.site[path]
        return site


def _changed(before: Mapping[str, Input], now: Mapping[str, Input]) -> set[str]:
    """The names of files that came, went or have other bytes."""
    digests_before = {name: found.digest for name, found in before.items()}
    digests_now = {name: found.digest for name, found in now.items()}
    return {name for name, _ in digests_before.items() ^ digests_now.items()}


def _are_clauses(names: set[str], before: Mapping[str, Input], now: Mapping[str, Input]) -> bool:
    """Whether these are clauses that were there and still are."""
    kept = before.keys() & now.keys()
    return all("/" in n and not n.endswith("/document.yaml") and n in kept for n in names)


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

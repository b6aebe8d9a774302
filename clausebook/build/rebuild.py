"""A build into a site that may be there already: only what is new is read, made and written.

Where only words of some clauses have changed, the rest is taken as the last build understood it
(:mod:`.shelf`). Else all files are understood together. Either way only the outputs that an edit
concerns are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from clausebook.build.front import LAST, Front, Last
from clausebook.build.making import Job, Packed, jobs_of, make_share, pack
from clausebook.build.order import Outcome
from clausebook.build.processes import MANY_OUTPUTS, cores, spread
from clausebook.build.progress import Progress
from clausebook.build.recall import ANSWERS, ASKERS, Recall
from clausebook.build.remaking import Before, Made, Remaker
from clausebook.build.searching import SEARCH, search_of_all
from clausebook.build.shelf import rows_of
from clausebook.build.state import Row, packed
from clausebook.build.understand import other_words, understand_all
from clausebook.build.workshop import furnish
from clausebook.build.write import Edition
from clausebook.content.assemble import SITE
from clausebook.features import all_outputs
from clausebook.features.frame.bundles import Assets, bundles
from clausebook.features.offline import offline
from clausebook.features.outputs import Output, Workshop
from clausebook.features.search import Findable, complain, thesaurus_of
from clausebook.files import Built
from clausebook.meaning.calculate import Calculated
from clausebook.official.passages import Passage, passages
from clausebook.official.texts import read_texts
from clausebook.told.noted import digests
from clausebook.told.notes import Notes, Question

DIGESTS, BEFORE = "digests", "before"


def rebuild(front: Front, edition: Edition, progress: Progress) -> Outcome:
    """Make of the content what is not there yet, or change nothing and say what is wrong."""
    build = _Build(front, edition, progress)
    return build.of_words() or build.of_all()


class _Build:
    """One build, from the content to the published site."""

    def __init__(self, front: Front, edition: Edition, progress: Progress) -> None:
        self._front = front
        self._tell = progress
        self._edition = edition
        self._state = front.state
        self._problems = front.problems
        self._last = front.last

    @cached_property
    def _assets(self) -> Assets:
        """Scripts and styles, as they were made when they last changed."""
        return bundles(self._edition.state)

    @cached_property
    def _before(self) -> Before:
        before: Before = self._state.get(BEFORE)
        return before

    def of_words(self) -> Outcome | None:
        """A build after an edit of nothing but words of clauses; None where it was more."""
        words = other_words(self._front)
        if words is None:
            return None
        entries = words.understood.digests(self._front.digests())
        changes = {question for of_clause in entries.values() for question in of_clause}
        made = self._remake(words.understood.calculated, {}, [*self._before.outputs], changes)
        if self._problems:
            return None
        kept = ((DIGESTS, id_, packed(of_clause)) for id_, of_clause in entries.items())
        return self._publish(made, self._before.clauses, [*words.rows, *kept])

    # --- everything --------------------------------------------------------------------------

    def of_all(self) -> Outcome:
        """A build for which all files are understood together."""
        self._tell("reading", 0, len(self._front.inputs))
        calculated, rows = understand_all(self._front)
        shown = self._passages(calculated)
        if not self._problems:
            entries = digests(calculated, self._front.digests())
            made, changed = self._make(calculated, shown, entries)
            if not self._problems:
                rows += rows_of(calculated, changed)
                rows += [(DIGESTS, id_, None) for id_, _ in self._state.all(DIGESTS) if id_]
                rows.append((DIGESTS, "", packed(entries)))
                return self._publish(made, tuple(calculated.site.clauses), rows)
        if self._front.last is None:
            self._state.keep(rows)  # nothing else is kept, and these need not be read again
        return Outcome(tuple(self._problems))

    def _passages(self, calculated: Calculated) -> Mapping[str, Passage]:
        if self._front.order.official is None:
            return {}
        texts = read_texts(self._front.order.official, self._problems)
        return passages(calculated.site.corpus, texts, self._problems)

    def _make(
        self,
        calculated: Calculated,
        shown: Mapping[str, Passage],
        entries: Mapping[Question, str],
    ) -> tuple[Made, set[Question]]:
        """What the site is made of, and which entries are not what they were."""
        last = self._last
        changed_files = self._front.changed
        if last and changed_files is not None and SITE not in changed_files:
            before: dict[Question, str] = {}
            for _, part in sorted(self._state.all(DIGESTS)):
                before |= part
            both = entries.keys() | before.keys()
            changed = {
                question for question in both if entries.get(question) != before.get(question)
            }
            wanted = [*all_outputs(calculated.site)]
            return self._remake(calculated, shown, wanted, changed), changed
        self._last = None  # every page shows the site's settings
        at = furnish(calculated, shown, self._assets, Notes(), self._edition.state)
        return self._make_all(at), {*entries}

    def _make_all(self, at: Workshop) -> Made:
        """Everything, by all processes; the state begins anew."""
        self._state.clear(ANSWERS, ASKERS, SEARCH, LAST)
        clauses = tuple(at.calculated.site.clauses)
        wanted = [*all_outputs(at.calculated.site)]
        outputs: dict[Output, Built] = {}

        def found() -> Iterator[Findable]:
            for share in self._shares([*jobs_of(wanted, clauses)], at):
                outputs.update(share.files)
                self._tell("making", len(outputs), len(wanted))
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
        wanted: Sequence[Output],
        changed: set[Question],
    ) -> Made:
        recall = Recall(self._state)
        at = furnish(calculated, shown, self._assets, Notes(recall), self._edition.state)
        remaker = Remaker(at, recall, self._before, self._state, self._edition, self._problems)
        return remaker.make(wanted, changed)

    # --- publishing --------------------------------------------------------------------------

    def _publish(self, made: Made, clauses: tuple[str, ...], rows: list[Row]) -> Outcome:
        """Let the new edition take the old one's place, and remember what it was made from."""
        self._tell("writing", 0, 0)
        site = self._whole(made)
        written = self._edition.publish(site)
        before = Before(made.outputs, made.searched, clauses)
        last = Last(self._front.inputs, site)
        kept = ((BEFORE, "", packed(before)), (LAST, "", packed(last)))
        self._state.keep([*rows, *made.rows, *kept])
        return Outcome((), written)

    def _whole(self, made: Made) -> dict[str, Built]:
        """All files of the new site, with its scripts and with what it needs offline."""
        last, edition = self._last, self._edition
        site = {file.path: file for file in made.outputs.values()} | dict(made.searched)
        for name, script in self._assets.files.items():
            site[f"assets/{name}"] = edition.put(f"assets/{name}", script)

        def is_kept(path: str) -> bool:
            file = last.site.get(path) if last else None
            return file is not None and edition.has(file)

        for path, data in list(offline(site, edition.read, is_kept)):
            if data is not None:
                site[path] = edition.put(path, data)
            elif last is not None:
                site[path] = last.site[path]
        return site

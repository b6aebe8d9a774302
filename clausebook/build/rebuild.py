"""A build into a site that may be there already: only what is new is read, made and written.

Where only words of some clauses have changed, the rest is taken as the last build understood it
(:mod:`.shelf`). Else all files are understood together. Either way only the outputs that an edit
concerns are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from clausebook.build.front import LAST, Front, Last
from clausebook.build.making import jobs_of, make_shares, pack
from clausebook.build.order import Outcome
from clausebook.build.packing import with_offline
from clausebook.build.progress import Progress
from clausebook.build.recall import KINDS, Recall
from clausebook.build.remaking import Before, Remaker
from clausebook.build.searching import SEARCH, search_of_all
from clausebook.build.shelf import rows_of
from clausebook.build.state import Row, forget, packed
from clausebook.build.understand import other_words, understand_all
from clausebook.build.workshop import furnish
from clausebook.build.write import Edition
from clausebook.content.assemble import FIRST
from clausebook.features import all_outputs
from clausebook.features.frame.bundles import Assets, assets
from clausebook.features.frame.page import navigation
from clausebook.features.offline import WORKER, is_made_for_offline
from clausebook.features.outputs import Workshop
from clausebook.features.search import Findable, complain, is_made_for_search, thesaurus_of
from clausebook.files import Built
from clausebook.looks import Theme, folder_of
from clausebook.looks.load import load_theme
from clausebook.meaning.calculate import Calculated
from clausebook.official.passages import Passage, passages
from clausebook.official.texts import read_texts
from clausebook.problems import Problem
from clausebook.told.noted import digests
from clausebook.told.notes import Notes, Question

DIGESTS, BEFORE = "digests", "before"
_EVERYWHERE = frozenset((*FIRST, "vocabulary.yaml"))
"""Files of which every page may have something."""


def rebuild(front: Front, edition: Edition, progress: Progress) -> Outcome:
    """Make of the content what is not there yet, or change nothing and say what is wrong."""
    build = _Build(front, edition, progress)
    return build.of_words() or build.of_all()


@dataclass(frozen=True, slots=True)
class _Whole:
    """All that the content means together, and what the site should have of it."""

    calculated: Calculated
    shown: Mapping[str, Passage]
    """Official words by clause, where the build has them."""
    entries: Mapping[Question, str]
    """A digest for each thing that an output may ask."""
    now: Before


@dataclass(frozen=True, slots=True)
class _Pages:
    """What features and the search have in the new site, by path."""

    files: Mapping[str, Built]
    before: Mapping[str, Built]
    """All files of the site as it was; none where it is made anew."""
    changed: set[Question]
    """Entries that are not what they were."""
    rows: tuple[Row, ...]
    """What the state should keep of this."""


class _Build:
    """One build, from the content to the published site."""

    def __init__(self, front: Front, edition: Edition, progress: Progress) -> None:
        self._front = front
        self._tell = progress
        self._edition = edition
        self._state = front.state
        self._problems = front.problems
        self._assets = Assets({}, {}, {})
        """Scripts and styles, once the content is understood."""

    @cached_property
    def _looks(self) -> tuple[Theme, tuple[Problem, ...]]:
        """How the site looks, and what is wrong with that."""
        return load_theme(folder_of(self._front.order.content))

    def _furnish(
        self, calculated: Calculated, shown: Mapping[str, Passage], notes: Notes
    ) -> Workshop:
        theme, kept = self._looks[0], self._edition.state
        self._assets = assets(kept, theme, calculated.site.corpus.settings.usage)
        return furnish(calculated, shown, self._assets, notes, theme, kept)

    def of_words(self) -> Outcome | None:
        """A build after an edit of nothing but words of clauses; None where it was more."""
        last = self._front.last
        if last is None or not all(map(self._edition.has, last.site.values())):
            return None
        words = other_words(self._front)
        if words is None:
            return None
        entries = words.understood.digests(self._front.digests())
        changed = {question for of_clause in entries.values() for question in of_clause}
        remaker = self._remaker(words.understood.calculated, {}, changed, last)
        made = remaker.make(remaker.concerned, (), reorders=False)
        if self._problems:
            return None
        kept = ((DIGESTS, id_, packed(of_clause)) for id_, of_clause in entries.items())
        old = {p: f for p, f in last.site.items() if not _is_made_of_others(p)}
        pages = _Pages({**old, **made.files}, last.site, changed, made.rows)
        return self._publish(pages, [*words.rows, *kept])

    # --- everything --------------------------------------------------------------------------

    def of_all(self) -> Outcome:
        """A build for which all files are understood together."""
        self._tell("reading", 0, len(self._front.inputs))
        calculated, rows = understand_all(self._front)
        shown = self._passages(calculated)
        self._problems.take(self._looks[1])
        if not self._problems:
            whole = self._whole(calculated, shown)
            pages = self._again(whole) or self._anew(whole)
            if not self._problems:
                rows += rows_of(calculated, pages.changed)
                rows += [(DIGESTS, id_, None) for id_, _ in self._state.all(DIGESTS) if id_]
                rows += [(DIGESTS, "", packed(whole.entries)), (BEFORE, "", packed(whole.now))]
                return self._publish(pages, rows)
        if self._front.last is None:
            self._state.keep(rows)  # nothing else is kept, and these need not be read again
        return Outcome(tuple(self._problems))

    def _passages(self, calculated: Calculated) -> Mapping[str, Passage]:
        if self._front.order.official is None:
            return {}
        texts = read_texts(self._front.order.official, self._problems)
        return passages(calculated.site.corpus, texts, self._problems)

    def _whole(self, calculated: Calculated, shown: Mapping[str, Passage]) -> _Whole:
        now = Before(tuple(all_outputs(calculated.site)), tuple(calculated.site.clauses))
        return _Whole(calculated, shown, digests(calculated, self._front.digests()), now)

    def _again(self, whole: _Whole) -> _Pages | None:
        """All that the site should have, of which most is there; None where all may be other."""
        last, files = self._front.last, self._front.changed
        if last is None or files is None or not files.isdisjoint(_EVERYWHERE):
            return None
        before: Before = self._state.get(BEFORE)
        if navigation(before.outputs) != navigation(whole.now.outputs):  # on every page too
            return None
        now, changed = whole.now, self._changed(whole.entries)
        remaker = self._remaker(whole.calculated, whole.shown, changed, last)
        there = {output: last.site[output.path] for output in before.outputs}
        still = {o for o, file in there.items() if self._edition.has(file)} - remaker.concerned
        gone = there.keys() - {*now.outputs}
        reorders = before.clauses != now.clauses
        made = remaker.make([o for o in now.outputs if o not in still], gone, reorders=reorders)
        old = {output.path: there[output] for output in now.outputs if output in there}
        return _Pages({**old, **made.files}, last.site, changed, made.rows)

    def _changed(self, entries: Mapping[Question, str]) -> set[Question]:
        before: dict[Question, str] = {}
        for _, part in sorted(self._state.all(DIGESTS)):
            before |= part
        both = entries.keys() | before.keys()
        return {question for question in both if entries.get(question) != before.get(question)}

    def _remaker(
        self,
        calculated: Calculated,
        shown: Mapping[str, Passage],
        changed: set[Question],
        last: Last,
    ) -> Remaker:
        recall = Recall(self._state)
        at = self._furnish(calculated, shown, Notes(recall))
        edition, problems = self._edition, self._problems
        return Remaker(at, recall, changed, last.site, self._state, edition, problems)

    def _anew(self, whole: _Whole) -> _Pages:
        """Everything, by all processes; the state begins anew."""
        self._state.clear(*KINDS, SEARCH, LAST)
        calculated, now = whole.calculated, whole.now
        at = self._furnish(calculated, whole.shown, Notes())
        files: dict[str, Built] = {}

        def found() -> Iterator[Findable]:
            jobs = [*jobs_of(now.outputs, now.clauses)]
            for share in make_shares(jobs, at, self._edition, pack):
                files.update((file.path, file) for file in share.files.values())
                self._tell("making", len(files), len(now.outputs))
                self._state.keep(share.rows)
                for clause in share.findables:
                    place = calculated.site.corpus.clauses[clause.ref].place
                    complain(clause, place, self._problems)
                yield from share.findables

        searched = search_of_all(found(), thesaurus_of(at.first), self._edition)
        return _Pages({**files, **searched.files}, {}, {*whole.entries}, searched.rows)

    # --- publishing --------------------------------------------------------------------------

    def _publish(self, pages: _Pages, rows: Sequence[Row]) -> Outcome:
        """Let the new edition take the old one's place, and remember what it was made from."""
        self._tell("writing", 0, 0)
        scripts = (
            self._edition.put(f"assets/{name}", script)
            for name, script in self._assets.files.items()
        )
        site = {**pages.files, **{file.path: file for file in scripts}}
        whole = with_offline(site, pages.before, self._edition)
        written = self._edition.publish(whole, last=WORKER)
        self._remember([*rows, *pages.rows, Last(self._front.inputs, whole).row()])
        return Outcome((), written)

    def _remember(self, rows: Sequence[Row]) -> None:
        """The site is there: where this does not fit on the disk, only the next build is slower."""
        try:
            self._state.keep(rows)
        except OSError:
            forget(self._edition.state)


def _is_made_of_others(path: str) -> bool:
    """Whether a file is made of what others hold, and not from the site."""
    return is_made_for_search(path) or is_made_for_offline(path)

"""Builds of generated corpora beside the peer that does the same work, turn by turn.

The peer is Hugo given the finished bodies of our pages, and Pagefind over what Hugo makes of them.
Turns alternate, and one round takes every size, so that a machine whose speed drifts harms all
alike. Nothing of the first round counts but memory, which nobody can measure and time at once.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import hugo
from bench.corpus import write_corpus
from bench.edits import Edit, edits, put
from bench.preview import time_previews
from bench.process import PACKAGES, ROOT, Cost, peak_memory, run
from bench.sites import Change, Weight, change, tree, weight

Tell = Callable[[str], None]
"""Where the progress goes."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Peaks of first builds, in bytes; None where the system does not tell."""

    ours: int | None
    pagefind: int | None


@dataclass(slots=True)
class Measured:
    """Everything that was measured of a corpus, run after run."""

    clauses: int
    pages: int
    memory: Memory
    weight: Weight
    costs: dict[str, list[Cost]] = field(default_factory=dict)
    """Of builds by their names below."""
    changes: list[Change] = field(default_factory=list)
    site_bytes: int = 0
    previews: tuple[list[float], list[float]] = ([], [])
    """Seconds from edits to pages, ours and Hugo's."""


COLD, AGAIN, EDITED, CHECK, CHECK_EDITED = "cold", "again", "edited", "check", "check edited"
HUGO, HUGO_AGAIN, HUGO_EDITED = "hugo and pagefind", "hugo again", "hugo edited"
MARKDOWN = "hugo over markdown"


def build(content: Path, site: Path) -> Cost:
    """Build a site as an editor does."""
    return run(_ours("build", content, site))


def _ours(what: str, content: Path, site: Path) -> list[str]:
    places = ["--content", str(content), "--out", str(site)]
    return [sys.executable, str(ROOT / "build.py"), what, *places]


def pagefind(pages: Path) -> list[str]:
    """The command that indexes pages with Pagefind."""
    return [str(PACKAGES / "pagefind"), "--site", str(pages), "--quiet"]


@dataclass(frozen=True, slots=True)
class Contest:
    """A corpus of so many clauses, our site of it, and the same pages as Hugo's source."""

    folder: Path
    clauses: int

    @property
    def content(self) -> Path:
        """What both build from."""
        return self.folder / "content"

    @property
    def site(self) -> Path:
        """Ours, in a folder of its own with everything that a build keeps beside it."""
        return self.folder / "ours" / "site"

    @property
    def bodies(self) -> Path:
        """Hugo's source."""
        return self.folder / "bodies"

    @property
    def markdown(self) -> Path:
        """Hugo's other source."""
        return self.folder / "markdown"

    def set_up(self, woven: bool) -> Measured:
        """Write everything and run everything once; the memory that first builds take."""
        write_corpus(self.content, self.clauses, woven=woven)
        ours = peak_memory(_ours("build", self.content, self.site))
        pages = hugo.write_bodies(self.site, self.bodies)
        hugo.write_markdown(self.content, self.markdown)
        run(hugo.command(self.markdown))
        run(hugo.command(self.bodies))
        theirs = peak_memory(pagefind(self.bodies / "public"))
        weighed = weight(self.site, self.content)
        return Measured(self.clauses, pages, Memory(ours, theirs), weighed)

    def round(self, edit: Edit, check_edit: Edit, measured: Measured) -> None:
        """Every build once, ours and the peer's in turn."""

        def note(name: str, cost: Cost) -> None:
            measured.costs.setdefault(name, []).append(cost)

        self._put_away(self.site.parent)
        note(CHECK, run(self._check()))
        note(COLD, build(self.content, self.site))
        note(HUGO, self._hugo_and_pagefind())
        note(AGAIN, build(self.content, self.site))
        note(HUGO_AGAIN, run(hugo.command(self.bodies)))
        before = tree(self.site)
        put(edit.word, self._file(edit))
        note(EDITED, build(self.content, self.site))
        put(edit.word, hugo.body_of(self.bodies, edit.page))
        note(HUGO_EDITED, run(hugo.command(self.bodies)))
        after = tree(self.site)
        measured.changes.append(change(before, after))
        measured.site_bytes = sum(size for _, size in after.values())
        put(check_edit.word, self._file(check_edit))
        note(CHECK_EDITED, run(self._check()))
        note(MARKDOWN, self._cold_hugo(self.markdown))

    def _file(self, edit: Edit) -> Path:
        return self.content / f"{edit.clause}.yaml"

    def _check(self) -> list[str]:
        return _ours("check", self.content, self.site)

    def _hugo_and_pagefind(self) -> Cost:
        return self._cold_hugo(self.bodies) + run(pagefind(self.bodies / "public"))

    def _put_away(self, folder: Path) -> None:
        """Let nothing be there, without removing it: after a removal of very many files, some file
        systems take long to make new ones."""
        folder.rename(tempfile.mkdtemp(dir=self.folder))

    def _cold_hugo(self, source: Path) -> Cost:
        self._put_away(source / "public")
        return run(hugo.command(source))


def measure(
    sizes: Sequence[int], folder: Path, runs: int, woven: bool, tell: Tell
) -> list[Measured]:
    """Measure corpora of these sizes in a folder, with so many runs of everything."""
    contests = [Contest(folder / str(size), size) for size in sizes]
    found = []
    for contest in contests:
        tell(f"{contest.clauses} clauses: set-up, and memory")
        found.append(contest.set_up(woven))
    coming = [edits(contest.content) for contest in contests]
    for number in range(1, runs + 1):
        for contest, measured, words in zip(contests, found, coming, strict=True):
            tell(f"{contest.clauses} clauses: builds, run {number} of {runs}")
            contest.round(next(words), next(words), measured)
    for contest, measured in zip(contests, found, strict=True):
        tell(f"{contest.clauses} clauses: previews")
        measured.previews = time_previews(contest.content, contest.site, contest.bodies, runs)
    return found

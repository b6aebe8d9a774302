"""What was measured, as ratios with their targets."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from bench.builds import (
    AGAIN,
    CHECK,
    CHECK_EDITED,
    COLD,
    EDITED,
    HUGO,
    HUGO_AGAIN,
    HUGO_EDITED,
    MARKDOWN,
    Measured,
)
from bench.sites import Weight


@dataclass(frozen=True, slots=True)
class Target:
    """The ratio that must be reached, and one that is worth fighting for."""

    must: float
    fight: float | None = None


FIRST, BARE = "first build", "first build, bare peer"
EDIT, SAME = "rebuild, one edit", "rebuild, nothing changed"
CHECKED, CHECKED_EDIT = "check", "check, one edit"
PREVIEW, MEMORY, CPU = "serve, edit to page", "peak memory", "CPU per clause"
FILES, BYTES = "files that an edit changes", "bytes of these files"
PAGE, ASKED = "bytes of a clause's page", "bytes of its scripts and style"

TARGETS: dict[tuple[str, int], Target] = {
    (FIRST, 1000): Target(0.75, 0.5),
    (FIRST, 10000): Target(0.6, 0.4),
    (EDIT, 1000): Target(0.35, 0.15),
    (EDIT, 5000): Target(0.12, 0.05),
    (SAME, 1000): Target(0.25, 0.1),
    (CHECKED, 1000): Target(0.3),
    (CHECKED_EDIT, 1000): Target(0.05),
    (PREVIEW, 1000): Target(1, 0.5),
    (MEMORY, 10000): Target(0.2, 0.1),
    (CPU, 5000): Target(1.02),
    (FILES, 1000): Target(1),
    (PAGE, 1000): Target(1),
    (ASKED, 1000): Target(1),
}
"""By work and number of clauses."""

_MOST_FILES = 15
"""That a one-word edit may change."""
_WEIGHTS = {1000: Weight(page=13620, asked=74556)}
"""What a clause's page weighed in version 0.1.0, by number of clauses."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of ours beside another one."""

    clauses: int
    work: str
    ours: float
    theirs: float
    unit: str
    peer: str
    """What the other figure is."""

    @property
    def ratio(self) -> float:
        """Ours over theirs: less is better."""
        return self.ours / self.theirs

    @property
    def target(self) -> Target | None:
        """What the ratio should be, where that is fixed."""
        return TARGETS.get((self.work, self.clauses))

    @property
    def verdict(self) -> str:
        """How the ratio stands to its target."""
        if self.target is None:
            return ""
        if self.target.fight is not None and self.ratio <= self.target.fight:
            return "won"
        return "met" if self.ratio <= self.target.must else "missed"


def rows(measured: Sequence[Measured]) -> Iterator[Row]:
    """All figures, size by size."""
    for one in measured:
        yield from _times(one)
        yield from _memory(one)
        if one is not measured[0]:
            yield _cpu(one, measured[0])
        yield from _files(one)
        yield from _weights(one)


def _times(one: Measured) -> Iterator[Row]:
    peers = (
        (FIRST, COLD, HUGO, "Hugo + Pagefind"),
        (BARE, COLD, MARKDOWN, "Hugo over Markdown"),
        (EDIT, EDITED, HUGO_EDITED, "Hugo"),
        (SAME, AGAIN, HUGO_AGAIN, "Hugo"),
        (CHECKED, CHECK, COLD, "our first build"),
        (CHECKED_EDIT, CHECK_EDITED, COLD, "our first build"),
    )
    for work, ours, theirs, peer in peers:
        yield Row(one.clauses, work, _seconds(one, ours), _seconds(one, theirs), "s", peer)
    ours_shown, theirs_shown = map(median, one.previews)
    yield Row(one.clauses, PREVIEW, ours_shown, theirs_shown, "s", "Hugo's server")


def _seconds(one: Measured, name: str) -> float:
    return median(cost.seconds for cost in one.costs[name])


def _memory(one: Measured) -> Iterator[Row]:
    if one.memory.ours and one.memory.pagefind:
        ours, theirs = one.memory.ours / 1e6, one.memory.pagefind / 1e6
        yield Row(one.clauses, MEMORY, ours, theirs, "MB", "Pagefind")


def _cpu(one: Measured, smallest: Measured) -> Row:
    """Milliseconds of all cores."""
    ours, theirs = (
        1000 * median(cost.cpu_seconds for cost in of.costs[COLD]) / of.clauses
        for of in (one, smallest)
    )
    return Row(one.clauses, CPU, ours, theirs, "ms", f"{smallest.clauses} clauses")


def _files(one: Measured) -> Iterator[Row]:
    """Of the edit that changes the most."""
    files = max(change.files for change in one.changes)
    changed = max(change.bytes for change in one.changes)
    yield Row(one.clauses, FILES, files, _MOST_FILES, "", "at most")
    yield Row(one.clauses, BYTES, changed / 1e3, one.site_bytes / 1e3, "kB", "whole site")


def _weights(one: Measured) -> Iterator[Row]:
    if before := _WEIGHTS.get(one.clauses):
        yield Row(one.clauses, PAGE, one.weight.page, before.page, "", "version 0.1.0")
        yield Row(one.clauses, ASKED, one.weight.asked, before.asked, "", "version 0.1.0")


def table(found: Sequence[Row]) -> Iterator[str]:
    """The lines to print."""
    for size in dict.fromkeys(row.clauses for row in found):
        yield f"\n{size} generated clauses"
        yield _line("", "ours", "peer", "", "ratio", "must", "fight for", "")
        for row in found:
            if row.clauses == size:
                yield _told(row)


def _told(row: Row) -> str:
    must = _number(row.target.must) if row.target else ""
    fight = _number(row.target.fight) if row.target and row.target.fight else ""
    ours, theirs = (f"{_number(value)} {row.unit}".rstrip() for value in (row.ours, row.theirs))
    return _line(row.work, ours, theirs, row.peer, _number(row.ratio), must, fight, row.verdict)


def _line(*cells: str) -> str:
    work, ours, theirs, peer, ratio, must, fight, verdict = cells
    figures = f"{ratio:>8}{must:>8}{fight:>11}"
    return f"  {work:32}{ours:>12}{theirs:>12}  {peer:20}{figures}  {verdict}".rstrip()


def _number(value: float) -> str:
    """A count in whole, any other number to three decimals at most."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def as_json(found: Sequence[Row]) -> str:
    """All rows, with ratio and verdict."""
    told = [{**asdict(row), "ratio": row.ratio, "verdict": row.verdict} for row in found]
    return json.dumps(told, ensure_ascii=False, indent=1)

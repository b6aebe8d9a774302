"""The site where its folder has to stay, as the root of a volume must: file by file.

Each file is at every moment the old one or the new one, and what pages ask for is there before
they are: what is new comes first, then what is replaced, the service worker last; then goes what is
no longer made. Where one step fails, those before it are undone. After a kill, files of both
editions are there until the next build makes the site whole. So that it knows them for a build's
own, the marker names those of both meanwhile.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Set
from contextlib import suppress
from functools import partial
from pathlib import Path

from clausebook.build.write.marker import MARKER, folders_of
from clausebook.build.write.places import exchange
from clausebook.build.write.trees import folder_stamp_of, link, remove, write_whole

_BOTH, _OLD = f"{MARKER}.both", ".old"
"""In the other tree, the marker of both editions, and how the names of old files end there."""


def move_in(
    come: Set[str], go: Set[str], other: Path, site: Path, *, last: str, names: bytes
) -> None:
    """Let these files of two trees change places; ``go`` are only in the site.

    ``names`` is the marker of both editions. Raises OSError, with the site as it was.
    """
    write_whole(other / _BOTH, names)
    paths = [*_in_order(come - {MARKER}, go, site, last), *come & {MARKER}]
    steps = [(other / _BOTH, site / MARKER), *((other / path, site / path) for path in paths)]
    undo: list[Callable[[], object]] = []
    try:
        for step in steps:
            undo.append(_trade(*step))
    except OSError:
        for take_back in reversed(undo):
            take_back()
        raise
    for folder in sorted({above for path in go for above in folders_of(path)}, reverse=True):
        with suppress(OSError):  # something is in it
            (site / folder).rmdir()


def _in_order(come: Set[str], go: Set[str], site: Path, last: str) -> Iterator[str]:
    """What makes room for others, what is new, what replaces, what goes."""
    around = {above for path in come for above in folders_of(path)}
    makes_room = {path for path in go if path in around or not come.isdisjoint(folders_of(path))}
    new = {path for path in come if not os.path.lexists(site / path)}
    yield from sorted(makes_room)
    yield from sorted(new)
    yield from sorted(come - new, key=lambda path: (path == last, path))
    yield from sorted(go - makes_room)


def _trade(other: Path, site: Path) -> Callable[[], object]:
    """Let two files change places, of which one may be missing; returns what undoes it.

    That is a rename, for which there is room on a full disk.
    """
    if not os.path.lexists(other):
        _move(site, other)
        return partial(_move, other, site)
    if folder_stamp_of(site) or not os.path.lexists(site):
        _move(other, site)
        return partial(site.rename, other)
    if exchange(other, site):
        return partial(exchange, other, site)
    old = other.with_name(f"{other.name}{_OLD}")
    remove(old)
    link(site, old)
    other.replace(site)
    return partial(old.replace, site)


def _move(source: Path, target: Path) -> None:
    """Rename a file into a folder that need not be there, or into the place of an empty one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for folder, _, _ in os.walk(target, topdown=False):
        Path(folder).rmdir()
    source.rename(target)

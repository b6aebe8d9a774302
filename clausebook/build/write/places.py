"""Two folders change places, so that at every moment one of them is the whole site."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def swap(new: Path, out: Path) -> None:
    """Put a folder in the site's place; afterwards the old site, if there was one, is in its."""
    if not out.exists():
        new.rename(out)
    elif not exchange(new, out):
        kept = _aside(out)
        out.rename(kept)
        new.rename(out)
        kept.rename(new)


def exchange(one: Path, other: Path) -> bool:
    """Let the kernel swap two folders in one step; False where it cannot."""
    library = _library()
    paths = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(*paths, _RENAME_EXCHANGE) == 0)  # type: ignore[union-attr]
    if library is None or not hasattr(library, "renameat2"):
        return False
    done = library.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
    return bool(done == 0)


def _library() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None


def recover(out: Path) -> None:
    """Where folders cannot be exchanged, a kill between two renames leaves the site aside."""
    kept = _aside(out)
    if kept.exists():
        if out.exists():
            shutil.rmtree(kept)
        else:
            kept.rename(out)


def _aside(out: Path) -> Path:
    """Where the old site is between two renames: not among state, which anybody may delete."""
    return out.with_name(f".{out.name}-old")


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[Callable[[], bool]]:
    """Make a folder and hold it alone; the lock dies with the process and those forked from it.

    What it hands out tells whether the folder is still the one that was locked.
    """
    try:
        import fcntl
    except ImportError:  # Windows has no such locks; two builds at once are the user's to avoid
        folder.mkdir(exist_ok=True)
        yield folder.exists
        return
    while True:
        folder.mkdir(exist_ok=True)
        held = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX)
            if _is(folder, held):  # nobody deleted it while this process waited
                yield partial(_is, folder, held)
                return
        finally:
            os.close(held)


def _is(folder: Path, held: int) -> bool:
    try:
        return os.path.samestat(folder.stat(), os.fstat(held))
    except FileNotFoundError:
        return False

"""Where a site, its state and its other tree are, and how two folders change places.

Two folders that change places are at every moment one whole site. Only what is mounted has to stay.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from clausebook.build.write.trees import remove

TREE = "next"
"""The name of the other tree in the state."""
_INSIDE = ".clausebook-build"
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def state_of(out: Path) -> Path:
    """The folder in which builds into a folder remember what they did.

    It is beside the site; in a volume's root, because nothing beside that is of the same volume.
    """
    out = resolved(out)
    return out / _INSIDE if str(out) in _mounts(out) else out.with_name(f".{out.name}-build")


def other_tree_of(out: Path, state: Path) -> Path:
    """The folder that changes places with the site: in the state, if that is on the same disk."""
    is_apart = _mounts(state) or _device(state) != _device(out if out.exists() else out.parent)
    return out.with_name(f".{out.name}-next") if is_apart else state / TREE


def has_to_stay(out: Path) -> bool:
    """Whether a folder is a volume, or holds one, so that it cannot be moved or should not."""
    return bool(_mounts(out))


def folds_names(folder: Path) -> bool:
    """Whether the disk of a folder takes names for one that differ in capitals only."""
    other = folder.with_name(folder.name.swapcase())
    return other.exists() and other.samefile(folder)


def resolved(path: Path) -> Path:
    """An absolute path without links, whether it is there or not."""
    return Path(os.path.realpath(path))


def _device(folder: Path) -> int:
    return folder.stat().st_dev


def _mounts(folder: Path) -> list[str]:
    """What is mounted at a folder and below it."""
    folder = resolved(folder)
    try:
        listed = Path("/proc/self/mountinfo").read_bytes().splitlines()
    except OSError:  # the system is not Linux
        return [str(folder)] if os.path.ismount(folder) else []
    places = {os.fsdecode(_OCTAL.sub(_sign, line.split()[4])) for line in listed}
    return sorted(place for place in places if f"{place}/".startswith(f"{folder}/"))


_OCTAL = re.compile(rb"\\([0-7]{3})")
"""How Linux writes a space and its like in the list of mounts."""


def _sign(octal: re.Match[bytes]) -> bytes:
    return bytes([int(octal[1], 8)])


def swap(new: Path, out: Path) -> bool:
    """Put a folder in the site's place; afterwards the old site, if there was one, is in its.

    False where the system does not let them be moved; then both are where they were.
    """
    if not out.exists():
        new.rename(out)
        return True
    return exchange(new, out) or _by_renames(new, out)


def _by_renames(new: Path, out: Path) -> bool:
    kept = _aside(out)
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in ((out, kept), (new, out), (kept, new)):
            source.rename(target)
            done.append((source, target))
    except OSError:
        for source, target in reversed(done):
            target.rename(source)
        return False
    return True


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
            remove(kept)
        else:
            kept.rename(out)


def _aside(out: Path) -> Path:
    """Where the old site is between two renames: not among state, which anybody may delete."""
    return out.with_name(f".{out.name}-build-old")


@contextlib.contextmanager
def locked(path: Path, make: Callable[[Path], None]) -> Iterator[Callable[[], bool]]:
    """Make a folder or file and hold it alone; the lock dies with this process and its forks.

    What it hands out tells whether the path still leads to what was locked.
    """
    try:
        import fcntl
    except ImportError:  # Windows has no such locks; two builds at once are the user's to avoid
        make(path)
        yield path.exists
        return
    while True:
        make(path)
        held = os.open(path, os.O_RDONLY)
        try:
            with contextlib.suppress(OSError):  # nor have some file systems of networks
                fcntl.flock(held, fcntl.LOCK_EX)
            if _is(path, held):  # nobody moved it while this process waited
                yield partial(_is, path, held)
                return
        finally:
            os.close(held)


def _is(path: Path, held: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(held))
    except FileNotFoundError:
        return False

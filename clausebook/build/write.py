"""Rendered files → ``site/``: built beside the old site and swapped in whole.

At every moment, also after a kill, ``site/`` is a complete site: the old one or the new one. Files
that did not change are linked instead of written, so a rebuild costs what changed.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MARKER = ".clausebook"
"""A file that only a built site has; a folder without it is somebody else's and never replaced."""


class CannotWrite(OSError):
    """The output folder cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a site has, how many of them are new or changed, how many old ones went."""

    files: int
    changed: int
    removed: int


def write(files: Mapping[str, bytes], out: Path) -> Written:
    """Replace ``out`` by exactly these files; paths are relative, with forward slashes."""
    _refuse_foreign(out)
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    with _lock(out):
        _recover(out)
        beside = _beside(out, "next")
        shutil.rmtree(beside, ignore_errors=True)
        changed = _fill(beside, files, out)
        (beside / MARKER).write_bytes(b"built by Clausebook\n")
        removed = _names(out) - files.keys() - {MARKER}
        _swap(beside, out)
        shutil.rmtree(beside, ignore_errors=True)
    return Written(len(files), changed, len(removed))


def _refuse_foreign(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise CannotWrite(f"{out} is not a folder")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise CannotWrite(f"{out} was not built by Clausebook; empty it or choose another folder")


def _beside(out: Path, what: str) -> Path:
    return out.with_name(f".{out.name}-{what}")


def _names(root: Path) -> set[str]:
    """All files below a folder, as :func:`write` names them."""
    return {
        (Path(folder) / name).relative_to(root).as_posix()
        for folder, _, names in os.walk(root)
        for name in names
    }


def _fill(beside: Path, files: Mapping[str, bytes], old: Path) -> int:
    """Write the new tree, linking what the old one has already; returns how many are new."""
    folders: set[Path] = set()
    changed = 0
    for name, data in files.items():
        target = beside / _safe(name)
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        if not _link_same(old / name, target, data):
            target.write_bytes(data)
            changed += 1
    return changed


def _safe(name: str) -> PurePosixPath:
    """The path, if it stays inside the site on every system."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name:
        raise CannotWrite(f"{name!r} would leave the site")
    return path


def _link_same(old: Path, target: Path, data: bytes) -> bool:
    try:
        if old.read_bytes() != data:
            return False
        os.link(old, target)
    except OSError:  # not there, or a file system without links
        return False
    return True


# --- the swap --------------------------------------------------------------------------------

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def _swap(beside: Path, out: Path) -> None:
    """Put the new tree in the old one's place; afterwards ``beside`` holds the old one."""
    if not out.exists():
        beside.rename(out)
    elif not _exchange(beside, out):
        kept = _beside(out, "old")
        out.rename(kept)
        beside.rename(out)
        kept.rename(beside)


def _exchange(one: Path, other: Path) -> bool:
    """Let the kernel swap two folders in one step; False where it cannot."""
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    paths = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(*paths, _RENAME_EXCHANGE) == 0)  # type: ignore[union-attr]
    if library is None or not hasattr(library, "renameat2"):
        return False
    done = library.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
    return bool(done == 0)


def _recover(out: Path) -> None:
    """Where folders cannot be exchanged, a kill between two renames leaves the site aside."""
    kept = _beside(out, "old")
    if kept.exists():
        if out.exists():
            shutil.rmtree(kept, ignore_errors=True)
        else:
            kept.rename(out)


@contextlib.contextmanager
def _lock(out: Path) -> Iterator[None]:
    """One build at a time into one folder; the lock dies with the process that holds it.

    The folder around it is what is locked, so that no lock file stays behind.
    """
    try:
        import fcntl
    except ImportError:  # Windows has no such locks; two builds at once are the user's to avoid
        yield
        return
    around = os.open(out.parent, os.O_RDONLY)
    try:
        fcntl.flock(around, fcntl.LOCK_EX)
        yield
    finally:
        os.close(around)

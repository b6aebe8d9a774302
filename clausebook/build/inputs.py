"""The files that a build is made from, and which of them have changed since the last one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from clausebook.files import bytes_of
from clausebook.languages import folders
from clausebook.resources import PACKAGE, PRESETS, ROOT, SCHEMAS, STATIC, TEMPLATES, is_source

PROGRAM = (PACKAGE, TEMPLATES, SCHEMAS, STATIC, PRESETS)
"""The folders of everything that makes a site beside its content."""
_ABOUT = (ROOT / "LICENSE", ROOT / "package-lock.json", ROOT / "pyproject.toml")
"""What says on what terms the program is, which version of it this is, and which packages it has
for the browser."""


class Input(NamedTuple):
    """A file as it was read: what the system says of it, and a digest of its bytes."""

    stamp: tuple[int, int, int, int]
    """When it was written and last changed, its size and its number on the disk."""
    digest: str


def inputs_in(
    root: Path, names: Iterable[str], known: Mapping[str, Input], now: int
) -> dict[str, Input]:
    """The files with these names; those that look as they did are not read again.

    A file that was written while or just before it was read could change again without looking any
    different: it is read each time until it has been left alone for a moment. ``now`` is the time
    of the file system, as :func:`moment` tells it.
    """
    return {name: _input(root / name, known.get(name), now) for name in names}


def moment(folder: Path) -> int:
    """The present time of a file system in nanoseconds, as it stamps files."""
    path = folder / "moment"
    path.write_bytes(b"")
    return path.stat().st_mtime_ns


_A_MOMENT = 50_000_000
"""Nanoseconds; the clocks of file systems tick every few milliseconds."""
_UNSETTLED = (0, 0, 0, 0)


def _input(path: Path, known: Input | None, now: int) -> Input:
    try:
        stamp = _stamp(path)
        if known and known.stamp == stamp:
            return known
    except OSError:
        return Input(_UNSETTLED, digest_in(path))
    return Input(stamp if max(stamp[:2]) < now - _A_MOMENT else _UNSETTLED, digest_in(path))


def digest_in(path: Path) -> str:
    """A digest of a file's bytes, or of what keeps it from being read."""
    try:
        return sha256(bytes_of(path)).hexdigest()
    except OSError as error:
        return f"unreadable: {error.strerror}"


def _stamp(path: Path) -> tuple[int, int, int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def program_digest() -> str:
    """A digest of everything that makes a site beside its content: code, templates, scripts."""
    digest = sha256()
    files = [(path, path.name) for path in filter(Path.is_file, _ABOUT)]
    for folder in (*PROGRAM, *folders().values()):
        paths = sorted(filter(is_source, folder.rglob("*")))
        files += [(path, str(path.relative_to(folder))) for path in paths]
    for path, name in files:
        with contextlib.suppress(FileNotFoundError):  # an editor is at it
            data = path.read_bytes()
            digest.update(os.fsencode(name))
            digest.update(sha256(data).digest())
    return digest.hexdigest()

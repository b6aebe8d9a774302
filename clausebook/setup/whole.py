"""Folders that set-up fills, and whether they are still as it left them.

A mark inside the folder says what it was made from and lists its files. It is written last and
at once, so that a folder that was never finished has none, and goes when the folder goes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

_MARK = ".clausebook"
_PASSING = re.compile(r"__pycache__|\.clausebook.*")
"""Names of what changes without harm: what Python compiles, and notes of set-up itself."""


def made_from(folder: Path) -> dict[str, str]:
    """What a folder was made from, by name; nothing where a file is missing or has changed."""
    try:
        text = (folder / _MARK).read_text(encoding="utf-8")
        head, _, listing = text.partition("\n\n")
        for line in listing.split("\n"):
            size, path = line.split(" ", 1)
            if os.lstat(f"{folder}/{path}").st_size != int(size):
                return {}
        return dict(line.split(" ", 1) for line in head.split("\n"))
    except (OSError, ValueError):
        return {}


def seal(folder: Path, sources: Mapping[str, str]) -> None:
    """Say that a folder is whole, and what it was made from: texts by name, of one line each."""
    head = "\n".join(f"{name} {value}" for name, value in sources.items())
    listing = "\n".join(f"{size} {path}" for path, size in sorted(_files(folder, "")))
    beside = folder / f"{_MARK}.new"
    beside.write_text(f"{head}\n\n{listing}", encoding="utf-8")
    beside.replace(folder / _MARK)


def _files(folder: Path, below: str) -> Iterator[tuple[str, int]]:
    """All files with their size in bytes; a link is a file, as long as where it leads to."""
    with os.scandir(folder / below) as entries:
        for entry in entries:
            if _PASSING.fullmatch(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(folder, f"{below}{entry.name}/")
            else:
                yield f"{below}{entry.name}", entry.stat(follow_symlinks=False).st_size


def digest(path: Path) -> str:
    """What tells one state of a file from all others."""
    return sha256(path.read_bytes()).hexdigest()

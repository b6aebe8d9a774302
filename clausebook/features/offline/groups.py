"""Which files of the site are listed and packed together: those that one edit changes together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256

from clausebook.files import Built
from clausebook.quantity import LANGUAGES

FULL = 4 * 1024 * 1024
"""Bytes above which a group is divided."""

_TOUCHED = ("assets/search/", "data/")
"""What hardly an edit leaves as it was."""
_DATA = "data"
"""The group of all that; dividing it would only change more files with every edit."""
_AROUND = re.compile(rf"^(?:(?:embed/)?(?:{'|'.join(LANGUAGES)})/|assets/data/(?:rules/)?)")
"""Folders around those of documents: pages in each language, bare calculators, their rules."""


def grouped(files: Mapping[str, Built]) -> Iterator[tuple[str, list[Built]]]:
    """Every group's name with its files, both in order of their names.

    A large group is divided by what its files are about, so that a clause's pages stay together,
    and a new clause changes nothing for the others.
    """
    gathered: dict[str, list[Built]] = {}
    for path in sorted(files):
        gathered.setdefault(_group(path.rpartition("/")[0] + "/"), []).append(files[path])
    for name in sorted(gathered):
        parts = 1
        while name != _DATA and sum(file.size for file in gathered[name]) > FULL * parts:
            parts *= 2
        divided: dict[int, list[Built]] = {}
        for file in gathered[name]:
            divided.setdefault(_part(file.path, parts), []).append(file)
        for part in sorted(divided):
            yield f"{name}/{part}", divided[part]


def is_core(path: str) -> bool:
    """Whether a file is a page at the top, or for all pages: scripts, styles, the search."""
    if path.startswith("assets/"):
        return not path.startswith("assets/data/")
    return path.rpartition("/")[0] in ("", *LANGUAGES)


@cache
def _group(folder: str) -> str:
    """A document's name, or another folder's; nothing for pages at the top."""
    if folder.startswith(_TOUCHED):
        return _DATA
    return _AROUND.sub("", folder).partition("/")[0]


def _part(path: str, parts: int) -> int:
    """The part of a divided group that a file is in, by the clause's name."""
    if parts == 1:
        return 0
    folder, _, name = _AROUND.sub("", path).partition("/")
    about = re.split(r"[/.]", name or folder, maxsplit=1)[0]
    return int(sha256(about.encode()).hexdigest()[:8], 16) % parts

"""Which files of the site are listed and packed together: those that one edit changes together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Group:
    """Files in order of their paths: those for all pages and at the top, and the others."""

    name: str
    core: list[Built] = field(default_factory=list)
    others: list[Built] = field(default_factory=list)

    def add(self, file: Built, *, is_core: bool) -> None:
        """Put a file behind those that are there."""
        (self.core if is_core else self.others).append(file)

    def size(self) -> int:
        """The bytes of all files together."""
        return sum(file.size for file in (*self.core, *self.others))


def grouped(files: Mapping[str, Built]) -> Iterator[Group]:
    """All groups in order of their names."""
    found: dict[str, Group] = {}
    seats: dict[str, tuple[Group, bool]] = {}
    for path in sorted(files):
        folder = path.rpartition("/")[0]
        if folder not in seats:
            name = _group(f"{folder}/")
            seats[folder] = found.setdefault(name, Group(name)), _is_core(folder)
        group, is_core = seats[folder]
        group.add(files[path], is_core=is_core)
    for name in sorted(found):
        yield from _divided(found[name])


def _group(folder: str) -> str:
    """A document's name, or another folder's; nothing for pages at the top."""
    if folder.startswith(_TOUCHED):
        return _DATA
    return _AROUND.sub("", folder).partition("/")[0]


def _is_core(folder: str) -> bool:
    """Whether a folder's files are for all pages (scripts, styles, the search) or at the top."""
    if folder.startswith("assets/data"):
        return False
    return folder.startswith("assets") or folder in ("", *LANGUAGES)


def _divided(group: Group) -> Iterator[Group]:
    """A large group in parts, by what its files are about.

    So a clause's pages stay together, and a new clause changes nothing for the others.
    """
    parts, size = 1, group.size()
    while group.name != _DATA and size > FULL * parts:
        parts *= 2
    found = [Group(f"{group.name}/{number}") for number in range(parts)]
    for files, is_core in ((group.core, True), (group.others, False)):
        for file in files:
            number = _number(file.path) % parts if parts > 1 else 0
            found[number].add(file, is_core=is_core)
    yield from (part for part in found if part.core or part.others)


def _number(path: str) -> int:
    """A number for what a file is about, by the name of its clause."""
    folder, _, name = _AROUND.sub("", path).partition("/")
    about = re.split(r"[/.]", name or folder, maxsplit=1)[0]
    return int(sha256(about.encode()).hexdigest()[:8], 16)

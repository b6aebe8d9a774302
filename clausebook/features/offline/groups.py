"""Which files of the site are listed and packed together: those that one edit changes together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from clausebook.features.search.names import FOLDER as SEARCH
from clausebook.files import Built
from clausebook.languages import known_languages

FULL = 4 * 1024 * 1024
"""Bytes above which the group of a document is divided."""

_TOUCHED = (SEARCH, "data/")
"""What hardly an edit leaves as it was."""
_DATA = "data"
"""The group of all that."""
MANY = 4096
"""Files above which this group is divided; dividing it earlier would only change more files."""
_HIT = re.compile(rf"{SEARCH}(?:{'|'.join(known_languages())})-([0-9]+)\.")
"""What the search shows of a clause, by the clause's number."""
_HITS = 512
"""Clauses of which the hits stay together in a large site."""
_LANGUAGES = "|".join(known_languages())
_AROUND = re.compile(
    rf"^(?:(?:embed/)?(?:{_LANGUAGES})/"
    rf"|assets/data/(?:(?:cite|(?:rules|compare)/(?:{_LANGUAGES}))/)?)"
)
"""Folders around those of documents: pages in each language, bare calculators, data of scripts."""


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
    """All groups in order of their names; of a part of them, whole families."""
    found: dict[str, Group] = {}
    seats: dict[str, tuple[Group, bool]] = {}
    for path in sorted(files):
        folder = path.rpartition("/")[0]
        if folder not in seats:
            name = family(path)
            seats[folder] = found.setdefault(name, Group(name)), _is_core(folder)
        group, is_core = seats[folder]
        group.add(files[path], is_core=is_core)
    for name in sorted(found):
        yield from _divided(found[name])


def family(path: str) -> str:
    """The groups that a file may be in: a document's name, or another folder's; none at the top."""
    if path.startswith(_TOUCHED):
        return _DATA
    folder, inside, _ = _AROUND.sub("", path).partition("/")
    return folder if inside else ""


def family_of(group: str) -> str:
    """The same from the name of a group."""
    return group.rpartition("/")[0]


def _is_core(folder: str) -> bool:
    """Whether a folder's files are for all pages (scripts, styles, the search) or at the top."""
    if folder.startswith("assets/data"):
        return False
    return folder.startswith("assets") or folder in ("", *known_languages())


def _divided(group: Group) -> Iterator[Group]:
    """A group by itself, or in parts that do not change each other."""
    found: dict[str, Group] = {}
    part = _part_of_data(group) if group.name == _DATA else _part_of_document(group)
    for files, is_core in ((group.core, True), (group.others, False)):
        for file in files:
            name = f"{group.name}/{part(file.path)}"
            found.setdefault(name, Group(name)).add(file, is_core=is_core)
    yield from (found[name] for name in sorted(found))


def _part_of_document(group: Group) -> Callable[[str], int]:
    """The part that a file is in, by the name of its clause: pages of one clause stay together."""
    parts, size = 1, group.size()
    while size > FULL * parts:
        parts *= 2

    def part(path: str) -> int:
        if parts == 1:
            return 0
        folder, _, name = _AROUND.sub("", path).partition("/")
        about = re.split(r"[/.]", name or folder, maxsplit=1)[0]
        return int(sha256(about.encode()).hexdigest()[:8], 16) % parts

    return part


def _part_of_data(group: Group) -> Callable[[str], int]:
    """The part that a file is in: hits by their number, behind all that any edit may change."""
    is_large = len(group.core) > MANY

    def part(path: str) -> int:
        hit = _HIT.match(path) if is_large else None
        return 1 + int(hit[1]) // _HITS if hit else 0

    return part

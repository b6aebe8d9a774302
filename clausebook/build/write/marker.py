"""The file in a built site that tells which files there are a build's own.

What it does not list is somebody else's (a host's ``CNAME``, a repository, a note) and survives
every build. It stands in the site itself, because state beside it may be deleted, and it hardly
ever changes: where names hold hashes of contents, it has ``*`` in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

MARKER = ".clausebook"
"""A file that only a built site has; a folder without it is somebody else's and never replaced."""

_HASH = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{8,64}(?![0-9A-Za-z])|(?<=\.)[0-9a-f]{6,64}(?=\.)")
"""A word of hexadecimal digits; a short one only between dots, as it may be a year and month."""
_HEAD = (
    "built by Clausebook; each build replaces or removes these files and no others (* is a hash)"
)


class Own:
    """The files that builds made, and the folders that these are in."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(map(_name, names))
        self._folders = {"", *(above for name in self._names for above in folders_of(name))}

    def has_file(self, path: str) -> bool:
        """Whether a build made the file of this path."""
        return _name(path) in self._names

    def has_folder(self, path: str) -> bool:
        """Whether a build made the folder of this path; the site itself is the empty path."""
        return _name(path) in self._folders


def folder_of(path: str) -> str:
    """The folder that a path is in; the site itself is the empty path."""
    return path.rpartition("/")[0]


def folders_of(path: str) -> Iterable[str]:
    """The folders around a path, the nearest first; the site itself is not among them."""
    while path := folder_of(path):
        yield path


def own_files(site: Path) -> Own:
    """What the marker of a site tells; nothing where there is none."""
    try:
        head, *names = (site / MARKER).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, ValueError):
        return Own(())
    return Own(names if head == _HEAD else ())


def is_marked(site: Path) -> bool:
    """Whether a build that keeps to its own files made this folder."""
    try:
        with (site / MARKER).open(encoding="utf-8") as marker:
            return marker.readline() == f"{_HEAD}\n"
    except (OSError, ValueError):
        return False


def marker(paths: Iterable[str]) -> bytes:
    """The marker of a site with these own files."""
    return "\n".join([_HEAD, *sorted(set(map(_name, paths))), ""]).encode()


def _name(path: str) -> str:
    return _HASH.sub("*", path)

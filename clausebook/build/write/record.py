"""What a build remembers of the site's two trees, so that the next one need not read or link them.

A record is believed only of a file that still has the inode, size and time that are noted here, and
of the entries of a folder that still has its time. So it need not be written at the same moment as
the trees change: after a kill it is right about most of them, and says nothing about the rest.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from clausebook.build.write.trees import FolderStamp, Stamp, remove, write_whole

_FORMAT = 1
"""Raise it when what is noted changes its form or meaning."""


@dataclass(frozen=True, slots=True)
class Record:
    """The site in place and the tree beside it."""

    digests: Mapping[str, str] = field(default_factory=dict)
    """What own files hold, by path."""
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    """The same files as the file system knows them."""
    folders: Mapping[str, FolderStamp] = field(default_factory=dict)
    """The folders of the site, outer ones first; the site itself is the empty path."""
    aligned: Mapping[str, FolderStamp] = field(default_factory=dict)
    """Those folders of the other tree that have the same entries."""
    foreign: frozenset[str] = frozenset()
    """Files among them that no build made."""
    foreign_folders: frozenset[str] = frozenset()
    """Whole folders among them that no build made."""


def save(record: Record, to: Path) -> None:
    """Write a record; whoever reads it sees this one or the one before."""
    columns = marshal.dumps(
        {
            "files": [*record.digests],
            "digests": [*record.digests.values()],
            "stamps": [*chain.from_iterable(map(record.stamps.__getitem__, record.digests))],
            "folders": [*record.folders],
            "times": [*chain.from_iterable(record.folders.values())],
            "aligned": [*record.aligned],
            "aligned times": [*chain.from_iterable(record.aligned.values())],
            "foreign": sorted(record.foreign),
            "foreign folders": sorted(record.foreign_folders),
        }
    )
    beside = to.with_name(f"{to.name}.tmp")
    try:
        write_whole(beside, _head(columns) + columns)
        beside.replace(to)
    except OSError:
        remove(beside)
        raise


def load(path: Path) -> Record:
    """The record as it was saved; an empty one where it is missing, damaged or of another form."""
    try:
        head, columns = path.read_bytes().split(b"\n", 1)
    except (FileNotFoundError, ValueError):
        return Record()
    if head + b"\n" != _head(columns):
        return Record()
    read = marshal.loads(columns)  # whole, as its check sum says: else it might be unsafe
    stamps, times, aligned = (iter(read[name]) for name in ("stamps", "times", "aligned times"))
    return Record(
        dict(zip(read["files"], read["digests"], strict=True)),
        dict(zip(read["files"], zip(stamps, stamps, stamps, strict=True), strict=True)),
        dict(zip(read["folders"], zip(times, times, strict=True), strict=True)),
        dict(zip(read["aligned"], zip(aligned, aligned, strict=True), strict=True)),
        frozenset(read["foreign"]),
        frozenset(read["foreign folders"]),
    )


def _head(columns: bytes) -> bytes:
    return f"clausebook record {_FORMAT}.{marshal.version} {zlib.crc32(columns)}\n".encode()

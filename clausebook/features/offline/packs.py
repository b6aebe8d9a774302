"""Lists of files, and their packs: the files one after the other, compressed.

A list is rows ``[address of a pack, [[path, digest, size], …]]``; files without a pack have an
empty address and are fetched only when they are read. A pack is named by what is in it, so that
one that is there already is neither read nor made again. The browser opens it by itself, whatever
the server knows of compression; ``.pack`` is a suffix that servers send as it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deflate import gzip_compress

from clausebook.files import Built, digest_of

FOLDER = "offline"
_LEVEL = 6

Read = Callable[[str], bytes]
Row = tuple[str, list[tuple[str, str, int]]]


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of a group, its own digest, and the address of its pack, if it has one."""

    digest: str
    data: bytes
    address: str


def listed(packed: Sequence[Built], single: Sequence[Built]) -> Listed:
    """The list of a group whose files are packed, or fetched when they are read."""
    address = f"{FOLDER}/{digest_of(as_json(_rows(packed)))}.pack" if packed else ""
    rows = [(at, _rows(files)) for at, files in ((address, packed), ("", single)) if files]
    data = as_json(rows)
    return Listed(digest_of(data), data, address)


def list_path(digest: str) -> str:
    """Where a list is."""
    return f"{FOLDER}/{digest}.json"


def pack(files: Iterable[Built], read: Read, at_hand: Mapping[str, memoryview]) -> bytes:
    """A pack of files, some of whose bytes are at hand, by their digest.

    Systems have different compressors; this one comes with its package, so that the same files
    are the same pack on every machine.
    """
    data = b"".join(at_hand.get(file.digest) or read(file.path) for file in files)
    return bytes(gzip_compress(data, _LEVEL))


def as_json(value: Any) -> bytes:
    """A value as the shortest JSON."""
    return json.dumps(value, separators=(",", ":")).encode()


def _rows(files: Iterable[Built]) -> list[tuple[str, str, int]]:
    return [(file.path, file.digest, file.size) for file in files]

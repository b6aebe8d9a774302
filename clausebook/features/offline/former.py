"""The lists and packs of the site as it was: what an edit does not concern is taken from there.

A list is known by its digest, and a file in a pack by the digest of what was read. What cannot be
read is made anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from deflate import DeflateError, gzip_decompress

from clausebook.features.offline.packs import Read, Row, list_path
from clausebook.files import Built, digest_of

_NAMED = re.compile(rb"^const LISTS = (\{.*\});\n// ([0-9]+) bytes$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Former:
    """What a worker names: the digests of the lists, by their groups' names; the site's bytes."""

    lists: Mapping[str, str] = field(default_factory=dict)
    size: int = 0


def named(lists: str, size: int) -> str:
    """How a worker names its lists."""
    return f"const LISTS = {lists};\n// {size} bytes\n"


def former_of(worker: bytes) -> Former:
    """The same, read from a worker; nothing where it is damaged."""
    found = _NAMED.search(worker)
    try:
        return Former(json.loads(found[1]), int(found[2])) if found else Former()
    except ValueError:
        return Former()


def former_rows(digest: str, read: Read) -> list[Row]:
    """A list by its digest; nothing where it is not there or damaged."""
    try:
        known = read(list_path(digest)) if digest else b""
    except OSError:
        return []
    rows: list[Row] = json.loads(known) if digest_of(known) == digest else []
    return rows


def files_of(rows: Iterable[Row]) -> Iterator[Built]:
    """The files that a list names."""
    for _, files in rows:
        for path, digest, size in files:
            yield Built(path, digest, size)


def paths_of(digests: Mapping[str, str], rows: Mapping[str, Sequence[Row]]) -> frozenset[str]:
    """Where these lists and their packs are, by the names of their groups."""
    packs = (address for listed in rows.values() for address, _ in listed if address)
    return frozenset((*map(list_path, digests.values()), *packs))


def unpacked(rows: Sequence[Row], read: Read) -> Mapping[str, memoryview]:
    """The files of a list's pack by their digests: one read gives the bytes of hundreds."""
    address, files = rows[0] if rows else ("", [])
    places = [*accumulate((size for _, _, size in files), initial=0)]
    if not address or not places[-1]:
        return {}
    try:
        data = memoryview(gzip_decompress(read(address), places[-1]))
    except (OSError, ValueError, DeflateError):
        return {}
    cut = (data[start:end] for start, end in pairwise(places))
    return {digest_of(file): file for file in cut}

"""The packs of the site as it was: one read gives the bytes of hundreds of files.

Nothing of them is trusted: a file is known by the digest of what was read, and what cannot be read
is taken from the new site, file by file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import accumulate, pairwise

from deflate import DeflateError, gzip_decompress

from clausebook.features.offline.packs import Read, list_path
from clausebook.files import digest_of

_LISTS = re.compile(rb"^const LISTS = (\{.*\});$", re.MULTILINE)


def former_lists(worker: bytes) -> Mapping[str, str]:
    """The digests of the lists that a worker names, by their groups' names."""
    found = _LISTS.search(worker)
    try:
        return dict(json.loads(found[1])) if found else {}
    except ValueError:
        return {}


def former_files(digest: str, read: Read) -> Mapping[str, memoryview]:
    """The files of a former list's pack by their digests."""
    try:
        known = read(list_path(digest))
        if digest_of(known) != digest:
            return {}
        address, files = json.loads(known)[0]
        places = [*accumulate((size for _, _, size in files), initial=0)]
        if not address or not places[-1]:
            return {}
        data = memoryview(gzip_decompress(read(address), places[-1]))
    except (OSError, ValueError, DeflateError):
        return {}
    cut = (data[start:end] for start, end in pairwise(places))
    return {digest_of(file): file for file in cut}

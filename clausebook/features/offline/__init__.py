"""What the site needs without a network: a service worker, lists of the files that it keeps, and
packs in which it fetches them.

Files that one edit changes together have one list, named by its own digest. The worker names the
lists, so that after an edit a browser fetches the worker, the lists of what the edit touched, and
the files that changed. On a first visit it fetches packs: a dozen of them take a fraction of the
time and bytes of many hundred files, and reach the worker as they were written even where a host
redirects or changes pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from clausebook.features.offline.former import former_files, former_lists
from clausebook.features.offline.groups import grouped
from clausebook.features.offline.manifest import manifest_path
from clausebook.features.offline.packs import (
    FOLDER,
    Read,
    as_json,
    list_path,
    listed,
    pack,
)
from clausebook.files import Built, built, digest_of
from clausebook.quantity import LANGUAGES
from clausebook.resources import STATIC

WORKER = "service-worker.js"
WHOLE = 50 * 1024 * 1024
"""Bytes up to which a site is kept whole; of a larger one only what every page needs and the pages
at the top are fetched in advance, and other pages are kept once they have been read."""

_SOURCE = STATIC / "offline" / "worker" / WORKER


def offline(
    files: Mapping[str, Built], read: Read, kept: Callable[[str], bool]
) -> Iterator[tuple[str, bytes | None]]:
    """The worker, its lists and its packs by path; nothing about them depends on anything else.

    ``kept`` tells whether the site, as this same program left it, has a path; what its name says
    is there unchanged has None for its bytes. ``read`` gives the bytes of a file of the new site,
    and of one that is kept.
    """
    is_whole = sum(file.size for file in files.values()) <= WHOLE
    former = former_lists(read(WORKER)) if kept(WORKER) else {}
    lists = {}
    for group in grouped(files):
        packed = [*group.core, *group.others] if is_whole else group.core
        now = listed(packed, [] if is_whole else group.others)
        lists[group.name] = now.digest
        path = list_path(now.digest)
        yield path, None if kept(path) else now.data
        if now.address and kept(now.address):
            yield now.address, None
        elif now.address:
            at_hand = former_files(former[group.name], read) if group.name in former else {}
            yield now.address, pack(packed, read, at_hand)
    yield WORKER, _worker(as_json(lists))


def offline_of(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The same for a new site whose files are all at hand."""
    known = {path: built(path, data) for path, data in files.items()}
    for path, data in offline(known, files.__getitem__, lambda _: False):
        if data is not None:
            yield path, data


def is_for_servers(path: str) -> bool:
    """Whether a file of the site is of no use from a disk."""
    alone = {WORKER, "404.html", *map(manifest_path, LANGUAGES)}
    return path in alone or path.startswith(f"{FOLDER}/")


def _worker(lists: bytes) -> bytes:
    """The worker; the names of its lists, and so of the edition, are the first that it holds."""
    named = f'const EDITION = "{digest_of(lists)}";\nconst LISTS = {lists.decode()};\n'
    return named.encode() + _SOURCE.read_bytes()

"""One edition: the lists and packs of its groups, and the worker that names them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from clausebook.features.offline.former import Former, former_rows, named, unpacked
from clausebook.features.offline.groups import Group
from clausebook.features.offline.manifest import manifest_path
from clausebook.features.offline.packs import Read, as_json, list_path, listed, pack
from clausebook.files import digest_of
from clausebook.languages import known_languages
from clausebook.resources import STATIC

WORKER = "service-worker.js"
WHOLE = 50 * 1024 * 1024
"""Bytes up to which a site is kept whole; of a larger one only what every page needs and the pages
at the top are fetched in advance, and other pages are kept once they have been read."""

_SOURCE = STATIC / "offline" / "worker"
_PARTS = ("site", "files", "whole", "host", "pages")
"""The worker's scripts in their order; in the one that browsers get they share everything."""

OWN = ["", "index.html", "404.html", *map(manifest_path, known_languages()), *known_languages()]
OWN += ["embed", "assets", "data"]
"""The folders and files at the top of a site. The worker leaves all other addresses below it to
the host, because another application may be there."""

Made = tuple[str, bytes | None]
"""A path with its bytes, or with None where they are there already."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition of a site of so many bytes, and the site as it was."""

    size: int
    old: Former
    read: Read
    kept: Callable[[str], bool]
    lists: dict[str, str] = field(default_factory=dict)
    """The digests of the lists by the names of their groups."""

    def publish(self, group: Group) -> Iterator[Made]:
        """A group's list and its pack, if it has one."""
        is_whole = self.size <= WHOLE
        packed = [*group.core, *group.others] if is_whole else group.core
        now = listed(packed, [] if is_whole else group.others)
        self.lists[group.name] = now.digest
        path = list_path(now.digest)
        yield path, None if self.kept(path) else now.data
        if now.address and self.kept(now.address):
            yield now.address, None
        elif now.address:
            rows = former_rows(self.old.lists.get(group.name, ""), self.read)
            yield now.address, pack(packed, self.read, unpacked(rows, self.read))

    def worker(self) -> Made:
        """The worker, which begins with the names of its lists and so of the edition."""
        told = as_json(dict(sorted(self.lists.items())))
        edition = f'const EDITION = "{digest_of(told)}";\n'
        own = f"const OWN = {json.dumps(OWN)};\n"
        head = edition + named(told.decode(), self.size) + own
        parts = ((_SOURCE / f"{part}.js").read_bytes() for part in _PARTS)
        return WORKER, b"".join([head.encode(), *parts])

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
from dataclasses import dataclass

from clausebook.features.offline import edition
from clausebook.features.offline.edition import WORKER, Edition, Made
from clausebook.features.offline.former import Former, files_of, former_of, former_rows, paths_of
from clausebook.features.offline.groups import family, family_of, grouped
from clausebook.features.offline.manifest import manifest_path
from clausebook.features.offline.packs import FOLDER, Read
from clausebook.files import Built, built
from clausebook.languages import known_languages

__all__ = [
    "WORKER",
    "Update",
    "is_for_servers",
    "is_made_for_offline",
    "offline",
    "offline_after",
    "offline_of",
]

Kept = Callable[[str], bool]


def offline(files: Mapping[str, Built], read: Read, kept: Kept) -> Iterator[Made]:
    """The worker, its lists and its packs by path; nothing about them depends on anything else.

    ``kept`` tells whether the site, as this same program left it, has a path; what its name says
    is there unchanged has None for its bytes. ``read`` gives the bytes of a file of the new site,
    and of one that is kept.
    """
    size = sum(file.size for file in files.values())
    made = Edition(size, _former(read, kept), read, kept)
    for group in grouped(files):
        yield from made.publish(group)
    yield made.worker()


@dataclass(frozen=True, slots=True)
class Update:
    """What an edit changes: new bytes by path, and paths that go."""

    made: Mapping[str, bytes]
    gone: frozenset[str]


def offline_after(changes: Mapping[str, Built | None], read: Read, kept: Kept) -> Update | None:
    """The same after an edit, at the cost of what the edit concerns.

    ``changes`` are the files that are new or changed, and None for those that go. The answer is
    None, and :func:`offline` is to be asked, where the site as it was does not say enough, and
    where it grows beyond what is kept whole or comes back below it.
    """
    old = _former(read, kept)
    families = {family(path) for path in changes}
    before = {name: key for name, key in old.lists.items() if family_of(name) in families}
    known = {name: former_rows(key, read) for name, key in before.items()}
    if not old.lists or not all(known.values()):
        return None
    files = {file.path: file for rows in known.values() for file in files_of(rows)}
    now = {path: file for path, file in {**files, **changes}.items() if file}
    size = old.size + _size(now) - _size(files)
    if (size > edition.WHOLE) != (old.size > edition.WHOLE):
        return None
    others = {name: key for name, key in old.lists.items() if name not in before}
    made = Edition(size, old, read, kept, others)
    new = dict(row for group in grouped(now) for row in made.publish(group))
    gone = paths_of(before, known) - new.keys()
    new.update([made.worker()])
    return Update({path: data for path, data in new.items() if data is not None}, gone)


def offline_of(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The same for a new site whose files are all at hand."""
    known = {path: built(path, data) for path, data in files.items()}
    for path, data in offline(known, files.__getitem__, lambda _: False):
        if data is not None:
            yield path, data


def is_made_for_offline(path: str) -> bool:
    """Whether a path is the worker's, a list's or a pack's."""
    return path == WORKER or path.startswith(f"{FOLDER}/")


def is_for_servers(path: str) -> bool:
    """Whether a file of the site is of no use from a disk."""
    alone = {"404.html", *map(manifest_path, known_languages())}
    return path in alone or is_made_for_offline(path)


def _former(read: Read, kept: Kept) -> Former:
    return former_of(read(WORKER)) if kept(WORKER) else Former()


def _size(files: Mapping[str, Built]) -> int:
    return sum(file.size for file in files.values())

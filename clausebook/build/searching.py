"""The files of the search, made of all clauses, or of what changed in a few of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from clausebook.build.state import Row, State, packed
from clausebook.build.write import Edition
from clausebook.features.search import Findable, Thesaurus, cold, replace
from clausebook.files import Built

SEARCH = "search"


class _Store:
    """What the search keeps for its next change, within the state of builds."""

    def __init__(self, state: State | None) -> None:
        self._state = state
        self._put: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """What was put under a key, in this build or the last one."""
        if key in self._put or self._state is None:
            return self._put.get(key)
        found: bytes | None = self._state.get(SEARCH, key)
        return found

    def put(self, key: str, value: bytes) -> None:
        """Keep this when the build is done."""
        self._put[key] = value

    def rows(self) -> Iterator[Row]:
        """What the state should keep."""
        yield from ((SEARCH, key, packed(value)) for key, value in self._put.items())


@dataclass(frozen=True, slots=True)
class Searched:
    """The files of the search by path, and what the state should keep of them."""

    files: Mapping[str, Built]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A clause whose words have changed, and its place in the site's order."""

    place: int
    old: Findable
    new: Findable


def search_of_all(clauses: Iterable[Findable], thesaurus: Thesaurus, edition: Edition) -> Searched:
    """The search of clauses in the order of the site."""
    store = _Store(None)
    files = {p: edition.put(p, data) for p, data in cold(clauses, thesaurus, store)}
    return Searched(files, tuple(store.rows()))


def search_after(
    changes: Sequence[Change],
    before: Mapping[str, Built],
    thesaurus: Thesaurus,
    state: State,
    edition: Edition,
) -> Searched:
    """The search after changes in some clauses; raises NotKept where the state lacks something."""
    store, files = _Store(state), dict(before)
    contents: dict[str, bytes] = {}
    for change in changes:
        changed = replace(change.place, change.old, change.new, thesaurus, store)
        for path in changed.removed:
            files.pop(path, None)
            contents.pop(path, None)
        contents |= changed.files
    files |= {path: edition.put(path, data) for path, data in contents.items()}
    return Searched(files, tuple(store.rows()))

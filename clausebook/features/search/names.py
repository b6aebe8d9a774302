"""How the files of the search are called: by what they hold, and by a digest of their contents.

Only the root has a name that never changes. It names the other files, so that a page that was open
before an update finds the files of its own edition, or none. Files of which there are many, the
texts of hits above all, are named by lists, which are files themselves.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from clausebook.features.frame.data_script import data_script

FOLDER = "assets/search/"
ROOT = f"{FOLDER}root.js"
"""The one file that must not be cached."""
DIGEST = 6
"""Hexadecimal digits that tell the editions of one file from each other."""
ORDER = 8
"""Digits that tell orders of clauses from each other."""
NONE = "-" * DIGEST
"""Instead of a digest, where there is nothing to publish."""
DIRECT = {"shard": 512}
"""As many files of a kind the root names itself; of other kinds none."""
LIST = 64
"""Files that a list names."""
ONE_LIST = 1024
"""As many files have one list, which a page can ask for before it knows which of them it needs."""
_LISTS = "-list"

File = tuple[str, bytes]


def digest(text: str, digits: int) -> str:
    """A short name for contents."""
    return sha256(text.encode()).hexdigest()[:digits]


def order_of(clauses: Iterable[str]) -> str:
    """A short name for which clauses there are, in which order.

    The search page knows which places belong to which document, and results tell places: a page
    and an index of which this differs do not fit together.
    """
    return digest("\n".join(clauses), ORDER)


class Names:
    """The digests of all files of an edition, and the paths that an earlier one had."""

    def __init__(self, kept: Mapping[str, Any] | None = None) -> None:
        self._single: dict[str, str] = dict(kept["single"]) if kept else {}
        """By name, such as ``caps``."""
        self._many: dict[str, list[str]] = (
            {kind: _cut(text, DIGEST) for kind, text in kept["many"].items()} if kept else {}
        )
        """By kind, such as ``shard``, in the order of their numbers."""
        self.removed: list[str] = []

    def kept(self) -> dict[str, Any]:
        """What makes the same names again."""
        return {"single": self._single, "many": {k: "".join(v) for k, v in self._many.items()}}

    def file(self, name: str, value: Any) -> Iterator[File]:
        """The only file of its kind, unless it is what it was."""
        old, new = self._single.get(name, NONE), digest(_text(value), DIGEST)
        self._single[name] = new
        yield from self._renamed(name, old, new, value)

    def one_of(self, kind: str, number: int, value: Any) -> Iterator[File]:
        """The next file of a kind, or one that is there; an empty value has none."""
        many = self._many.setdefault(kind, [])
        if number == len(many):
            many.append(NONE)
        old, new = many[number], digest(_text(value), DIGEST) if value else NONE
        many[number] = new
        yield from self._renamed(f"{kind}-{number}", old, new, value)

    def lists(self) -> Iterator[File]:
        """The lists of all kinds that the root does not name itself."""
        for kind in [*filter(self._is_listed, self._many)]:
            size = ONE_LIST if self._has_one_list(kind) else LIST
            for number, names in enumerate(_cut("".join(self._many[kind]), size * DIGEST)):
                yield from self.one_of(kind + _LISTS, number, names)

    def in_root(self) -> dict[str, Any]:
        """What the root says of the other files' names."""
        kinds = sorted(kind for kind in self._many if not self._is_listed(kind))
        names = {kind: "".join(self._many[kind]) for kind in kinds}
        return {"files": dict(sorted(self._single.items())), "names": names}

    def _is_listed(self, kind: str) -> bool:
        return not kind.endswith(_LISTS) and len(self._many[kind]) > DIRECT.get(kind, 0)

    def _has_one_list(self, kind: str) -> bool:
        return kind not in DIRECT and len(self._many[kind]) <= ONE_LIST

    def _renamed(self, name: str, old: str, new: str, value: Any) -> Iterator[File]:
        if old not in (new, NONE):
            self.removed.append(_path(name, old))
        if new not in (old, NONE):
            yield _path(name, new), data_script(f"search/{name}.{new}", value)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _path(name: str, of: str) -> str:
    return f"{FOLDER}{name}.{of}.js"


def _cut(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]

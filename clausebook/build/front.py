"""What there is to build from, what of it is new since the last build, and what it means."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from clausebook.build.inputs import Input, inputs_in, program_digest
from clausebook.build.reading import READ, Kept, read_inputs, read_one
from clausebook.build.remaking import Before
from clausebook.build.shelf import Understood, only_words
from clausebook.build.state import Row, State, packed
from clausebook.build.understand import meaning_of
from clausebook.content.load import names_in
from clausebook.content.sources import sources_in
from clausebook.files import Built
from clausebook.meaning.calculate import Calculated
from clausebook.problems import Problems

LAST = "last"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: a content folder, the as-of date, a folder of official texts."""

    content: Path
    on: str | None = None
    official: Path | None = None

    def key(self) -> str:
        """What a state must be of to be trusted: this program, its packages, the same order."""
        folder = Path(sysconfig.get_paths()["purelib"])
        packages = sorted(path.name for path in folder.glob("*-info"))
        parts = [program_digest(), sys.version, *packages, str(self.on), _texts(self.official)]
        return sha256("\n".join(parts).encode()).hexdigest()


def _texts(official: Path | None) -> str:
    """A digest of the official texts, which no page notes."""
    paths = sorted(official.glob("*.txt")) if official else []
    return " ".join(f"{p.name} {sha256(p.read_bytes()).hexdigest()}" for p in paths)


@dataclass(frozen=True, slots=True)
class Last:
    """What the last build was made from, and what it left in the site."""

    inputs: Mapping[str, Input]
    before: Before
    site: Mapping[str, Built]
    """All files of the site by path."""


@dataclass(frozen=True, slots=True)
class OtherWords:
    """The last build's site with other words in some clauses, and what the state keeps of them."""

    understood: Understood
    clauses: tuple[str, ...]
    """The ids of these clauses."""
    rows: tuple[Row, ...]


class Front:
    """The content as it is now beside what the last build has left."""

    def __init__(self, order: Order, state: State, now: int) -> None:
        """``now`` is the time of the file system; see :func:`.inputs.moment`."""
        self._order = order
        self._state = state
        self.problems = Problems(sources_in(order.content))
        self.last: Last | None = state.get(LAST)
        names = names_in(order.content, self.problems)
        known = self.last.inputs if self.last else {}
        self.inputs = inputs_in(order.content, names, known, now)

    @cached_property
    def changed(self) -> set[str] | None:
        """The names of files that came, went or have other bytes; None without a last build."""
        if self.last is None or self.problems:
            return None
        before = {name: found.digest for name, found in self.last.inputs.items()}
        now = {name: found.digest for name, found in self.inputs.items()}
        return {name for name, _ in before.items() ^ now.items()}

    def other_words(self) -> OtherWords | None:
        """What the content means, where nothing but words of clauses has changed, or nothing."""
        changed, content = self.changed, self._order.content
        if self._order.official or changed is None or not self._are_clauses(changed):
            return None
        reads = {name: read_one(content, name, self.inputs, self._state) for name in changed}
        for name, new in reads.items():
            old: Kept | None = self._state.get(READ, name)
            if not only_words(old.read if old else None, new.read):
                return None
        new_reads = {kept.read.id: kept.read for kept in reads.values()}
        understood = Understood(self._state, new_reads, self._order.on)
        rows = tuple((READ, name, packed(kept)) for name, kept in reads.items())
        return OtherWords(understood, tuple(new_reads), rows) if understood.is_right() else None

    def _are_clauses(self, names: set[str]) -> bool:
        """Whether these are clauses that were there and still are."""
        before = self.last.inputs.keys() if self.last else set()
        kept = before & self.inputs.keys()
        return all("/" in n and not n.endswith("/document.yaml") and n in kept for n in names)

    def all(self) -> tuple[Calculated, list[Row]]:
        """What all files mean together, and what the state should keep of them."""
        reads, rows = read_inputs(self._order.content, self.inputs, self._state)
        return meaning_of(self._order.content, reads, self._order.on, self.problems), rows

    def digests(self) -> dict[str, str]:
        """The digests of files by what they hold: document x, clause x/5, table topics."""
        return {
            name.removesuffix(".yaml").removesuffix("/document"): found.digest
            for name, found in self.inputs.items()
        }

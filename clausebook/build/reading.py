"""Content files → what came of each; a file that is as it was is not read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausebook.build.inputs import Input
from clausebook.build.processes import MANY_FILES, cores, spread
from clausebook.build.state import Row, State, packed
from clausebook.content.assemble import SITE, literals_of
from clausebook.content.check import Read, read_path
from clausebook.content.load import shown_as

READ = "read"

Literals = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a file, and what it came from."""

    digest: str
    literals: Literals
    read: Read


def read_inputs(
    content: Path, inputs: Mapping[str, Input], state: State
) -> tuple[list[Read], list[Row]]:
    """What came of each input, content/site.yaml first, and what the state should keep of it."""
    reader = _Reader(content, inputs, dict(state.all(READ)))
    site = reader.read([SITE], ()) if SITE in inputs else []
    others = [name for name in inputs if name != SITE]
    reads = [*site, *reader.read(others, literals_of(site[0] if site else None))]
    gone = [(READ, name, None) for name in reader.known if name not in inputs]
    return reads, [*reader.rows, *gone]


def read_one(content: Path, name: str, inputs: Mapping[str, Input], state: State) -> Kept:
    """What came of one file besides content/site.yaml, which has not changed."""
    site: Kept | None = state.get(READ, SITE)
    literals = literals_of(site.read if site else None)
    read = read_path(content, shown_as(content), name, literals)
    return Kept(inputs[name].digest, literals, read)


class _Reader:
    """Reads files, or remembers what came of them."""

    def __init__(
        self, content: Path, inputs: Mapping[str, Input], known: Mapping[str, Kept]
    ) -> None:
        self._content = content
        self._inputs = inputs
        self.known = known
        self.rows: list[Row] = []

    def read(self, names: Sequence[str], literals: Literals) -> list[Read]:
        """What came of these files."""
        found = {name: self._remembered(name, literals) for name in names}
        missing = [name for name, read in found.items() if read is None]
        content, shown = self._content, shown_as(self._content)

        def read(name: str) -> Read:
            return read_path(content, shown, name, literals)

        processes = cores() if len(missing) >= MANY_FILES else 1
        for name, new in zip(missing, spread(read, missing, processes), strict=True):
            found[name] = new
            kept = Kept(self._inputs[name].digest, literals, new)
            self.rows.append((READ, name, packed(kept)))
        return [read for read in found.values() if read]

    def _remembered(self, name: str, literals: Literals) -> Read | None:
        kept = self.known.get(name)
        if kept and (kept.digest, kept.literals) == (self._inputs[name].digest, literals):
            return kept.read
        return None

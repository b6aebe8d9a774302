"""Content files → what came of each; a file that is as it was is not read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clausebook.build.inputs import Input
from clausebook.build.processes import MANY_FILES, cores, spread
from clausebook.build.state import Row, State, packed
from clausebook.content.assemble import FIRST, by_original, lexicon_of, read_in_order
from clausebook.content.check import Read, read_path
from clausebook.content.lexicon import Lexicon
from clausebook.content.load import shown_as

READ = "read"


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a file, and what it came from."""

    digest: str
    lexicon: str
    """The key of the lexicon that it was read with."""
    read: Read


def read_inputs(
    content: Path, inputs: Mapping[str, Input], state: State
) -> tuple[list[Read], list[Row]]:
    """What came of each input, those first that others rest on, and what the state should keep."""
    reader = _Reader(content, inputs, dict(state.all(READ)))
    reads = read_in_order(inputs, reader.read)
    gone = [(READ, name, None) for name in reader.known if name not in inputs]
    return reads, [*reader.rows, *gone]


def read_one(content: Path, name: str, inputs: Mapping[str, Input], state: State) -> Kept:
    """What came of one file, where those that it rests on have not changed."""
    first = [kept.read for other in FIRST if (kept := state.get(READ, other))]
    document: Kept | None = state.get(READ, f"{name.partition('/')[0]}/document.yaml")
    lexicon = lexicon_of(first)
    (original,) = by_original([name], [document.read] if document else [], lexicon)
    lexicon = replace(lexicon, original=original)
    read = read_path(content, shown_as(content), name, lexicon)
    return Kept(inputs[name].digest, lexicon.key(), read)


class _Reader:
    """Reads files, or remembers what came of them."""

    def __init__(
        self, content: Path, inputs: Mapping[str, Input], known: Mapping[str, Kept]
    ) -> None:
        self._content = content
        self._inputs = inputs
        self.known = known
        self.rows: list[Row] = []

    def read(self, names: Sequence[str], lexicon: Lexicon) -> list[Read]:
        """What came of these files."""
        key = lexicon.key()
        found = {name: self._remembered(name, key) for name in names}
        missing = [name for name, read in found.items() if read is None]
        content, shown = self._content, shown_as(self._content)

        def read(name: str) -> Read:
            return read_path(content, shown, name, lexicon)

        for name, new in zip(missing, spread(read, missing, cores(), MANY_FILES), strict=True):
            found[name] = new
            kept = Kept(self._inputs[name].digest, key, new)
            if name.isprintable():  # another one is a problem, and may be no text
                self.rows.append((READ, name, packed(kept)))
        return [read for read in found.values() if read]

    def _remembered(self, name: str, lexicon: str) -> Read | None:
        kept = self.known.get(name)
        if kept and (kept.digest, kept.lexicon) == (self._inputs[name].digest, lexicon):
            return kept.read
        return None

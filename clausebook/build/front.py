"""The content as it lies there, and what of it is new since the last build.

Nothing that understands content is loaded here: where nothing is new, nothing else is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from clausebook.build.inputs import Input, inputs_in
from clausebook.build.order import Order
from clausebook.build.state import Row, State, packed
from clausebook.content.load import names_in
from clausebook.content.sources import sources_in
from clausebook.files import Built
from clausebook.problems import Problems

LAST = "last"


@dataclass(frozen=True, slots=True)
class Last:
    """What the last build was made from, and what it left in the site."""

    inputs: Mapping[str, Input]
    site: Mapping[str, Built]
    """All files of the site by path."""

    def row(self) -> Row:
        """All this for the state: columns are packed and unpacked faster than tuples."""
        files = [*zip(*self.site.values(), strict=True)]
        return LAST, "", packed((self.inputs, files))


def last_of(state: State) -> Last | None:
    """What the state has of the last build."""
    kept = state.get(LAST)
    if kept is None:
        return None
    inputs, files = kept
    return Last(inputs, {file.path: file for file in map(Built, *files)} if files else {})


class Front:
    """The content as it is now beside what the last build has left."""

    def __init__(self, order: Order, state: State, now: int) -> None:
        """``now`` is the time of the file system; see :func:`.inputs.moment`."""
        self.order = order
        self.state = state
        self.problems = Problems(sources_in(order.content))
        self.last = last_of(state)
        names = names_in(order.content)
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

    def changed_clauses(self) -> set[str] | None:
        """The names of the files that have changed, if they are clauses that were there before."""
        changed, before = self.changed, self.last.inputs.keys() if self.last else set()
        if self.order.official or changed is None or not changed <= before & self.inputs.keys():
            return None
        clauses = all("/" in n and not n.endswith("/document.yaml") for n in changed)
        return changed if clauses else None

    def is_as_left(self, files: Mapping[str, str]) -> bool:
        """Whether nothing has changed, neither content nor ``files``, digests by path."""
        if self.last is None or self.changed is None or self.changed:
            return False
        return files == {path: file.digest for path, file in self.last.site.items()}

    def digests(self) -> dict[str, str]:
        """The digests of files by what they hold: document x, clause x/5, table topics."""
        return {
            name.removesuffix(".yaml").removesuffix("/document"): found.digest
            for name, found in self.inputs.items()
        }

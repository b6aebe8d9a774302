"""What can be wrong with the content, where it is, and what to do about it.

Every stage reports into one :class:`Problems`, so that an editor sees everything in one run.
The codes are permanent: scripts and editors may rely on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from clausebook.messages import LANGUAGES, Message, reason, say


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: ``path:line:column: error[code]: message``."""

    path: str
    line: int
    column: int
    said: Message

    @property
    def code(self) -> str:
        """What is wrong, for programs."""
        return self.said.code

    @property
    def message(self) -> str:
        """What is wrong and what to do, in the language that is spoken."""
        return str(self.said)

    @property
    def where(self) -> str:
        """``path:line:column``, in one line: a name may hold a break, or bytes that are no text."""
        path = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in self.path)
        return f"{path}:{self.line}:{self.column}"

    def __str__(self) -> str:
        return f"{self.where}: error[{self.code}]: {self.message}"

    def place(self) -> tuple[str, int, int, str, str]:
        """What problems are sorted by, the same in every language."""
        return self.path, self.line, self.column, self.code, self.said.told(LANGUAGES[0])


Route = tuple[str | int, ...]
"""The keys and list places that lead to a value from the top of its file."""
Position = tuple[str, int, int]
"""Path, line and column, the latter two counted from one."""


class Place(NamedTuple):
    """A value's place in a content file: small, plain, and without the file's text.

    Line and column are looked up by :class:`Sources`, only when there is a problem to report.
    """

    path: str
    """Relative to the project, with forward slashes."""
    route: Route = ()
    key: bool = False
    """Whether the key that leads to the value is meant."""
    signs: int | None = None
    """For a place inside a scalar: how many signs stand before it, white space not counted."""

    def at(self, *route: str | int, key: bool = False) -> Place:
        """A place further inside."""
        return Place(self.path, self.route + route, key)

    def its_key(self) -> Place:
        """The place of the key that leads here."""
        return Place(self.path, self.route, True)

    def after(self, beginning: str) -> Place:
        """The place inside a scalar that follows this beginning of it."""
        return Place(self.path, self.route, self.key, len("".join(beginning.split())))


class Sources(Protocol):
    """The texts of content files, in which places are found."""

    def position(self, place: Place) -> Position:
        """Where a place is."""
        ...


class Problems:
    """Collects problems from all stages; iterates in file order, each problem once.

    Without ``sources``, only problems whose line and column are known can be reported.
    """

    def __init__(self, sources: Sources | None = None, found: Iterable[Problem] = ()) -> None:
        self._sources = sources
        self._found: set[Problem] = set(found)

    def add(self, place: Place, said: Message) -> None:
        """Report a problem at a place."""
        self.add_at(*self.position(place), said)

    def add_at(self, path: str, line: int, column: int, said: Message) -> None:
        """Report a problem whose line and column are already known."""
        self._found.add(Problem(path, line, column, said))

    def unreadable(self, path: str, error: OSError) -> None:
        """Report what the system does not open, or what is no file."""
        self.add_at(path, 1, 1, say("cannot-read.refused", why=reason(error)))

    def take(self, found: Iterable[Problem]) -> None:
        """Take over what was found elsewhere."""
        self._found.update(found)

    def position(self, place: Place) -> Position:
        """Where a place is; raises ValueError without the sources."""
        if self._sources is None:
            raise ValueError(f"no sources to find {place} in")
        return self._sources.position(place)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found, key=Problem.place))

    def __bool__(self) -> bool:
        return bool(self._found)


_MOST_COMPARED = 200
"""Of more words, only those that begin alike are compared with a slip."""


def did_you_mean(word: str, known: Iterable[str]) -> Message | str:
    """A hint naming the nearest known word, to stand behind a sentence; empty without one."""
    return _hint(word, tuple(known))


@lru_cache(maxsize=10_000)
def _hint(word: str, known: tuple[str, ...]) -> Message | str:
    """Looked for once, however many files have the same slip."""
    from difflib import get_close_matches  # only where something is wrong

    alike = known if len(known) <= _MOST_COMPARED else _beginning(known).get(word[:2], ())
    near = get_close_matches(word, alike[:_MOST_COMPARED], n=1)
    return say("did-you-mean.near", word=near[0]) if near else ""


@lru_cache(maxsize=16)
def _beginning(known: tuple[str, ...]) -> dict[str, list[str]]:
    """Words by their first two letters."""
    found: dict[str, list[str]] = {}
    for word in known:
        found.setdefault(word[:2], []).append(word)
    return found

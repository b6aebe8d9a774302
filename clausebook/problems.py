"""What can be wrong with the content, where it is, and what to do about it.

Every stage reports into one :class:`Problems`, so that an editor sees everything in one run.
The codes are permanent: scripts and editors may rely on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

CODES: dict[str, str] = {
    # reading
    "cannot-read": "What is no file or folder, or that the system does not open.",
    "not-utf8": "The file is not UTF-8 text.",
    "hidden-character": "A character that nobody sees: a control, or a mark without width.",
    "yaml-syntax": "The file is not valid YAML.",
    "yaml-duplicate-key": "A mapping names the same key twice.",
    "yaml-alias": "Anchors, aliases and tags are not used in content.",
    "missing-file": "A file that every site needs is not there.",
    "unknown-file": "A file stands where the content has no place for it.",
    "bad-id": "A name that cannot be an id, or that a page of the site has already.",
    # shape
    "missing-key": "A required key is missing.",
    "missing-translation": "A text is there in one language only.",
    "unknown-key": "A key that the schema does not know.",
    "not-in-list": "A value outside a closed list.",
    "wrong-type": "A value of the wrong shape.",
    "bad-format": "A text that does not have the required form.",
    "empty": "A text, list or mapping with nothing in it.",
    "too-long": "A text longer than allowed.",
    "repeated-entry": "A list names the same thing twice.",
    "duplicate-id": "Two things share an id.",
    # facts and prose
    "bad-quantity": "A value that is not a number with a unit, or a date.",
    "unknown-unit": "A unit that content/units.yaml does not have, or an unknown currency.",
    "printed-disagrees": "The printed token does not say what the fact says.",
    "unused-fact": "A fact that nothing refers to.",
    "unfinished": "A text with TODO, FIXME or the like.",
    "wrong-language": "A text that is in the other language.",
    "bad-markup": "An asterisk that would be printed.",
    "digit-in-prose": "A figure typed into prose where a fact should stand.",
    "bad-reference": "A reference in braces that cannot be read.",
    "figures-differ": "A figure that only one of the two languages shows.",
    "order-differs": "Figures that stand in another order in the other language.",
    "unsafe-link": "Raw HTML or a link in prose.",
    "unknown-fact": "A fact that does not exist.",
    "unknown-clause": "A clause that does not exist.",
    "unknown-document": "A document that neither the site nor content/cited.yaml has.",
    "unknown-agency": "An agency that content/agencies.yaml does not have.",
    "unknown-topic": "A topic that content/topics.yaml does not have.",
    "unknown-term": "A term that content/glossary.yaml does not have.",
    "unknown-jurisdiction": "A jurisdiction that content/jurisdictions.yaml does not have.",
    "term-not-rendered": "A Chinese term whose rendering the English text lacks.",
    "wrong-term": "Words of a link to a term that are no rendering of it.",
    "material-differs": "A material whose Chinese is not what the official text prints.",
    "rendering-to-avoid": "An English rendering that the glossary says to avoid.",
    # structure
    "address-taken": "Two things that would be at the same place of a page, or of the site.",
    "clause-not-listed": "A clause file that its document does not list.",
    "clause-listed-twice": "A clause that its document lists twice.",
    "link-to-itself": "A clause that links to itself.",
    "link-declared-twice": "A link that is declared twice or on both sides.",
    "within-itself": "A jurisdiction that lies within itself.",
    "link-cycle": "Links that lead back to where they started.",
    "rule-not-compared": "An article and an implementing rule that are not compared.",
    "rule-contradicts": "A rule to an article that says it has none, or none where it has some.",
    "dates-contradict": "Dates that cannot all be true.",
    "validity-needless": "A clause that states the days that its document has.",
    # rules
    "rule-syntax": "A rule that cannot be read.",
    "rule-type": "A rule whose parts do not fit together.",
    "unknown-name": "A name in a rule that is neither a fact nor an input.",
    "unknown-input": "An input that content/inputs.yaml does not have.",
    "same-label": "Two inputs of a form, or two keys of one, that nobody could tell apart.",
    "unused-input": "An input that no rule of the benefit uses.",
    "unused-rule": "A named rule that no other rule of the benefit uses.",
    "unknown-reading": "A reading that the clause does not publish.",
    "example-invalid": "A worked example that cannot be calculated.",
    "example-differs": "A worked example that comes out differently.",
    # search
    "unsearchable": "Two Chinese characters that the search would not find.",
    # against official texts
    "text-not-found": "A document for which the folder holds no official text.",
    "clause-not-located": "A clause whose beginning the official text does not print once.",
    "token-missing": "A condition or material without its printed token.",
    "token-not-in-clause": "A printed token that the clause's official text does not have.",
    "agency-not-in-clause": "A responsible agency that the clause's official text does not name.",
    "agencies-reordered": "Responsible agencies in another order than the official text's.",
    "others-differ": "A list of agencies that ends with 等 on one side only.",
    "copied-words": "Prose that goes on for thirty signs as the official text does.",
    "figure-unclaimed": "A figure of the official text that no fact claims.",
    "agency-unclaimed": "An agency of the official text that the clause does not name.",
    "title-unclaimed": "A document named in the official text that the clause does not cite.",
    "material-unclaimed": "An application material of the official text that the clause lacks.",
    "exception-unused": "An exception that no official text needs.",
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: ``path:line:column: error[code]: message``."""

    path: str
    line: int
    column: int
    code: str
    message: str

    @property
    def where(self) -> str:
        """``path:line:column``, in one line: a name may hold a break, or bytes that are no text."""
        path = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in self.path)
        return f"{path}:{self.line}:{self.column}"

    def __str__(self) -> str:
        return f"{self.where}: error[{self.code}]: {self.message}"


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

    def add(self, place: Place, code: str, message: str) -> None:
        """Report a problem at a place. The code must be one of :data:`CODES`."""
        self.add_at(*self.position(place), code, message)

    def add_at(self, path: str, line: int, column: int, code: str, message: str) -> None:
        """Report a problem whose line and column are already known."""
        if code not in CODES:
            raise KeyError(code)
        self._found.add(Problem(path, line, column, code, message))

    def unreadable(self, path: str, error: OSError) -> None:
        """Report what the system does not open, or what is no file."""
        text = f"{error.strerror or error}. Put an ordinary file here that you may read, or none."
        self.add_at(path, 1, 1, "cannot-read", text)

    def take(self, found: Iterable[Problem]) -> None:
        """Take over what was found elsewhere."""
        self._found.update(found)

    def position(self, place: Place) -> Position:
        """Where a place is; raises ValueError without the sources."""
        if self._sources is None:
            raise ValueError(f"no sources to find {place} in")
        return self._sources.position(place)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found))

    def __bool__(self) -> bool:
        return bool(self._found)


_ROOM = 120
"""Signs of a wrong text that a message repeats."""


def clipped(text: str) -> str:
    """As much of a text, in quotes, as a message has room for."""
    return repr(text if len(text) <= _ROOM else f"{text[:_ROOM]}…")


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends with a sign of its own."""
    return text if text.endswith((".", "?")) else f"{text}."


_MOST_COMPARED = 200
"""Of more words, only those that begin alike are compared with a slip."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming the nearest known word, or an empty string."""
    return _hint(word, tuple(known))


@lru_cache(maxsize=10_000)
def _hint(word: str, known: tuple[str, ...]) -> str:
    """Looked for once, however many files have the same slip."""
    from difflib import get_close_matches  # only where something is wrong

    alike = known if len(known) <= _MOST_COMPARED else _beginning(known).get(word[:2], ())
    near = get_close_matches(word, alike[:_MOST_COMPARED], n=1)
    return f" Did you mean {near[0]!r}?" if near else ""


@lru_cache(maxsize=16)
def _beginning(known: tuple[str, ...]) -> dict[str, list[str]]:
    """Words by their first two letters."""
    found: dict[str, list[str]] = {}
    for word in known:
        found.setdefault(word[:2], []).append(word)
    return found

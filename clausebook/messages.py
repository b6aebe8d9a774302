"""What the program tells those who write content, in their language.

A message is a key and values; its texts stand in ``templates/editors/``, a file for each language,
below the code of the problem that they tell. So a problem that is found by one process, and kept
for the next build, is told in the language of whoever reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any

import yaml

from clausebook.resources import TEMPLATES, text_of_resource

FOLDER = TEMPLATES / "editors"
LANGUAGES = ("en", "zh")
"""In which the program can speak; the first is its own."""


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell: ``unknown-fact.named`` with ``fact="cap"``."""

    key: str
    """The code of a problem, or the name of a command, and which of its texts."""
    values: tuple[tuple[str, Any], ...] = ()
    """Texts, whole numbers, other messages, or lists of them; None is left out."""

    @property
    def code(self) -> str:
        """The problem that it tells."""
        return self.key.partition(".")[0]

    def told(self, language: str) -> str:
        """The text in a language."""
        return _Teller(language).vformat(_text(self.key, language), (), dict(self.values))

    def __str__(self) -> str:
        return self.told(_spoken[0])


def say(key: str, /, **values: Any) -> Message:
    """A message by its key, with what its text puts into braces."""
    frozen = ((n, tuple(v) if isinstance(v, list) else v) for n, v in values.items())
    return Message(key, tuple(frozen))


def reason(error: OSError) -> Message:
    """Why the system refused something; in its own words where the tables do not know them."""
    why = error.strerror or str(error)
    known = texts(LANGUAGES[0])["system"].items()
    key = next((key for key, text in known if text == why), None)
    return say(f"system.{key}") if key else say("refused.words", text=why)


class Refusal(Exception):
    """What cannot be done as it was asked for; nothing was changed, and the message says why."""

    def __init__(self, said: Message) -> None:
        super().__init__(said)
        self.said = said


_spoken = [LANGUAGES[0]]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Tell everything in a language meanwhile, in all threads of this process and in its forks."""
    before, _spoken[0] = _spoken[0], language
    try:
        yield
    finally:
        _spoken[0] = before


def spoken() -> str:
    """The language in which this process tells what it has to say."""
    return _spoken[0]


@cache
def texts(language: str) -> Mapping[str, Any]:
    """All texts of a language, by code and variant."""
    found: Mapping[str, Any] = yaml.load(
        text_of_resource(FOLDER / f"{language}.yaml"), Loader=yaml.CSafeLoader
    )
    return found


def meanings(language: str) -> dict[str, str]:
    """What each problem code means, by code."""
    rows = texts(language).items()
    return {code: row["means"] for code, row in rows if "means" in row}


def outlines(code: str, language: str) -> list[str]:
    """All that is told of a problem, with dots for what is filled in."""
    rows = {which: text for which, text in texts(language)[code].items() if which != "means"}
    teller = _Teller(language)
    return [teller.vformat(text, (), _Dots()) for text in rows.values()]


class _Dots(dict[str, str]):
    """Dots for every value."""

    def __missing__(self, _: str) -> str:
        return "…"


def _text(key: str, language: str) -> str:
    text: Any = texts(language)
    for step in key.split("."):
        text = text[step]
    return str(text)


_ROOM = 120
"""Signs of a wrong text that a message repeats."""
_QUOTES = {"zh": "“{}”"}
"""Where a language has others than Python."""


class _Teller(Formatter):
    """Puts values into a text.

    ``{word!r}`` is in quotes, and no longer than a message has room for. ``{words:or}`` joins a
    list; ``{count:file|files}`` chooses a word by a number.
    """

    def __init__(self, language: str) -> None:
        self._language = language

    def convert_field(self, value: Any, conversion: Any) -> Any:
        if conversion != "r" or value is None:
            return value
        if isinstance(value, tuple | list):
            return [self._quoted(part) for part in value]
        return self._quoted(value)

    def format_field(self, value: Any, spec: str) -> str:
        if value is None:
            return ""
        if isinstance(value, Message):
            return value.told(self._language)
        if isinstance(value, tuple | list):
            return _text(f"joined.{spec or 'list'}", self._language).join(
                self.format_field(part, "") for part in value
            )
        if spec:
            one, _, many = spec.partition("|")
            return one if value == 1 else many
        return str(value)

    def _quoted(self, value: Any) -> str:
        text = self.format_field(value, "")
        text = repr(text if len(text) <= _ROOM else f"{text[:_ROOM]}…")
        quotes = _QUOTES.get(self._language)
        return quotes.format(text[1:-1]) if quotes else text

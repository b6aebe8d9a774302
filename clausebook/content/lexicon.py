"""What the reading of every file rests on: names that may have figures, and what may be counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from clausebook.languages import Language, Languages
from clausebook.messages import Message, say
from clausebook.quantity import DURATIONS, Unit, Units, Usage, is_money, plain_of


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Of content/site.yaml and content/units.yaml, which are read before all other files."""

    literals: tuple[str, ...] = ()
    """Names with figures that prose may have."""
    languages: Languages = ()
    """The site's, in their order; none while nobody can tell, and no text can be read."""
    units: Units | None = None
    """What may be counted; None while nobody can tell, and everything may."""
    usage: Usage = field(default_factory=Usage)
    """Which currency is usual, and when the fiscal year begins."""
    original: Language | None = None
    """In which language the document was published that a file is of; None while nobody can tell,
    and no printed token is looked at."""

    def key(self) -> str:
        """Two lexicons with one key read a file alike."""
        return sha256(repr(self).encode()).hexdigest()[:16]


def by_form(units: Mapping[str, Unit]) -> dict[str, Unit]:
    """Units by their words in every language, as they are compared."""
    told = {
        plain_of(word): unit
        for unit in units.values()
        for words in unit.words.values()
        for word in words
    }
    return told | {plain_of(word): unit for word, unit in units.items()}


def wrong_unit(word: str) -> Message | None:
    """Why a word cannot be a unit of content/units.yaml; None when it can."""
    if word[0].isdigit():
        return say("bad-id.digit", unit=word)
    if not any(sign.isalpha() for sign in word):
        return say("bad-id.no-word", unit=word)
    if is_money(word):
        return say("bad-id.money", unit=word)
    if word in DURATIONS:
        return say("bad-id.time", unit=word)
    return None

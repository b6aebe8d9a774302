"""Invented Chinese and English prose whose words and pairs of characters are spread as in policies.

Words are drawn by Zipf's law, and most of them as part of set phrases, which recur as they do in
official texts. The numbers below were fitted so that a corpus has as many different pairs of
Chinese characters as real clauses: about 6,800 in 150 clauses, 21,000 in 1,000, 107,000 in 10,000.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import accumulate

from clausebook.languages import Language
from clausebook.prose import typed_figures

_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
# fmt: off
_JOINTS_ZH = (
    "的", "对", "和", "在", "并", "等", "按", "由", "为", "与", "及", "可", "应", "给予", "符合",
    "或者",
)
_JOINTS_EN = (
    "of", "the", "and", "for", "to", "in", "with", "by", "on", "from", "which", "are", "is", "as",
)
_ONSETS = (
    "b", "bl", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "l", "m", "n",
    "p", "pl", "pr", "qu", "r", "s", "sh", "sp", "st", "t", "th", "tr", "v", "w",
)
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_CODAS = ("", "", "", "l", "m", "n", "nd", "nt", "r", "s", "st", "ck")
_ENDINGS = ("", "", "", "tion", "ment", "ing", "al", "ity", "er", "s", "s", "ed")
# fmt: on


class Ranked:
    """Things of which the first are drawn most often: the r-th in proportion to 1/(r+offset)^s."""

    def __init__(self, items: Sequence[str], s: float, offset: int) -> None:
        self._items = items
        self._weights = list(accumulate((r + offset) ** -s for r in range(len(items))))

    def draw(self, chance: random.Random, count: int) -> list[str]:
        """So many of them, independently of each other."""
        return chance.choices(self._items, cum_weights=self._weights, k=count)


class _Language:
    """Draws single words and set phrases; a language says how they are joined."""

    SPACE = ""
    COMMA = "，"
    STOP = "。"
    JOINTS: tuple[str, ...] = _JOINTS_ZH
    IN_PHRASES = 0.82
    """The share of words that come in set phrases."""
    JOINED, PAUSES = 0.25, 0.5
    """How often a joint word, or a comma, stands between two drawings."""
    DRAWINGS = (4, 8)
    """The least and the most words and phrases of a sentence."""

    def __init__(self, chance: random.Random, words: Ranked, phrases: int) -> None:
        self._chance = chance
        self._words = words
        made = [self._phrase(count) for count in chance.choices([1, 2, 2, 3], k=phrases)]
        self._phrases = Ranked(made, s=1.3, offset=4)

    def words(self, count: int) -> str:
        """So many words in a row, without joints: a name or a heading."""
        return self.SPACE.join(self._words.draw(self._chance, count))

    def text(self, sentences: int) -> str:
        """So many sentences."""
        return self.SPACE.join(self._sentence() for _ in range(sentences))

    def _sentence(self) -> str:
        drawings = self._chance.randint(*self.DRAWINGS)
        parts = [self._drawing()]
        for _ in range(drawings - 1):
            parts += [self._between(), self._drawing()]
        sentence = "".join(parts) + self.STOP
        return sentence[0].upper() + sentence[1:]

    def _phrase(self, count: int) -> str:
        first, *others = self._words.draw(self._chance, count)
        joints = (self._joint() if self._chance.random() < 0.3 else self.SPACE for _ in others)
        return first + "".join(joint + word for joint, word in zip(joints, others, strict=True))

    def _drawing(self) -> str:
        source = self._phrases if self._chance.random() < self.IN_PHRASES else self._words
        return source.draw(self._chance, 1)[0]

    def _between(self) -> str:
        at = self._chance.random()
        if at < self.PAUSES:
            return self.COMMA
        return self._joint() if at < self.PAUSES + self.JOINED else self.SPACE

    def _joint(self) -> str:
        return f"{self.SPACE}{self._chance.choice(self.JOINTS)}{self.SPACE}"


class Chinese(_Language):
    """Words of two to four common characters."""

    DRAWINGS = (8, 11)

    def __init__(self, chance: random.Random) -> None:
        signs = [sign for sign in _common_signs() if sign not in _NUMERALS]
        chance.shuffle(signs)
        common = Ranked(signs, s=1.3, offset=200)

        def word() -> str:
            return "".join(common.draw(chance, chance.choices([2, 3, 4], [80, 8, 12])[0]))

        super().__init__(
            chance, Ranked(_different(word, 20000, "zh"), s=1.1, offset=20), phrases=4000
        )


class English(_Language):
    """Words of two or three syllables, some with an ending that stemming takes away."""

    SPACE = " "
    COMMA = ", "
    STOP = "."
    JOINTS = _JOINTS_EN
    JOINED, PAUSES = 0.5, 0.1

    def __init__(self, chance: random.Random) -> None:
        def syllable() -> str:
            return "".join(chance.choice(sounds) for sounds in (_ONSETS, _VOWELS, _CODAS))

        def word() -> str:
            stem = "".join(syllable() for _ in range(chance.choice([1, 2, 2])))
            return stem + chance.choice(_VOWELS[:5]) + chance.choice(_ENDINGS)

        super().__init__(chance, Ranked(_different(word, 8000, "en"), s=1, offset=5), phrases=4000)


def _common_signs() -> list[str]:
    """The 3,755 most common characters: the first level of GB 2312."""
    rows = (bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return [pair.decode("gb2312") for pair in rows if pair < b"\xd7\xfa"]


def _different(word: Callable[[], str], count: int, language: Language) -> list[str]:
    """So many different words, none of which the build would take for a figure."""
    found: dict[str, None] = {}
    while len(found) < count:
        made = word()
        if not any(typed_figures(made, language, ())):
            found[made] = None
    return list(found)

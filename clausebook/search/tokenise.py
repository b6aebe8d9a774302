"""From text to the terms of the search index.

``schema/search.md`` is the specification; the browser's twin is ``static/tokenise.js`` and both
follow ``schema/vectors/tokens.json``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

# Blocks whose characters are read (search.md, section 1). Python and browsers know different
# versions of Unicode; in these blocks they agree. The full-width comma is left out on purpose.
_READ = re.compile(
    r"[\u0000-\u024f\u0370-\u052f\u1e00-\u1eff\u2070-\u218f\u2460-\u24ff\u3000-\u30ff\u3200-\u33ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufb00-\ufb06\uff00-\uff0b\uff0d-\uffef"
    r"\U00020000-\U0003fffd]"
)
# Accents, sound marks, soft hyphens, zero-width characters, variation selectors.
_DROPPED = re.compile(
    r"[\u00ad\u0300-\u036f\u200b-\u200d\u2060\u3099\u309a\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)

_LETTER = r"a-z\u00df-\u00f6\u00f8-\u024f\u0370-\u052f\u1e00-\u1eff"
_SIGN = (
    r"%\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    r"\uf900-\ufaff\U00020000-\U0003fffd"
)
# 2000, 2,000, 1.5 and 1:0.5; digits that continue in a letter belong to a word, such as 5g.
_NUMBER = (
    r"(?:[0-9]{1,3}(?:\.[0-9]+)?:[0-9]{1,3}(?:\.[0-9]+)?|[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)"
    rf"(?![0-9{_LETTER}])"
)
_UNIT = re.compile(rf"{_NUMBER}|[{_SIGN}]")
_RUN = re.compile(rf"([0-9]*[{_LETTER}][0-9{_LETTER}]*)|(?:{_UNIT.pattern})+")

_PLAIN_WORD = re.compile(r"[a-z]{4,}")
_VOWEL = re.compile(r"[aeiouy]")
_KEEPS_S = re.compile(r"(?:ss|us|is)$")
_DROPS_ES = re.compile(r"(?:ss|x|ch|sh|zz)es$")


class _Folded(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_sign(chr(code))
        return folded


def _fold_sign(sign: str) -> str:
    if _DROPPED.match(sign):
        return ""
    if not _READ.match(sign):
        return " "
    plain = _DROPPED.sub("", unicodedata.normalize("NFKD", sign).lower())
    return unicodedata.normalize("NFC", plain)


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Half width, lower case, no accents; one space for every character that is not read."""
    return text.translate(_FOLDED)


def runs(text: str) -> Iterator[str | list[str]]:
    """Words as they stand, and runs of Chinese and numbers as lists of their units."""
    for match in _RUN.finditer(fold(text)):
        yield match[1] or units(match[0])


def units(run: str) -> list[str]:
    """The characters of a run, where a whole number counts as one character."""
    return [unit.replace(",", "") for unit in _UNIT.findall(run)]


def tokens(text: str) -> list[str]:
    """The terms of a text, in their order, with repetitions."""
    found: list[str] = []
    for run in runs(text):
        if isinstance(run, str):
            found.append(stem(run))
        else:
            found.extend(bigrams(run))
    return found


def bigrams(run: list[str]) -> list[str]:
    """Each unit with its neighbour; a unit without a neighbour stands alone."""
    return [first + second for first, second in pairwise(run)] or run


def stem(word: str) -> str:
    """An English word without its ending (search.md, section 4)."""
    if not _PLAIN_WORD.fullmatch(word):
        return word
    return _without_last_letter(_without_ed_and_ing(_singular(word)))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-2]
    if _DROPS_ES.search(word):
        return word[:-2]
    if word.endswith("s") and not _KEEPS_S.search(word):
        return word[:-1]
    return word


def _without_ed_and_ing(word: str) -> str:
    """funded, funding: fund. What is left needs three letters and a vowel: bring, used stay."""
    for ending in ("ed", "ing"):
        rest = word[: -len(ending)]
        goes = word.endswith(ending) and not word.endswith("eed")
        if goes and len(rest) > 2 and _VOWEL.search(rest):
            word = rest
    return word[:-1] if word.endswith("eed") and len(word) > 4 else word


def _without_last_letter(word: str) -> str:
    """license and licens, policy and polici, plann and plan, become one."""
    if len(word) < 4:
        return word
    if word[-1] == "y" and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    elif word[-1] == "e":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word

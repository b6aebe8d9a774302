"""Numbers in English words, or in figures with such words: 1.5 million, two hundred and fifty.

All texts are in lower case, with single spaces.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from clausebook.numerals import arabic

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate((*_UNITS, *_TEENS), 1)}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS, 2)} | {"a": 1, "an": 1}
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_PARTS = {
    "half": Fraction(1, 2),
    "third": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "fifth": Fraction(1, 5),
    "sixth": Fraction(1, 6),
    "eighth": Fraction(1, 8),
    "tenth": Fraction(1, 10),
}
_LONGEST = 3 * arabic.LONGEST
"""Letters; words take more of them than figures."""

# --- patterns ------------------------------------------------------------------------------------

_GROUPS = "thousand|million|billion|trillion"
_BELOW_100 = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_UNITS)}))?+|{'|'.join(_TEENS)}"
    rf"|{'|'.join(_UNITS)})(?![a-z])"
)
_BELOW_1000 = (
    rf"(?:(?:an?|{'|'.join((*_UNITS, *_TEENS))}) hundred(?:(?: and)? {_BELOW_100})?+|{_BELOW_100})"
)
_GROUP = rf"(?:{_BELOW_1000}|an?) (?:{_GROUPS})(?![a-z])"
_IN_WORDS = rf"(?:{_GROUP}(?:(?:,| and)? (?:{_GROUP}|{_BELOW_1000}))*+|{_BELOW_1000})"
_DOZENS = rf"(?:(?:half an?|an?|{_BELOW_100}) dozen|half an? (?:{_GROUPS}))(?![a-z])"
FIGURES = r"[0-9]++(?:,[0-9]++)*+(?:\.[0-9]++)?+"
"""A number in figures, with or without separators."""
_AND_A_PART = rf"(?:(?:{FIGURES}|{_BELOW_100}) and (?:a half|a quarter|three quarters))(?![a-z])"
_SCALED = rf"{FIGURES}(?: (?:hundred|{_GROUPS})(?![a-z]))?+"
_MIXED_NUMBER = rf"{_AND_A_PART}(?: (?:{_GROUPS})(?![a-z]))?+"
COMPOUND = rf"(?<![a-z0-9.,])(?>{_MIXED_NUMBER}|{_DOZENS}|{_IN_WORDS}|{_SCALED})(?!\.?[0-9])"
"""A pattern of a whole number in any notation."""
PART = (
    rf"(?:(?:(?:an?|{'|'.join(_UNITS)}|[1-9])[ -])?+(?<![a-z])"
    r"(?:hal(?:f|ves)|(?:third|quarter|fifth|sixth|eighth|tenth)s?+)(?![a-z]))"
)
"""A pattern of a part of a whole: half, a quarter, two-thirds; a third one may be an ordinal."""

_WORDS = re.compile(_IN_WORDS)
_DOZEN = re.compile(rf"(half )?(?:(an?|{_BELOW_100}) )?({'|'.join(SCALES)})")
_MIXED = re.compile(rf"(.+) and (a half|a quarter|three quarters)(?: ({_GROUPS}))?")
_FIGURE_OF = re.compile(rf"({FIGURES})(?: ({'|'.join(SCALES)}))?")


# --- reading -------------------------------------------------------------------------------------


def number(text: str) -> Fraction | None:
    """A number in any notation; None if it is none. It is never read in part."""
    if len(text) > _LONGEST:
        return None
    if match := _FIGURE_OF.fullmatch(text):
        value = arabic.number(match[1])
        return None if value is None else value * SCALES.get(match[2], 1)
    if match := _MIXED.fullmatch(text):
        value, more = number(match[1]), part(match[2])
        return None if value is None or more is None else (value + more) * SCALES.get(match[3], 1)
    if match := _DOZEN.fullmatch(text):
        value = Fraction(_in_words(match[2]) if match[2] else 1)
        return value * SCALES[match[3]] / (2 if match[1] else 1)
    return Fraction(_in_words(text)) if _WORDS.fullmatch(text) and _descends(text) else None


def _in_words(text: str) -> int:
    total = group = 0
    for word in re.findall("[a-z]+", text):
        if word == "hundred":
            group *= 100
        elif word in SCALES:
            total, group = total + group * SCALES[word], 0
        else:
            group += _VALUES.get(word, 0)
    return total + group


def _descends(text: str) -> bool:
    """Whether no thousands stand before millions."""
    scales = [SCALES[word] for word in re.findall(_GROUPS, text)]
    return all(first > second for first, second in pairwise(scales))


def mantissa(text: str) -> tuple[str, int]:
    """A number without the scale that it ends with, and the scale: 1.5 million is 1.5 and 10^6."""
    first, _, last = text.rpartition(" ")
    return (first, SCALES[last]) if first and last in SCALES else (text, 1)


def part(text: str) -> Fraction | None:
    """A part of a whole in words: half, a quarter, two-thirds; None for a bare third."""
    *count, name = re.split("[ -]", text)
    of = _PARTS.get({"halves": "half"}.get(name, name.removesuffix("s")))
    if of is None or (not count and name != "half"):
        return None
    times = int(count[0]) if count and count[0].isdigit() else _VALUES.get((*count, "a")[0], 0)
    return of * times if of * times < 1 else None


# --- figures in prose ----------------------------------------------------------------------------

_NAMED_PARTS = "half|halve|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth"
_NUMBERS = "|".join((*_UNITS[1:], *_TEENS, *_TENS, *SCALES))
FIGURE = re.compile(
    rf"\b(?:(?:one|{_NUMBERS})[ -](?:{_NAMED_PARTS})s?|a (?:third|quarter|fifth|tenth) of"
    rf"|(?:{_NUMBERS}|many)-?fold|(?:{_NUMBERS})s?|half|halves|halved|halving|per\s?cent|percent"
    r"|twice|(?:doubl|tripl|quadrupl)(?:es?|ed|ing))\b",
    re.IGNORECASE,
)
"""A figure in words, as somebody types it into English prose."""

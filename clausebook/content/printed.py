"""Printed tokens: the few official characters that prove a fact, and whether they do.

The token is normalised (full width, Chinese numerals, stray spaces inside numbers) and searched for
values of the fact's kind; one of them must be the fact's value, and words such as 以上 must agree
with its bound. Reading conventions: 以上, 以内 and 不少于 include the number, 超过 and 突破 do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from clausebook.numerals import DIGITS, POWERS, numeral
from clausebook.quantity import UNITS, NotAQuantity, Quantity, exact, parse, show

_NUMERAL = f"[{''.join([*DIGITS, *POWERS])}]+"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_SCALE = r"(?:千万|百万|万|亿)?"

_SEARCH = {
    "money": rf"{_NUMBER}{_SCALE}元",
    "usd": rf"{_NUMBER}{_SCALE}美元",
    "rate": rf"{_NUMBER}%",
    "ratio": rf"{_NUMBER}:{_NUMBER}",
    "date": r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{4}-\d{1,2}(?:-\d{1,2})?",
    "duration": rf"{_NUMBER}(?:{'|'.join(sorted(UNITS['durations'], key=len, reverse=True))})",
}

_NO_UNIT = r"(?![\d.,:%万亿元年月日])"
"""What must not follow a bare count: 30% does not prove the count 30."""

_BOUND_WORDS = {
    ">=": re.compile("以上|不[少低小]于|至少"),
    ">": re.compile("(?<!不)超过|突破|(?<!不)[大高多]于"),
    "<=": re.compile("以内|以下|不超过|不[高大多]于|最高|最多|上限|不晚于|内"),
    "<": re.compile("(?<!不)[少低小]于|不足"),
    "~": re.compile("(?<![节签合契条])约|左右"),  # not 节约 or 签约
}
# A cap prints 不超过 or 最高 before an exact amount, so an exact value may have those words.
_CONTRADICTS_EXACT = (">=", ">", "<", "~")


def disagreement(fact: Quantity, printed: str) -> str | None:
    """What is wrong between a fact's value and its printed token, or None when they agree."""
    token = normalise(printed)
    found = list(_values(fact, token))
    if _sense(fact) not in [_sense(value) for value in found]:
        wanted = show(replace(fact, bound=""), "zh")
        seen = "、".join(show(value, "zh") for value in found) or f"no {fact.kind}"
        return f"the fact is {wanted} but the printed token {printed!r} says {seen}."
    return _bound_disagreement(fact, printed, token)


def _sense(value: Quantity) -> tuple[Fraction | str, ...]:
    """What two values must share to be the same: 3年 is not 3个月, 2025年 not 2025年1月."""
    high = _sense(value.upto) if value.upto else ()
    if value.kind == "duration":
        return value.value, UNITS["durations"][value.unit][0], *high
    return value.value, value.unit if value.kind == "date" else "", *high


def _bound_disagreement(fact: Quantity, printed: str, token: str) -> str | None:
    if fact.bound:
        if not _BOUND_WORDS[fact.bound].search(token):
            return f"the fact is {fact.bound} but {printed!r} has no word for that."
        return None
    for sign in _CONTRADICTS_EXACT:
        word = _BOUND_WORDS[sign].search(token)
        if word:
            return f"{printed!r} says {word[0]}: write {sign} before the value."
    return None


def _values(fact: Quantity, token: str) -> Iterator[Quantity]:
    """All values of the fact's kind in the token; counts must have the fact's measure word."""
    after = re.escape(fact.unit) if fact.unit else _NO_UNIT
    pattern = _SEARCH.get(fact.kind) or rf"{_NUMBER}万?(?={after})"
    if fact.upto:
        pattern = rf"{_NUMBER}年?[-–—~至](?:{pattern})"
    elif fact.kind != "date":
        pattern = rf"(?<![\d.])(?<!\d[-–—~至])(?:{pattern})"
    for match in re.finditer(pattern, token):
        try:
            yield parse(match[0] + (fact.unit if fact.kind == "count" else ""))
        except NotAQuantity:
            continue


def normalise(printed: str) -> str:
    """Half width, no spaces, Chinese numerals, 折 and 成 as figures, the ratio sign as a colon.

    半数 and 1/4 are shares; enterprises that are 百亿级 are measured in yuan.
    """
    token = "".join(unicodedata.normalize("NFKC", printed).split()).replace("∶", ":")
    token = re.sub(rf"百分之({_NUMERAL})", lambda m: f"{_number_of(m[1])}%", token)
    token = re.sub(rf"({_NUMERAL})(折|成)(?!果|本|立)", _tenths, token)
    token = re.sub(r"(?<![\d.])(\d)(?:\.(\d))?折", lambda m: f"{m[1]}{m[2] or 0}%", token)
    token = re.sub(r"(?<![\d/])(\d)/([248])(?![\d/])", _quotient, token).replace("半数", "50%")
    token = re.sub(rf"(?<!\d){_NUMERAL}", lambda m: _number_of(m[0]), token)
    return re.sub(r"(?<=\d)([万亿])级", r"\1元级", token)


def _number_of(signs: str) -> str:
    """A numeral in digits; what is not one number stays as it is, and proves nothing."""
    return numeral(signs, alone="十百千") or signs


def _tenths(match: re.Match[str]) -> str:
    """七折 is 70 %, 七五折 is 75 %, 三成 is 30 %."""
    digits = "".join(str(DIGITS[sign]) for sign in match[1] if sign in DIGITS)
    return f"{exact(Fraction(f'0.{digits}0') * 100)}%"


def _quotient(match: re.Match[str]) -> str:
    """1/4 is 25 %."""
    return f"{exact(Fraction(int(match[1]), int(match[2])) * 100)}%"

"""Printed tokens: the few official characters that prove a fact, and whether they do.

The token is normalised (full width, stray spaces inside numbers) and searched for values of the
fact's kind; one of them must be the fact's value, and words such as 以上 must agree with its bound.
A number is read whole or not at all: 1亿5000万元 does not prove 5000万元. Reading conventions:
以上, 以内 and 不少于 include the number, 超过 and 突破 do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from clausebook.numerals import COMPOUND, DIGITS, POWERS, number, numeral
from clausebook.quantity import UNITS, NotAQuantity, Quantity, Units, exact, parse, plain_of, show

_RUN = re.compile(COMPOUND)
_DATE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{4}-\d{1,2}(?:-\d{1,2})?")
_DURATIONS = "|".join(sorted(UNITS["durations"], key=len, reverse=True))
_DURATION = re.compile(rf"({_DURATIONS})(半)?")
_MONTHS = re.compile(rf"年零?({COMPOUND})个月")
_DASH = "[-–—~至]"
_VAGUE = "数几"
"""数十家 are not ten."""
_NO_UNIT = re.compile(r"[.,:%元年月日]")
"""What must not follow a bare count: 30% does not prove the count 30."""
_SHARES = {"百分之": 100, "千分之": 1000, "万分之": 10000}

_BOUND_WORDS = {
    ">=": re.compile("以上|不[少低小]于|至少"),
    ">": re.compile("(?<!不)超过|突破|(?<!不)[大高多]于"),
    "<=": re.compile("以内|以下|不超过|不[高大多]于|最高|最多|上限|不晚于|内"),
    "<": re.compile("(?<!不)[少低小]于|不足"),
    "~": re.compile("(?<![节签合契条])约|左右"),  # not 节约 or 签约
}
_LIMITED_RATE = re.compile("(不超过|不[高大多]于|最[高多])[^，,；;%]*%")
_LIMITED_AWARD = re.compile("不超过|不[高大多]于|最[高多]")
# A cap prints 不超过 or 最高 before an exact amount, so an exact value may have those words.
_CONTRADICTS_EXACT = (">=", ">", "<", "~")


def disagreement(fact: Quantity, printed: str, units: Units, role: str = "") -> str | None:
    """What is wrong between a fact's value and its printed token, or None when they agree.

    ``units`` are all that may be counted: 5人次 does not prove 5人. What is paid by a rate that the
    text only limits is limited too, so a fact in the ``role`` of a rate must say so; and what the
    text only limits is no award.
    """
    token = normalise(printed)
    found = list(_values(fact, token, units))
    if _sense(fact) not in [_sense(value) for value in found]:
        wanted = show(replace(fact, bound=""), "zh")
        seen = "、".join(show(value, "zh") for value in found) or f"no {fact.kind}"
        if fact.kind == "count" and not fact.unit and not found and _RUN.search(token):
            return f"{wanted} has no unit, and {printed!r} has one: write it behind the number."
        return f"the fact is {wanted} but the printed token {printed!r} says {seen}."
    if role == "rate" and not fact.bound and (limit := _LIMITED_RATE.search(token)):
        return f"{printed!r} says {limit[1]}: write <= before the rate."
    if role == "award" and (limit := _LIMITED_AWARD.search(token)):
        return f"{printed!r} says {limit[0]}: what it prints is a cap, not the award."
    return _bound_disagreement(fact, printed, token)


def _sense(value: Quantity) -> tuple[Fraction | str, ...]:
    """What two values must share to be the same: 3年 is not 3个月, 2025年 not 2025年1月."""
    high = _sense(value.upto) if value.upto else ()
    if value.kind == "duration":
        return value.value, UNITS["durations"][value.unit][0], *high
    return value.value, value.unit if value.kind == "date" else "", *high


def _bound_disagreement(fact: Quantity, printed: str, token: str) -> str | None:
    if fact.bound:
        if _BOUND_WORDS[fact.bound].search(token):
            return None
        said = next((sign for sign, word in _BOUND_WORDS.items() if word.search(token)), "")
        word = _BOUND_WORDS[said].search(token) if said else None
        instead = f" {word[0]} is written {said}." if word else ""
        return f"the fact is {fact.bound} but {printed!r} has no word for that.{instead}"
    for sign in _CONTRADICTS_EXACT:
        word = _BOUND_WORDS[sign].search(token)
        if word:
            return f"{printed!r} says {word[0]}: write {sign} before the value."
    return None


@dataclass(frozen=True, slots=True)
class _Run:
    """A number in a token, with what stands on both sides of it."""

    text: str
    before: str
    after: str

    @property
    def number(self) -> Fraction | None:
        """What it says; None where it says no number, or is one end of a range."""
        ends = re.search(rf"[\d年]{_DASH}$", self.before) or re.match(rf"年?{_DASH}\d", self.after)
        return None if ends or self.before.endswith((*_VAGUE,)) else number(self.text)


def _values(fact: Quantity, token: str, units: Units) -> Iterator[Quantity]:
    """All values of the fact's kind in the token; counts must have the fact's measure word."""
    if fact.kind == "date":
        yield from _dates(fact, token)
        return
    for match in _RUN.finditer(token):
        run = _Run(match[0], token[: match.start()], token[match.end() :])
        if fact.upto:
            yield from _range(fact, run)
        elif fact.kind in ("count", "ordinal"):
            yield from _count(fact, run, units)
        else:
            yield from _READ[fact.kind](fact, run)


def _range(fact: Quantity, low: _Run) -> Iterator[Quantity]:
    """``2-3个``, ``20-50年``: the unit stands once, after the upper end."""
    unit = fact.unit or {"money": "元", "usd": "美元"}.get(fact.kind, "")
    match = re.match(rf"{_DASH}({COMPOUND})(?={re.escape(unit)})", low.after)
    first, last = number(low.text), number(match[1]) if match else None
    if match and first is not None and last is not None:
        one = replace(fact, value=first, upto=None)
        yield replace(one, upto=replace(one, value=last))


def _dates(fact: Quantity, token: str) -> Iterator[Quantity]:
    plain = re.sub(rf"(?<!\d)[{''.join([*DIGITS, *POWERS])}]+", lambda m: _in_digits(m[0]), token)
    pattern = rf"\d{{4}}年?{_DASH}(?:{_DATE.pattern})" if fact.upto else _DATE.pattern
    for match in re.finditer(pattern, plain):
        try:
            yield parse(match[0])
        except NotAQuantity:
            continue


def _in_digits(signs: str) -> str:
    return numeral(signs) or signs


def _money(fact: Quantity, run: _Run) -> Iterator[Quantity]:
    unit = "美元" if fact.kind == "usd" else "元"
    if run.after.startswith(unit) and run.number is not None:
        yield Quantity(fact.kind, run.number)


def _rate(_: Quantity, run: _Run) -> Iterator[Quantity]:
    """30%, 百分之三十, 七折, 七五折, 三成."""
    found = run.number
    if found is None:
        return
    share = next((of for words, of in _SHARES.items() if run.before.endswith(words)), 0)
    if share or run.after.startswith("%"):
        yield Quantity("rate", found / (share or 100))
    elif re.match("折|成(?![果本立半])", run.after):
        yield Quantity("rate", found / (10 if found < 10 else 100))


def _ratio(_: Quantity, run: _Run) -> Iterator[Quantity]:
    match = re.match(rf":({COMPOUND})(?!:)", run.after)
    first, second = run.number, number(match[1]) if match else None
    if match and first and second is not None and not run.before.endswith(":"):
        yield Quantity("ratio", second / first, f"{run.text}:{match[1]}")


def _count(fact: Quantity, run: _Run, units: Units) -> Iterator[Quantity]:
    """5个月 and 5个工作日 are not 5个; in 5千瓦, 千 belongs to the unit, where content has 千瓦."""
    after, wanted = plain_of(run.after), plain_of(fact.unit)
    for word in sorted({*UNITS["durations"], *units, wanted, ""}, key=len, reverse=True):
        inside = _inside(run.text, after, word)
        if inside is not None:
            value = replace(run, text=run.text[: len(run.text) - inside]).number
            if value is not None and word == wanted and (word or not _NO_UNIT.match(after)):
                yield replace(fact, value=value, bound="")
            return


def _inside(text: str, after: str, word: str) -> int | None:
    """How many signs of a unit seem to belong to the number; None where the unit is another."""
    for inside in range(min(len(word), len(text) - 1), -1, -1):
        if text.endswith(word[:inside]) and after.startswith(word[inside:]):
            return inside
    return None


def _duration(_: Quantity, run: _Run) -> Iterator[Quantity]:
    """Also 三年半 and 1年6个月, which are one time each, in years and in months."""
    time, months, found = _DURATION.match(run.after), _MONTHS.match(run.after), run.number
    if time is None or found is None or re.search(rf"{COMPOUND}年零?$", run.before):
        return
    if months or (time[2] and time[1] == "年"):
        more = (number(months[1]) or 0) if months else 6
        yield Quantity("duration", 12 * found + more, "个月")
        yield Quantity("duration", found + Fraction(more, 12), "年")
    elif not time[2]:
        yield Quantity("duration", found, time[1])


_READ: dict[str, Callable[[Quantity, _Run], Iterator[Quantity]]] = {
    "money": _money,
    "usd": _money,
    "rate": _rate,
    "ratio": _ratio,
    "duration": _duration,
}


def normalise(printed: str) -> str:
    """Half width, no spaces, the ratio sign as a colon.

    半数 and 1/4 are shares; enterprises that are 百亿级 are measured in yuan.
    """
    token = "".join(unicodedata.normalize("NFKC", printed).split()).replace("∶", ":")
    token = re.sub(r"(?<![\d/])(\d)/([248])(?![\d/])", _quotient, token).replace("半数", "50%")
    return re.sub(r"(?<=[万亿])级", "元级", token)


def _quotient(match: re.Match[str]) -> str:
    """1/4 is 25 %."""
    return f"{exact(Fraction(int(match[1]), int(match[2])) * 100)}%"

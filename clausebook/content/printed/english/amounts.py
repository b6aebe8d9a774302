"""Money, shares and ratios as English documents print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from clausebook.content.printed.english.runs import Kind, Run, pairs_of, runs_of
from clausebook.content.printed.reader import currency_words, either, split_in
from clausebook.numerals.english import PART, part
from clausebook.quantity import Quantity, Units, exact

_SUFFIXES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
SUFFIX = re.compile(r"(?:k|mn?|bn?|tn)(?![a-z0-9])")


_HUNDREDTHS = {
    "GBP": re.compile(r" ?(?:p|pence|penny)(?![a-z])"),
    **dict.fromkeys(("EUR", "USD"), re.compile(r" cents?(?![a-z])")),
}
"""50p, 50 cents."""


def _suffix(after: str) -> int:
    match = SUFFIX.match(after)
    return _SUFFIXES[match[0]] if match else 1


def money(fact: Quantity, _: Units) -> Kind:
    words = either(currency_words(fact.unit)).replace("usdollar", "us ?dollar")
    prefix, behind = rf"(?<![a-z])(?:{words}) ?", rf" ?(?:{words})(?![a-z$£€])"
    ends, follows = re.compile(f"{prefix}$"), re.compile(behind)

    def read(run: Run) -> Iterator[Quantity]:
        scale, value = SUFFIX.match(run.after), run.number
        rest = run.after[scale.end() :] if scale else run.after
        if value is None:
            return
        if ends.search(run.before) or follows.match(rest):
            yield Quantity("money", value * _suffix(run.after), fact.unit)
        elif fact.unit in _HUNDREDTHS and _HUNDREDTHS[fact.unit].match(run.after):
            yield Quantity("money", value / 100, fact.unit)

    return Kind(read, rf"(?:{SUFFIX.pattern})?(?:{behind})?", prefix)


PERCENT = re.compile(r" ?(?:%(?! ?-?points?)|per ?cent(?:um)?(?![a-z])|-per-cent(?![a-z]))")
POINTS = re.compile(r"[ -]?(?:percentage[ -]points?|%[ -]?points?|ppts?|pps?)(?![a-z])")
BASIS_POINTS = re.compile(r"[ -]?(?:basis points?|bps?)(?![a-z])")
_PART = re.compile(rf"(?<![a-z0-9/.])(?:{PART}|([0-9]{{1,2}})/([0-9]{{1,2}}))(?![a-z0-9/])")
_NO_PART = re.compile(r"[- ]?(?:years?|yearly|days?|months?|hours?|an? (?:dozen|million))(?![a-z])")
_OUT_OF = re.compile(r" (?:in|out of)(?: every)? ")


def rate(_: Quantity, __: Units) -> Kind:
    """70%, 70 per cent, 5‰; half, two-thirds, 1 in 4."""

    def read(run: Run) -> Iterator[Quantity]:
        value = run.number
        if value is not None and PERCENT.match(run.after):
            yield Quantity("rate", value / 100)
        elif value is not None and run.after.startswith("‰"):
            yield Quantity("rate", value / 1000)

    return Kind(read, f"{PERCENT.pattern}|‰", "", _parts)


def _parts(token: str) -> Iterator[Quantity]:
    yield from split_in(token)
    for match in _PART.finditer(token):
        if _NO_PART.match(token, match.end()) or token[: match.start()].endswith("and a "):
            continue
        first, second = match[1], match[2]
        share = part(match[0]) if first is None else None
        if first is not None and 0 < int(first) < int(second):
            share = Fraction(int(first), int(second))
        if share and not token[: match.start()].endswith(("first ", "second ", "and ")):
            yield Quantity("rate", share)
    for pair in pairs_of(runs_of(token)):
        first, second = pair.low.number, pair.high.number
        if first and second and first < second and _OUT_OF.fullmatch(pair.between):
            yield Quantity("rate", first / second)


def points(_: Quantity, __: Units) -> Kind:
    """2 percentage points, 50 basis points."""

    def read(run: Run) -> Iterator[Quantity]:
        value = run.number
        if value is not None and POINTS.match(run.after):
            yield Quantity("points", value)
        elif value is not None and BASIS_POINTS.match(run.after):
            yield Quantity("points", value / 100)

    return Kind(read, f"{POINTS.pattern}|{BASIS_POINTS.pattern}")


_TO = re.compile(r" ?: ?| to |-to-|[ a-z]* for (?:each|every) (?:[£$€¥])?")


def ratio(_: Quantity, __: Units) -> Kind:
    """1:0.5, 1 to 2, £1 for every £2."""

    def pairs(token: str) -> Iterator[Quantity]:
        for pair in pairs_of(runs_of(token)):
            first, second = pair.low.number, pair.high.number
            more = pair.low.before.endswith(":") or pair.high.after.startswith(":")
            if first and second is not None and not more and _TO.fullmatch(pair.between):
                yield Quantity("ratio", second / first, f"{exact(first)}:{exact(second)}")

    return Kind(lambda run: iter(()), "", "", pairs)

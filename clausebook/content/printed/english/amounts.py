"""Money, shares and ratios as English documents print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from clausebook.content.printed.english.runs import Kind, Run, pairs_of, runs_of
from clausebook.content.printed.reader import split_in
from clausebook.numerals.english import PART, part
from clausebook.quantity import Currency, Quantity, Units, exact
from clausebook.quantity.currencies import spaced_either

_SUFFIXES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
SUFFIX = re.compile(r"(?:k|mn?|bn?|tn)(?![a-z0-9])")


def _suffix(after: str) -> int:
    match = SUFFIX.match(after)
    return _SUFFIXES[match[0]] if match else 1


def _words_of(currency: Currency) -> str:
    """A pattern of the words that mean a currency; others of its may stand beside them: CAD $."""
    own, shared = spaced_either(currency.own), spaced_either(currency.shared)
    return rf"(?:{own})(?: ?(?:{shared}))?" if shared else f"(?:{own})"


def money(fact: Quantity, _: Units) -> Kind:
    """£5,000, 5 million pounds, 50p."""
    (currency,) = fact.currencies
    words, parts = _words_of(currency), spaced_either(currency.hundredths)
    prefix, behind = rf"(?<![a-z]){words} ?", rf" ?{words}(?![a-z$£€])"
    ends, follows = re.compile(f"{prefix}$"), re.compile(behind)
    hundredth = re.compile(rf" ?(?:{parts})(?![a-z])" if parts else r"(?!)")

    def read(run: Run) -> Iterator[Quantity]:
        scale, value = SUFFIX.match(run.after), run.number
        rest = run.after[scale.end() :] if scale else run.after
        if value is None:
            return
        if ends.search(run.before) or follows.match(rest):
            yield replace(fact, value=value * _suffix(run.after), bound="", upto=None)
        elif hundredth.match(run.after):
            yield replace(fact, value=value / 100, bound="", upto=None)

    return Kind(read, rf"(?:{SUFFIX.pattern})?(?:{behind})?", prefix)


_EQUALS = r"=|is|equals|to|per|buys|for"


def exchange(fact: Quantity, _: Units) -> Kind:
    """$1 = £0.79, £0.79 per US dollar, 1:1.27, an exchange rate of 1.27."""
    of, per = map(_words_of, fact.currencies)
    one = rf"(?<![0-9.,])(?:{per} ?1|1 ?{per}) ?(?:{_EQUALS}) ?(?:{of} ?)?$|(?<![0-9.,])1 ?: ?$"
    before = re.compile(rf"{one}|exchange rate (?:of|is) $")
    behind = re.compile(rf" ?(?:{of})? ?(?:/|per|to(?: the| one)?) ?(?:1 ?)?{per}(?! ?[0-9])")

    def read(run: Run) -> Iterator[Quantity]:
        if run.number and (before.search(run.before) or behind.match(run.after)):
            yield replace(fact, value=run.number, bound="")

    return Kind(read)


PERCENT = re.compile(r" ?(?:%(?! ?-?points?)|(?:pc|per ?cent(?:um)?|-per-cent)(?![a-z]))")
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

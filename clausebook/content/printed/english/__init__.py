"""Figures as English documents print them, British or American.

Reading conventions: "at least", "within" and "up to" include the number, "more than" and "under" do
not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from clausebook.content.printed.english.amounts import exchange, money, points, rate, ratio
from clausebook.content.printed.english.bounds import MAY_SAY, NO_MORE, SAYS, SHARE
from clausebook.content.printed.english.counts import counted, numbered
from clausebook.content.printed.english.dates import dates, periods
from clausebook.content.printed.english.plain import normalise
from clausebook.content.printed.english.runs import NUMBER, Kind, pairs_of, runs_of
from clausebook.content.printed.english.shared import range_of, sharing
from clausebook.content.printed.english.times import duration
from clausebook.content.printed.reader import Reader
from clausebook.quantity import Quantity, Units

_KINDS: dict[str, Callable[[Quantity, Units], Kind]] = {
    "money": money,
    "exchange": exchange,
    "rate": rate,
    "points": points,
    "ratio": ratio,
    "duration": duration,
    "count": counted,
    "ordinal": numbered,
}


def _values(fact: Quantity, token: str, units: Units) -> Iterator[Quantity]:
    """All values of the fact's kind in the token; counts must have the fact's unit."""
    if fact.kind == "date":
        yield from periods(token) if fact.upto else dates(token)
        return
    runs, kind = runs_of(token), _KINDS[fact.kind](fact, units)
    pairs = [pair for pair in pairs_of(runs) if pair.is_range(kind.unit, kind.prefix)]
    ranges = (between for pair in pairs for between in range_of(pair, kind))
    if fact.upto:
        yield from ranges
        return
    if fact.bound == ">=":  # from 20 to 50 are at least 20
        yield from (replace(between, upto=None) for between in ranges)
    elif fact.bound == "<=":
        yield from (between.upto for between in ranges if between.upto)
    ends = [end for pair in pairs for end in (pair.low, pair.high)]
    for run, as_read in sharing(runs, kind):
        if run not in ends:
            yield from kind.read(as_read)
    if kind.anywhere:
        yield from kind.anywhere(token)


READER = Reader(
    longest=80,  # a dozen words, which say what thirty Chinese signs say
    normalise=normalise,
    values=_values,
    number=NUMBER,
    says={sign: re.compile(words) for sign, words in SAYS.items()},
    may_say={sign: re.compile(words) for sign, words in MAY_SAY.items()},
    limited_rate=re.compile(rf"\b({NO_MORE})\b[a-z -]*(?:{SHARE})"),
    limited_award=re.compile(rf"\b(?:{NO_MORE})\b"),
)

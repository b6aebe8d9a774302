"""What English documents count, and what they number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from unicodedata import normalize

from clausebook.content.printed.english.amounts import BASIS_POINTS, PERCENT, POINTS, SUFFIX
from clausebook.content.printed.english.dates import MONTH
from clausebook.content.printed.english.runs import Kind, Run
from clausebook.content.printed.english.times import TIME
from clausebook.quantity import SHIPPED, Quantity, Unit, Units

LABEL = re.compile(
    r"(?<![a-z])(?:section|paragraph|para|article|annex|appendix|schedule|chapter|part|clause|table|figure|page"
    r"|phase|stage|step|round|call|tier|level|lot|strand|scope|category|class|question|form|version"
    rf"|regulation|rule|horizon|trl|no\.?|number|{MONTH})s? $"
)
"""What is numbered, and not counted: section 4, 31 January."""
_COUNTS_NOTHING = re.compile(
    rf"(?:st|nd|rd|th)(?![a-z])|[.,:/%‰]?[0-9]|[:/%‰]| ?(?:{MONTH})(?![a-z])|-off(?![a-z])"
)
MONEY = re.compile(rf" ?(?:[£$€¥]|{SHIPPED.currencies.spaced_pattern})(?: ?$|(?![a-z]))")
"""Any currency: behind a number, or at the end of what stands before one."""
_STOPS = r"(?:and|or|of|with|for|in|per|to|at|by|from|on|than|the|is|are|each|every|which|that)"
_OR_MORE = r"(?:\+| or (?:more|over|above|fewer|less|under))?"
_BETWEEN = rf"{_OR_MORE}(?:[ -](?!{_STOPS}\b)[a-z][a-z'-]*+){{0,3}}?"


def _forms(unit: Unit) -> Iterator[str]:
    """The words of a unit, for one and for many."""
    own = (unit.word, f"{unit.word}s", *unit.words.get("en", ()))
    yield from {normalize("NFKC", form).lower() for form in own}


def counted(fact: Quantity, units: Units) -> Kind:
    """50 jobs, 50 new full-time jobs; a bare 3 where no known unit follows."""
    own = {plain for plain, unit in units.items() if unit.word == fact.unit}
    wanted = [form for plain in own for form in _forms(units[plain])]
    others = [f for plain, unit in units.items() if plain not in own for f in _forms(unit)]
    names = "|".join(sorted(map(re.escape, wanted), key=len, reverse=True))
    known = "|".join(sorted(map(re.escape, others), key=len, reverse=True))
    follows = re.compile(rf"{_BETWEEN}[ -]?(?:{names})(?![a-z])" if fact.unit else "")
    other = re.compile(rf"[ -]?(?:{known})(?![a-z])" if known else r"(?!)")

    def read(run: Run) -> Iterator[Quantity]:
        value = run.number
        if value is None or LABEL.search(run.before) or _COUNTS_NOTHING.match(run.after):
            return
        is_bare = not _measures(run) and not other.match(run.after)
        if follows.match(run.after) if fact.unit else is_bare:
            yield replace(fact, value=value, bound="", upto=None)

    return Kind(read, rf"{_BETWEEN}[ -]?(?:{names})" if fact.unit else "")


def _measures(run: Run) -> bool:
    """Whether a number is money, a share or a time."""
    behind = (PERCENT, POINTS, BASIS_POINTS, TIME, SUFFIX)
    is_money = MONEY.search(run.before[-8:]) or MONEY.match(run.after)
    return is_money is not None or any(pattern.match(run.after) for pattern in behind)


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ORDINAL = rf"(?:([0-9]+)(?:st|nd|rd|th)|({'|'.join(_ORDINALS)}))"


def numbered(fact: Quantity, units: Units) -> Kind:
    """The 14th session, the third round, round 3."""
    own = next((unit for unit in units.values() if unit.word == fact.unit), Unit(fact.unit))
    names = "|".join(sorted(map(re.escape, _forms(own)), key=len, reverse=True))
    label, after = re.compile(rf"(?:{names}) $"), re.compile(rf"{_ORDINAL}[ -](?:{names})(?![a-z])")

    def read(run: Run) -> Iterator[Quantity]:
        value = run.number
        if value is not None and label.search(run.before):
            yield replace(fact, value=value, bound="")

    def ordinals(token: str) -> Iterator[Quantity]:
        for match in after.finditer(token):
            value = int(match[1]) if match[1] else _ORDINALS.index(match[2]) + 1
            yield replace(fact, value=Fraction(value), bound="")

    return Kind(read, "", "", ordinals)

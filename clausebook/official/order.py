"""Lists of agencies in an official text: their order, and whether they end with 等."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from clausebook.official.spans import Span
from clausebook.official.texts import OfficialText
from clausebook.official.usage.record import Usage


class Listed(NamedTuple):
    """Agencies that a text names one behind the other."""

    ids: tuple[frozenset[str], ...]
    """For each name the agencies that may be meant."""
    at: int
    with_others: bool


def listed_in(
    text: OfficialText, spans: Iterable[Span], names: Mapping[str, set[str]], usage: Usage
) -> Iterator[Listed]:
    """All lists of agencies, a single name being one too."""
    for span in spans:
        run: list[tuple[int, int, frozenset[str]]] = []
        for start, end, ids in _named(text, span, names):
            if run and not usage.between.fullmatch(text.folded, run[-1][1], start):
                yield _listed(text, run, usage)
                run = []
            run.append((start, end, ids))
        if run:
            yield _listed(text, run, usage)


def _listed(
    text: OfficialText, run: Sequence[tuple[int, int, frozenset[str]]], usage: Usage
) -> Listed:
    others = usage.others.match(text.folded, run[-1][1]) is not None
    return Listed(tuple(ids for *_, ids in run), run[0][0], others)


def _named(
    text: OfficialText, span: Span, names: Mapping[str, set[str]]
) -> Iterator[tuple[int, int, frozenset[str]]]:
    """The names in a span, the longest at each place."""
    pattern = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    for match in re.compile(pattern).finditer(text.folded, *span) if pattern else ():
        yield match.start(), match.end(), frozenset(names[match[0]])


def fitting(lists: Iterable[Listed], agencies: Sequence[str]) -> Listed | None:
    """The list that names all of a clause's responsible agencies, the last if there are several."""
    found = [
        listed for listed in lists if all(any(id_ in ids for ids in listed.ids) for id_ in agencies)
    ]
    return min(reversed(found), key=lambda listed: len(listed.ids), default=None)


def in_order(listed: Listed, agencies: Sequence[str]) -> list[str]:
    """The agencies in the order of the list."""

    def place(id_: str) -> int:
        return next(at for at, ids in enumerate(listed.ids) if id_ in ids)

    return sorted(agencies, key=place)

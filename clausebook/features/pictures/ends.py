"""What ends next, and what has ended: the order in which documents stand beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from clausebook.meaning.site import Site
from clausebook.rules.validity import Validity, status_on

NOW, BESIDE, OVER = "now", "beside", "over"
"""In force; neither that nor over, such as drafts and what states no period; over."""
_GROUPS = {
    **dict.fromkeys(("in-force", "by-reference"), NOW),
    **dict.fromkeys(("expired", "superseded", "withdrawn"), OVER),
}
_NEVER = "9999-12-31"


def group_on(validity: Validity, on: str) -> str:
    """To which group something belongs on a day. The twin is ``static/pictures/ends.js``."""
    return _GROUPS.get(status_on(validity, on), BESIDE)


def last_day(validity: Validity) -> str:
    """The last day on which something is in force, for whatever reason; empty where none is known.

    What is withdrawn or superseded from a day on was in force until the day before.
    """
    gone = [day for day in (validity.withdrawn, validity.superseded) if day]
    ends = [*(shifted(day, -1) for day in gone), *([validity.until] if validity.until else [])]
    return min(ends, default="")


def turns(validity: Validity) -> Iterator[str]:
    """The days from which on something else is true."""
    begins = (validity.from_, validity.reference_from, validity.withdrawn, validity.superseded)
    yield from filter(None, begins)
    ends = [validity.until, validity.reference_until]
    for span in validity.suspended:
        yield span.from_
        ends.append(span.until)
    yield from (shifted(day, 1) for day in ends if day and day < _NEVER)


def by_end(site: Site, ids: Iterable[str], on: str) -> dict[str, list[str]]:
    """Ids by group: what ends first comes first, and of what is over what ended last."""
    found: dict[str, list[str]] = {NOW: [], BESIDE: [], OVER: []}
    for id_ in ids:
        found[group_on(site.validity[id_], on)].append(id_)
    for group, members in found.items():
        ends = {id_: last_day(site.validity[id_]) or _NEVER for id_ in members}
        members.sort(key=ends.__getitem__, reverse=group == OVER)
    return found


def shifted(day: str, by: int) -> str:
    """So many days later."""
    return (date.fromisoformat(day) + timedelta(by)).isoformat()

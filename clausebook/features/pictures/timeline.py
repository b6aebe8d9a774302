"""The timeline: when each document is valid, what is cited from outside, what overlaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from clausebook.address import document_of
from clausebook.content.records import Entry
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.pictures.axis import Axis, Year, axis_around
from clausebook.features.pictures.ends import NOW, by_end, group_on, last_day, shifted, turns
from clausebook.rules.applications import Window
from clausebook.rules.validity import Validity
from clausebook.told.status import Status
from clausebook.told.strings import fill

MOST_BESIDE = 12
"""Of more documents than this nobody reads which were in force together in each period."""
KINDS = ("force", "open", "draft", "reference", "suspended", "applications")
"""The kinds of bars: in force with and without a last day, as drafted, applied by reference,
suspended, open for applications."""
_YEAR = re.compile(r"[\[(〔（［]((?:1[89]|2[01])\d\d)[\])〕）］]")
"""The year of a number: 〔2024〕 or [2024]."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A period as a bar, in percent of the axis."""

    kind: str
    """One of :data:`KINDS`."""
    at: str
    long: str


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A document, or a clause with days of its own, with its bars and the same in words."""

    id: str
    place: int
    """Which it is in the site's order."""
    anchor: Anchor
    status: Status
    last: str
    """Its last day in ISO form; empty where none is known."""
    days: str
    """From when until when, in words."""
    further: tuple[str, ...]
    """Other intervals in words: applied by reference, open for applications."""
    bars: tuple[Bar, ...]
    dot: str
    """Where it was issued, if it states no days."""
    ends_next: bool


@dataclass(frozen=True, slots=True)
class CitedRow:
    """A document that this site only names: no more is known of its days than a year."""

    anchor: Anchor
    title: str
    year: str
    at: str
    long: str


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period in which the same documents are in force."""

    first: str
    last: str
    """In ISO form; empty where it does not end."""
    is_now: bool
    words: str
    documents: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """What is valid when, on one axis."""

    first: str
    last: str
    """The axis, in ISO form."""
    years: tuple[Year, ...]
    mark: str
    """Where the build's day is."""
    rows: tuple[TimelineRow, ...]
    cited: tuple[CitedRow, ...]
    unplaced: tuple[Anchor, ...]
    """Cited documents of which no year is known."""
    periods: tuple[PeriodRow, ...]
    kinds: tuple[str, ...]
    """The kinds of bars that there are, for the key."""


def timeline(w: Linked) -> TimelineView:
    """All documents, clauses with days of their own, and cited documents."""
    axis = axis_around(_days(w), w.on)
    shown = [id_ for id_ in w.site.validity if _ends_apart(w, id_)]
    groups = by_end(w.site, shown, w.on)
    order = [id_ for members in groups.values() for id_ in members]
    ahead = [id_ for id_ in groups[NOW] if last_day(w.site.validity[id_])]
    cited = [(row, _year_of(row)) for row in w.corpus.cited.values()]
    places = {id_: place for place, id_ in enumerate(shown)}
    rows = tuple(_row(w, axis, id_, places[id_], id_ in ahead[:1]) for id_ in order)
    drawn = {bar.kind for row in rows for bar in row.bars}
    return TimelineView(
        first=axis.first,
        last=axis.last,
        years=tuple(axis.years()),
        mark=axis.at(w.on),
        rows=rows,
        cited=tuple(_cited(w, axis, row, year) for row, year in cited if year),
        unplaced=tuple(w.document_anchor(row.id) for row, year in cited if not year),
        periods=tuple(_periods(w)),
        kinds=tuple(kind for kind in KINDS if kind in drawn),
    )


def _ends_apart(w: Linked, id_: str) -> bool:
    """Whether it has a row: a document has one, and a clause whose last day is not its document's.

    Of other days of its own a clause's page tells.
    """
    of = w.site.validity[document_of(id_)]
    return id_ == document_of(id_) or last_day(w.site.validity[id_]) != last_day(of)


def _days(w: Linked) -> Iterator[str]:
    """Every day that the picture has to show."""
    for id_, validity in w.site.validity.items():
        yield from filter(None, (validity.from_, validity.reference_from, last_day(validity)))
        yield from filter(None, (_issued(w, id_),))
    for windows in w.site.windows.values():
        yield from (day for one in windows for day in (one.from_, one.until) if day)
    yield from (f"{year}-12-31" for year in map(_year_of, w.corpus.cited.values()) if year)


def _row(w: Linked, axis: Axis, id_: str, place: int, ends_next: bool) -> TimelineRow:
    validity = w.site.validity[id_]
    bars = tuple(_bars(axis, validity, w.site.windows.get(id_, ())))
    issued = _issued(w, id_)
    return TimelineRow(
        id=id_,
        place=place,
        anchor=_anchor(w, id_),
        status=w.status_of(id_),
        last=last_day(validity),
        days=w.period(id_),
        further=tuple(_further(w, id_)),
        bars=bars,
        dot=axis.at(issued) if issued and not validity.from_ else "",
        ends_next=ends_next,
    )


def _anchor(w: Linked, id_: str) -> Anchor:
    if id_ == document_of(id_):
        return w.document_anchor(id_)
    return Anchor(w.clause_label(id_), w.at(("clause", id_)), w.title(id_))


def _bars(axis: Axis, validity: Validity, windows: tuple[Window, ...]) -> Iterator[Bar]:
    last = last_day(validity) or axis.last
    if validity.reference_from:
        yield Bar("reference", *axis.span(validity.reference_from, validity.reference_until))
    if validity.from_ and validity.from_ <= last:
        kind = "draft" if validity.draft else "force" if last_day(validity) else "open"
        yield Bar(kind, *axis.span(validity.from_, last))
    for span in validity.suspended:
        yield Bar("suspended", *axis.span(span.from_, span.until or last))
    for window in windows:
        if window.state == "open":
            first = window.from_ or validity.from_ or axis.first
            yield Bar("applications", *axis.span(first, window.until or last))


def _further(w: Linked, id_: str) -> Iterator[str]:
    """The intervals beside the days in force, in words."""
    validity = w.site.validity[id_]
    if validity.reference_from:
        days = {"from": w.day(validity.reference_from), "until": w.day(validity.reference_until)}
        yield fill(w.words["by_reference_period"], **days)
    for window in w.site.windows.get(id_, ()):
        if window.state == "open":
            words: dict[str, str] = w.words["pictures"]["window"]
            key = "_".join(k for k, d in (("from", window.from_), ("until", window.until)) if d)
            days = {"from": w.day(window.from_), "until": w.day(window.until)}
            yield fill(words[key or "open"], **days)


def _issued(w: Linked, id_: str) -> str:
    """The day on which a document was issued, the first one where only month or year is known."""
    address = w.corpus.documents[id_].issued if id_ == document_of(id_) else ""
    found = w.site.addresses.fact(id_, address) if address else None
    return date.fromordinal(int(found.fact.quantity.value)).isoformat() if found else ""


# --- documents that this site only names -------------------------------------------------------


def _year_of(cited: Entry) -> str:
    found = _YEAR.search(cited.number) or _YEAR.search(cited.number_en)
    return found[1] if found else ""


def _cited(w: Linked, axis: Axis, row: Entry, year: str) -> CitedRow:
    at, long = axis.span(f"{year}-01-01", f"{year}-12-31")
    return CitedRow(w.document_anchor(row.id), row.name[w.language], year, at, long)


# --- what is in force together -----------------------------------------------------------------


def _periods(w: Linked) -> Iterator[PeriodRow]:
    """Every period between two days on which something begins or ends."""
    if len(w.site.documents) > MOST_BESIDE:
        return
    starts = sorted({day for id_ in w.site.documents for day in turns(w.site.validity[id_])})
    for first, next_ in zip(starts, [*starts[1:], ""], strict=True):
        here = [d for d in w.site.documents if group_on(w.site.validity[d], first) == NOW]
        if here:
            yield _period(w, first, shifted(next_, -1) if next_ else "", here)


def _period(w: Linked, first: str, last: str, documents: list[str]) -> PeriodRow:
    pattern = w.words["validity_from_until" if last else "validity_from"]
    words = fill(pattern, **{"from": w.day(first), "until": w.day(last)})
    is_now = first <= w.on and (not last or w.on <= last)
    return PeriodRow(first, last, is_now, words, tuple(map(w.document_anchor, documents)))

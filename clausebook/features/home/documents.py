"""Documents on the front page, by their end: what is in force, until when, and what they pay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clausebook.features.documents.applications import ApplicationsView, applications_view
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.pictures.axis import Axis
from clausebook.features.pictures.ends import by_end, last_day
from clausebook.told.best import Best
from clausebook.told.notes import told
from clausebook.told.status import Status
from clausebook.told.strings import counted, fill


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a line."""

    id: str
    place: int
    """Which it is in the site's order."""
    group: str
    """now, beside or over: see :mod:`clausebook.features.pictures.ends`."""
    title: str
    anchor: Anchor
    number: str
    issuers: tuple[Anchor, ...]
    status: Status
    first: str
    last: str
    """First and last day in ISO form; empty where none is known."""
    until: str
    """The last day in words."""
    validity: str
    applications: ApplicationsView | None
    passed: str
    """How much of its days has passed, in percent."""
    figures: str
    """How many of its clauses pay something with a figure, of how many."""
    paying: str
    """The same without all the others; empty where none does."""
    best: Best | None
    """The most that any of them pays; None where none does."""


def document_rows(w: Linked) -> Iterator[DocumentRow]:
    """All documents: what is in force by its end, then the others, then what is over."""
    places = {id_: place for place, id_ in enumerate(w.site.documents)}
    for group, ids in by_end(w.site, w.site.documents, w.on).items():
        for id_ in ids:
            yield _row(w, id_, places[id_], group)


def _row(w: Linked, id_: str, place: int, group: str) -> DocumentRow:
    document, validity = w.corpus.documents[id_], w.site.validity[id_]
    first, last = validity.reference_from or validity.from_, last_day(validity)
    count, best = paid(w, id_)
    every, said = len(w.site.index.by_document.get(id_, ())), w.words["home_page"]
    return DocumentRow(
        id=id_,
        place=place,
        group=group,
        title=document.title[w.language],
        anchor=w.document_anchor(id_),
        number=w.printed_number(document),
        issuers=tuple(w.row_anchor("agencies", issuer) for issuer in document.issuers),
        status=w.status_of(id_),
        first=first,
        last=last,
        until=w.day(last),
        validity=w.period(id_),
        applications=applications_view(w, id_),
        passed=Axis(first, last).at(w.on) if first and last else "0.00",
        figures=fill(said["figures_of" if count else "no_figures"], n=str(count), all=str(every)),
        paying=counted(said["paying"], count) if count else "",
        best=best,
    )


@told
def paid(w: Linked, document: str) -> tuple[int, Best | None]:
    """How many clauses of a document pay something with a figure, and the most of it."""
    every = [w.best(clause) for clause in w.site.index.by_document.get(document, ())]
    found = [best for best in every if best.words]
    return len(found), max(found, key=lambda best: best.rank, default=None)

"""A clause in all its languages, block by block, so that each can be read beside the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from markupsafe import Markup

from clausebook.content.records import Clause, Prose
from clausebook.features.documents.cards import Card, card
from clausebook.features.documents.official import official_paragraphs
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.official.passages import Passage
from clausebook.prose import blocks


@dataclass(frozen=True, slots=True)
class Cell:
    """A block in one language."""

    html: Markup
    code: str
    """The language, as browsers call it."""
    name: str
    """The language, as its readers call it."""


@dataclass(frozen=True, slots=True)
class ParallelRow:
    """A title, a paragraph, a row of a list or a condition, the page's language first."""

    kind: str
    """``title``, ``text`` or ``condition``."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ParallelView:
    """A clause in all languages of the site, and in the official words where the build has them."""

    card: Card
    clause: Anchor
    rows: tuple[ParallelRow, ...]
    official: tuple[Markup, ...]
    original: str
    """The language of the official text, as browsers call it."""


def parallel_view(w: Linked, id_: str, passage: Passage | None) -> ParallelView:
    """All that a clause and its items say."""
    record = w.corpus.clauses[id_]
    return ParallelView(
        card=card(w, id_),
        clause=Anchor(w.heading(id_), w.at(("clause", id_))),
        rows=tuple(_rows(_readers(w), record)),
        official=official_paragraphs(w, passage),
        original=w.original(id_),
    )


def _readers(w: Linked) -> tuple[Linked, ...]:
    others = (other for language, other in w.languages.items() if language != w.language)
    return (w, *others)


def _rows(readers: tuple[Linked, ...], clause: Clause) -> Iterator[ParallelRow]:
    for provision in clause.provisions():
        titles = (Markup("{}").format(_title(w, provision.id)) for w in readers)
        yield _row(readers, "title", titles)
        if provision.who:
            yield _row(readers, "text", (w.inline(provision.who, provision.id) for w in readers))
        yield from _blocks(readers, provision.digest, provision.id)
        for condition in provision.conditions:
            said = (w.inline(condition.text, provision.id) for w in readers)
            yield _row(readers, "condition", said)


def _title(w: Linked, address: str) -> str:
    """A clause's heading, an item's number and title."""
    item = w.site.addresses.provisions[address]
    if isinstance(item, Clause):
        return w.heading(address)
    return f"{w.item_number(item)} {item.title[w.language] if item.title else ''}".strip()


def _blocks(readers: tuple[Linked, ...], prose: Prose, home: str) -> Iterator[ParallelRow]:
    """The paragraphs and rows of lists side by side; who has fewer ends earlier."""
    sides = [[w.block(text, home) for text in blocks(prose[w.language])] for w in readers]
    for cells in zip_longest(*sides, fillvalue=Markup("")):
        yield _row(readers, "text", cells)


def _row(
    readers: tuple[Linked, ...], kind: str, said: Iterator[Markup] | tuple[Markup, ...]
) -> ParallelRow:
    cells = (
        Cell(html, w.words["code"], w.words["language_name"])
        for w, html in zip(readers, said, strict=True)
    )
    return ParallelRow(kind, tuple(cells))

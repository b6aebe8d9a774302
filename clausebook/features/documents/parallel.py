"""A clause in all its languages, block by block, so that each can be read beside the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from markupsafe import Markup

from clausebook.content.records import Clause, Prose
from clausebook.features.frame.linked import Linked
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


def parallel_rows(w: Linked, clause: Clause) -> tuple[ParallelRow, ...]:
    """All that a clause and its items say; nothing on a site of one language."""
    readers = _readers(w)
    return tuple(_rows(readers, clause)) if len(readers) > 1 else ()


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

"""A clause's official words, where the build has them."""

from __future__ import annotations

from markupsafe import Markup

from clausebook.address import home_and_name
from clausebook.features.frame.linked import Linked
from clausebook.official.passages import Passage, Piece


def official_paragraphs(w: Linked, passage: Passage | None) -> tuple[Markup, ...]:
    """Paragraph by paragraph; what proves a fact is marked and leads to it."""
    return tuple(_paragraph(w, pieces) for pieces in passage.paragraphs) if passage else ()


def _paragraph(w: Linked, pieces: tuple[Piece, ...]) -> Markup:
    marked = Markup('<a href="{}"><mark>{}</mark></a>')
    return Markup("").join(
        marked.format(w.at(("fact", *home_and_name(piece.fact))), piece.text)
        if piece.fact
        else piece.text
        for piece in pieces
    )

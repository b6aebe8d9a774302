"""How a long text begins, and what of it is folded behind its beginning."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width

from markupsafe import Markup

from clausebook.content.records import Prose
from clausebook.features.frame.linked import Linked
from clausebook.prose import passages

# In signs of half an ideograph's width, of which a narrow screen has some 44 in a line.
BEGINS = 200
FOLDED = 200


@dataclass(frozen=True, slots=True)
class Lead:
    """A text in two parts."""

    begins: Markup
    rest: Markup
    """Empty where the text is short, or is one paragraph."""


def lead(w: Linked, prose: Prose, home: str) -> Lead:
    """Whole paragraphs up to a length; what is left is folded where that is worth a line."""
    text = prose[w.language]
    if _width(text) >= BEGINS + FOLDED:
        written = passages(text)
        begins = _taken(written)
        rest = "\n\n".join(written[begins:])
        if _width(rest) >= FOLDED:
            return Lead(w.passage("\n\n".join(written[:begins]), home), w.passage(rest, home))
    return Lead(w.prose(prose, home), Markup())


def _taken(written: list[str]) -> int:
    """How many blocks the beginning has; a list stays with the paragraph before it."""
    width = 0
    for number, block in enumerate(written):
        if width >= BEGINS and not block.startswith(("- ", "* ")):
            return number
        width += _width(block)
    return len(written)


def _width(text: str) -> int:
    return sum(1 + (east_asian_width(sign) in "WF") for sign in text)

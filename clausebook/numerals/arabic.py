"""Numbers in Arabic figures, which every language prints alike."""

from __future__ import annotations

import re
from fractions import Fraction

LONGEST = 30
"""No policy and no reader has numbers of more signs."""
_GROUPED = re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?")


def number(text: str) -> Fraction | None:
    """A number in figures; None for ``012`` and for misplaced commas."""
    return Fraction(text.replace(",", "")) if _GROUPED.fullmatch(text) else None

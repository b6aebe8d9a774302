"""Texts in the form in which they are compared, and numbers in digits."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from clausebook.numerals.arabic import LONGEST

_GROUPED = re.compile(r"([1-9][0-9]{0,2}(,[0-9]{3})+|0|[1-9][0-9]*)(\.[0-9]+)?|\.[0-9]+")


def plain_of(text: str) -> str:
    """Full width to half width, lower case, no spaces; the ratio sign of typesetters is a colon."""
    half_width = unicodedata.normalize("NFKC", str(text)).lower().replace("∶", ":")
    return "".join(half_width.split())


def read_number(digits: str) -> Fraction | None:
    """A number with or without thousands separators; None for ``012`` and for misplaced commas."""
    if len(digits) > LONGEST or not _GROUPED.fullmatch(digits):
        return None
    return Fraction(digits.replace(",", ""))

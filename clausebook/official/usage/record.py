"""What the audit knows of the way in which official texts of one language are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """One language's signs and words.

    Patterns are over the plain text. Where words are ``spaced``, they are over the same in lower
    case, with a space wherever the file has any white space.
    """

    spaced: bool
    figure: re.Pattern[str]
    """A figure that a fact must claim."""
    numbered: re.Pattern[str]
    """What numbers items and places, and counts nothing."""
    title: re.Pattern[str] | None
    """Any document's title; None where titles look like other words."""
    responsible: re.Pattern[str] | None
    """A list of responsible agencies, in the first group."""
    issuer: re.Pattern[str]
    """What the issuers of a document call themselves in it."""
    materials: re.Pattern[str]
    """What stands before a list of application materials."""
    material: re.Pattern[str]
    """One of them, in the first group."""
    between: re.Pattern[str]
    """What stands between the agencies of a list, without white space."""
    others: re.Pattern[str]
    """What ends a list that does not name all, without white space."""
    word: re.Pattern[str]
    """What counts in prose that is compared with a text."""
    longest: int
    """So many of them in a row are copied."""
    copied: str
    """The message about them."""

"""What exports are made from, for tests."""

from __future__ import annotations

from clausebook.features.exports.parts import Source
from clausebook.features.frame.linked import in_all_languages
from clausebook.meaning.calculate import Calculated
from clausebook.told.notes import Notes


def source_of(calculated: Calculated) -> Source:
    """Both languages told."""
    return Source.of(in_all_languages(calculated, Notes())["zh"])

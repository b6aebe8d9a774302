"""What exports are made from, for tests."""

from __future__ import annotations

from clausebook.features.frame.wording import Wording

from clausebook.features.exports.parts import Source
from clausebook.meaning.calculate import Calculated
from clausebook.quantity import LANGUAGES


def source_of(calculated: Calculated) -> Source:
    """Both languages told."""
    return Source.of(calculated, {code: Wording(calculated, code, "") for code in LANGUAGES})

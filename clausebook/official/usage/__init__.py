"""How official texts are printed: a module per language."""

from __future__ import annotations

from collections.abc import Mapping

from clausebook.languages import Language, registered
from clausebook.official.usage import chinese, english
from clausebook.official.usage.record import Usage

USAGES: Mapping[Language, Usage] = {"zh": chinese.USAGE, "en": english.USAGE}


def usage_of(language: Language) -> Usage:
    """The usage of a document's language; where nobody has told it, that of words with spaces."""
    return registered("USAGE", USAGES, language) or english.USAGE

"""Understood content → what the makers of outputs have at hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clausebook.features.frame.bundles import Assets
from clausebook.features.frame.linked import in_all_languages
from clausebook.features.frame.page import Printer
from clausebook.features.outputs import Workshop
from clausebook.looks import OWN, Theme
from clausebook.meaning.calculate import Calculated
from clausebook.official.passages import Passage
from clausebook.told.noted import noted
from clausebook.told.notes import TELLERS, Notes, Question


def furnish(
    calculated: Calculated,
    passages: Mapping[str, Passage],
    published: Assets,
    notes: Notes,
    theme: Theme = OWN,
    cache: Path | None = None,
) -> Workshop:
    """A workshop in which everything that is read is noted.

    ``cache`` is a folder for what the next build need not make again.
    """
    seen = noted(calculated, notes)
    languages = in_all_languages(seen, notes, theme.words)
    printer = Printer(calculated.site.corpus, languages, published, theme, cache)
    return Workshop(seen, passages, languages, printer)


def tell(at: Workshop, question: Question) -> Any:
    """The answer to a question of words, made anew."""
    name, language, *about = question
    return TELLERS[name](at.languages[language], *about)

"""What a reader gets: each feature says which outputs it has, and how one is made.

A feature is a module with ``outputs(site)`` and ``make(output, at)``; a new one is a line here. The
search's index and the offline packs are made of what the others have made.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from clausebook.features import (
    about,
    calculators,
    cite,
    compare,
    documents,
    exports,
    frame,
    glossary,
    home,
    planner,
    tables,
)
from clausebook.features.outputs import Output, Workshop
from clausebook.features.search import page as search
from clausebook.meaning.site import Site

FEATURES: dict[str, ModuleType] = {
    "frame": frame,
    "home": home,
    "documents": documents,
    "calculators": calculators,
    "cite": cite,
    "compare": compare,
    "planner": planner,
    "tables": tables,
    "glossary": glossary,
    "about": about,
    "search": search,
    "exports": exports,
}


def all_outputs(site: Site) -> Iterator[Output]:
    """Every output of every feature."""
    for feature in FEATURES.values():
        yield from feature.outputs(site)


def make(output: Output, at: Workshop) -> bytes:
    """An output's bytes."""
    made: bytes = FEATURES[output.feature].make(output, at)
    return made

"""The sections that a clause's page has, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clausebook.features.frame.linked import Linked


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its place on the page, and its heading."""

    id: str
    words: str


def sections(w: Linked, filled: Mapping[str, object]) -> tuple[Section, ...]:
    """Those that are not empty, as ``section`` of the words names and orders them."""
    return tuple(
        Section(id_, heading) for id_, heading in w.words["section"].items() if filled.get(id_)
    )

"""The pages of this repository's content are HTML by the standard."""

from __future__ import annotations

import re
from pathlib import Path

from tests.features.test_html import *  # noqa: F403
from tests.features.test_html import faults
from tests.rendered import Files

TAG = re.compile(r"<([a-z][a-z0-9]*)((?: [^<>]*)?)>")
ATTRIBUTE = re.compile(r' ([a-z-]+)(?:="([^"]*)")?')


def shapes(page: str) -> set[tuple[str, frozenset[str]]]:
    """The elements of a page with the names of their attributes, and the types of fields."""
    return {
        (tag, frozenset(n + (f"={v}" if n in ("type", "role") else "") for n, v in found))
        for tag, attributes in TAG.findall(page)
        for found in [ATTRIBUTE.findall(attributes)]
    }


def test_every_shape_of_an_element_is_without_fault(tmp_path: Path, site_files: Files) -> None:
    """Of all pages, as many as have all shapes of elements that any page has."""
    seen: set[tuple[str, frozenset[str]]] = set()
    chosen = {}
    for path, data in sorted(site_files.items()):
        if path.endswith(".html") and (new := shapes(data.decode()) - seen):
            seen |= new
            chosen[path] = data
    assert faults(tmp_path, chosen) == {}

"""What a built site weighs, and what an edit changes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median

_ASKED = re.compile(r'<(?:script src|link rel="stylesheet" href)="([^"]+)"')

Tree = Mapping[str, tuple[bytes, int]]
"""Digest and bytes of each file by its path."""


@dataclass(frozen=True, slots=True)
class Change:
    """Files that are new, or whose content is, and what they weigh."""

    files: int
    bytes: int


def tree(site: Path) -> Tree:
    """All files of a site."""
    found = {}
    for path in site.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found[path.relative_to(site).as_posix()] = sha256(data).digest(), len(data)
    return found


def change(before: Tree, after: Tree) -> Change:
    """What a host has to take in, going from one site to another."""
    changed = [size for name, (digest, size) in after.items() if before.get(name) != (digest, size)]
    return Change(len(changed), sum(changed))


@dataclass(frozen=True, slots=True)
class Weight:
    """What a clause's page weighs in the median, in bytes."""

    page: float
    asked: float
    """The scripts and the style sheet that it asks for."""


def weight(site: Path, content: Path) -> Weight:
    """Of the pages of all clauses, in both languages."""
    clauses = [path for path in content.glob("*/*.yaml") if path.name != "document.yaml"]
    pages = [
        site / language / path.parent.name / f"{path.stem}.html"
        for path in clauses
        for language in ("zh", "en")
    ]
    return Weight(
        page=median(page.stat().st_size for page in pages),
        asked=median(sum(file.stat().st_size for file in _asked(page)) for page in pages),
    )


def _asked(page: Path) -> list[Path]:
    """The files that a page asks for before anything is done on it."""
    asked: list[str] = _ASKED.findall(page.read_text(encoding="utf-8"))
    return [page.parent / href for href in asked]

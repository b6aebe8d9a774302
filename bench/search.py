"""The search page beside Pagefind: the same texts, queries, browser and line, in one run."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.pagefind import build_pagefind
from bench.process import Cost
from bench.queries import Query, sample
from bench.server import Sent, Served, served
from bench.texts import LANGUAGES, clause_texts
from bench.visits import LINES, Shown, opened, typed
from tests.chromium import launch

KINDS = (
    ("page", re.compile(r"\.(?:html|css|svg)$")),
    ("texts", re.compile(r"\.pf_fragment$|/search/(?:zh|en)-(?:list-)?\d+\.\w+\.js$")),
    ("index", re.compile(r"\.pf_\w+$|pagefind-entry\.json$|/search/[\w-]+\.(?:\w+\.)?js$")),
    ("engine", re.compile(r"/engine\.\w+\.js$|/pagefind[\w-]*\.js$|wasm[^/]*\.pagefind$")),
    ("interface", re.compile(r"\.js$")),
)
"""What a file is for, by its address: the first that fits."""
_STORED = [pattern for name, pattern in KINDS if name in ("texts", "index")]
PARTS = ("engine", "index", "texts")
"""The kinds that a search costs on both sides; what shows it is told apart, too.

The interface is what our search page has and Pagefind's bare page here has not: facets, an order,
help, keys, words, and the scripts of every page.
"""
EVERYTHING = (*PARTS, "interface", "page")
_RARELY = 6
"""Each so many-th query is also typed and searched on slow lines, which takes long to measure."""


def kind(path: str) -> str:
    """What a file is for."""
    for name, pattern in KINDS:
        if pattern.search(path):
            return name
    raise ValueError(f"{path} has no kind: tell in bench/search.py what it is for")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two searches, with everything that was measured of it."""

    name: str
    clauses: int
    build: Cost
    folder: Path
    opened: list[Shown] = field(default_factory=list)
    typed: list[Shown] = field(default_factory=list)
    letters: list[Shown] = field(default_factory=list)
    on_lines: dict[str, list[Shown]] = field(default_factory=dict)

    def files(self) -> Iterator[Path]:
        """The files of index and texts on the disk."""
        for path in self.folder.rglob("*"):
            name = f"/{path.relative_to(self.folder)}"
            if path.is_file() and any(p.search(name) for p in _STORED):
                yield path


def compare(site: Path, build: Cost, folder: Path, lines: Sequence[str]) -> tuple[Side, Side]:
    """Measure a built site's search and Pagefind's, which is built in ``folder``."""
    texts = {language: clause_texts(site, language) for language in LANGUAGES}
    shutil.rmtree(folder, ignore_errors=True)
    count = len(texts["zh"])
    sides = (
        Side("ours", count, build, site),
        Side("Pagefind", count, build_pagefind(folder, texts), folder),
    )
    with sync_playwright() as playwright, served(site) as ours, served(folder) as theirs:
        browser = launch(playwright)
        _measure(browser, list(zip(sides, (ours, theirs), strict=True)), sample(texts), lines)
        browser.close()
    return sides


def _measure(
    browser: Browser,
    sides: list[tuple[Side, Served]],
    queries: list[Query],
    lines: Sequence[str],
) -> None:
    """Query after query, and both sides for each, so that a busy machine harms both alike."""
    for _, at in sides:
        opened(browser, at, queries[0])  # the browser itself is slower at first
    for number, query in enumerate(queries):
        for side, at in sides:
            side.opened.append(opened(browser, at, query))
            if number % _RARELY == 0:
                first, letters = typed(browser, at, query, queries[number + 1])
                side.typed.append(first)
                side.letters.extend(letters)
                for name in lines:
                    shown = opened(browser, at, query, LINES[name])
                    side.on_lines.setdefault(name, []).append(shown)


def sent(shown: Shown, kinds: Sequence[str]) -> list[Sent]:
    """What was sent of these kinds until the results were shown."""
    return [one for one in shown.sent if kind(one.path) in kinds]

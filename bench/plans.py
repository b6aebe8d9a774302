"""Plans in a browser: how long a page waits for an answer, cold and warm."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench.books import ON, draw_book
from bench.process import ROOT
from bench.report import p95
from clausebook.build.understand import understand
from clausebook.features.frame.esbuild import esbuild
from clausebook.plan.answers import Answers
from clausebook.plan.book import PlanBook
from tests.chromium import launch
from tests.plans import answers_as_json

TARGET = 50
"""Milliseconds within which 100 benefits with 30 relations are to answer."""
_BENEFITS, _RELATIONS = 100, 30
_ENGINE = ROOT / "static" / "planner" / "engine" / "plan.js"
_WORDS = ROOT / "tests" / "words.mjs"
_TIME = """([book, cases]) => cases.map(([given, on]) => {
  const start = performance.now();
  planner.plan(book, given, on);
  return performance.now() - start;
})"""

Case = tuple[Answers, str]


@dataclass(slots=True)
class Timed:
    """Milliseconds of whole plans over books of one kind."""

    name: str
    first: list[float] = field(default_factory=list)
    """Each the first one in a page: the book is read, and the browser has compiled nothing."""
    others: list[float] = field(default_factory=list)
    """Of those after it."""


def measure(content: Path, books: int) -> list[Timed]:
    """Plans of generated books, and of a folder's content where it has a planner."""
    found = []
    with sync_playwright() as playwright:
        browser, engine = launch(playwright), _engine()
        for timed, of in (*_drawn(books), *_written(content)):
            for book, cases in of:
                first, *others = _times(browser, engine, book, cases)
                timed.first.append(first)
                timed.others.extend(others)
            found.append(timed)
        browser.close()
    return found


def _engine() -> str:
    """The planner's engine as a script, as bundles have it."""
    command = [esbuild(), str(_ENGINE), "--bundle", "--minify", "--format=iife"]
    ran = subprocess.run([*command, "--global-name=planner"], capture_output=True, check=True)
    return _WORDS.read_text(encoding="utf-8") + ran.stdout.decode()


_Books = tuple[Timed, list[tuple[PlanBook, list[Case]]]]


def _drawn(books: int) -> Iterator[_Books]:
    """Generated books: each with no answer, then with one more each time."""
    for where, scattered in (("of neighbors", False), ("anywhere", True)):
        drawn = [draw_book(n, _BENEFITS, _RELATIONS, scattered=scattered) for n in range(books)]
        timed = Timed(f"{_BENEFITS} benefits, {_RELATIONS} relations {where}")
        yield timed, [(each.book, [(answers, ON) for answers in each.answers]) for each in drawn]


def _written(content: Path) -> Iterator[_Books]:
    """The content's own book: each of its worked plans once first, the others after it."""
    calculated, _ = understand(content)
    if book := calculated.site.book:
        cases = [(each.answers, str(each.record.on)) for each in calculated.plans.values()]
        turns = [[*cases[start:], *cases[:start]] for start in range(len(cases))]
        size = f"{len(book.benefits)} benefits, {len(book.relations)} relations"
        yield Timed(f"{content.name}: {size}"), [(book, turn) for turn in turns]


def _times(browser: Browser, engine: str, book: PlanBook, cases: Sequence[Case]) -> list[float]:
    """Milliseconds of one case after the other in a page of its own."""
    given = [[answers_as_json(answers), on] for answers, on in cases]
    page = browser.new_page()
    try:
        page.add_script_tag(content=engine)
        times: list[float] = page.evaluate(_TIME, [book.as_json(), given])
    finally:
        page.close()
    return times


def table(found: Sequence[Timed]) -> Iterator[str]:
    """The lines to print."""
    yield _line("plans in Chromium", *("first, ms", "p95", "others, ms", "p95", "most"))
    for timed in found:
        first, others = timed.first, timed.others
        figures = (median(first), p95(first), median(others), p95(others), max(others))
        yield _line(timed.name, *(f"{figure:.1f}" for figure in figures))
    times = [time for timed in found for time in (*timed.first, *timed.others)]
    over = sum(time > TARGET for time in times)
    verdict = f"missed by {over} of {len(times)} plans" if over else "met"
    yield f"  target, each plan: at most {TARGET} ms: {verdict}"


def _line(name: str, *figures: str) -> str:
    return f"  {name:46}" + "".join(f"{figure:>12}" for figure in figures)

"""Visits of a search page by someone who has never been there, and what they cost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, Request

from bench.queries import Query
from bench.server import Sent, Served

WANTED = 10
"""Results that must be shown, or all where there are fewer."""
_WATCH = Path(__file__).parent / "watch.js"
_STATE = "[benchWatch.typed, benchWatch.quiet(), benchWatch.changes]"
_POLL = 25
"""Milliseconds between two looks at a page."""
_SETTLED = 300
"""Milliseconds without a change or a request after which a page has done all that it does."""
_LETTERS = 6
"""Letters of a second query that are typed at most."""
_LONGEST = 120
"""Seconds after which a page has failed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A slow line, which the browser imitates."""

    bits: float
    """Per second."""
    milliseconds: int
    """Between a request and the head of its answer."""


LINES = {"slow-4g": Line(1.6e6, 150), "10-mbit": Line(1e7, 40)}


@dataclass(frozen=True, slots=True)
class Shown:
    """What it took until the results of a query were shown."""

    results: int
    """How many were shown, ten at most."""
    milliseconds: float
    """Since the page began to load, or since the last key."""
    sent: tuple[Sent, ...] = ()
    """What was asked of the server until then."""


def opened(browser: Browser, served: Served, query: Query, line: Line | None = None) -> Shown:
    """Follow a link to a search, with nothing in the cache."""
    with _window(browser, line) as window:
        served.sent.clear()
        address = f"{_address(served, query)}?{urlencode({'q': query.text})}"
        window.page.goto(address, wait_until="commit")
        shown = window.shown(enough=WANTED)
        window.wait_until_loaded()
        until = window.page.evaluate("benchWatch.began") + shown.milliseconds
        return replace(shown, sent=tuple(s for s in served.sent if s.at * 1000 <= until))


def typed(
    browser: Browser, served: Served, first: Query, second: Query
) -> tuple[Shown, list[Shown]]:
    """Open the search page, enter a query, then type another one letter by letter.

    The first is shown after the pause that the page makes for more typing, each letter without.
    """
    with _window(browser) as window:
        window.page.goto(_address(served, first))
        window.wait_until_loaded()
        window.page.locator("#query").focus()
        window.page.keyboard.insert_text(first.text)
        shown = window.shown(enough=WANTED)
        window.wait_until_loaded()
        window.page.evaluate("benchWatch.pauses = false")
        window.page.locator("#query").select_text()
        return shown, [_letter(window, letter) for letter in second.text[:_LETTERS]]


def _letter(window: _Window, letter: str) -> Shown:
    window.page.keyboard.insert_text(letter)
    return window.shown(enough=None)


def _address(served: Served, query: Query) -> str:
    return f"{served.address}{query.language}/search.html"


@contextmanager
def _window(browser: Browser, line: Line | None = None) -> Iterator[_Window]:
    """A window of its own, without memory of others."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(path=_WATCH)
    try:
        page = context.new_page()
        if line:
            _slow_down(page, line)
        yield _Window(page)
    finally:
        context.close()


def _slow_down(page: Page, line: Line) -> None:
    session = page.context.new_cdp_session(page)
    conditions = {
        "offline": False,
        "latency": line.milliseconds,
        "downloadThroughput": line.bits / 8,
        "uploadThroughput": line.bits / 8,
    }
    session.send("Network.emulateNetworkConditions", conditions)


class _Window:
    """A page, and what it is loading."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._loading: set[Request] = set()
        self._loaded_at = time.monotonic()
        self._errors: list[str] = []
        page.on("pageerror", lambda error: self._errors.append(str(error)))
        page.on("request", self._begin)
        page.on("requestfinished", self._end)
        page.on("requestfailed", self._end)

    def _begin(self, request: Request) -> None:
        self._loading.add(request)

    def _end(self, request: Request) -> None:
        self._loading.discard(request)
        self._loaded_at = time.monotonic()

    def shown(self, enough: int | None) -> Shown:
        """Wait until so many results are shown, or until nothing happens any more."""
        calm = 0
        for _ in self._looks():
            typed, quiet, all_changes = self.page.evaluate(_STATE)
            changes = [(at, results) for at, results in all_changes if at >= typed]
            first = next((c for c in changes if enough and c[1] >= enough), None)
            # Twice, because the page may have been too busy to change anything.
            calm = calm + 1 if changes and quiet > _SETTLED and self._has_loaded() else 0
            if first or calm == 2:
                at, results = first or changes[-1]
                return Shown(min(results, WANTED), at - typed)
        raise TimeoutError(f"no results after {_LONGEST} s: {self.page.url}")

    def wait_until_loaded(self) -> None:
        """Wait until nothing is loading."""
        if not any(self._has_loaded() for _ in self._looks()):
            raise TimeoutError(f"still loading after {_LONGEST} s: {self.page.url}")

    def _has_loaded(self) -> bool:
        return not self._loading and time.monotonic() - self._loaded_at > _SETTLED / 1000

    def _looks(self) -> Iterator[None]:
        """A look at the page now and then, until it has failed."""
        end = time.monotonic() + _LONGEST
        while time.monotonic() < end:
            self.page.wait_for_timeout(_POLL)
            if self._errors:
                raise RuntimeError(f"{self.page.url}: {self._errors[0]}")
            yield

"""The engines, each with one window for a whole visit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import BrowserType, Playwright

from tests.browser.visitor import Site
from tests.chromium import launch
from tests.engines import firefox as firefox_esr
from tests.engines import webkit as webkitgtk
from tests.engines.playwright_page import PlaywrightPage
from tests.engines.window import Window

Engine = Callable[[Playwright, Path], AbstractContextManager[Window]]


@contextmanager
def chromium(playwright: Playwright, _: Path) -> Iterator[Window]:
    """The one of all other browser tests."""
    with launch(playwright) as browser:
        yield PlaywrightPage(browser)


@contextmanager
def fetched(engine: BrowserType) -> Iterator[Window]:
    """What Playwright has fetched where there are no Debian packages."""
    with engine.launch() as browser:
        yield PlaywrightPage(browser)


def firefox(playwright: Playwright, folder: Path) -> AbstractContextManager[Window]:
    """Debian's, or Playwright's."""
    path = which("firefox-esr")
    return firefox_esr.firefox(path, folder) if path else fetched(playwright.firefox)


def webkit(playwright: Playwright, folder: Path) -> AbstractContextManager[Window]:
    """Debian's, or Playwright's."""
    return webkitgtk.webkit(folder) if webkitgtk.is_there() else fetched(playwright.webkit)


@pytest.fixture(scope="package")
def small(site: Site) -> Path:
    """The small content's site."""
    return site.folder


def _once(name: str, engine: Engine) -> object:
    """All tests of an engine run in one process, so that its browser starts once."""
    return pytest.param(engine, id=name, marks=pytest.mark.xdist_group(name))


@pytest.fixture(
    scope="package",
    params=[_once("chromium", chromium), _once("firefox", firefox), _once("webkit", webkit)],
)
def browser(
    request: pytest.FixtureRequest,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Window]:
    """One browser of each engine."""
    with request.param(playwright, tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture
def window(browser: Window) -> Iterator[Window]:
    """The browser; a test fails when anything went wrong in it."""
    yield browser
    assert browser.heard() == []

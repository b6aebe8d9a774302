"""The small content's site in two editions, and readers of folders."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.host import Host
from tests.browser.reader import CLAUSE, Reader, Readers, built, changed
from tests.browser.visitor import Site


@pytest.fixture(scope="session")
def small_site(site: Site) -> Path:
    """The folder of the small content's site."""
    return site.folder


@pytest.fixture
def reader(browser: Browser) -> Iterator[Readers]:
    """Makes readers of a folder."""
    with ExitStack() as stack:

        def make(folder: Path, base: str = "/sub/path/", *, clean: bool = False) -> Reader:
            host = Host(folder, base, clean=clean)
            stack.callback(host.stop)
            window = browser.new_context(reduced_motion="reduce")
            window.set_default_timeout(5000)
            stack.callback(window.close)
            return Reader(host, window)

        yield make


@pytest.fixture(scope="session")
def small(small_site: Path) -> Path:
    """The same as the older edition."""
    return small_site


@pytest.fixture(scope="session")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next edition: a calculator's figure and a title are other ones."""
    overlay = changed(f"{CLAUSE}.yaml", "Grant for growing", "Newer grant")
    return built(tmp_path_factory.mktemp("newer"), overlay.replace("200万元", "190万元"))

"""The site without a network, after one visit: whole, of one edition, and in nobody's way."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from clausebook import offline
from clausebook.archive import archive
from clausebook.pipeline import build
from clausebook.serve import Builds, make_server
from tests.browser.conftest import Site, Visitor
from tests.browser.host import Host
from tests.overlay import GOOD, lay
from tests.test_write import files_in

PATIENCE = 20_000
"""Milliseconds in which a site is stored, on a busy machine too."""
COMPLETE = {"zh": "可离线使用", "en": "available offline"}
NEWER = "a newer edition is ready Reload"
CLAUSE = "tide-2031-4/2"
GRANT = "minhang-2025-1/rules-6#1:grant"


class Reader:
    """A browser window of its own, on a host of its own."""

    def __init__(self, host: Host, window: BrowserContext) -> None:
        self.host = host
        self.window = window

    def open(self, path: str) -> Page:
        """A page of the site in a new tab."""
        page = self.window.new_page()
        page.goto(self.host.address + path)
        return page

    def visit(self, path: str = "en/index.html") -> Page:
        """A page that stays open until the whole site is stored."""
        page = self.open(path)
        told = COMPLETE["zh" if path.startswith("zh") else "en"]
        expect(page.locator("[data-offline]")).to_have_text(told, timeout=PATIENCE)
        return page


Readers = Callable[..., Reader]


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


def built(folder: Path, overlay: str = "") -> Path:
    """The small content's site, with changes."""
    out = folder / "site"
    folder.mkdir(exist_ok=True)
    assert build(lay(folder, overlay), out).problems == ()
    return out


def changed(file: str, old: str, new: str) -> str:
    """An overlay that changes one of the small content's files."""
    text = (GOOD / file).read_text(encoding="utf-8")
    assert old in text
    return f"--- {file}\n{text.replace(old, new)}"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small content's site: the older edition."""
    return built(tmp_path_factory.mktemp("older"))


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next edition: a calculator's figure and a title are other ones."""
    overlay = changed(f"{CLAUSE}.yaml", "Grant for growing", "Newer grant")
    return built(tmp_path_factory.mktemp("newer"), overlay.replace("200万元", "190万元"))


def title(page: Page) -> str:
    return page.locator("h1").first.inner_text()


# --- without a network -----------------------------------------------------------------------


def test_after_one_visit_the_whole_site_works_without_its_server(
    site: Site, reader: Readers
) -> None:
    mine = reader(site.folder)
    page = mine.visit()
    mine.host.stop()
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    for file in sorted(site.folder.rglob("*.html"))[::97]:
        path = file.relative_to(site.folder).as_posix()
        assert (page.goto(mine.host.address + path) or pytest.fail(path)).status == 200
        expect(page.locator("main")).to_be_visible()
    assert page.goto(mine.host.address + "data/benefits.json")
    assert '"id"' in page.content()
    page.goto(mine.host.address + "zh/search.html?q=洁净车间")
    expect(page.locator("[data-clause='minhang-2025-1/12']").first).to_be_visible()
    page.goto(mine.host.address + "en/minhang-2025-1/rules-6.html")
    grant = page.locator(f'[data-benefit="{GRANT}"]')
    grant.locator("input[name=rnd_investment]").first.fill("400万元")
    expect(grant.locator("[data-result]")).to_have_attribute("data-amount", "80")
    mine.host.start()

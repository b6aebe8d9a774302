"""Fixtures that several test modules share.

The generator is tested with corpora of the tests: ``content`` is ``tests/good/``, and
``calculated``, ``corpus``, ``site_files`` and ``site`` are made of it. In ``tests/flagship/`` the
same names lead to the content of this repository.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from clausebook.build import making
from clausebook.build.understand import understand
from clausebook.content.records import Corpus
from clausebook.meaning.calculate import Calculated
from tests.browser.visitor import Site, Visitor, served
from tests.chromium import launch
from tests.fuzz.frame import load_profile
from tests.overlay import GOOD
from tests.rendered import Files, files_in
from tests.twin import Twin

load_profile()
os.environ["LC_ALL"] = "C.UTF-8"
"""Commands speak English to tests, whatever the machine's language is."""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """One for all tests of a process, which can have no more."""
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The machine's Chromium, or the one that Playwright has fetched."""
    with launch(playwright) as found:
        yield found


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder for what all processes of a run need, and none of them changes."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session", autouse=True)
def builds_of_one_process() -> Iterator[None]:
    """Another test has the other core. Large sites and commands are built by all of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "MANY_OUTPUTS", 1000)
        yield


@pytest.fixture(scope="session")
def content() -> Path:
    """The folder of the content."""
    return GOOD


@pytest.fixture(scope="session")
def site(shared: Path) -> Iterator[Site]:
    """The site of the content, built once and served from the loopback."""
    with served(GOOD, shared / "good") as found:
        yield found


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    """Opens pages; the test fails when anything went wrong on them."""
    with ExitStack() as stack:
        found = Visitor(browser, site, stack)
        yield found
    assert found.faults == []


@pytest.fixture(scope="session")
def twin() -> Iterator[Twin]:
    """The browser's scripts in Node.js, one process for all tests."""
    process = Twin()
    yield process
    process.close()


@pytest.fixture(scope="session")
def calculated() -> Calculated:
    """The content as the site understands it."""
    found, problems = understand(GOOD)
    assert [str(problem) for problem in problems] == []
    return found


@pytest.fixture(scope="session")
def site_files(site: Site) -> Files:
    """All files of the content's site by path."""
    return files_in(site.folder)


@pytest.fixture(scope="session")
def corpus(calculated: Calculated) -> Corpus:
    """The records of the content."""
    return calculated.site.corpus

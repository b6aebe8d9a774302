"""Fixtures that several test modules share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, sync_playwright

from clausebook.build.understand import understand
from clausebook.content.records import Corpus
from clausebook.meaning.calculate import Calculated
from tests.fuzz.frame import load_profile
from tests.rendered import Files, rendered
from tests.twin import ROOT, Twin

load_profile()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """One for all tests of a process, which can have no more."""
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="session")
def twin() -> Iterator[Twin]:
    """The browser's scripts in Node.js, one process for all tests."""
    process = Twin()
    yield process
    process.close()


@pytest.fixture(scope="session")
def calculated() -> Calculated:
    """The real content as the site understands it."""
    found, problems = understand(ROOT / "content")
    assert [str(problem) for problem in problems] == []
    return found


@pytest.fixture(scope="session")
def real_files(calculated: Calculated) -> Files:
    """All files of the real content's site by path."""
    return rendered(calculated)


@pytest.fixture(scope="session")
def corpus(calculated: Calculated) -> Corpus:
    """The records of the real content."""
    return calculated.site.corpus

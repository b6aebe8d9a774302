"""The fixtures of ``tests/conftest.py``, of the content of this repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.content.records import Corpus
from clausebook.meaning.calculate import Calculated
from tests.browser.visitor import Site, served
from tests.rendered import Files, files_in
from tests.twin import ROOT

CONTENT = ROOT / "content"


@pytest.fixture(scope="session")
def content() -> Path:
    """The folder of the content."""
    return CONTENT


@pytest.fixture(scope="session")
def site(shared: Path) -> Iterator[Site]:
    """The site of the content, built once and served from the loopback."""
    with served(CONTENT, shared / "flagship") as found:
        yield found


@pytest.fixture(scope="session")
def calculated() -> Calculated:
    """The content as the site understands it."""
    found, problems = understand(CONTENT)
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

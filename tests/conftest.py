"""Fixtures that several test modules share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.twin import Twin

# A case may take long when the machine is busy; that says nothing about the code.
settings.register_profile("clausebook", parent=settings(), deadline=None)
settings.load_profile("clausebook")


@pytest.fixture(scope="session")
def twin() -> Iterator[Twin]:
    """The browser's scripts in Node.js, one process for all tests."""
    process = Twin()
    yield process
    process.close()

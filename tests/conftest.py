"""Fixtures that several test modules share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.twin import Twin


@pytest.fixture(scope="session")
def twin() -> Iterator[Twin]:
    """The browser's scripts in Node.js, one process for all tests."""
    process = Twin()
    yield process
    process.close()

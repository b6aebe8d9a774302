"""How far a build is, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and of how much; both are 0 where nobody counts."""


def quiet(stage: str, done: int, of: int) -> None:
    """Nobody waits."""

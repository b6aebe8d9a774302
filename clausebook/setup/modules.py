"""``node_modules``: what npm brings for building, and the tools of tests and checks."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import shutil
from pathlib import Path

from clausebook.setup import node
from clausebook.setup.checkout import Checkout
from clausebook.setup.node import Node
from clausebook.setup.programs import CannotSetUp, answer, empty, remove, run, say
from clausebook.setup.whole import digest, made_from, seal

_OPTIONS = (
    *("--ignore-scripts", "--include=optional", "--bin-links", "--no-global", "--no-dry-run"),
    *("--install-strategy=hoisted", "--prefer-offline", "--no-audit", "--no-fund"),
    "--loglevel=error",
)
"""Said here, because what the user has set for other projects would win over ``.npmrc``."""
_SAYS_WHAT_IS_NEEDED = ("package.json", "package-lock.json", ".npmrc")


def bring(checkout: Checkout, tools: bool) -> None:
    """Have npm's packages, the ``tools`` too or only those for building.

    npm works aside. What it brings takes its place when it is whole, so that an npm that is
    interrupted or fails leaves everything as it was.
    """
    lock = digest(checkout.root / "package-lock.json")
    present = made_from(checkout.modules)
    if present.get("machine") == _machine() and present.get(_purpose(tools)) == lock:
        return
    say(f"npm's packages for {_purpose(tools)}")
    found = node.bring(checkout)
    aside = checkout.environment / "npm"
    remove(aside)
    aside.mkdir()
    try:
        for name in _SAYS_WHAT_IS_NEEDED:
            shutil.copy(checkout.root / name, aside)
        _install(found, aside, tools)
        _replace(checkout.modules, aside)
        purposes = {_purpose(False), _purpose(tools)}
        seal(checkout.modules, {"machine": _machine()} | dict.fromkeys(purposes, lock))
    finally:
        remove(aside)


def _purpose(tools: bool) -> str:
    return "tests" if tools else "building"


def _machine() -> str:
    """Some packages are programs, which run on one kind of machine only."""
    return f"{platform.system()}-{platform.machine()}"


def _replace(modules: Path, aside: Path) -> None:
    """Put what npm brought in its place; a container's volume cannot make way, and is emptied."""
    if os.path.lexists(modules):
        with contextlib.suppress(OSError):
            modules.rename(aside / "former")
    empty(modules)
    for entry in (aside / "node_modules").iterdir():
        shutil.move(entry, modules)


def _install(found: Node, aside: Path, tools: bool) -> None:
    """Let npm bring what the lock says, and see whether it did."""
    chosen = "--include=dev" if tools else "--omit=dev"
    cache = _cache(found, aside)
    command = (*found.npm, "ci", f"--prefix={aside}", chosen, *_OPTIONS, *cache)
    if not run(*command, cwd=aside):
        raise CannotSetUp(
            "npm's packages have not come; npm says above why. They are taken from the npm "
            "registry. Where it cannot be reached, npm_config_registry in the environment or "
            "registry in .npmrc names another registry."
        )
    lacking = [path for path in _locked(found, aside, tools) if not (aside / path).is_dir()]
    if lacking:
        raise CannotSetUp(
            f"npm says that all is done, and has not brought {lacking[0]}. Try again."
        )


def _cache(found: Node, aside: Path) -> tuple[str, ...]:
    """Nothing where npm can keep what it fetches; else a cache for this time only."""
    kept = answer(*found.npm, "config", "get", "cache", cwd=aside)
    inside = Path(kept or os.sep, "_cacache", "tmp")
    nearest = next(path for path in (inside, *inside.parents) if os.access(path, os.F_OK))
    return () if os.access(nearest, os.W_OK | os.X_OK) else (f"--cache={aside / 'cache'}",)


def _locked(found: Node, aside: Path, tools: bool) -> list[str]:
    """The packages that this machine needs.

    Programs for one system are optional, and npm says nothing when it could not fetch the one.
    """
    packages = json.loads((aside / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return [
        path
        for path, package in packages.items()
        if path
        and (tools or not package.get("dev"))
        and found.system in package.get("os", (found.system,))
        and found.processor in package.get("cpu", (found.processor,))
    ]

"""Where the generator's own files are: schemas, templates, scripts, packages for the browser."""

from __future__ import annotations

import sysconfig
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "schema"
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
PACKAGES = ROOT / "node_modules"
"""What npm brings: esbuild, and lunr.js for the browser."""


class NotSetUp(RuntimeError):
    """Something that set-up brings is missing; the message says what to run."""


def installed() -> list[str]:
    """The Python packages that are there with their versions, as their folders name them."""
    folder = Path(sysconfig.get_paths()["purelib"])
    return sorted(path.name for path in folder.glob("*-info"))

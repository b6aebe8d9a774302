"""Where the generator's own files are: schemas, templates, scripts, packages for the browser."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "schema"
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
PACKAGES = ROOT / "node_modules"
"""What npm brings: esbuild, and lunr.js for the browser."""


class NotSetUp(RuntimeError):
    """Something that set-up brings is missing; the message says what to run."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is not there: run `make site` or `python set_up.py site`")

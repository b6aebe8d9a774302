"""Scripts and styles without what only their readers need, made by esbuild."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
_OPTIONS = ("--minify", "--charset=utf8", "--target=es2022", "--log-level=warning")


class NotSetUp(RuntimeError):
    """Something that set-up brings is missing; the message says what to run."""


def minified(paths: Iterable[Path]) -> dict[str, bytes]:
    """The files by name, smaller; what they do is the same. Raises :class:`NotSetUp`."""
    with tempfile.TemporaryDirectory() as folder:
        command = [_esbuild(), *map(str, paths), f"--outdir={folder}", *_OPTIONS]
        subprocess.run(command, check=True)
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def _esbuild() -> str:
    """The program itself, which runs where there is no Node.js on the path."""
    packages = ROOT / "node_modules" / "@esbuild"
    for path in (*packages.glob("*/bin/esbuild"), *packages.glob("*/esbuild.exe")):
        return str(path)
    raise NotSetUp("esbuild is not there: run `make site`, which sets everything up")

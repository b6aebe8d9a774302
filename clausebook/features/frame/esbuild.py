"""esbuild: modules and styles → classic scripts and one style sheet, or what is wrong with them."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from clausebook.features.frame.licences import packages_in
from clausebook.resources import (
    PACKAGES,
    ROOT,
    STATIC,
    BadResource,
    NotSetUp,
    bad_resource,
    is_source,
)

OLDEST = {"chrome": "105", "edge": "105", "firefox": "121", "safari": "16.4", "ios": "16.4"}
"""The oldest browsers in which everything works, by esbuild's names for them.

Chrome, Edge and Firefox wait for ``:has()``, which paper needs; Safari waits for
``DecompressionStream``, which opens packs of pages for use without a network.
"""

_OPTIONS = (
    *("--bundle", "--format=iife", "--minify", "--charset=ascii"),
    f"--target={','.join(f'{browser}{version}' for browser, version in OLDEST.items())}",
    '--tsconfig-raw={"compilerOptions": {"alwaysStrict": true}}',
)
_QUIET = ("--log-level=warning", "--log-limit=0", "--color=false")
_UNWRITTEN = "Failed to write to output file"
"""What it says where the disk is full."""


def bundled(cache: Path | None) -> tuple[dict[Path, bytes], set[Path]]:
    """What it makes of each bundle, and of which packages.

    What it writes for that is in the cache, where the next build removes what a kill leaves.
    Raises :class:`NotSetUp`, :class:`BadResource` with whatever it finds wrong, and OSError where
    the disk is full.
    """
    entries = sorted(str(path) for path in (STATIC / "bundles").iterdir() if is_source(path))
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        out, about = Path(folder, "out"), Path(folder, "about.json")
        _run(*entries, f"--outdir={out}", f"--metafile={about}", *_OPTIONS)
        made = {path: _in_ascii(path) for path in sorted(out.iterdir())}
        return made, packages_in(about.read_bytes(), ROOT)


def look_at_workers(cache: Path | None) -> None:
    """Raise what :func:`bundled` raises for scripts of workers, which are published as they are."""
    scripts = sorted(str(path) for path in STATIC.glob("*/worker/*.js") if is_source(path))
    if scripts:
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            _run(*scripts, f"--outdir={folder}")


def _in_ascii(path: Path) -> bytes:
    """esbuild leaves regular expressions as they are, in which escapes mean the same."""
    return path.read_text(encoding="utf-8").encode("ascii", "backslashreplace")


def esbuild() -> str:
    """The program itself, which runs where there is no Node.js on the path."""
    packages = PACKAGES / "@esbuild"
    for path in (*packages.glob("*/bin/esbuild"), *packages.glob("*/esbuild.exe")):
        return str(path)
    raise NotSetUp("esbuild")


def _run(*arguments: str) -> None:
    command = [esbuild(), *arguments, *_QUIET]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    if _UNWRITTEN in ran.stderr:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if ran.returncode or ran.stderr:
        lines = [*_complaints(ran.stderr)] or [f"esbuild ended with {ran.returncode}; build again."]
        raise BadResource("\n".join(lines))


_COMPLAINT = re.compile(r"(?:ERROR|WARNING)\] (.+)(?:\n\n +(\S.*):(\d+):(\d+):\n)?")


def _complaints(told: str) -> Iterator[str]:
    """What esbuild says, a line for each place; a warning is a slip too, such as an open brace."""
    for what, path, line, column in _COMPLAINT.findall(told):
        message = f"{what.rstrip('.')}: esbuild cannot read this; correct it."
        file = (ROOT / path).resolve() if path else STATIC
        yield str(bad_resource(file, int(line or 1), int(column or 0) + 1, message))

"""``static/`` → the few files that pages ask for, with names that change when the files do.

esbuild leaves out what only the scripts' readers need. Scripts are joined into bundles, so that a
page asks for two or three files, and what one page has loaded the next one need not load again.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from clausebook.quantity import LANGUAGES, Language
from clausebook.resources import PACKAGES, STATIC

LUNR = PACKAGES / "lunr" / "lunr.min.js"
_OPTIONS = ("--minify", "--charset=utf8", "--target=es2022", "--log-level=warning")

BUNDLES: dict[str, tuple[str, ...]] = {
    "page": ("registry", "strings-common", "strings", "validity", "page"),
    "start": ("main", "search-box"),
    "offline": ("offline",),
    "door": ("registry",),
    "calculators": (
        *("units", "strings-calculator", "fraction", "quantity", "operators", "rule-inputs"),
        *("rule-expressions", "rules", "explain", "calculator-form", "calculator-address"),
        *("calculator-curve", "calculator-result", "calculator"),
    ),
    "embed": ("embed",),
    "engine": (
        *("lunr", "tokenise", "nearest", "search-index", "search-query", "search-ways"),
        *("search-engine", "search-marks"),
    ),
    "search": (
        *("strings-search", "search-parts", "search-facets", "search-panel", "search-hits"),
        *("search-help", "search"),
    ),
    "box": ("strings-search", "search-parts", "search-dropdown"),
}
"""Scripts of static/, and data that scripts.py makes, in the order in which they must run."""


class NotSetUp(RuntimeError):
    """Something that set-up brings is missing; the message says what to run."""


@dataclass(frozen=True, slots=True)
class Assets:
    """Files below ``assets/`` by name, and the names of the bundles and of the style sheet."""

    files: Mapping[str, bytes]
    scripts: Mapping[Language, Mapping[str, str]]
    style: str


def assets(data: Mapping[Language, Mapping[str, bytes]]) -> Assets:
    """All of ``static/``; ``data`` are scripts with words and units. Raises :class:`NotSetUp`."""
    modules = dict(_modules())
    style = _named("style.css", modules["style"])
    files = {style: modules["style"], "icon.svg": (STATIC / "icon.svg").read_bytes()}
    scripts: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    for language in LANGUAGES:
        parts = {**modules, **data[language]}
        for name, contents in BUNDLES.items():
            script = b"\n".join(parts[part] for part in contents)
            scripts[language][name] = _named(f"{name}.js", script)
            files[scripts[language][name]] = script
    return Assets(files, scripts, style)


def _modules() -> Iterator[tuple[str, bytes]]:
    """Scripts and the style sheet by name, smaller; what they do is the same."""
    if not LUNR.is_file():
        raise NotSetUp("lunr.js is not there: run `make site`, which sets everything up")
    yield "lunr", LUNR.read_bytes()
    paths = sorted(p for p in STATIC.iterdir() if p.suffix in (".js", ".css"))
    with tempfile.TemporaryDirectory() as folder:
        command = [_esbuild(), *map(str, paths), f"--outdir={folder}", *_OPTIONS]
        subprocess.run(command, check=True)
        for path in sorted(Path(folder).iterdir()):
            yield path.stem, path.read_bytes()


def _esbuild() -> str:
    """The program itself, which runs where there is no Node.js on the path."""
    packages = PACKAGES / "@esbuild"
    for path in (*packages.glob("*/bin/esbuild"), *packages.glob("*/esbuild.exe")):
        return str(path)
    raise NotSetUp("esbuild is not there: run `make site`, which sets everything up")


def _named(name: str, data: bytes) -> str:
    """The name with a piece that changes when the file does."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{sha256(data).hexdigest()[:10]}.{suffix}"

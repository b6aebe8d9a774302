"""``static/`` → the few files that pages ask for, with names that change when the files do.

Each file in ``static/bundles/`` becomes one file of the site, with everything that it imports.
esbuild makes classic scripts of modules, because browsers load no modules from the disk, and puts
the words of the interface into those that ask for them. As scripts change more rarely than
content, a build may keep what it has made for the next one.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from clausebook.features.frame.licences import licences, own_files, packages_in
from clausebook.quantity import LANGUAGES, Language
from clausebook.resources import PACKAGES, SCHEMAS, STATIC, NotSetUp, installed
from clausebook.told.strings import SCRIPT_FILES, script_words

_OPTIONS = (
    *("--bundle", "--format=iife", "--target=es2022", "--minify", "--charset=ascii"),
    *("--log-level=warning", '--tsconfig-raw={"compilerOptions": {"alwaysStrict": true}}'),
)
_UNWRITTEN = "Failed to write to output file"
"""What esbuild says where the disk is full."""
_KEPT = "bundles"
LICENCES = "licences.txt"


@dataclass(frozen=True, slots=True)
class Assets:
    """Files below ``assets/`` by name, and the names of the bundles and of the style sheet."""

    files: Mapping[str, bytes]
    scripts: Mapping[Language, Mapping[str, str]]
    style: str


def bundles(cache: Path | None) -> Assets:
    """All of ``static/``, from the folder ``cache`` where nothing has changed since.

    Raises :class:`NotSetUp`, OSError where the disk is full, and CalledProcessError where a script
    is none: esbuild has then said on the standard error what is wrong with it.
    """
    key = _key()
    kept = _read(cache / _KEPT, key) if cache else None
    if kept is not None:
        return kept
    if cache:
        cache.mkdir(parents=True, exist_ok=True)
    made = _make(cache)
    if cache:
        _keep(cache / _KEPT, key, made)
    return made


# --- making --------------------------------------------------------------------------------------


def _make(cache: Path | None) -> Assets:
    files = {"icon.svg": (STATIC / "icon.svg").read_bytes()}
    scripts: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    style = ""
    packages: set[Path] = set()
    for language in LANGUAGES:
        bundled, used = _bundled(language, cache)
        packages |= used
        for path, data in bundled.items():
            name = f"{path.stem}.{sha256(data).hexdigest()[:10]}{path.suffix}"
            files[name] = data
            if path.suffix == ".css":
                style = name
            else:
                scripts[language][path.stem] = name
    files[LICENCES] = licences(packages)
    return Assets(files, scripts, style)


def _bundled(language: Language, cache: Path | None) -> tuple[dict[Path, bytes], set[Path]]:
    """What esbuild makes of each bundle with the words of one language, and of which packages.

    What it writes for that is in the cache, where the next build removes what a kill leaves.
    """
    entries = sorted(map(str, (STATIC / "bundles").iterdir()))
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        words, out, about = (Path(folder, name) for name in ("words", "out", "about.json"))
        words.mkdir()
        for name, text in _words(language):
            (words / f"{name}.json").write_text(text, encoding="utf-8")
        ways = (f"--alias:words={words}", f"--outdir={out}", f"--metafile={about}")
        _run([esbuild(), *entries, *ways, *_OPTIONS], out)
        made = {path: _in_ascii(path) for path in sorted(out.iterdir())}
        return made, packages_in(about.read_bytes())


def _in_ascii(path: Path) -> bytes:
    """esbuild leaves regular expressions as they are, in which escapes mean the same."""
    return path.read_text(encoding="utf-8").encode("ascii", "backslashreplace")


def _run(command: list[str], out: Path) -> None:
    ran = subprocess.run(command, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    if _UNWRITTEN in ran.stderr:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(out))
    sys.stderr.write(ran.stderr)
    ran.check_returncode()


def _words(language: Language) -> Iterator[tuple[str, str]]:
    """What scripts import from ``words/``, by file, as JSON."""
    for name in SCRIPT_FILES:
        yield name, json.dumps(script_words(name, language), ensure_ascii=False)


def esbuild() -> str:
    """The program itself, which runs where there is no Node.js on the path."""
    packages = PACKAGES / "@esbuild"
    for path in (*packages.glob("*/bin/esbuild"), *packages.glob("*/esbuild.exe")):
        return str(path)
    raise NotSetUp("esbuild is not there: run `make site`, which sets everything up")


# --- keeping -------------------------------------------------------------------------------------


def _key() -> str:
    """A hash of all that the bundles are made from, and of what makes them."""
    sources = [Path(__file__), SCHEMAS / "quantities.json", *map(_package, ("esbuild", "lunr"))]
    sources += [Path(__file__).with_name("licences.py"), *own_files()]
    sources += [path for path in STATIC.rglob("*") if path.suffix in (".js", ".css", ".svg")]
    digest = sha256(" ".join(installed()).encode())
    for path in sorted(sources):
        digest.update(f"{path}\0{sha256(path.read_bytes()).hexdigest()}\0".encode())
    for language in LANGUAGES:
        for name, text in _words(language):
            digest.update(f"{language}/{name}\0{text}\0".encode())
    return digest.hexdigest()


def _package(name: str) -> Path:
    """What npm says of a package, with its version."""
    path = PACKAGES / name / "package.json"
    if not path.is_file():
        raise NotSetUp(f"{name} is not there: run `make site`, which sets everything up")
    return path


def _read(path: Path, key: str) -> Assets | None:
    """What was kept; nothing where it was made from something else, or is damaged."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if head != _head(key, body):
        return None
    kept = json.loads(body)
    files = {name: text.encode() for name, text in kept["files"].items()}
    return Assets(files, kept["scripts"], kept["style"])


def _keep(path: Path, key: str, made: Assets) -> None:
    """Write at once, because another build may read at any moment."""
    files = {name: data.decode() for name, data in made.files.items()}
    kept = {"files": files, "scripts": made.scripts, "style": made.style}
    body = json.dumps(kept, ensure_ascii=False).encode()
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as beside:
        beside.write(_head(key, body) + b"\n" + body)
    Path(beside.name).replace(path)


def _head(key: str, body: bytes) -> bytes:
    return f"{key} {sha256(body).hexdigest()}".encode()

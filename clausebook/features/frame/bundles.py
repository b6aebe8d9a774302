"""``static/`` → the few files that pages ask for, with names that change when the files do.

Each file in ``static/bundles/`` becomes one file of the site, with everything that it imports.
esbuild makes classic scripts of modules, because browsers load no modules from the disk, and puts
the words of the interface into those that ask for them. As scripts change more rarely than
content, a build may keep what it has made for the next one.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from clausebook.quantity import LANGUAGES, Language
from clausebook.resources import PACKAGES, SCHEMAS, STATIC, NotSetUp
from clausebook.told.strings import SCRIPT_FILES, script_words

OLDEST = {"chrome": "105", "edge": "105", "firefox": "121", "safari": "16.4", "ios": "16.4"}
"""The oldest browsers in which everything works, by esbuild's names for them.

Chrome, Edge and Firefox wait for ``:has()``, which paper needs; Safari waits for lookbehind, which
the search needs, and for ``DecompressionStream``.
"""

_OPTIONS = (
    *("--bundle", "--format=iife", "--minify", "--charset=utf8", "--log-level=warning"),
    f"--target={','.join(f'{browser}{version}' for browser, version in OLDEST.items())}",
    '--tsconfig-raw={"compilerOptions": {"alwaysStrict": true}}',
)
_KEPT = "bundles"


@dataclass(frozen=True, slots=True)
class Assets:
    """Files below ``assets/`` by name, and the names of the bundles and of the style sheet."""

    files: Mapping[str, bytes]
    scripts: Mapping[Language, Mapping[str, str]]
    style: str


def bundles(cache: Path | None) -> Assets:
    """All of ``static/``, from the folder ``cache`` where nothing has changed since.

    Raises :class:`NotSetUp`, and CalledProcessError where a script is none: esbuild has then said
    on the standard error what is wrong with it.
    """
    key = _key()
    kept = _read(cache / _KEPT, key) if cache else None
    if kept is not None:
        return kept
    made = _make()
    if cache:
        _keep(cache / _KEPT, key, made)
    return made


# --- making --------------------------------------------------------------------------------------


def _make() -> Assets:
    files = {"icon.svg": (STATIC / "icon.svg").read_bytes()}
    scripts: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    style = ""
    for language in LANGUAGES:
        for path, data in _bundled(language):
            name = f"{path.stem}.{sha256(data).hexdigest()[:10]}{path.suffix}"
            files[name] = data
            if path.suffix == ".css":
                style = name
            else:
                scripts[language][path.stem] = name
    return Assets(files, scripts, style)


def _bundled(language: Language) -> Iterator[tuple[Path, bytes]]:
    """What esbuild makes of each bundle with the words of one language."""
    entries = sorted(map(str, (STATIC / "bundles").iterdir()))
    with tempfile.TemporaryDirectory() as folder:
        words, out = Path(folder, "words"), Path(folder, "out")
        words.mkdir()
        for name, text in _words(language):
            (words / f"{name}.json").write_text(text, encoding="utf-8")
        command = [esbuild(), *entries, f"--alias:words={words}", f"--outdir={out}", *_OPTIONS]
        subprocess.run(command, check=True)
        for path in sorted(out.iterdir()):
            yield path, path.read_bytes()


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
    sources += [path for path in STATIC.rglob("*") if path.suffix in (".js", ".css", ".svg")]
    digest = sha256()
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
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
        beside.write(_head(key, body) + b"\n" + body)
    Path(beside.name).replace(path)


def _head(key: str, body: bytes) -> bytes:
    return f"{key} {sha256(body).hexdigest()}".encode()

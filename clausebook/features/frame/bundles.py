"""``static/`` → the few files that pages ask for, with names that change when the files do.

Each file in ``static/bundles/`` becomes one file of the site, with everything that it imports.
esbuild makes classic scripts of modules, because browsers load no modules from the disk, and puts
the words of the interface into those that ask for them. As scripts change more rarely than
content, a build may keep what it has made for the next one.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from clausebook.features.frame.esbuild import bundled, look_at_workers, words_of
from clausebook.features.frame.licences import licences, own_files
from clausebook.quantity import LANGUAGES, Language
from clausebook.resources import (
    PACKAGES,
    SCHEMAS,
    STATIC,
    NotSetUp,
    bad_resource,
    installed,
    is_source,
    text_of_resource,
)

_KEPT = "bundles"
LICENCES = "licences.txt"


@dataclass(frozen=True, slots=True)
class Assets:
    """Files below ``assets/`` by name, and the names of the bundles and of the style sheet."""

    files: Mapping[str, bytes]
    scripts: Mapping[Language, Mapping[str, str]]
    style: str

    def script(self, bundle: str, language: Language) -> str:
        """The file of a bundle; raises :class:`BadResource` where there is none."""
        if bundle not in self.scripts[language]:
            path = STATIC / "bundles" / f"{bundle}.js"
            raise bad_resource(path, 1, 1, "pages ask for this bundle; put the file back.")
        return self.scripts[language][bundle]


def bundles(cache: Path | None) -> Assets:
    """All of ``static/``, from the folder ``cache`` where nothing has changed since.

    Raises :class:`NotSetUp`, OSError where the disk is full, and :class:`BadResource` with whatever
    esbuild finds wrong.
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
    look_at_workers(cache)
    files = {"icon.svg": text_of_resource(STATIC / "icon.svg").encode()}
    scripts: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    style = ""
    packages: set[Path] = set()
    for language in LANGUAGES:
        made, used = bundled(language, cache)
        packages |= used
        for path, data in made.items():
            name = f"{path.stem}.{sha256(data).hexdigest()[:10]}{path.suffix}"
            files[name] = data
            if path.suffix == ".css":
                style = name
            else:
                scripts[language][path.stem] = name
    if not style:
        raise bad_resource(STATIC / "bundles" / "style.css", 1, 1, "pages ask for it; put it back.")
    files[LICENCES] = licences(packages)
    return Assets(files, scripts, style)


# --- keeping -------------------------------------------------------------------------------------


def _key() -> str:
    """A hash of all that the bundles are made from, and of what makes them."""
    makers = [Path(__file__).with_name(f"{name}.py") for name in ("bundles", "esbuild", "licences")]
    sources = [*makers, SCHEMAS / "quantities.json", *map(_package, ("esbuild", "lunr"))]
    sources += [*own_files(), *(path for path in STATIC.rglob("*") if is_source(path))]
    digest = sha256(" ".join(installed()).encode())
    for path in sorted(sources):
        digest.update(f"{path}\0{sha256(path.read_bytes()).hexdigest()}\0".encode())
    for language in LANGUAGES:
        for name, text in words_of(language):
            digest.update(f"{language}/{name}\0{text}\0".encode())
    return digest.hexdigest()


def _package(name: str) -> Path:
    """What npm says of a package, with its version."""
    path = PACKAGES / name / "package.json"
    if not path.is_file():
        raise NotSetUp(name)
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

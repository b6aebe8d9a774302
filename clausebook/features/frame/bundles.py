"""``static/`` → the few files that pages ask for, with names that change when the files do.

Each file in ``static/bundles/`` becomes one file of the site, with everything that it imports.
esbuild makes classic scripts of modules, because browsers load no modules from the disk, and puts
the words of the interface into those that ask for them. As scripts change more rarely than
content, a build may keep what it has made for the next one.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from clausebook.quantity import LANGUAGES, Language
from clausebook.resources import (
    PACKAGES,
    ROOT,
    SCHEMAS,
    STATIC,
    BadResource,
    NotSetUp,
    bad_resource,
    is_source,
    text_of_resource,
)
from clausebook.told.strings import SCRIPT_FILES, script_words

_OPTIONS = (
    *("--format=iife", "--target=es2022", "--minify", "--charset=utf8"),
    '--tsconfig-raw={"compilerOptions": {"alwaysStrict": true}}',
)
_QUIET = ("--log-level=warning", "--log-limit=0", "--color=false")
_KEPT = "bundles"


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

    Raises :class:`NotSetUp`, and :class:`BadResource` with whatever esbuild finds wrong.
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
    for path in STATIC.glob("*/worker/*.js"):
        _run_esbuild(str(path))  # published as it is; only what is wrong with it is of interest
    files = {"icon.svg": text_of_resource(STATIC / "icon.svg").encode()}
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
    if not style:
        raise bad_resource(STATIC / "bundles" / "style.css", 1, 1, "pages ask for it; put it back.")
    return Assets(files, scripts, style)


def _bundled(language: Language) -> Iterator[tuple[Path, bytes]]:
    """What esbuild makes of each bundle with the words of one language."""
    entries = sorted(str(path) for path in (STATIC / "bundles").iterdir() if is_source(path))
    with tempfile.TemporaryDirectory() as folder:
        words, out = Path(folder, "words"), Path(folder, "out")
        words.mkdir()
        for name, text in _words(language):
            (words / f"{name}.json").write_text(text, encoding="utf-8")
        _run_esbuild(*entries, f"--alias:words={words}", f"--outdir={out}", "--bundle", *_OPTIONS)
        for path in sorted(out.iterdir()):
            yield path, path.read_bytes()


def _run_esbuild(*arguments: str) -> None:
    """Raises :class:`BadResource` with whatever it finds wrong."""
    command = [esbuild(), *arguments, *_QUIET]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
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
    sources += [path for path in STATIC.rglob("*") if is_source(path)]
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

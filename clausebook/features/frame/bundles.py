"""``static/`` → the few files that pages ask for, with names that change when the files do.

Each file in ``static/bundles/`` becomes one file of the site, with everything that it imports.
esbuild makes classic scripts of modules, because browsers load no modules from the disk. What it
makes knows no language: the words of the interface come before it, so that another language needs
no esbuild. An installed program has its bundles ready. In a checkout, where scripts change more
rarely than content, a build may keep what it has made for the next one.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from clausebook.features.frame.esbuild import bundled, look_at_workers
from clausebook.features.frame.licences import Work, licences, of_packages
from clausebook.languages import Language, known_languages
from clausebook.looks import OWN, Theme
from clausebook.quantity import SHIPPED, Usage
from clausebook.quantity.styles import BROUGHT, style_of
from clausebook.resources import (
    BUNDLES,
    PACKAGES,
    SCHEMAS,
    STATIC,
    BadResource,
    NotSetUp,
    bad_resource,
    installed,
    is_source,
    json_of_resource,
    text_of_resource,
)
from clausebook.told.strings import NONE, Other, script_words

_KEPT = "bundles"
SHARED = "style"
"""The style sheet that every page has; those of kinds of pages come after it."""
PAPER = "paper"
"""The style sheet with which every page is printed; no screen waits for it."""
LICENCES = "licences.txt"
ICON = "icon.svg"
"""The generator's own picture for tabs, where the theme has none."""


@dataclass(frozen=True, slots=True)
class Assets:
    """Files below ``assets/`` by name, and the names of the bundles and of the style sheets."""

    files: Mapping[str, bytes]
    scripts: Mapping[Language, Mapping[str, str]]
    styles: Mapping[str, str]

    def script(self, bundle: str, language: Language) -> str:
        """The file of a bundle; raises :class:`BadResource` where there is none."""
        if bundle not in self.scripts[language]:
            raise _missing(f"{bundle}.js")
        return self.scripts[language][bundle]

    def style(self, bundle: str) -> str:
        """The file of a style sheet; raises :class:`BadResource` where there is none."""
        if bundle not in self.styles:
            raise _missing(f"{bundle}.css")
        return self.styles[bundle]


@dataclass(frozen=True, slots=True)
class Bundles:
    """What esbuild makes: ASCII, without the words of any language."""

    scripts: Mapping[str, str]
    styles: Mapping[str, str]
    works: tuple[Work, ...]
    """Whose work is in them, beside this program's."""


def assets(cache: Path | None, theme: Theme = OWN, usage: Usage = SHIPPED) -> Assets:
    """All of ``static/`` in every language for a site with this money, and what a theme adds.

    For ``cache`` and errors see :func:`bundles`.
    """
    found = bundles(cache)
    dressed = {**found.styles, SHARED: found.styles[SHARED] + theme.style}
    styles = {name: _named(f"{name}.css", text.encode()) for name, text in dressed.items()}
    scripts: dict[Language, dict[str, str]] = {language: {} for language in known_languages()}
    files = {LICENCES: licences(found.works), **theme.files}
    files |= {styles[name]: text.encode() for name, text in dressed.items()}
    if not theme.icon:
        files[ICON] = text_of_resource(STATIC / ICON).encode()
    for language in known_languages():
        other = theme.words.get(language, NONE)
        for bundle, script in found.scripts.items():
            data = with_words(script, language, other, usage)
            scripts[language][bundle] = _named(f"{bundle}.js", data)
            files[scripts[language][bundle]] = data
    return Assets(files, scripts, styles)


def _named(name: str, data: bytes) -> str:
    """The name of a file, with a hash of what it holds."""
    stem, _, suffix = name.partition(".")
    return f"{stem}.{sha256(data).hexdigest()[:10]}.{suffix}"


_WORDS = re.compile(r"\bWORDS\.(\w+)")
"""How ``static/words/`` asks for a part of the words; no minifier renames what it does not know."""


def _calendar(language: Language) -> dict[str, Any]:
    """What of a language's style days and spans need, on every page."""
    style = style_of(language)
    times = {unit: style["times"][unit][:2] for unit in ("year", "month", "day")}
    months = style.get("months", ())
    return {"space": style["space"], "times": times, "day": style["dates"][-1], "months": months}


def with_words(script: str, language: Language, other: Other, usage: Usage) -> bytes:
    """A script behind the words that it asks for, which nothing else on the page sees."""
    parts = sorted({*_WORDS.findall(script)})
    if not parts:
        return script.encode()
    beside = {"money": usage.as_json(), "styles": BROUGHT, "calendar": _calendar(language)}
    words = {
        part: beside[part] if part in beside else script_words(part, language, other)
        for part in parts
    }
    data = json.dumps(words, separators=(",", ":"))
    return f'"use strict";{{const WORDS={data};{script}}}\n'.encode()


def bundles(cache: Path | None) -> Bundles:
    """The program's own where it has them; else from ``cache`` where nothing has changed since.

    Raises :class:`NotSetUp`, OSError where the disk is full, and :class:`BadResource` with whatever
    esbuild finds wrong.
    """
    if BUNDLES.is_file():
        return _from_json(json_of_resource(BUNDLES))
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


def write_bundles(path: Path) -> None:
    """Make what an installed program has at :data:`BUNDLES`; see ``hatch_build.py``."""
    path.write_bytes(_to_json(_make(None)))


# --- making --------------------------------------------------------------------------------------


def _make(cache: Path | None) -> Bundles:
    look_at_workers(cache)
    made, packages = bundled(cache)
    scripts = {path.stem: data.decode() for path, data in made.items() if path.suffix == ".js"}
    styles = {path.stem: data.decode() for path, data in made.items() if path.suffix == ".css"}
    if SHARED not in styles:
        raise _missing(f"{SHARED}.css")
    return Bundles(scripts, styles, of_packages(packages))


def _missing(bundle: str) -> BadResource:
    return bad_resource(
        STATIC / "bundles" / bundle, 1, 1, "pages ask for this bundle; put the file back."
    )


# --- keeping -------------------------------------------------------------------------------------


def _key() -> str:
    """A hash of all that the bundles are made from, and of what makes them."""
    makers = [Path(__file__).with_name(f"{name}.py") for name in ("bundles", "esbuild", "licences")]
    sources = [*makers, SCHEMAS / "quantities.json", *map(_package, ("esbuild", "lunr"))]
    sources += [path for path in STATIC.rglob("*") if is_source(path)]
    digest = sha256(" ".join(installed()).encode())
    for path in sorted(sources):
        digest.update(f"{path}\0{sha256(path.read_bytes()).hexdigest()}\0".encode())
    return digest.hexdigest()


def _package(name: str) -> Path:
    """What npm says of a package, with its version."""
    path = PACKAGES / name / "package.json"
    if not path.is_file():
        raise NotSetUp(name)
    return path


def _read(path: Path, key: str) -> Bundles | None:
    """What was kept; nothing where it was made from something else, or is damaged."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return _from_json(json.loads(body)) if head == _head(key, body) else None


def _keep(path: Path, key: str, made: Bundles) -> None:
    """Write at once, because another build may read at any moment."""
    body = _to_json(made)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as beside:
        beside.write(_head(key, body) + b"\n" + body)
    Path(beside.name).replace(path)


def _head(key: str, body: bytes) -> bytes:
    return f"{key} {sha256(body).hexdigest()}".encode()


def _to_json(made: Bundles) -> bytes:
    return json.dumps(asdict(made), ensure_ascii=False).encode()


def _from_json(kept: Any) -> Bundles:
    works = tuple(Work(**{**work, "terms": tuple(work["terms"])}) for work in kept["works"])
    return Bundles(kept["scripts"], kept["styles"], works)

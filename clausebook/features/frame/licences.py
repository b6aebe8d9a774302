"""Whose work a site publishes, and on what terms: ``assets/licences.txt``, beside the scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from clausebook.resources import PACKAGES, ROOT, BadResource, project, text_of_resource

DATA = {
    "OpenCC": "which characters are traditional and which simplified, in the files of the search",
    "pypinyin": "how characters are pronounced, in the files of the search",
}
"""Python packages whose data are published, and what of them."""

_BOM = "\ufeff"
"""Servers and disks do not say that a text is UTF-8; names of authors are Chinese, too."""
_HEAD = "What this site publishes beside its content, whose work it is, and on what terms.\n"
_LINE = "=" * 80
_TERMS = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Work:
    """Something that somebody has made, of which a part is published."""

    name: str
    version: str
    licence: str
    part: str
    terms: tuple[str, ...]
    """Texts of the licence, and of what must go with it."""


def licences(in_scripts: Iterable[Work]) -> bytes:
    """The file. ``in_scripts`` are the works of others that are in scripts.

    Raises :class:`BadResource` where a work has no text of its licence: it cannot be published.
    """
    found = [*in_scripts, *(_of_python(name, part) for name, part in DATA.items())]
    works = [_own(), *sorted(found, key=lambda work: (work.name.lower(), work.version))]
    return (_BOM + _HEAD + "".join(map(_told, works))).encode()


def _told(work: Work) -> str:
    if not work.terms:
        raise BadResource(f"{work.name} comes without the text of its licence: do without it")
    head = f"{_LINE}\n{work.name} {work.version}\n{work.licence}: {work.part}\n{_LINE}"
    return "".join(f"\n{text}\n" for text in (head, *work.terms))


def _own() -> Work:
    terms, about = _text(text_of_resource(ROOT / "LICENSE")), project()
    part = "scripts and styles, and the words of the pages"
    return Work("Clausebook", about["version"], about["license"], part, (terms,))


def of_packages(folders: Iterable[Path]) -> tuple[Work, ...]:
    """The npm packages in these folders, and what esbuild itself adds."""
    own = _of_npm(PACKAGES / "esbuild", "what holds the scripts' parts together")
    return (own, *(_of_npm(folder, "in the scripts") for folder in sorted(folders)))


def _of_npm(folder: Path, part: str) -> Work:
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    terms = (folder / name for name in names if _TERMS.match(name))
    texts = tuple(_text(path.read_text(encoding="utf-8")) for path in terms)
    return Work(about["name"], about["version"], about.get("license", "As below"), part, texts)


def _of_python(name: str, part: str) -> Work:
    from importlib.metadata import distribution  # the same

    found = distribution(name)
    about = found.metadata
    files = about.get_all("License-File") or []
    texts = (found.read_text(f"licenses/{file}") or found.read_text(file) for file in files)
    licence = about["License-Expression"] or about["License"]
    return Work(name, found.version, licence, part, tuple(_text(text) for text in texts if text))


def _text(text: str) -> str:
    """The same on every system."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def packages_in(metafile: bytes, root: Path) -> set[Path]:
    """The npm packages of which esbuild, run in ``root``, has put anything into a file."""
    made = json.loads(metafile)["outputs"].values()
    used = {path for output in made for path, of in output["inputs"].items() if of["bytesInOutput"]}
    found = {re.match(r".*node_modules/(?:@[^/]+/)?[^/]+", path) for path in used}
    return {(root / package[0]).resolve() for package in found if package}

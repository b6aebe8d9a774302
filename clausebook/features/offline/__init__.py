"""What the site needs to work without a network: a service worker, the list of files that it keeps,
and packs in which it fetches them.

A pack is the bytes of a folder's files, one after the other. A few dozen packs are fetched in a
fraction of the time and bytes of many hundred files, and reach the worker as they were written even
where a host redirects or changes pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import groupby
from pathlib import PurePosixPath

from clausebook.quantity import LANGUAGES, Language
from clausebook.resources import STATIC

WORKER = "service-worker.js"
FOLDER = "offline"
PACK = 512 * 1024
"""Bytes after which a pack is full."""
WHOLE = 50 * 1024 * 1024
"""Bytes up to which a site is kept whole; of a larger one only what every page needs and the pages
at the top are fetched in advance, and other pages are kept once they have been read."""

_SOURCE = STATIC / "worker" / WORKER
_DEPTH = 2
"""How many folders deep packs are told apart."""


def offline(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The worker, its list and its packs by path; nothing about them depends on anything else."""
    is_whole = sum(map(len, files.values())) <= WHOLE
    rows = []
    for paths in _packs(files):
        address = ""  # these files are fetched only when they are read
        if is_whole or _is_core(_folder(paths[0])):
            address, data = _pack(files, paths)
            if address not in files:
                yield address, data
        rows.append((address, [(path, _hash(files[path]), len(files[path])) for path in paths]))
    listed = json.dumps(rows, separators=(",", ":")).encode()
    edition = _hash(listed)
    yield f"{FOLDER}/{edition}.json", listed
    yield WORKER, f'const EDITION = "{edition}";\n'.encode() + _SOURCE.read_bytes()


def manifest_path(language: Language) -> str:
    """The file that lets a phone keep the site among its apps, in one language."""
    return f"{language}.webmanifest"


def manifest(language: Language, title: str) -> bytes:
    """That file; its addresses are relative, so that it holds wherever the site stands."""
    icon = {"src": "assets/icon.svg", "type": "image/svg+xml", "sizes": "any"}
    told = {
        "name": title,
        "lang": "zh-Hans" if language == "zh" else "en",
        "start_url": f"{language}/index.html",
        "scope": ".",
        "display": "minimal-ui",
        "icons": [icon],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def is_for_servers(path: str) -> bool:
    """Whether a file of the site is of no use from a disk."""
    alone = {WORKER, "404.html", *map(manifest_path, LANGUAGES)}
    return path in alone or path.startswith(f"{FOLDER}/")


def _packs(files: Mapping[str, bytes]) -> Iterator[list[str]]:
    """The paths of each pack, so that an edit changes only the packs of its folders."""
    for _, group in groupby(sorted(files, key=lambda path: (_folder(path), path)), _folder):
        paths: list[str] = []
        size = 0
        for path in group:
            if paths and size + len(files[path]) > PACK:
                yield paths
                paths, size = [], 0
            paths.append(path)
            size += len(files[path])
        yield paths


def _folder(path: str) -> tuple[str, ...]:
    return PurePosixPath(path).parent.parts[:_DEPTH]


def _is_core(folder: tuple[str, ...]) -> bool:
    """Whether a folder holds scripts, styles and data of pages, or pages at the top."""
    return folder[:1] in ((), ("assets",)) or folder in {(code,) for code in LANGUAGES}


def _pack(files: Mapping[str, bytes], paths: list[str]) -> tuple[str, bytes]:
    """A pack with its address; data that fill one alone are their own pack.

    Hosts compress plain text, and do not change it as some change pages.
    """
    if len(paths) == 1 and not paths[0].endswith(".html"):
        return paths[0], files[paths[0]]
    data = b"".join(files[path] for path in paths)
    return f"{FOLDER}/{_hash(data)}.txt", data


def _hash(data: bytes) -> str:
    """64 bits, which tell the files of a site apart; the worker has the same in ``hashOf``."""
    return sha256(data).hexdigest()[:16]

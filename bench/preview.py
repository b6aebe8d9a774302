"""The preview servers, ours and Hugo's: from a file that is written to the page that shows it."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from itertools import islice
from pathlib import Path
from urllib.request import urlopen

from bench.edits import Edit, edits, put
from bench.hugo import body_of, command
from bench.process import started

_POLL = 0.01
"""Seconds between two looks at a page."""
_PAUSE = 2.0
"""Seconds between two edits, so that a server has done with the one before."""
_LONGEST = 1800
"""Seconds after which a server has failed."""


def time_previews(
    content: Path, site: Path, source: Path, runs: int
) -> tuple[list[float], list[float]]:
    """Seconds from edits to their pages in our server and in Hugo's, over the same pages.

    Both run all the time, and their turns alternate; each one's first edit does not count.
    """
    ours, theirs = [], []
    with _ours(content, site) as at, _theirs(source) as beside:
        for number, edit in enumerate(islice(edits(content, seed=2), runs + 1)):
            mine = _time(edit, content / f"{edit.clause}.yaml", at)
            other = _time(edit, body_of(source, edit.page), beside)
            if number:
                ours.append(mine)
                theirs.append(other)
    return ours, theirs


@contextmanager
def _ours(content: Path, site: Path) -> Iterator[str]:
    port = _free_port()
    places = ["--content", str(content), "--out", str(site), "--port", str(port)]
    with _served([sys.executable, "build.py", "serve", *places], port) as address:
        yield address


@contextmanager
def _theirs(source: Path) -> Iterator[str]:
    """Hugo's server as it is: in memory, rendering first what was looked at last."""
    port = _free_port()
    with _served(command(source, "server", "--port", str(port)), port) as address:
        yield address


@contextmanager
def _served(server: list[str], port: int) -> Iterator[str]:
    address = f"http://127.0.0.1:{port}"
    with started(server) as process:
        began = time.monotonic()
        while not _get(f"{address}/zh/index.html"):
            if process.poll() is not None or time.monotonic() - began > _LONGEST:
                raise RuntimeError(f"no page comes from {' '.join(server)}")
            time.sleep(_POLL)
        yield address


def _time(edit: Edit, file: Path, address: str) -> float:
    """Seconds from the moment at which the file is written."""
    page, word = f"{address}/{edit.page}", edit.word.encode()
    _get(page)  # somebody looks at it
    time.sleep(_PAUSE)
    put(edit.word, file)
    began = time.perf_counter()
    while word not in _get(page):
        if time.perf_counter() - began > _LONGEST:
            raise RuntimeError(f"{page} does not show the edit")
        time.sleep(_POLL)
    return time.perf_counter() - began


def _get(address: str) -> bytes:
    """The page, or nothing while there is none."""
    try:
        with urlopen(address) as answer:
            return bytes(answer.read())
    except (OSError, HTTPException):
        return b""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

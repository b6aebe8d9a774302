"""A server on the loopback that compresses as most servers do and remembers what it sent."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from typing import ClassVar
from urllib.parse import unquote, urlsplit

SUB_PATH = "/sub/path/"
_LEVEL = 6
_COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".txt", ".xml")
"""What servers compress; Pagefind's own files are compressed already and come as they are."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An answered request."""

    path: str
    raw: int
    """Bytes of the file: what a server that does not compress sends."""
    gzipped: int
    """Bytes of the body that was sent."""
    at: float
    """When the request came, in seconds since the epoch."""


@dataclass(slots=True)
class Served:
    """A folder that is being served."""

    folder: Path
    address: str = ""
    sent: list[Sent] = field(default_factory=list)


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a folder at a sub-path of a free port."""
    state = Served(folder)
    handler = type("Handler", (_Handler,), {"served": state})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        state.address = f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Answers from the folder; a connection serves all files of a page."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # otherwise a body waits for the receipt of its head
    served: ClassVar[Served]

    def handle(self) -> None:
        with suppress(ConnectionError):  # the page has been closed
            super().handle()

    def do_GET(self) -> None:
        at = time.time()
        file = self.served.folder / unquote(urlsplit(self.path).path).removeprefix(SUB_PATH)
        if not file.is_file():
            self.send_error(404)
            return
        raw, body = _bodies(file)
        self.send_response(200)
        self.send_header("Content-Type", guess_type(file.name)[0] or "application/octet-stream")
        self.send_header("Content-Length", str(len(body)))
        if body is not raw:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        path = str(file.relative_to(self.served.folder))
        self.served.sent.append(Sent(path, len(raw), len(body), at))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing."""


@cache
def _bodies(file: Path) -> tuple[bytes, bytes]:
    """A file as it is and as it is sent, kept so that compressing costs no query any time."""
    raw = file.read_bytes()
    return raw, gzip.compress(raw, _LEVEL, mtime=0) if file.suffix in _COMPRESSED else raw

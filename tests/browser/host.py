"""A web server as sites are published with: it compresses, and may redirect pages or break off, add
headers, name a wrong encoding, answer with something else, or have nothing any more."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit


@cache
def _compressed(data: bytes) -> bytes:
    return gzip.compress(data, 6)


class Host:
    """Serves a folder at a sub-path until it is stopped, and remembers what was asked for."""

    def __init__(self, folder: Path, base: str = "/sub/path/", *, clean: bool = False) -> None:
        self.folder = folder
        self.base = base
        self.clean = clean
        """Whether ``x.html`` is at ``x``, as some hosts have it."""
        self.broken: set[str] = set()
        """Paths that the host fails to answer."""
        self.added: Callable[[str], dict[str, str]] = lambda path: {}
        """The headers that the host adds to what is at a path."""
        self.charset = ""
        """The encoding that the host names for every text."""
        self.wall = ""
        """A page that the host answers everything with, such as a login."""
        self.moved = ""
        """Another root that the host sends everybody to."""
        self.asked: list[str] = []
        self.sent = 0
        self._server = _Server(("127.0.0.1", 0), self)
        self.port = self._server.server_port
        self._start()

    @property
    def address(self) -> str:
        """The site's root."""
        return self.origin + self.base

    @property
    def origin(self) -> str:
        """The server, which others may share."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serve again at the same address."""
        self._server = _Server(("127.0.0.1", self.port), self)
        self._start()

    def stop(self) -> None:
        """From now on nobody answers at the address."""
        self._server.shutdown()
        self._server.server_close()

    def _start(self) -> None:
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, at: tuple[str, int], host: Host) -> None:
        self.host = host
        super().__init__(at, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        """One file, whole and compressed."""
        host = self.server.host
        address = urlsplit(self.path).path
        path = address.removeprefix(host.base)
        host.asked.append(path)
        if host.moved:
            self._head(301, {"Location": host.moved + path})
            return
        if host.wall:
            self._send(200, "text/html", host.wall.encode(), path)
            return
        if host.clean and path.endswith(".html"):
            self._head(308, {"Location": address.removesuffix(".html")})
            return
        name = path + "index.html" if path.endswith("/") or not path else path
        if host.clean and (host.folder / f"{name}.html").is_file():
            name += ".html"
        file = host.folder / name
        found = address.startswith(host.base) and file.is_file() and path not in host.broken
        if not found:
            file = host.folder / "404.html"
        kind = guess_type(file.name)[0] or "application/octet-stream"
        data = file.read_bytes() if file.is_file() else b"nothing here"
        self._send(200 if found else 404, kind, data, path)

    def _send(self, status: int, kind: str, data: bytes, path: str) -> None:
        host = self.server.host
        if "Range" in self.headers:
            first, last = self.headers["Range"].removeprefix("bytes=").split("-")
            part = data[int(first) : int(last) + 1]
            place = f"bytes {first}-{last}/{len(data)}"
            self._head(206, {"Content-Range": place, "Content-Length": str(len(part))})
            self.wfile.write(part)
            return
        data = _compressed(data)
        host.sent += len(data)
        if host.charset and kind.startswith("text/"):
            kind += f"; charset={host.charset}"
        headers = {"Content-Type": kind, "Content-Encoding": "gzip", **host.added(path)}
        self._head(status, {**headers, "Content-Length": str(len(data))})
        self.wfile.write(data)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base's
        """Say nothing; faults are found in the browser."""

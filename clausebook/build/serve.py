"""The server of ``build.py serve``: the site while it is being edited.

A page in the browser waits for the next build through a script that the server answers late (the
pages' policy allows no other connection); it then reloads, or shows what is wrong over the last
good page, or over an empty one where there is no good one yet. No service worker comes between:
pages do not start one, and one that was started at the same address earlier goes away.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from clausebook.features.offline import WORKER
from clausebook.features.offline.retired import retired

LIVE = "/__live.js"
_TAG = b'<script src="/__live.js?known=%d" defer></script></head>'
_PATIENCE = 25.0
"""Seconds after which a waiting page is answered with nothing new, and asks again."""

_START = """addEventListener("load", () => import(`/__live.js?since=%d&at=${Date.now()}`));
"""
"""Waiting starts when the page is complete; a late answer before that would hold it up. The pages'
policy lets no other script than theirs into an element; a module needs none. With the time in its
address it is asked for again."""

_WAIT = """import(`/__live.js?since=%d&at=${Date.now()}`);
"""

_SHOW = """(() => {
  const problems = %s;
  document.getElementById("live-problems")?.remove();
  const box = document.createElement("section");
  box.id = "live-problems";
  box.className = "live-problems";
  box.setAttribute("role", "alert");
  const title = document.createElement("h2");
  title.textContent = `Problems: ${problems.length}. The last good site stays.`;
  const list = document.createElement("ol");
  for (const problem of problems) {
    const row = document.createElement("li");
    row.textContent = problem;
    list.append(row);
  }
  box.append(title, list);
  document.body.prepend(box);
})();
"""

_NO_SITE = b"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>No site yet</title></head>
<body><p>There is no site yet. It appears here when the first build is done.</p></body>
</html>
"""

_STARTS_WORKER = re.compile(rb'<script src="[^"]*/offline\.[^"]*" defer></script>\n')


class Builds:
    """How many builds there have been, and what was wrong with the last one."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self.number = 0
        self.problems: tuple[str, ...] = ()

    def done(self, problems: Iterable[object]) -> None:
        """A build has ended; wake the pages that wait for it."""
        with self._news:
            self.number += 1
            self.problems = tuple(str(problem) for problem in problems)
            self._news.notify_all()

    def script(self, since: int) -> str:
        """What a page that knows build ``since`` has to do next; waits while there is no news."""
        with self._news:
            news = self._news.wait_for(lambda: self.number > since, timeout=_PATIENCE)
            if not news:
                return _WAIT % since
            if not self.problems:
                return "location.reload();\n"
            listed = json.dumps(self.problems, ensure_ascii=False).replace("<", "\\u003c")
            return _SHOW % listed + _WAIT % self.number


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site from the disk, with the waiting script added to its pages."""

    def __init__(self, builds: Builds, site: Path, *args: object) -> None:
        self._builds = builds
        self._site = site
        super().__init__(*args, directory=str(site))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == LIVE:
            self._answer(self._live(address.query).encode(), "text/javascript; charset=utf-8")
            return
        if address.path.endswith(f"/{WORKER}"):
            self._answer(retired(), "text/javascript; charset=utf-8")
            return
        page = self._page() if self._site.is_dir() else _NO_SITE
        if page is None:
            super().do_GET()
        else:
            # A page loaded while something is wrong must be told at once.
            since_now = self._builds.number - bool(self._builds.problems)
            page = _STARTS_WORKER.sub(b"", page).replace(b"</head>", _TAG % since_now, 1)
            self._answer(page, "text/html; charset=utf-8")

    def _live(self, query: str) -> str:
        """The first script of a page, or the next one it waits for."""
        (name, number), *_ = [*parse_qsl(query), ("known", "0")]
        known = int(number) if number.isdecimal() else 0
        return _START % known if name == "known" else self._builds.script(known)

    def _page(self) -> bytes | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and urlsplit(self.path).path.endswith("/"):
            path = path / "index.html"
        return path.read_bytes() if path.suffix == ".html" and path.is_file() else None

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class names it
        """Quiet: the terminal belongs to the problems."""


def make_server(builds: Builds, site: Path, port: int) -> ThreadingHTTPServer:
    """A server on the loopback address only; port 0 takes any free one."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, builds, site))
    server.daemon_threads = True
    return server

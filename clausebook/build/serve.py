"""The server of ``build.py serve``: the site while it is being edited.

A page in the browser waits for the next build through a script that the server answers late (the
pages' policy allows no other connection); it then reloads, or shows what is wrong over the last
good page, or over an empty one where there is no good one yet. No service worker comes between:
pages do not start one, and one that was started at the same address earlier goes away.

Only a folder that builds made is served. Whoever asks under another name than that of this machine
is refused: it would be a page of another site, which got its name to lead here.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from collections.abc import Iterable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from clausebook.build.write.marker import is_marked
from clausebook.features.offline import WORKER
from clausebook.features.offline.retired import retired
from clausebook.messages import Message, say, spoken

LIVE, NEWS, STYLE = "/__live.js", "/__news.js", "/__live.css"
_TAG = b'<script src="/__live.js?known=%d" defer></script></head>'
_PATIENCE = 25.0
"""Seconds after which a waiting page is answered with nothing new, and asks again."""
_WAITING = 3
"""How many pages wait at a time, because a browser has few connections for all its pages."""
_SILENT = 60
"""Seconds after which a connection that says nothing is closed."""

_LIVE = """(() => {
  let known = %d;
  let turn = 0;
  const pause = () => new Promise((resolve) => setTimeout(resolve, 1000));
  const shown = () => new Promise((resolve) => {
    if (!document.hidden) resolve();
    else document.addEventListener("visibilitychange", resolve, { once: true });
  });
  async function listen() {
    for (;;) {
      await shown();
      try {
        const news = await import(`/__news.js?since=${known}&turn=${turn += 1}`);
        if (news.number === known) await pause();
        else if (news.problems.length === 0) return location.reload();
        else show(news.problems);
        known = news.number;
      } catch {
        await pause();
      }
    }
  }
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/__live.css";
  document.head.append(style);
  function show(problems) {
    document.getElementById("live-problems")?.remove();
    const box = document.createElement("section");
    box.id = "live-problems";
    box.className = "live-problems";
    box.setAttribute("role", "alert");
    const title = document.createElement("h2");
    title.textContent = %s.replace("%%", problems.length);
    const list = document.createElement("ol");
    for (const problem of problems) {
      const row = document.createElement("li");
      row.textContent = problem;
      list.append(row);
    }
    box.append(title, list);
    document.body.prepend(box);
  }
  addEventListener("load", listen);
})();
"""
"""Waiting starts when the page is complete, and goes on when the server has been away. A page that
nobody sees does not wait. Modules need no address in an element, which a policy may refuse."""

_STYLE = """.live-problems {
  position: sticky;
  inset-block-start: 0;
  z-index: 9;
  max-block-size: 60vh;
  overflow: auto;
  padding: 1rem clamp(1rem, 4vw, 2.5rem);
  border-block-end: 4px solid #b23a26;
  background: #fff4f0;
  color: #3a120b;
  font: 0.875rem/1.5 ui-monospace, Menlo, Consolas, monospace;
}
.live-problems h2 { margin: 0 0 0.5rem; font: bold 1rem/1.5 system-ui, sans-serif; }
.live-problems ol { margin: 0; padding-inline-start: 2rem; }
.live-problems li { overflow-wrap: anywhere; }
"""

_NEWS = "export const number = %d;\nexport const problems = %s;\n"

_EMPTY = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; \
style-src 'self'">
<title>{title}</title>
</head>
<body><p>{text}</p></body>
</html>
"""
_STARTS_WORKER = re.compile(rb'<script src="[^"]*/offline\.[^"]*" defer></script>\n')

_SCRIPT, _PAGE = "text/javascript; charset=utf-8", "text/html; charset=utf-8"


class Builds:
    """How many builds there have been, and what was wrong with the last one."""

    def __init__(self, number: int = 0) -> None:
        """``number`` is where counting begins, so that pages of an earlier server see a new one."""
        self._news = threading.Condition()
        self._asked = 0
        self.number = number
        self.problems: tuple[str, ...] = ()

    def done(self, problems: Iterable[object]) -> None:
        """A build has ended; wake the pages that wait for it."""
        with self._news:
            self.number += 1
            self.problems = tuple(str(problem) for problem in problems)
            self._news.notify_all()

    def news(self, since: int) -> str:
        """What a page that knows build ``since`` should know; waits while there is no news.

        When too many wait, the one that has waited longest is answered.
        """
        with self._news:
            self._asked += 1
            last = self._asked + _WAITING
            self._news.notify_all()
            self._news.wait_for(
                lambda: self.number != since or self._asked >= last, timeout=_PATIENCE
            )
            return _NEWS % (self.number, json.dumps(self.problems))


_HERE = re.compile(r"(localhost\.?|127\.0\.0\.1|\[::1\])(:[0-9]*)?", re.IGNORECASE)
"""The names of this machine, with or without a port."""
_ADDRESS = re.compile(r"^([^?#]*)\??([^#]*)")
"""Path and query of whatever is asked for; the library refuses what is no address."""
_ASKED = re.compile(r"(?:.*&)?(?:known|since)=([0-9]{1,18})(?:&.*)?")


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site from the disk, with the waiting script added to its pages."""

    timeout = _SILENT
    default_request_version = "HTTP/1.0"  # what is no request is answered with a status, too

    def __init__(self, builds: Builds, site: Path, *args: Any) -> None:
        self._builds = builds
        self._site = site
        super().__init__(*args)

    def do_GET(self) -> None:
        """Answer with a page, a file, or what the preview itself has to say."""
        path, query = _ADDRESS.findall(self.path)[0]
        if not all(map(_HERE.fullmatch, self.headers.get_all("Host", []))):
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST, say("serve.ask"))
        elif path == LIVE:
            title = json.dumps(str(say("serve.problems", count="%")))
            self._answer((_LIVE % (_number(query), title)).encode(), _SCRIPT)
        elif path == STYLE:
            self._answer(_STYLE.encode(), "text/css; charset=utf-8")
        elif path == NEWS:
            waits = self.command == "GET"
            news = self._builds.news(_number(query)) if waits else ""
            self._answer(news.encode(), _SCRIPT)
        elif path.endswith(f"/{WORKER}"):
            self._answer(retired(), _SCRIPT)
        else:
            self._answer_with_file(path, query)

    do_HEAD = do_GET  # noqa: N815  the base class names it

    def do_POST(self) -> None:
        """Nothing can be sent here, by whatever method."""
        self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, say("serve.methods"))

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = do_POST  # noqa: N815

    def _answer_with_file(self, path: str, query: str) -> None:
        found = _file_of(self._site, path) if is_marked(self._site) else None
        if found and found.is_dir():
            address = quote(unquote_to_bytes(path.encode("latin-1")).strip(b"/"))
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"/{address}/{'?' * bool(query)}{query}")
            self._send(b"")
            return
        try:
            data = found.read_bytes() if found else None
        except OSError:  # it has just gone, or nobody may read it
            data = None
        if found is None or data is None:
            self._answer_without_file(path)
        elif found.suffix == ".html":
            self._answer_with_page(data)
        else:
            kind = self.guess_type(str(found))
            self._answer(data, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)

    def _answer_without_file(self, path: str) -> None:
        """A page that comes to life when there is one; for other files a word."""
        if Path(path).suffix not in ("", ".html"):
            self._refuse(HTTPStatus.NOT_FOUND, say("serve.no-file"))
        elif is_marked(self._site):
            page = _empty(say("serve.no-page"), say("serve.no-page-yet"))
            self._answer_with_page(page, HTTPStatus.NOT_FOUND)
        else:
            self._answer_with_page(_empty(say("serve.no-site"), say("serve.no-site-yet")))

    def _answer_with_page(self, page: bytes, status: HTTPStatus = HTTPStatus.OK) -> None:
        # A page loaded while something is wrong must be told at once.
        since = self._builds.number - bool(self._builds.problems)
        page = _STARTS_WORKER.sub(b"", page).replace(b"</head>", _TAG % since, 1)
        self._answer(page, _PAGE, status)

    def _refuse(self, status: HTTPStatus, text: Message) -> None:
        self._answer(f"{text}\n".encode(), "text/plain; charset=utf-8", status)

    def _answer(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        self._send(body)

    def _send(self, body: bytes) -> None:
        """The rest of the headers, and the body where it is wanted.

        Other sites may not load anything: what is being edited is not published yet.
        """
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class names it
        """Quiet: the terminal belongs to the problems."""


def _empty(title: Message, text: Message) -> bytes:
    """A page that says why there is none."""
    return _EMPTY.format(language=spoken(), title=title, text=text).encode()


def _number(query: str) -> int:
    """The build that a page says it knows; none, if it says nothing that could be."""
    asked = _ASKED.fullmatch(query)
    return int(asked[1]) if asked else 0


def _file_of(site: Path, path: str) -> Path | None:
    """The file that an address leads to, or a folder whose address lacks its final slash.

    None where there is none, or only outside the site.
    """
    names = unquote_to_bytes(path.encode("latin-1"))
    is_folder = names.endswith(b"/")
    try:
        found = (site / os.fsdecode(names.strip(b"/"))).resolve()
        if not found.is_relative_to(site.resolve()):
            return None
        if is_folder:
            found = found / "index.html"
        return found if found.is_file() or (found.is_dir() and not is_folder) else None
    except (OSError, ValueError, RuntimeError):  # no name that this system could have
        return None


class _Server(ThreadingHTTPServer):
    """A server to which many pages may turn at a time, and go away from at any moment."""

    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = os.name == "posix"  # elsewhere it lets two servers share a port

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that is closed while it loads is nothing to tell; of others a line is enough."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            print(say("serve.failed", error=repr(error)), file=sys.stderr)


def make_server(builds: Builds, site: Path, port: int) -> ThreadingHTTPServer:
    """A server on the loopback address only; port 0 takes any free one."""
    return _Server(("127.0.0.1", port), partial(_Handler, builds, site.absolute()))

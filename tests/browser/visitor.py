"""A built site, served and from the disk, and who opens its pages: nothing may go wrong on them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
)

from clausebook.build.pipeline import build
from clausebook.features import all_outputs
from clausebook.meaning import site as meaning

SUB_PATH = "sub/path"
"""The site must work below any path of any server."""
DEVICES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
}


class Mode(NamedTuple):
    """From where a page is read, in which language, and on what."""

    place: str
    language: str
    device: str


MODES = [
    Mode("file", "zh", "desktop"),
    Mode("file", "en", "phone"),
    Mode("http", "zh", "phone"),
    Mode("http", "en", "desktop"),
]
"""Each pair of place, language and device."""
in_all_modes = pytest.mark.parametrize("mode", MODES, ids="-".join)
in_two_modes = pytest.mark.parametrize(
    "mode", [Mode("file", "zh", "phone"), Mode("http", "en", "desktop")], ids="-".join
)
"""Every place, language and device once, for what takes long."""


class Site(NamedTuple):
    """The built site: its folder and its two addresses."""

    folder: Path
    file: str
    http: str

    def data(self, name: str) -> Any:
        """One of the site's data files."""
        return json.loads((self.folder / "data" / name).read_text(encoding="utf-8"))


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for all files of a page

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base's
        """Say nothing; faults are found in the browser."""


def pages_of_every_kind(site: meaning.Site, language: str | None) -> list[str]:
    """A page of each kind that any feature makes in a language."""
    outputs = [o for o in all_outputs(site) if o.path.endswith(".html")]
    return sorted({(o.feature, o.kind): o.path for o in outputs if o.language == language}.values())


@contextmanager
def served(content: Path, root: Path) -> Iterator[Site]:
    """The site of some content, built below ``root`` and served from the loopback.

    Another process may have built it there already: then nothing is made anew.
    """
    folder = root / SUB_PATH
    folder.parent.mkdir(parents=True, exist_ok=True)
    assert build(content, folder).problems == ()
    with serving(root) as found:
        yield found


@contextmanager
def serving(root: Path) -> Iterator[Site]:
    """A site that is built below ``root``, served from the loopback."""
    folder = root / SUB_PATH
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(root))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield Site(
            folder, f"{folder.as_uri()}/", f"http://127.0.0.1:{server.server_port}/{SUB_PATH}/"
        )
        server.shutdown()
        thread.join()


class Visitor:
    """Opens pages and remembers everything that must not happen on them."""

    def __init__(self, browser: Browser, site: Site, stack: ExitStack) -> None:
        self.site = site
        self.faults: list[str] = []
        self._browser = browser
        self._stack = stack

    def context(self, device: str = "desktop", **options: Any) -> BrowserContext:
        """A browser window of its own, without memory of others."""
        options = {**DEVICES[device], "timezone_id": "Asia/Shanghai", **options}
        context = self._browser.new_context(reduced_motion="reduce", **options)
        context.set_default_timeout(5000)
        # The worker that keeps the site offline has tests of its own; here it would only be busy.
        context.add_init_script("delete Navigator.prototype.serviceWorker")
        self._stack.callback(context.close)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.faults.append(f"error: {error.error}"))
        context.on("request", self._watch)
        context.on("requestfailed", self._lose)
        context.on("response", self._read)
        return context

    def open(self, path: str, place: str = "http", device: str = "desktop", **options: Any) -> Page:
        """A page of the site in a window of its own."""
        page = self.context(device, **options).new_page()
        page.goto(self.address(path, place))
        return page

    def address(self, path: str, place: str = "http") -> str:
        """Where a page is."""
        return (self.site.file if place == "file" else self.site.http) + path

    def _hear(self, message: ConsoleMessage) -> None:
        """Errors, warnings and violations of the Content-Security-Policy are all told here."""
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.type}: {message.text}")

    def _lose(self, request: Request) -> None:
        """Leaving a page may cut off what it still loads, such as its icon; that is no fault."""
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.failure} {request.url}")

    def _read(self, response: Response) -> None:
        """What the site refers to must be there."""
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.site.file, self.site.http)):
            self.faults.append(f"request: {request.url}")

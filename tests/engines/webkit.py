"""WebKitGTK on a screen that nobody sees, driven over WebDriver."""

from __future__ import annotations

import json
import os
import re
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from shutil import which
from subprocess import DEVNULL, run
from typing import IO, Any

from tests.engines.window import PATIENCE, WATCH, as_json, running, strokes, text_of

_BROWSER = Path(__file__).parent / "webkit_browser.py"
_SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's Python, which alone has Debian's GTK."""
_ASK_FOR_GTK = 'import gi; gi.require_version("WebKit2", "4.1")'
_FAULT = re.compile(r"^.*CONSOLE .*(?:ERROR|WARN).*$", re.MULTILINE)
_NO_MANIFESTS = "Unrecognized Content-Security-Policy directive 'manifest-src'"
"""WebKitGTK is built without web manifests, unlike Safari, and says so on every page."""


def is_there() -> bool:
    """Whether the machine has the driver, the screen, and GTK with WebKit for Python."""
    if not (which("WebKitWebDriver") and which("Xvfb")):
        return False
    return run([_SYSTEM_PYTHON, "-c", _ASK_FOR_GTK], stderr=DEVNULL, check=False).returncode == 0


@contextmanager
def webkit(folder: Path) -> Iterator[WebKit]:
    """A new WebKitGTK that remembers nothing."""
    port = _free_port()
    log = folder / "log"
    with _screen() as display, log.open("w") as written, log.open(encoding="utf-8") as told:
        environment = {**os.environ, **_homes(folder), "DISPLAY": display}
        command = ["WebKitWebDriver", f"--port={port}"]
        with running(command, env=environment, stderr=written):
            _wait_for(port)
            yield WebKit(port, folder, told)


class WebKit:
    """The only window of a browser whose driver has just been started."""

    def __init__(self, port: int, folder: Path, told: IO[str]) -> None:
        self._port = port
        self._told = told
        self._folder = folder
        self._session = f"/session/{self._begin()['sessionId']}"

    def open(self, address: str) -> None:
        """Go there; the page has loaded then."""
        self._send("POST", f"{self._session}/url", url=address)

    def ask(self, expression: str) -> Any:
        """The value of an expression in the page, as JSON has it; a promise is awaited."""
        script = f"return {as_json(expression)}"
        told = self._send("POST", f"{self._session}/execute/sync", script=script, args=[])
        return json.loads(told)

    def press(self, *keys: str) -> None:
        """Press keys one after the other: signs, or names such as ``Enter``."""
        self._send("POST", f"{self._session}/actions", actions=strokes(keys))

    def paper(self) -> str:
        """All words that the page has on paper."""
        pdf = self._folder / "paper.pdf"
        self.ask(f"webkit.messageHandlers.paper.postMessage({json.dumps(pdf.as_uri())})")
        return text_of(pdf.read_bytes())

    def heard(self) -> list[str]:
        """What has gone wrong since this was asked before."""
        told = self._told.read()
        return [line for line in _FAULT.findall(told) if _NO_MANIFESTS not in line]

    def _begin(self) -> Any:
        """A session."""
        options = {"binary": _SYSTEM_PYTHON, "args": [str(_BROWSER), f"({WATCH})()"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        return self._send("POST", "/session", capabilities=wanted)

    def _send(self, method: str, path: str, **body: Any) -> Any:
        """What the driver answers."""
        connection = HTTPConnection("127.0.0.1", self._port)
        with closing(connection):
            connection.request(method, path, json.dumps(body) if method == "POST" else None)
            answer = connection.getresponse()
            told = json.load(answer)["value"]
        assert answer.status == 200, told
        return told


@contextmanager
def _screen() -> Iterator[str]:
    """The name of a screen in memory."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-nolisten", "tcp"]
    with running(command, pass_fds=[writer], stderr=DEVNULL), os.fdopen(reader) as told:
        os.close(writer)
        yield f":{told.readline().strip()}"


def _homes(folder: Path) -> dict[str, str]:
    """Where a browser without a profile keeps what it keeps."""
    return {f"XDG_{kind}_HOME": str(folder) for kind in ("CACHE", "CONFIG", "DATA")}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int) -> None:
    """Until somebody listens."""
    end = time.monotonic() + PATIENCE
    with socket.socket() as tried:
        while tried.connect_ex(("127.0.0.1", port)) and time.monotonic() < end:
            time.sleep(0.02)

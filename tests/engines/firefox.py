"""Firefox as it is published, driven over WebDriver BiDi."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import IO, Any

from websockets.sync.client import ClientConnection, connect

from tests.engines.window import PATIENCE, WATCH, as_json, running, strokes, text_of

_READY = "WebDriver BiDi listening on "
_TAKEN_BACK = "Failed to load ‘’. A ServiceWorker intercepted the request"
"""A page that is left takes back what it asked for; the worker's answer has no address then."""


@contextmanager
def firefox(program: str, folder: Path) -> Iterator[Firefox]:
    """A new Firefox with an empty profile."""
    command = [program, "--headless", "--remote-debugging-port=0", "--profile", str(folder)]
    with running(command, stdout=DEVNULL, stderr=PIPE, text=True) as process:
        assert process.stderr
        with process.stderr as told, connect(f"{_address(told)}/session", max_size=None) as socket:
            yield Firefox(socket)


def _address(told: IO[str]) -> str:
    """Where Firefox listens, which it says when it does."""
    for line in told:
        if line.startswith(_READY):
            return line.removeprefix(_READY).strip()
    raise RuntimeError("Firefox ended before it listened")


class Firefox:
    """A tab of a browser that is connected."""

    def __init__(self, socket: ClientConnection) -> None:
        self._faults: list[str] = []
        self._socket = socket
        self._ids = count()
        self._send("session.new", capabilities={})
        self._send("session.subscribe", events=["log.entryAdded"])
        self._send("script.addPreloadScript", functionDeclaration=WATCH, sandbox="watch")
        # The tab that Firefox begins with never gets the focus, so that nobody could type.
        self._context = self._send("browsingContext.create", type="tab")["context"]

    def open(self, address: str) -> None:
        """Go there; the page has loaded then."""
        self._send("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def ask(self, expression: str) -> Any:
        """The value of an expression in the page, as JSON has it; a promise is awaited."""
        target = {"context": self._context}
        told = self._send(
            "script.evaluate", expression=as_json(expression), target=target, awaitPromise=True
        )
        assert told["type"] == "success", told
        return json.loads(told["result"]["value"])

    def press(self, *keys: str) -> None:
        """Press keys one after the other: signs, or names such as ``Enter``."""
        self._send("input.performActions", context=self._context, actions=strokes(keys))

    def paper(self) -> str:
        """All words that the page has on paper."""
        return text_of(
            b64decode(self._send("browsingContext.print", context=self._context)["data"])
        )

    def heard(self) -> list[str]:
        """What has gone wrong since this was asked before."""
        heard, self._faults = self._faults, []
        return [fault for fault in heard if _TAKEN_BACK not in fault]

    def _send(self, method: str, **params: Any) -> dict[str, Any]:
        """What Firefox answers; what it tells meanwhile is heard."""
        sent = next(self._ids)
        self._socket.send(json.dumps({"id": sent, "method": method, "params": params}))
        while True:
            told = json.loads(self._socket.recv(PATIENCE))
            if told["type"] == "event":
                self._hear(told["params"])
            elif told["id"] == sent:
                break
        assert told["type"] == "success", told
        return dict(told["result"])

    def _hear(self, entry: dict[str, Any]) -> None:
        if entry["level"] in ("error", "warn"):
            self._faults.append(f"{entry['level']}: {entry['text']}")

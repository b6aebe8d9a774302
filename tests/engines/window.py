"""What a visit asks of a browser, whichever engine it has."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from subprocess import Popen
from typing import Any, Protocol

from pypdf import PdfReader

PATIENCE = 60
"""Seconds in which anything happens, on a busy machine too."""
_KEYS = {"ArrowDown": "\ue015", "ArrowUp": "\ue013", "Enter": "\ue007", "Escape": "\ue00c"}
"""Keys without a sign, as WebDriver and WebDriver BiDi call them."""
WATCH = """() => addEventListener("error", ({ target }) => {
  if (target !== window) console.error(`cannot load ${target.src ?? target.href}`);
}, true)"""
"""What is not there is told to nobody but the page in Firefox and WebKit."""


class Window(Protocol):
    """One window of one browser, in which nothing may go wrong."""

    def open(self, address: str) -> None:
        """Go there; the page has loaded then."""

    def ask(self, expression: str) -> Any:
        """The value of an expression in the page, as JSON has it; a promise is awaited."""

    def press(self, *keys: str) -> None:
        """Press keys one after the other: signs, or names such as ``Enter``."""

    def paper(self) -> str:
        """All words that the page has on paper."""

    def heard(self) -> list[str]:
        """What has gone wrong since this was asked before.

        Errors, warnings, violations of the Content-Security-Policy, and what could not be loaded.
        """


@contextmanager
def running(command: list[str], **options: Any) -> Iterator[Popen[Any]]:
    """A program that is ended afterwards."""
    with Popen(command, **options) as process:
        try:
            yield process
        finally:
            process.terminate()


def until(ask: Callable[[], object], wanted: object) -> None:
    """Ask again until the answer is right."""
    end = time.monotonic() + PATIENCE
    while ask() != wanted and time.monotonic() < end:
        time.sleep(0.05)
    assert ask() == wanted


def as_json(expression: str) -> str:
    """An expression whose value is that of another one as JSON, in every protocol a text."""
    return f"(async () => JSON.stringify((await ({expression})) ?? null))()"


def strokes(keys: tuple[str, ...]) -> list[dict[str, Any]]:
    """What WebDriver and WebDriver BiDi take as pressed keys."""
    values = [_KEYS.get(key, key) for key in keys]
    actions = [{"type": kind, "value": key} for key in values for kind in ("keyDown", "keyUp")]
    return [{"type": "key", "id": "keyboard", "actions": actions}]


def text_of(pdf: bytes) -> str:
    """The words of all pages, one space between them."""
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)

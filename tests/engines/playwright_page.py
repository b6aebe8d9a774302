"""An engine that Playwright drives: the machine's Chromium, or what Playwright has fetched."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Error


class PlaywrightPage:
    """A page in a window of its own."""

    def __init__(self, browser: Browser) -> None:
        self._faults: list[str] = []
        self._context = browser.new_context()
        self._context.on("console", self._hear)
        self._context.on("weberror", lambda error: self._faults.append(str(error.error)))
        self._page = self._context.new_page()

    def open(self, address: str) -> None:
        """Go there; the page has loaded then."""
        self._page.goto(address)

    def ask(self, expression: str) -> Any:
        """The value of an expression in the page, as JSON has it; a promise is awaited."""
        try:
            return self._page.evaluate(expression)
        except Error:  # a key may have led away meanwhile
            self._page.wait_for_load_state()
            return self._page.evaluate(expression)

    def press(self, *keys: str) -> None:
        """Press keys one after the other: signs, or names such as ``Enter``."""
        for key in keys:
            self._page.keyboard.press(key)

    def paper(self) -> str:
        """All words that the page has on paper; Playwright prints in Chromium alone."""
        self._page.emulate_media(media="print")
        self._page.evaluate("dispatchEvent(new Event('beforeprint'))")
        return " ".join(self._page.locator("body").inner_text().split())

    def heard(self) -> list[str]:
        """What has gone wrong since this was asked before."""
        heard, self._faults = self._faults, []
        return heard

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            place = message.location["url"]
            self._faults.append(f"{message.type}: {message.text} {place}")

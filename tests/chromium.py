"""The browser of the browser tests and of the benchmarks."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


def launch(playwright: Playwright) -> Browser:
    """The machine's Chromium, or the one that Playwright has fetched."""
    return playwright.chromium.launch(executable_path=_path(playwright), args=[*_QUIET])


def _path(playwright: Playwright) -> str:
    for name in _NAMES:
        path = shutil.which(name)
        if path:
            return path
    own = playwright.chromium.executable_path
    if Path(own).is_file():
        return own
    raise RuntimeError("there is no Chromium on this machine; run `make test`, which sets it up")

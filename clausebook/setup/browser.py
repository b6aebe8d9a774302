"""The browser of the browser tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from clausebook.setup.checkout import Checkout
from clausebook.setup.programs import CannotSetUp, answer, run, say

_WINDOWLESS = "chromium-headless-shell"
"""Chromium without a window takes half the time of one that could have a window."""
_OTHERS = ("chromium", "chromium-browser", "google-chrome")
_WHERE = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)


def bring(checkout: Checkout) -> None:
    """Have a Chromium: Debian's without a window, any other, or the one that Playwright fetches.

    Where it is another one, it is noted, so that the next set-up need not look for a better one.
    """
    note = checkout.environment / ".clausebook-browser"
    if shutil.which(_WINDOWLESS) or (
        note.is_file() and Path(note.read_text(encoding="utf-8")).is_file()
    ):
        return
    if _from_debian() and shutil.which(_WINDOWLESS):
        return
    found = next(filter(None, map(shutil.which, _OTHERS)), None) or _from_playwright(checkout)
    note.write_text(found, encoding="utf-8")


def _from_debian() -> bool:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    say("Installing Chromium's headless shell, the Debian package")
    install = ("apt-get", "install", "-y", "-qq", _WINDOWLESS, "fonts-noto-cjk")
    return run("apt-get", "update", "-qq") and run(*install)


def _from_playwright(checkout: Checkout) -> str:
    say("No Chromium here: letting Playwright fetch its own")
    python = checkout.program("python")
    install = (python, "-m", "playwright", "install")
    if run(*install, "--with-deps", "chromium") or run(*install, "chromium"):
        found = answer(python, "-c", _WHERE)
        if found and Path(found).is_file():
            return found
    raise CannotSetUp(
        "No Chromium has come; Playwright says above why. Install one from your system's "
        "packages, where it is called chromium or chromium-headless-shell, or google-chrome."
    )

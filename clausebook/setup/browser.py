"""The browsers of the browser tests: the machine's, Debian's packages, or Playwright's builds."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from clausebook.setup.checkout import Checkout
from clausebook.setup.programs import CannotSetUp, answer, run, say


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser, and what it is called where it comes from."""

    playwright: str
    debian: tuple[str, ...]
    """Packages."""
    best: tuple[str, ...]
    """Programs on the path; where they are, nothing is to be done."""
    others: tuple[str, ...] = ()
    """Programs that will do, one of them, where the best cannot be had."""
    proof: tuple[str, ...] = ()
    """What must run beside them."""


BROWSERS = (
    # Chromium without a window takes half the time of one that could have a window.
    Browser(
        "chromium",
        ("chromium-headless-shell", "fonts-noto-cjk"),
        ("chromium-headless-shell",),
        ("chromium", "chromium-browser", "google-chrome"),
    ),
    Browser("firefox", ("firefox-esr",), ("firefox-esr",)),
    # WebKit's window is made by Debian's Python, on a screen in memory.
    Browser(
        "webkit",
        ("webkit2gtk-driver", "gir1.2-webkit2-4.1", "python3-gi", "xvfb"),
        ("WebKitWebDriver", "Xvfb"),
        proof=("/usr/bin/python3", "-c", 'import gi; gi.require_version("WebKit2", "4.1")'),
    ),
)


def bring(checkout: Checkout) -> None:
    """Have all browsers.

    Where one is not the best, it is noted, so that the next set-up need not look for better.
    """
    for browser in BROWSERS:
        note = checkout.environment / f".clausebook-{browser.playwright}"
        noted = note.read_text(encoding="utf-8") if note.is_file() else ""
        if _has_best(browser) or Path(noted).is_file():
            continue
        if _from_debian(browser) and _has_best(browser):
            continue
        other = next(filter(None, map(shutil.which, browser.others)), None)
        note.write_text(other or _from_playwright(checkout, browser), encoding="utf-8")


def _has_best(browser: Browser) -> bool:
    is_there = all(map(shutil.which, browser.best))
    return is_there and (not browser.proof or answer(*browser.proof) is not None)


def _from_debian(browser: Browser) -> bool:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    say(f"Installing from Debian: {' '.join(browser.debian)}")
    install = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *browser.debian)
    return run("apt-get", "update", "-qq") and run(*install)


def _from_playwright(checkout: Checkout, browser: Browser) -> str:
    """Where Playwright has put its own."""
    name = browser.playwright
    say(f"No {name} here: letting Playwright fetch its own")
    python = checkout.program("python")
    install = (python, "-m", "playwright", "install")
    where = (
        "from playwright.sync_api import sync_playwright\n"
        f"with sync_playwright() as playwright: print(playwright.{name}.executable_path)"
    )
    if run(*install, "--with-deps", name) or run(*install, name):
        found = answer(python, "-c", where)
        if found and Path(found).is_file():
            return found
    raise CannotSetUp(
        f"No {name} has come; Playwright says above why. Install it from your system's packages; "
        f"Debian's is {browser.debian[0]}."
    )

"""Readers of a site in a browser that keeps it, and what they ask of the browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from clausebook.build.pipeline import build
from tests.browser.host import Host
from tests.overlay import GOOD, lay

PATIENCE = 20_000
"""Milliseconds in which a site is stored, on a busy machine too."""
COMPLETE = {"zh": "可离线使用", "en": "available offline"}
NEWER = "a newer edition is ready Reload"
CLAUSE = "tide-2031-4/2"


class Reader:
    """A browser window of its own, on a host of its own."""

    def __init__(self, host: Host, window: BrowserContext) -> None:
        self.host = host
        self.window = window

    def open(self, path: str) -> Page:
        """A page of the site in a new tab."""
        page = self.window.new_page()
        page.goto(self.host.address + path)
        return page

    def visit(self, path: str = "en/index.html") -> Page:
        """A page that stays open until the whole site is stored."""
        page = self.open(path)
        told = COMPLETE["zh" if path.startswith("zh") else "en"]
        expect(page.locator("[data-offline]")).to_have_text(told, timeout=PATIENCE)
        return page


Readers = Callable[..., Reader]


def built(folder: Path, overlay: str = "") -> Path:
    """The small content's site, with changes."""
    out = folder / "site"
    folder.mkdir(exist_ok=True)
    assert build(lay(folder, overlay), out).problems == ()
    return out


def changed(file: str, old: str, new: str) -> str:
    """An overlay that changes one of the small content's files."""
    text = (GOOD / file).read_text(encoding="utf-8")
    assert old in text
    return f"--- {file}\n{text.replace(old, new)}"


def until(page: Page, ask: Callable[[], object], wanted: object) -> None:
    """Ask again until the answer is right, as long as that may take."""
    for _ in range(PATIENCE // 50):
        if ask() == wanted:
            return
        page.wait_for_timeout(50)
    assert ask() == wanted


def workers(page: Page) -> list[str]:
    """The state of each service worker that the page's site has."""
    return list(page.evaluate(WORKERS))


WORKERS = """async () => {
  const all = await navigator.serviceWorker.getRegistrations();
  return all.flatMap(({ installing, waiting, active }) => [installing, waiting, active])
    .flatMap((worker) => (worker ? [worker.state] : []));
}"""
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update().catch(() => {});
  while (registration.installing) await new Promise((resolve) => setTimeout(resolve, 20));
}"""


def update(page: Page) -> None:
    """Let the browser look for a newer edition at once; it is stored or has failed then.

    The old worker has answered the page before: one that is busy while it is being replaced and
    debugged, as browsers under test are, keeps Chromium waiting.
    """
    ready = re.compile(f"{COMPLETE['en']}|newer edition is ready")  # it may have been quicker
    expect(page.locator("[data-offline]")).to_have_text(ready)
    page.evaluate(UPDATE)


STORED = """async (what) => {
  const names = (await caches.keys()).filter((name) => name.endsWith(` ${what}`));
  const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return keys.flat().map(({ url }) => url.split("/").pop()).sort();
}"""
"""What is stored in the caches of a name, without the way to it."""

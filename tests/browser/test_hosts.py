"""The headers that the README has for hosts: what they forbid, and that the site goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.host import Host
from tests.twin import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^```(nginx|apache|caddy|text)\n(.*?)^```", README, re.M | re.S))
"""What stands in the README for each kind of host; ``_headers`` is a text."""
HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), display-capture=(), "
    "payment=(), usb=()",
    "Cache-Control": "public, max-age=31536000, immutable",
}
KEPT = (
    r"/offline/[^/]+\.(json|pack)$|/assets/[^/]+\.(js|css)$"
    r"|/assets/search/[^/]+\.[0-9a-f]{6}\.js$"
)
"""Files whose names hold their hash, as the recipes tell them by their addresses."""


def rules() -> dict[str, dict[str, str]]:
    """The headers of ``_headers`` by the addresses that they are for."""
    parts = re.findall(r"^(/.*)\n((?:  .+\n)+)", RECIPES["text"], re.M)
    return {place: dict(re.findall(r"  (\S+): (.+)", lines)) for place, lines in parts}


def added(path: str) -> dict[str, str]:
    """What a host with this recipe adds at a path; each header comes from one rule."""
    matching = [headers for place, headers in rules().items() if fnmatchcase(f"/{path}", place)]
    names = [name for headers in matching for name in headers]
    assert len(names) == len({*names}), path
    return {name: value for headers in matching for name, value in headers.items()}


@pytest.mark.parametrize("recipe", ["nginx", "apache", "caddy", "text"])
def test_all_recipes_send_the_same(recipe: str) -> None:
    text = RECIPES[recipe]
    for name, value in HEADERS.items():
        assert name in text
        assert value in text
    assert text.count(KEPT) == (0 if recipe == "text" else 1)


def test_what_is_kept_has_its_hash_in_its_name(small_site: Path) -> None:
    """Documents may be called offline or assets."""
    paths = [f"/{path.relative_to(small_site).as_posix()}" for path in small_site.rglob("*.*")]
    kept = {path for path in paths if re.search(KEPT, path)}
    assert {re.sub(r"[0-9a-f]{6,16}|\d+", "*", path) for path in kept} >= {
        *("/offline/*.json", "/offline/*.pack", "/assets/main.*.js", "/assets/style.*.css"),
        *("/assets/search/shard-*.*.js", "/assets/search/caps.*.js"),
    }
    assert [path for path in kept if not re.search(r"[./]([0-9a-f]{6,16})\.\w+$", path)] == []
    for page in ("/zh/offline/1.html", "/zh/assets/index.html", "/offline/", "/assets/data/x.js"):
        assert not re.search(KEPT, page)


@pytest.fixture
def host(small_site: Path) -> Iterator[Host]:
    """A host that has followed the README."""
    found = Host(small_site, "/")
    found.added = added
    yield found
    found.stop()


FRAME = """(address) => new Promise((resolve) => {
  const $frame = document.createElement("iframe");
  $frame.src = address;
  $frame.onload = resolve;
  document.body.append($frame);
})"""


def test_only_calculators_are_framed_and_all_else_works(host: Host, browser: Browser) -> None:
    told: list[str] = []
    with ExitStack() as stack:
        context = browser.new_context()
        stack.callback(context.close)
        context.set_default_timeout(5000)
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.goto(f"{host.address}en/search.html?q=grant")
        expect(page.locator(".hit").first).to_be_visible()
        expect(page.locator("[data-offline]")).to_have_text("available offline", timeout=20_000)
        page.goto(host.address)
        page.goto(f"{host.address}embed/en/tide-2031-4/2/grant.html")
        expect(page.locator("form")).to_be_visible()
        assert told == []
        other = context.new_page()  # an empty page, which stands for another site's
        for path in ("embed/en/tide-2031-4/2/grant.html", "en/tide-2031-4/2.html", ""):
            other.evaluate(FRAME, host.address + path)
        bare, *refused = [frame.url for frame in other.frames[1:]]
        assert bare.startswith(host.address)
        assert refused == ["chrome-error://chromewebdata/"] * 2

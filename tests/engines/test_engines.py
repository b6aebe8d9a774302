"""What readers do, in every engine alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.host import Host
from tests.engines.window import Window, until

GRANT = "tide-2031-4/2.html?grant.on=2032-05-01"
"""30% of what is invested, at most 200万元, on a day on which the document is in force."""
SEARCHES = {
    "zh/search.html?q=补助 一百万元": ["tide-2031-4/2"],
    "en/search.html?q=seaweed growing&document=tide-2031-4": ["tide-2031-4/2", "tide-2031-4/1"],
}
"""What is searched for, and the hits that have more than a part of it."""
HITS = "[...document.querySelectorAll('.hit')].map((hit) => hit.dataset.clause)"
ROWS = "[...document.querySelectorAll('#search-list [role=option]')].map((row) => row.textContent)"
CHOSEN = "document.querySelector('#search-list [aria-selected=true]')?.textContent"
QUERY = (
    "new URL(document.querySelector('#search-list .search-list-all')?.href ?? location.href)"
    ".searchParams.get('q')"
)
"""The query whose hits are in the list."""
AMOUNT = "document.querySelector('[data-result]')?.dataset.amount"
OFFLINE = "document.querySelector('[data-offline]')?.textContent"
MARKED = "[document.querySelectorAll('main mark').length > 0, location.search]"
PLACE = "[location.pathname, document.readyState]"

FAULTY = """<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="script-src 'self'">
<title>ready</title>
<script>document.title = "inline";</script>
<script src="missing.js"></script>
<script src="thrower.js"></script>
"""


@pytest.fixture
def host(small: Path) -> Iterator[Host]:
    """A web server with the site."""
    found = Host(small)
    yield found
    found.stop()


def test_a_window_hears_what_goes_wrong(browser: Window, tmp_path: Path) -> None:
    """So that silence in the other tests means something."""
    (tmp_path / "page.html").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "thrower.js").write_text("throw new Error('thrown')", encoding="utf-8")
    browser.open((tmp_path / "page.html").as_uri())
    assert browser.ask("document.title") == "ready"
    heard = " ".join(browser.heard())
    assert [word for word in ("inline", "missing.js", "thrown") if word not in heard] == []
    assert browser.heard() == []


def search_and_calculate(window: Window, root: str) -> None:
    """In both languages, with what is typed and what stands in the address."""
    for address, hits in SEARCHES.items():
        window.open(root + address)
        until(lambda: window.ask(HITS), hits)
    window.open(f"{root}en/{GRANT}")
    window.ask("document.querySelector('[name=investment]').focus()")
    window.press(*"RMB 3,333,333", "Enter")
    until(lambda: window.ask(AMOUNT), "99.99999")


def test_the_search_and_calculators_from_a_server(window: Window, host: Host) -> None:
    search_and_calculate(window, host.address)


def test_the_search_and_calculators_from_the_disk(window: Window, small: Path) -> None:
    search_and_calculate(window, f"{small.as_uri()}/")


def test_keys_lead_through_the_list_below_the_field(window: Window, host: Host) -> None:
    window.open(host.address + "en/index.html")
    window.press("/", *"grant")
    until(lambda: window.ask(QUERY), "grant")  # what was found for its beginning has gone
    (grant, every) = window.ask(ROWS)
    for key, chosen in (("ArrowDown", grant), ("ArrowDown", every), ("ArrowUp", grant)):
        window.press(key)
        assert window.ask(CHOSEN) == chosen
    window.press("Enter")
    until(lambda: window.ask(PLACE), [f"{host.base}en/tide-2031-4/2.html", "complete"])
    until(lambda: window.ask(MARKED), [True, "?mark=grant"])
    window.press("Escape")
    assert window.ask(MARKED) == [False, ""]


def test_the_site_works_without_its_server(window: Window, host: Host) -> None:
    window.open(host.address + "en/index.html")
    until(lambda: window.ask(OFFLINE), "available offline")
    host.stop()
    window.open(host.address + "zh/tide-2031-4/index.html")
    assert window.ask("document.querySelector('h1').textContent") == "潮城市支持海藻养殖的若干措施"
    search_and_calculate(window, host.address)


def test_a_filled_in_calculator_is_printed_with_its_steps(window: Window, host: Host) -> None:
    window.open(f"{host.address}en/{GRANT}&grant.investment=RMB+3m")
    until(lambda: window.ask(AMOUNT), "90")
    told = window.paper()
    step = "30% (Highest share) × RMB 3 million (Investment in growing) = RMB 900,000"
    assert step in " ".join(told.split())
    assert "Investment as audited" in told
    assert "Glossary" in window.ask("document.querySelector('header').textContent")
    assert "Glossary" not in told


def test_what_one_engine_would_show_otherwise(window: Window, host: Host) -> None:
    """Safari knows no text-decoration but a line; WebKit draws spaced signs over each other."""
    window.open(host.address + "zh/tide-2031-4/index.html")
    style = "getComputedStyle(document.querySelector('main .term'))"
    shown = window.ask(f"[{style}.textDecorationLine, {style}.textDecorationStyle]")
    assert shown == ["underline", "dotted"]
    can_space, hangs = (
        window.ask(f"CSS.supports('{name}', '{value}')")
        for name, value in (("text-autospace", "normal"), ("hanging-punctuation", "last"))
    )
    assert window.ask(f"{style}.textAutospace === 'normal'") == (can_space and not hangs)

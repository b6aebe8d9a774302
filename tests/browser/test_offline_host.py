"""The site and its host over the years: what is added, replaced, moved and taken away there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from clausebook.build.retire import retire
from clausebook.told.strings import script_words
from tests.browser.forms import OPEN_FOLDS
from tests.browser.reader import (
    CLAUSE,
    COMPLETE,
    PATIENCE,
    Reader,
    Readers,
    until,
    workers,
)
from tests.overlay import LANGUAGES

REFUSED = "chrome-error://chromewebdata/"
FRAME = """(addresses) => Promise.all(addresses.map((address) => new Promise((resolve) => {
  const $frame = document.createElement("iframe");
  $frame.src = address;
  $frame.onload = resolve;
  document.body.append($frame);
})))"""
LOOK = "() => void navigator.serviceWorker.getRegistration().then((own) => own.update())"
"""Lets the browser look for another worker."""
FOREIGN = "of another site"
SINCE = """async () => {
  const noted = await caches.match(`${clausebook.root}offline/else`);
  return noted ? Number(await noted.text()) - Date.now() : null;
}"""
"""Since when the host has answered with something else, in milliseconds from now."""
NOTE = """async (since) => {
  const { root } = clausebook;
  const notes = await caches.open(`clausebook ${root} editions`);
  await notes.put(`${root}offline/else`, new Response(String(Date.now() + since)));
}"""
DAY = 24 * 60 * 60 * 1000


def is_gone(page: Page) -> None:
    """Of the site nothing is left in the browser, and of others everything."""
    until(page, lambda: workers(page), [])
    until(page, lambda: page.evaluate("() => caches.keys()"), [FOREIGN])


def headers_of(page: Page, address: str) -> dict[str, str]:
    """The headers with which a page is answered."""
    answer = page.goto(address)
    assert answer
    return answer.headers


def kept(headers: dict[str, str]) -> dict[str, str]:
    """Of headers those that are the same for all pages."""
    passing = ("Vary", "Cache-Control")
    return {name.lower(): value for name, value in headers.items() if name not in passing}


def without_worker(mine: Reader) -> None:
    """Read as in a browser that has no workers."""
    mine.window.add_init_script("delete Navigator.prototype.serviceWorker")


def restart(page: Page) -> None:
    """Let the worker stop, as browsers do when it has nothing to do for a while."""
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")


def visit_beside_another(mine: Reader) -> Page:
    """A first visit at an origin where another site has stored something."""
    page = mine.visit()
    page.evaluate("(name) => caches.open(name)", FOREIGN)
    return page


# --- taken away ------------------------------------------------------------------------------


def test_a_site_that_is_taken_away_leaves_its_readers(
    small: Path, reader: Readers, tmp_path: Path
) -> None:
    mine = reader(small)
    page = visit_beside_another(mine)
    mine.host.folder = tmp_path
    page.goto(mine.host.address + f"en/{CLAUSE}.html")
    expect(page.locator("h1")).to_contain_text("Grant for growing")
    is_gone(page)
    expect(page.locator("[data-offline]")).to_be_empty()
    assert (page.reload() or pytest.fail("no answer")).status == 404


def test_what_retires_a_site_frees_open_pages_too(
    small: Path, reader: Readers, tmp_path: Path
) -> None:
    """Also those at a place within a page, which the address alone would not load again."""
    mine = reader(small)
    page = visit_beside_another(mine)
    page.goto(mine.host.address + f"en/{CLAUSE}.html#content")
    expect(page.locator("[data-offline]")).to_have_text(COMPLETE["en"])
    (tmp_path / f"en/{CLAUSE}.html").parent.mkdir(parents=True)
    (tmp_path / f"en/{CLAUSE}.html").write_text("<h1>What follows</h1>", encoding="utf-8")
    retire(tmp_path)
    mine.host.folder = tmp_path
    page.evaluate(LOOK)
    expect(page.locator("h1")).to_have_text("What follows", timeout=PATIENCE)
    is_gone(page)


def test_what_answers_in_its_place_for_days_is_no_passing_login(
    small: Path, reader: Readers
) -> None:
    mine = reader(small)
    page = visit_beside_another(mine)
    mine.host.wall = "<title>Log in</title>"
    page.reload()
    until(page, lambda: page.evaluate(SINCE) is None, wanted=False)
    assert workers(page) == ["activated"]
    page.evaluate(NOTE, DAY)  # then the clock has been put back
    page.reload()
    until(page, lambda: page.evaluate(SINCE) > 0, wanted=False)
    mine.host.wall = ""
    page.reload()
    until(page, lambda: page.evaluate(SINCE), None)
    mine.host.moved = "http://localhost:9/"
    page.evaluate(NOTE, -4 * DAY)
    page.reload()
    expect(page.locator(".brand")).to_contain_text("Tidewater Seaweed Policy Clauses")
    is_gone(page)


# --- added -----------------------------------------------------------------------------------

POLICY = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Permissions-Policy": "camera=()",
    "X-Frame-Options": "DENY",
    "Vary": "*",
    "Cache-Control": "public, max-age=31536000, immutable",
}


def test_stored_pages_have_what_the_host_adds(small: Path, reader: Readers) -> None:
    mine = reader(small)
    mine.host.added = lambda path: {} if path.startswith("embed/") else POLICY
    page = mine.visit()
    mine.host.stop()
    embed = next((small / "embed" / "en").rglob("*.html")).relative_to(small).as_posix()
    for path in ("", "en/about.html", f"zh/{CLAUSE}", "zh/no/such.html"):
        headers = headers_of(page, mine.host.address + path)
        assert headers == {"content-type": "text/html; charset=utf-8", **kept(POLICY)}
    assert headers_of(page, mine.host.address + embed).keys() == {"content-type"}
    page.goto(mine.host.address + "data/clauses.json")
    page.evaluate(FRAME, [mine.host.address + "en/index.html", mine.host.address + embed])
    assert [frame.url for frame in page.frames[1:]] == [REFUSED, mine.host.address + embed]


def test_what_the_host_adds_later_comes_without_a_new_edition(small: Path, reader: Readers) -> None:
    """And what a login adds in its place does not."""
    mine = reader(small)
    page = mine.visit()
    mine.host.added = lambda path: {"X-Frame-Options": "DENY"}
    restart(page)
    page.reload()
    until(page, lambda: headers_of(page, page.url).get("x-frame-options"), "DENY")
    mine.host.added = lambda path: {"X-Frame-Options": "SAMEORIGIN"}
    mine.host.wall = "<title>Log in</title>"
    restart(page)
    mine.host.asked.clear()
    page.reload()
    until(page, lambda: "en/index.html" in mine.host.asked, wanted=True)
    restart(page)
    assert headers_of(page, page.url)["x-frame-options"] == "DENY"
    mine.host.wall = ""
    mine.host.added = lambda path: {}
    restart(page)
    until(page, lambda: headers_of(page, page.url).keys(), {"content-type"})


def test_a_wrong_encoding_in_the_headers_garbles_nothing(small: Path, reader: Readers) -> None:
    for charset in ("gbk", "iso-8859-1"):
        mine = reader(small)
        mine.host.charset = charset
        without_worker(mine)
        page = mine.open(f"zh/{CLAUSE}.html")
        assert page.evaluate("() => document.characterSet") == "UTF-8"
        form = page.locator("[data-benefit]").first
        form.evaluate(OPEN_FOLDS)
        form.locator("[name=investment]").fill("400万元")
        form.locator("[name=on]").fill("2033-05-01")
        expect(form.locator("[data-headline]")).to_contain_text("120万元")
        page.goto(mine.host.address + "zh/search.html?q=养殖")
        expect(page.locator("[data-search-status]")).to_contain_text("与“养殖”有关的条款")
        expect(page.locator("[data-hit=link]").first).to_be_visible()


# --- while a page is open --------------------------------------------------------------------

EVICT = """async ([kind, suffix]) => {
  const cache = await caches.open(`clausebook ${clausebook.root} ${kind}`);
  const urls = (await cache.keys()).map(({ url }) => url).filter((url) => url.endsWith(suffix));
  await Promise.all(urls.map((url) => cache.delete(url)));
}"""
"""As if the browser had removed what the worker keeps in a cache, by its suffix."""
OTHER_RULES = f'clausebook.register("rules:{CLAUSE}", {{}});'
"""As of an edition in which the clause has no calculator."""


@pytest.mark.parametrize("is_kept", [True, False], ids=["worker", "no-worker"])
def test_a_page_whose_files_are_gone_says_reload_and_without_a_host_the_connection(
    small: Path, newer: Path, reader: Readers, is_kept: bool
) -> None:
    mine = reader(small)
    if is_kept:
        mine.visit()
    else:
        without_worker(mine)
    zh, en, later = (mine.open(f"{code}/search.html?q=a") for code in ("zh", "en", "en"))
    for page in (zh, en, later):
        expect(page.locator("[data-state=ready]")).to_be_visible()
        page.evaluate(EVICT, ["files", ".js"])
    mine.host.folder = newer
    for page, language in zip((zh, en), LANGUAGES, strict=True):
        page.locator("#query").fill("growing")
        told = script_words("search", language)["outdated"]
        expect(page.locator("[data-search-status]")).to_contain_text(told)
    mine.host.stop()
    later.locator("#query").fill("growing")
    told = script_words("search", "en")["failed"]
    expect(later.locator("[data-search-status]")).to_contain_text(told)


def test_a_page_whose_scripts_are_gone_or_newer_offers_to_reload(
    small: Path, reader: Readers
) -> None:
    mine = reader(small)
    without_worker(mine)
    for language in LANGUAGES:
        words = script_words("common", language)
        mine.host.broken = {f"assets/data/rules/{language}/{CLAUSE}.js"}
        page = mine.open(f"{language}/{CLAUSE}.html")
        told = page.get_by_role("alert")
        expect(told).to_have_text(f"{words['lost']} {words['reload']}")
        mine.host.broken = set()
        told.get_by_role("button", name=words["reload"]).click()
        expect(page.locator("[data-benefit] form").first).to_be_attached()
        expect(told).to_have_count(0)
        other = f"**/rules/{language}/{CLAUSE}.js"
        page.route(other, lambda route: route.fulfill(body=OTHER_RULES))
        page.reload()
        expect(told).to_contain_text(words["lost"])


def test_a_stored_page_whose_scripts_are_gone_offers_to_reload(
    small: Path, newer: Path, reader: Readers
) -> None:
    mine = reader(small)
    page = mine.visit()
    page.evaluate(EVICT, ["files", ".js"])
    mine.host.folder = newer
    page.goto(f"{mine.host.address}en/{CLAUSE}.html")
    expect(page.locator("h1")).to_contain_text("Grant for growing")
    told = script_words("common", "en")["lost"]
    expect(page.get_by_role("alert")).to_contain_text(told)


def test_notes_that_the_browser_has_removed_are_made_again(small: Path, reader: Readers) -> None:
    mine = reader(small)
    page = mine.visit()
    page.evaluate(EVICT, ["editions", ".json"])
    restart(page)
    page.reload()
    expect(page.locator("[data-offline]")).to_have_text(COMPLETE["en"])
    mine.host.stop()
    assert (page.goto(f"{mine.host.address}zh/{CLAUSE}.html") or pytest.fail("no answer")).ok


# --- beside others ---------------------------------------------------------------------------


def test_other_applications_below_the_root_are_left_to_the_host(
    small: Path, newer: Path, reader: Readers, tmp_path: Path
) -> None:
    """One of them is a site of its own, with its own worker."""
    for path in small.iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "district").symlink_to(newer)
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "index.html").write_text("<h1>Another</h1>", encoding="utf-8")
    mine = reader(tmp_path, "/")
    page = mine.visit()
    for path, status in {"app/": 200, "app/no.html": 404, "application": 404}.items():
        answer = page.goto(mine.host.address + path)
        assert answer
        assert (answer.status, answer.from_service_worker) == (status, False)
    mine.visit("district/en/index.html")
    mine.host.stop()
    for root, title in {"": "Grant for growing", "district/": "Newer grant"}.items():
        page.goto(f"{mine.host.address}{root}en/{CLAUSE}.html")
        expect(page.locator("h1")).to_contain_text(title)
    for path in ("app/", "app/no.html", "application"):
        with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
            mine.open(path)

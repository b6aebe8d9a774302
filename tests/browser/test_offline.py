"""The site without a network, after one visit: whole, of one edition, and in nobody's way."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import pytest
from playwright.sync_api import Error, Page, expect

from clausebook.build.archive import archive
from clausebook.build.serve import Builds, make_server
from clausebook.features.offline import WORKER, edition
from tests.browser.forms import calculator
from tests.browser.host import Host
from tests.browser.reader import (
    CLAUSE,
    COMPLETE,
    NEWER,
    PATIENCE,
    STORED,
    Readers,
    built,
    until,
    update,
    workers,
)
from tests.browser.visitor import Site, Visitor
from tests.rendered import files_in

GRANT = "tide-2031-4/2:grant"
LOADED = """([address, name]) => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = clausebook.trusted(address);
  script.onload = () => resolve(JSON.stringify(clausebook.registered.get(name)));
  script.onerror = () => reject(new Error(address));
  document.head.append(script);
})"""
"""The data of a script that a page loads only now."""
ASK = """() => new Promise((resolve) => {
  navigator.serviceWorker.addEventListener("message", ({ data }) => resolve(data), { once: true });
  navigator.serviceWorker.controller.postMessage("open");
})"""
"""What the worker says that a page has now."""
RULES = (f"assets/data/rules/en/{CLAUSE}.js", f"rules:{CLAUSE}")


def rules(site: Path) -> str:
    """The rules of the clause that the editions have different ones of, as a page loads them."""
    text = (site / RULES[0]).read_text(encoding="ascii")
    data = text.removeprefix(f'clausebook.register("{RULES[1]}",').removesuffix(");\n")
    return json.dumps(json.loads(data), ensure_ascii=False, separators=(",", ":"))


def listed(site: Path) -> dict[str, list[tuple[str, str, int]]]:
    """The files in each pack: path, hash and size."""
    return dict(chain(*(json.loads(path.read_text(encoding="utf-8")) for path in lists(site))))


def lists(site: Path) -> list[Path]:
    """The lists of an edition, in the order in which its worker names them."""
    line = (site / WORKER).read_text(encoding="utf-8").splitlines()[1]
    named = json.loads(line.removeprefix("const LISTS = ").removesuffix(";"))
    return [site / "offline" / f"{name}.json" for name in named.values()]


def keys(site: Path) -> list[str]:
    """Under which names the files of an edition and its lists are stored."""
    files = [file for files in listed(site).values() for file in files]
    stored = {f"{hash_}.{path.rpartition('.')[2]}" for path, hash_, _ in files}
    return sorted(stored | {path.name for path in lists(site)})


# --- without a network -----------------------------------------------------------------------


def test_after_one_visit_the_whole_site_works_without_its_server(
    site: Site, reader: Readers
) -> None:
    mine = reader(site.folder)
    page = mine.visit()
    mine.host.stop()
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    for file in sorted(site.folder.rglob("*.html"))[::7]:
        path = file.relative_to(site.folder).as_posix()
        assert (page.goto(mine.host.address + path) or pytest.fail(path)).status == 200
        expect(page.locator("main")).to_be_visible()
    assert page.goto(mine.host.address + "data/benefits.json")
    assert '"id"' in page.content()
    page.goto(mine.host.address + "zh/search.html?q=养殖资助")
    expect(page.locator("[data-clause='tide-2031-4/2']").first).to_be_visible()
    page.goto(mine.host.address + "en/tide-2031-4/2.html?grant.on=2032-05-01")
    grant = calculator(page, GRANT)
    grant.locator("input[name=investment]").first.fill("400万元")
    expect(grant.locator("[data-result]")).to_have_attribute("data-amount", "120")


def test_addresses_work_as_servers_have_them(small: Path, reader: Readers) -> None:
    mine = reader(small)
    page = mine.visit("zh/index.html")
    mine.host.stop()
    for asked, found in {
        "": "",
        "zh/": "zh/",
        "zh": "zh/",
        "en/about": "en/about",
        "en/search.html?q=kelp&x=1": "en/search.html?q=kelp&x=1",
        "en/tide-2031-4": "en/tide-2031-4/",
    }.items():
        answer = page.goto(mine.host.address + asked)
        assert answer
        assert (answer.status, page.url) == (200, mine.host.address + found)


def test_an_unknown_address_is_answered_by_the_network_else_by_the_404_page(
    small: Path, reader: Readers
) -> None:
    mine = reader(small)
    page = mine.visit()
    page.goto(mine.host.address + "zh/no/such.html")
    assert "zh/no/such.html" in mine.host.asked
    mine.host.stop()
    answer = page.goto(mine.host.address + "zh/no/such.html")
    assert answer
    assert answer.status == 404
    assert page.locator("h1").all_inner_texts() == ["页面不存在", "There is no such page"]
    assert page.evaluate("() => document.styleSheets.length") == 2
    page.locator("a[hreflang=en]").click()
    assert page.url == mine.host.address + "en/index.html"


def test_a_host_that_redirects_pages_serves_the_whole_site_too(
    small: Path, reader: Readers
) -> None:
    mine = reader(small, clean=True)
    page = mine.visit("en/index")
    mine.host.stop()
    for path in ("en/about", "en/about.html", f"zh/{CLAUSE}", f"zh/{CLAUSE}.html"):
        assert (page.goto(mine.host.address + path) or pytest.fail(path)).status == 200
        assert page.url == mine.host.address + path


def test_the_front_door_is_visit_enough(small: Path, reader: Readers) -> None:
    mine = reader(small)
    page = mine.open("")
    until(page, lambda: workers(page), ["activated"])
    mine.host.stop()
    page.locator("a[hreflang=en]").click()
    expect(page.locator("[data-offline]")).to_have_text(COMPLETE["en"])


def test_the_first_page_comes_before_everything_else_and_packs_are_few(
    site: Site, reader: Readers
) -> None:
    mine = reader(site.folder)
    mine.visit()
    asked = mine.host.asked
    start = asked.index("service-worker.js")
    assert not any(path.startswith("offline/") for path in asked[:start])
    folders = [path.split("/")[0] for path in asked if path.startswith(("zh/", "embed/"))]
    assert sorted(folders) == ["embed", "zh"]  # to learn what the host adds to their pages
    assert len(asked[start:]) < 40


def opening_fails(site: Path) -> None:
    """As in browsers that cannot open packs."""
    worker = site / WORKER
    old = worker.read_text(encoding="utf-8")
    worker.write_text(f"delete self.DecompressionStream;{old}", encoding="utf-8")


def packs_are_changed(site: Path) -> None:
    """As by hosts that open what is compressed."""
    for pack in site.glob("offline/*.pack"):
        pack.write_bytes(gzip.decompress(pack.read_bytes()))


@pytest.mark.parametrize("change", [opening_fails, packs_are_changed])
def test_where_packs_do_not_open_the_files_come_one_by_one(
    small: Path, reader: Readers, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    change(Path(copytree(small, tmp_path / "site")))
    mine = reader(tmp_path / "site")
    page = mine.visit()
    assert page.evaluate(STORED, "files") == keys(small)
    assert f"zh/{CLAUSE}.html" in mine.host.asked
    mine.host.stop()
    assert mine.open(f"en/{CLAUSE}.html").locator("h1").inner_text() == "Grant for growing"


# --- editions --------------------------------------------------------------------------------


def test_every_page_has_all_files_of_one_edition(small: Path, newer: Path, reader: Readers) -> None:
    """Also where the host says that nothing will ever change, the worker's script neither."""
    mine = reader(small)
    mine.host.added = lambda path: {"Cache-Control": "public, max-age=31536000, immutable"}
    mine.visit().close()
    older_page = mine.open("en/index.html")
    mine.host.folder = newer
    page = mine.open(f"en/{CLAUSE}.html")
    expect(page.locator("h1")).to_contain_text("Grant for growing")
    for shown in (page, older_page):
        expect(shown.locator("[data-offline]")).to_have_text(NEWER, timeout=PATIENCE)
        assert shown.evaluate(ASK) == "newer"  # as a page asks that opened while that happened
    assert older_page.evaluate(LOADED, RULES) == rules(small)
    page.get_by_role("button", name="Reload").click()
    expect(page.locator("h1")).to_contain_text("Newer grant")
    expect(page.locator("[data-offline]")).to_have_text(COMPLETE["en"])
    assert page.evaluate(ASK) == "complete"
    assert page.evaluate(LOADED, RULES) == rules(newer)
    assert older_page.evaluate(LOADED, RULES) == rules(small)
    mine.host.stop()
    assert mine.open(f"en/{CLAUSE}.html").locator("h1").inner_text() == "Newer grant"


def test_an_older_edition_goes_when_its_last_page_is_closed(
    small: Path, newer: Path, reader: Readers
) -> None:
    mine = reader(small)
    mine.visit().close()
    older_page = mine.open("en/index.html")
    mine.host.folder = newer
    page = mine.open("en/index.html")
    update(page)
    expect(page.locator("[data-offline]")).to_have_text(NEWER, timeout=PATIENCE)
    page.reload()
    expect(page.locator("[data-offline]")).to_have_text(COMPLETE["en"])
    assert page.evaluate(STORED, "files") == sorted({*keys(small), *keys(newer)})
    older_page.close()
    page.reload()
    until(page, lambda: page.evaluate(STORED, "files"), keys(newer))


def test_only_what_has_changed_is_fetched_again(small: Path, newer: Path, reader: Readers) -> None:
    mine = reader(small)
    mine.visit()
    mine.host.folder = newer
    mine.host.asked.clear()
    page = mine.open("en/index.html")
    update(page)
    expect(page.locator("[data-offline]")).to_have_text(NEWER, timeout=PATIENCE)
    old, new = files_in(small), files_in(newer)
    stored = {(data, Path(path).suffix) for path, data in old.items()}  # wherever they stood
    fresh = {path for path, data in new.items() if (data, Path(path).suffix) not in stored}
    assert set(mine.host.asked) <= fresh
    for pack, files in listed(newer).items():
        whole = sum(size for _, _, size in files)
        part = sum(size for path, _, size in files if path in fresh)
        singly = {path for path, _, _ in files if path in fresh}
        assert (pack in mine.host.asked) == (2 * part > whole), pack
        assert singly.isdisjoint(mine.host.asked) == (2 * part > whole or not singly), pack


def test_a_broken_download_leaves_the_old_edition_and_goes_on_later(
    small: Path, newer: Path, reader: Readers
) -> None:
    mine = reader(small)
    page = mine.visit()
    broken = f"en/{CLAUSE}.html"
    pack = next(a for a, files in listed(newer).items() if broken in [path for path, *_ in files])
    mine.host.folder, mine.host.broken = newer, {broken, pack}
    mine.host.asked.clear()
    page.goto(mine.host.address + broken)
    update(page)
    assert workers(page) == ["activated"]
    assert {broken, pack} & set(mine.host.asked)
    fetched = set(mine.host.asked) - {broken, pack}
    expect(page.locator("h1")).to_contain_text("Grant for growing")
    expect(page.locator("[data-offline]")).to_have_text(COMPLETE["en"])
    mine.host.broken.clear()
    mine.host.asked.clear()
    page.goto(mine.host.address + broken)
    expect(page.locator("h1")).to_contain_text("Grant for growing")
    update(page)
    expect(page.locator("[data-offline]")).to_have_text(NEWER, timeout=PATIENCE)
    again = {path for path in fetched & set(mine.host.asked) if not path.endswith(".json")}
    assert again == {"service-worker.js"}
    page.reload()
    expect(page.locator("h1")).to_contain_text("Newer grant")


def test_a_broken_first_visit_goes_on_with_the_next(small: Path, reader: Readers) -> None:
    mine = reader(small)
    pack = [*listed(small)][-1]
    mine.host.broken = {pack}
    page = mine.open("en/index.html")
    until(page, lambda: pack in mine.host.asked and workers(page), [])
    mine.host.broken.clear()
    mine.host.asked.clear()
    mine.visit()
    assert [path for path in mine.host.asked if path.endswith(".pack")] == [pack]


# --- in nobody's way -------------------------------------------------------------------------


def test_other_sites_of_the_same_origin_are_left_alone(
    small: Path, reader: Readers, tmp_path: Path
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "path").symlink_to(small)
    (tmp_path / "404.html").write_text("no such page", encoding="utf-8")
    mine = reader(tmp_path, "/")
    mine.visit("sub/path/en/index.html")
    page = mine.open("sub/other.html")
    assert page.evaluate("() => navigator.serviceWorker.controller") is None
    scope = f"{mine.host.address}sub/path/"
    assert page.evaluate("async () => (await caches.keys()).sort()") == [
        f"clausebook {scope} editions",
        f"clausebook {scope} files",
    ]


def test_only_whole_files_that_are_got_come_from_the_store(small: Path, reader: Readers) -> None:
    mine = reader(small)
    page = mine.visit()
    page.goto(mine.host.address + "data/clauses.json")  # without the pages' policy
    fetched = "async (options) => (await fetch('agencies.json', options)).status"
    assert page.evaluate(fetched, {}) == 200
    assert "data/agencies.json" not in mine.host.asked
    assert page.evaluate(fetched, {"headers": {"Range": "bytes=0-9"}}) == 206
    assert "data/agencies.json" in mine.host.asked
    assert page.evaluate(fetched, {"method": "POST"}) == 501


def test_in_a_frame_on_another_site_nothing_is_kept(
    small: Path, reader: Readers, tmp_path: Path
) -> None:
    embed = next((small / "embed" / "en").rglob("*.html")).relative_to(small).as_posix()
    frame = f'<iframe src="site/{embed}"></iframe>'
    (tmp_path / "around.html").write_text(frame, encoding="utf-8")
    (tmp_path / "site").symlink_to(small)
    mine = reader(tmp_path, "/")
    inner = mine.open("around.html").frames[1]
    inner.evaluate("() => new Promise((resolve) => requestIdleCallback(resolve))")
    assert "site/service-worker.js" not in mine.host.asked
    alone = mine.open(f"site/{embed}")
    until(alone, lambda: workers(alone), ["activated"])


def test_readers_who_save_data_are_spared(small: Path, reader: Readers) -> None:
    mine = reader(small)
    mine.window.add_init_script(
        "Object.defineProperty(navigator.connection, 'saveData', { value: true })"
    )
    for _ in range(2):
        page = mine.open("en/index.html")
        expect(page.locator("link[rel=manifest]")).to_have_count(1)
        assert workers(page) == []
    assert "service-worker.js" not in mine.host.asked


def limit(page: Page, host: Host, size: int) -> None:
    """Give the site's origin that many bytes."""
    origin = host.address.removesuffix(host.base)
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": size})


def test_where_there_is_no_room_nothing_is_kept_and_nothing_is_tried_again(
    small: Path, reader: Readers
) -> None:
    mine = reader(small)
    page = mine.open("404.html")
    limit(page, mine.host, 700_000)
    page.goto(mine.host.address + "en/index.html")
    until(page, lambda: mine.host.asked[-1].endswith(".pack") and workers(page), [])
    assert page.evaluate(STORED, "files") == []
    mine.host.asked.clear()
    page.goto(mine.host.address + "en/search.html?q=growing")
    expect(page.locator(f"[data-clause='{CLAUSE}']").first).to_be_visible()
    until(page, lambda: "service-worker.js" in mine.host.asked and workers(page), [])
    assert not any(path.endswith(".pack") for path in mine.host.asked)


def test_where_there_is_no_room_for_a_newer_edition_nobody_keeps_the_old(
    small: Path, newer: Path, reader: Readers
) -> None:
    mine = reader(small)
    page = mine.visit()
    limit(page, mine.host, 700_000)
    mine.host.folder = newer
    page.goto(f"{mine.host.address}en/{CLAUSE}.html")
    update(page)
    assert page.evaluate(LOADED, RULES) == rules(small)
    page.reload()
    expect(page.locator("h1")).to_contain_text("Newer grant")
    assert page.evaluate(LOADED, RULES) == rules(newer)
    # The page tries again when it is idle, which ends at once for want of room.
    until(page, lambda: (page.evaluate(STORED, "files"), workers(page)), ([], []))


def test_of_a_very_large_site_pages_are_kept_once_they_are_read(
    reader: Readers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edition, "WHOLE", 0)
    mine = reader(built(tmp_path / "large"))
    page = mine.open("en/index.html")
    until(page, lambda: workers(page), ["activated"])
    page.goto(f"{mine.host.address}en/{CLAUSE}.html")
    expect(page.locator("[data-offline]")).to_be_empty()
    mine.host.stop()
    page.reload()
    expect(page.locator("h1")).to_contain_text("Grant for growing")
    page.goto(mine.host.address + "en/search.html?q=growing")
    expect(page.locator(f"[data-clause='{CLAUSE}']").first).to_be_visible()
    with pytest.raises(Error, match="ERR_"):
        page.goto(f"{mine.host.address}zh/{CLAUSE}.html")


def test_the_preview_is_never_captured_and_frees_its_address(small: Path, reader: Readers) -> None:
    mine = reader(small, "/")
    page = mine.visit()
    page.evaluate("() => caches.open('of another site')")
    mine.host.stop()
    with make_server(Builds(), small, mine.host.port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.goto(mine.host.address + "en/about.html")
        live = page.locator("script[src^='/__live.js']").first
        expect(live).to_be_attached(timeout=PATIENCE)
        until(page, lambda: workers(page), [])
        assert page.evaluate("() => caches.keys()") == ["of another site"]
        page.goto(mine.host.address + "en/index.html")
        expect(live).to_be_attached()
        assert page.evaluate("() => navigator.serviceWorker.controller") is None
        server.shutdown()


# --- from a disk -----------------------------------------------------------------------------


def test_the_archive_opens_from_a_disk(site: Site, visitor: Visitor, tmp_path: Path) -> None:
    archive(site.folder, tmp_path / "policy.zip")
    with ZipFile(tmp_path / "policy.zip") as opened:
        opened.extractall(tmp_path / "unpacked")
    (folder,) = (tmp_path / "unpacked").iterdir()
    visitor.site = Site(folder, f"{folder.as_uri()}/", visitor.site.http)
    page = visitor.open("index.html", "file")
    page.locator("a[hreflang=en]").click()
    page.locator("input[type=search]").fill("grant for growing")
    page.locator("input[type=search]").press("Enter")
    expect(page.locator("[data-clause='tide-2031-4/2']").first).to_be_visible()
    page.goto(visitor.address("en/tide-2031-4/2.html?grant.on=2032-05-01", "file"))
    grant = calculator(page, GRANT)
    grant.locator("input[name=investment]").first.fill("400万元")
    expect(grant.locator("[data-result]")).to_have_attribute("data-amount", "120")

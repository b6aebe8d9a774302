"""The preview in a browser: it reloads after a change, and shows what is wrong with its place."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from clausebook.build import serve
from clausebook.build.pipeline import build
from clausebook.build.serve import Builds, make_server
from tests.twin import ROOT


class Preview:
    """A small content with its preview server."""

    def __init__(self, folder: Path) -> None:
        self.content = Path(shutil.copytree(ROOT / "tests" / "good", folder / "content"))
        self.site = folder / "site"
        self.builds = Builds()
        self.build()

    def build(self) -> None:
        """What the server does after a change."""
        self.builds.done(build(self.content, self.site).problems)

    def replace(self, name: str, old: str, new: str) -> None:
        """Edit a file as an editor would, and build."""
        path = self.content / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.build()


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    """A first build that went well."""
    return Preview(tmp_path)


@pytest.fixture
def page(preview: Preview, browser: Browser) -> Iterator[Page]:
    """The front page in a browser."""
    with make_server(preview.builds, preview.site, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        context = browser.new_context()
        found = context.new_page()
        found.goto(f"http://127.0.0.1:{server.server_port}/en/index.html")
        yield found
        context.close()
        server.shutdown()


def title_of(preview: Preview) -> str:
    """The English title of the small site."""
    lines = (preview.content / "site.yaml").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if "en:" in line).partition("en: ")[2].rstrip("} ")


def test_a_change_reloads_the_page(preview: Preview, page: Page) -> None:
    title = title_of(preview)
    expect(page.locator(".brand")).to_contain_text(title)
    preview.replace("site.yaml", title, "Another title")
    expect(page.locator(".brand")).to_contain_text("Another title")


def test_problems_are_shown_over_the_last_good_page_until_they_are_mended(
    preview: Preview, page: Page
) -> None:
    title = title_of(preview)
    preview.replace("topics.yaml", "digest:", "digset:")
    box = page.locator("#live-problems")
    expect(box).to_contain_text("content/topics.yaml:")
    expect(box).to_contain_text("error[unknown-key]")
    expect(box).to_have_css("position", "sticky")
    expect(page.locator(".brand")).to_contain_text(title)
    page.reload()
    expect(box).to_contain_text("error[unknown-key]")
    preview.replace("topics.yaml", "digset:", "digest:")
    expect(box).to_have_count(0)


def test_a_page_that_waits_when_the_server_goes_notices_the_next_one(
    preview: Preview, browser: Browser
) -> None:
    """The pages' policy may even refuse addresses in elements that scripts make."""
    strict = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'"
    page_of = preview.site / "en" / "strict.html"
    page_of.write_text(
        f'<head><meta http-equiv="Content-Security-Policy" content="{strict}"></head><p>old</p>'
    )
    with make_server(preview.builds, preview.site, 0) as first:
        threading.Thread(target=first.serve_forever, args=(0.01,), daemon=True).start()
        context = browser.new_context()
        page = context.new_page()
        with page.expect_request("**/__news.js?*"):
            page.goto(f"http://127.0.0.1:{first.server_port}/en/strict.html")
        first.shutdown()
    for _ in range(3):  # so many others ask that the page hears nothing new, and asks again
        preview.builds.news(-1)
    page_of.write_text(page_of.read_text().replace("old", "new"))
    with make_server(Builds(1_000), preview.site, first.server_port) as second:
        threading.Thread(target=second.serve_forever, args=(0.01,), daemon=True).start()
        expect(page.locator("p")).to_have_text("new")
        page.goto(f"http://127.0.0.1:{second.server_port}/en/none.html")
        expect(page.locator("p")).to_contain_text("There is no such page in the site.")
        second.shutdown()
    context.close()


def test_many_pages_wait_and_still_others_load(
    preview: Preview, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser has six connections for all its pages, and each page waits."""
    monkeypatch.setattr(serve, "_PATIENCE", 600)
    with make_server(preview.builds, preview.site, 0) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        context = browser.new_context()
        pages = []
        for _ in range(7):
            pages.append(context.new_page())
            with pages[-1].expect_request("**/__news.js?*"):
                pages[-1].goto(f"http://127.0.0.1:{server.server_port}/en/index.html")
        title = title_of(preview)
        preview.replace("site.yaml", title, "Another title")
        for page in pages:
            expect(page.locator(".brand")).to_contain_text("Another title")
        context.close()
        server.shutdown()

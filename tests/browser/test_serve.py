"""The preview in a browser: it reloads after a change, and shows what is wrong with its place."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

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
    expect(page.locator("h1")).to_have_text(title)
    preview.replace("site.yaml", title, "Another title")
    expect(page.locator("h1")).to_have_text("Another title")


def test_problems_are_shown_over_the_last_good_page_until_they_are_mended(
    preview: Preview, page: Page
) -> None:
    title = title_of(preview)
    preview.replace("topics.yaml", "digest:", "digset:")
    box = page.locator("#live-problems")
    expect(box).to_contain_text("content/topics.yaml:")
    expect(box).to_contain_text("error[unknown-key]")
    expect(page.locator("h1")).to_have_text(title)
    page.reload()
    expect(box).to_contain_text("error[unknown-key]")
    preview.replace("topics.yaml", "digset:", "digest:")
    expect(box).to_have_count(0)

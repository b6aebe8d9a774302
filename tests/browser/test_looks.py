"""A themed site in a browser: its colors are there, can be read, and break no policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.axe import RULES, axe
from tests.browser.visitor import Site, Visitor, served
from tests.overlay import lay

THEME = """\
--- theme/theme.yaml
colors:
  light: {accent: "#5b2a86", accent_wash: "#f3ebfa"}
  dark: {accent: "#cda8ee", accent_wash: "#2b2136"}
logo: wave.svg
footer:
  links: [{words: {zh: 海藻局, en: Bureau}, href: "https://seaweed.example/"}]
--- theme/theme.css
.home-head { background: url("images/wave.svg") no-repeat right; }
--- theme/images/wave.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="none" d="M0 4h8"/></svg>
"""
ACCENT = {"light": "rgb(91, 42, 134)", "dark": "rgb(205, 168, 238)"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The small content's site in looks of its own."""
    folder = tmp_path_factory.mktemp("themed")
    with served(lay(folder, THEME), folder / "served") as found:
        yield found


@pytest.mark.parametrize("scheme", RULES)
def test_a_themed_page_has_its_colors_and_no_fault(visitor: Visitor, scheme: Any) -> None:
    window = visitor.context("phone", color_scheme=scheme, bypass_csp=True)
    faults = {}
    for path in ("en/index.html", "zh/tide-2031-4/2.html"):
        page = window.new_page()
        page.goto(visitor.address(path))
        color = page.locator(
            ".site-footer a[rel]:visible, .site-footer a[href^='https:']"
        ).first.evaluate("($a) => getComputedStyle($a).color")
        assert color == ACCENT[scheme]
        faults[path] = axe(page, scheme)
        page.close()
    assert faults == {path: [] for path in faults}


def test_pictures_of_a_theme_are_shown_under_the_pages_own_policy(visitor: Visitor) -> None:
    """From the disk, where addresses are easily wrong; a refusal would be heard."""
    page = visitor.open("zh/tide-2031-4/2.html", "file")
    assert page.locator(".logo").evaluate("($img) => $img.complete && $img.naturalWidth > 0")
    page = visitor.open("en/index.html", "file")
    assert "wave.svg" in page.locator(".home-head").evaluate(
        "($e) => getComputedStyle($e).background"
    )

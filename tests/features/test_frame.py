"""Files of a site: names that change with their bytes, and an address where one is published."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.features.frame import bundles
from clausebook.resources import NotSetUp
from tests.features.test_pages import Html
from tests.overlay import GOOD, lay
from tests.rendered import Files, rendered

ADDRESS = "https://example.org/a/b/"
CITATIONS = r'<details class="fold cite" id="cite".*?</details>'
"""Where a page tells how it is cited."""


def without_builds(paths: Iterable[str]) -> set[str]:
    """Without packs and search files: their names change with their bytes, as builds do."""
    return {path for path in paths if not path.startswith(("offline/", "assets/search/"))}


@pytest.fixture(scope="module")
def files(site_files: Files) -> Files:
    return site_files


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same site with the address at which it is published."""
    site = (GOOD / "site.yaml").read_text(encoding="utf-8")
    overlay = f"--- site.yaml\n{site}address: {ADDRESS}\n"
    calculated, problems = understand(lay(tmp_path_factory.mktemp("published"), overlay))
    assert problems == ()
    return rendered(calculated)


def test_scripts_and_styles_are_named_after_their_bytes(files: dict[str, bytes]) -> None:
    """A browser that kept an old script never runs it with a new page."""
    named = [p for p in files if re.fullmatch(r"assets/[^/]+\.(js|css)", p)]
    assert len(named) > 10
    for path in named:
        assert path.split(".")[-2] == sha256(files[path]).hexdigest()[:10], path


def test_every_file_has_a_plain_path(files: dict[str, bytes]) -> None:
    assert [path for path in files if not re.fullmatch(r"[a-z0-9./-]+", path)] == []
    assert len({path.lower() for path in files}) == len(files)


def test_every_script_that_a_page_runs_is_there_once(files: dict[str, bytes]) -> None:
    html = files["zh/tide-2031-4/2.html"].decode("utf-8")
    scripts = [attrs["src"] for tag, attrs in Html(html).elements if tag == "script"]
    assert len(scripts) == len(set(scripts))
    assert all(script.removeprefix("../../") in files for script in scripts)


def test_an_address_makes_alternates_absolute_and_is_cited_and_nothing_else(
    files: dict[str, bytes], published: dict[str, bytes]
) -> None:
    assert without_builds(files) == without_builds(published)
    for path, data in files.items():
        if path.endswith(".html") and "/" in path:
            html = published[path].decode("utf-8")
            up = "../" * path.count("/")
            plain = re.sub(rf'(hreflang="[^"]+" href="){re.escape(ADDRESS)}', rf"\g<1>{up}", html)
            on_paper = f">{ADDRESS}{path}</span>"
            plain = plain.replace(on_paper, "></span>")
            assert html.count(ADDRESS) - len(cited(html)) - html.count(on_paper) == 2, path
            assert without_citations(plain) == without_citations(data.decode("utf-8")), path


def cited(html: str) -> list[str]:
    """The addresses that a page gives to those who cite it."""
    citations = "".join(re.findall(CITATIONS, html, re.DOTALL))
    return re.findall(re.escape(ADDRESS), citations)


def without_citations(html: str) -> str:
    """A page without the texts that cite it."""
    return re.sub(CITATIONS, "", html, flags=re.DOTALL)


def test_pages_begin_with_the_mark_of_their_encoding(files: dict[str, bytes]) -> None:
    """Browsers believe it before the encoding that a host names."""
    pages = {path: data for path, data in files.items() if path.endswith(".html")}
    assert [path for path, data in pages.items() if not data.startswith(BOM_UTF8)] == []


def test_the_404_page_finds_the_site_from_any_depth(
    files: dict[str, bytes], published: dict[str, bytes]
) -> None:
    assert b"<base" not in files["404.html"]
    assert b"base-uri 'none'" in files["404.html"]
    assert b"base-uri 'self'" in published["404.html"]
    elements = Html(published["404.html"].decode("utf-8")).elements
    tags = [tag for tag, _ in elements]
    assert dict(elements)["base"] == {"href": ADDRESS}
    assert tags.index("base") < min(tags.index("link"), tags.index("a"))


def test_the_front_door_offers_both_languages(files: dict[str, bytes]) -> None:
    elements = Html(files["index.html"].decode("utf-8")).elements
    links = {attrs["href"]: attrs["hreflang"] for tag, attrs in elements if tag == "a"}
    assert links == {"zh/index.html": "zh-Hans", "en/index.html": "en"}


def test_without_set_up_nothing_is_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "PACKAGES", tmp_path)
    with pytest.raises(NotSetUp, match="run `make site`"):
        bundles.assets(None)

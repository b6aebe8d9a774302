"""Every page of the real site and of an invented city's: links, anchors, languages, policy."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import PurePosixPath
from posixpath import normpath

import pytest

from clausebook.build.understand import understand
from clausebook.content.check import RESERVED
from clausebook.features import all_outputs
from clausebook.features.frame import urls
from clausebook.features.paths import alike, wrong_path
from clausebook.meaning.calculate import Calculated
from clausebook.quantity import LANGUAGES
from tests.features.search.corpus import registered
from tests.overlay import GOOD
from tests.rendered import Files, rendered
from tests.twin import ROOT

STILL = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
BARE = (
    STILL.replace("-types 'none'", "-types clausebook") + "; script-src 'self'; worker-src 'self'"
)
WHOLE = BARE.replace("form-action 'none'", "form-action 'self'") + "; manifest-src 'self'"
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Html(HTMLParser):
    """What the tests ask of a page: its elements in order, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.inline: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag in VOID or self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("script", "style") and data.strip():
            self.inline.append(data)

    def all(self, attribute: str) -> list[str]:
        """All values of an attribute on the page."""
        return [attrs[attribute] for _, attrs in self.elements if attribute in attrs]


@pytest.fixture(scope="module", params=["real", "invented"])
def understood(request: pytest.FixtureRequest, calculated: Calculated) -> Calculated:
    """The real content, and content that shares nothing with it but the generator."""
    return calculated if request.param == "real" else understand(GOOD)[0]


@pytest.fixture(scope="module")
def files(understood: Calculated, calculated: Calculated, real_files: Files) -> Files:
    """All files of a site."""
    return real_files if understood is calculated else rendered(understood)


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, Html]:
    """All pages of a site, parsed."""
    return {
        path: Html(data.decode("utf-8")) for path, data in files.items() if path.endswith(".html")
    }


def content_pages(pages: dict[str, Html]) -> dict[str, Html]:
    """The pages below a language; those at the root have both languages."""
    return {path: page for path, page in pages.items() if "/" in path}


def test_every_link_leads_to_a_file_and_every_anchor_to_an_element(
    files: dict[str, bytes], pages: dict[str, Html]
) -> None:
    ids = {path: set(page.all("id")) for path, page in pages.items()}
    broken = []
    for path, page in pages.items():
        for link in page.all("href") + page.all("src") + page.all("action"):
            way, _, anchor = link.partition("#")
            target = way.partition("?")[0]
            file = normpath(PurePosixPath(path).parent / target) if target else path
            if file not in files or (anchor and anchor not in ids[file]):
                broken.append(f"{path}: {link}")
    assert broken == []


def test_every_file_can_be_on_every_disk(files: dict[str, bytes]) -> None:
    """Those that are no outputs too: scripts, the search, packs."""
    assert [wrong for path in files if (wrong := wrong_path(path))] == []
    assert len({*map(alike, files)}) == len(files) > 100


def test_no_address_leaves_the_site_or_depends_on_where_it_is(pages: dict[str, Html]) -> None:
    links = [
        link for p in pages.values() for name in ("href", "src", "action") for link in p.all(name)
    ]
    assert [link for link in links if re.match(r"[a-z]+:|/", link)] == []


def test_ids_are_unique_on_a_page(pages: dict[str, Html]) -> None:
    twice = {
        path: [id_ for id_, count in Counter(page.all("id")).items() if count > 1]
        for path, page in pages.items()
    }
    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_every_page_carries_the_policy_before_anything_it_governs(pages: dict[str, Html]) -> None:
    for path, page in pages.items():
        first = [(tag, attrs) for tag, attrs in page.elements if tag in ("meta", "link", "script")]
        policy = first[1][1]
        assert policy["http-equiv"] == "Content-Security-Policy", path
        assert policy["content"] == policy_of(path), path


def policy_of(path: str) -> str:
    """A page may do what it has a need for, and nothing else."""
    if path == "404.html":
        return STILL
    return BARE if path == "index.html" or path.startswith("embed/") else WHOLE


def test_nothing_is_inline(pages: dict[str, Html]) -> None:
    for path, page in pages.items():
        assert page.inline == [], path
        assert page.all("style") == [], path
        handlers = [name for _, attrs in page.elements for name in attrs if name.startswith("on")]
        assert handlers == [], path


def address(path: str) -> tuple[str, str, str]:
    """What stands before the language in a page's address, the language, and what comes after."""
    before, language, after = re.split(r"(zh|en)/", path, maxsplit=1)
    return before, language, after


def test_every_page_has_a_twin_that_it_names(pages: dict[str, Html]) -> None:
    for path, page in content_pages(pages).items():
        before, language, rest = address(path)
        other = {"zh": "en", "en": "zh"}[language]
        assert f"{before}{other}/{rest}" in pages
        alternates = {
            attrs["hreflang"]: normpath(PurePosixPath(path).parent / attrs["href"])
            for tag, attrs in page.elements
            if tag == "link" and attrs.get("rel") == "alternate"
        }
        assert alternates == {"zh-Hans": f"{before}zh/{rest}", "en": f"{before}en/{rest}"}


def test_every_page_says_its_language(pages: dict[str, Html]) -> None:
    for path, page in content_pages(pages).items():
        expected = {"zh": "zh-Hans", "en": "en"}[address(path)[1]]
        tag, attrs = page.elements[0]
        assert (tag, attrs["lang"]) == ("html", expected), path


def test_the_search_page_and_the_search_have_the_same_order(
    files: dict[str, bytes], pages: dict[str, Html]
) -> None:
    """No page names a file of the search: only the root does."""
    order = registered(files)["root"]["order"]
    found = {
        path: attrs["data-order"]
        for path, page in pages.items()
        for _, attrs in page.elements
        if "data-order" in attrs
    }
    assert found == {"zh/search.html": order, "en/search.html": order}


def test_headings_begin_with_one_and_never_skip_a_level(pages: dict[str, Html]) -> None:
    for path, page in content_pages(pages).items():
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
        assert levels.count(1) == 1, path
        outline = levels[levels.index(1) :]
        assert all(b <= a + 1 for a, b in pairwise(outline)), (path, levels)


def test_every_input_has_a_label(pages: dict[str, Html]) -> None:
    for path, page in pages.items():
        labelled = {attrs.get("for") for tag, attrs in page.elements if tag == "label"}
        for tag, attrs in page.elements:
            if tag in ("input", "select") and attrs.get("type") not in ("checkbox", "hidden"):
                assert attrs["id"] in labelled, (path, attrs)


def test_every_clause_has_its_page_in_both_languages(
    understood: Calculated, pages: dict[str, Html]
) -> None:
    for clause in understood.site.clauses:
        for language in ("zh", "en"):
            page = pages[f"{language}/{clause}.html"]
            assert page.all("data-clause")[0] == clause


def test_every_benefit_has_its_calculator_in_both_languages(
    understood: Calculated, pages: dict[str, Html]
) -> None:
    """On its clause's page, and alone for other sites."""
    for place in ("", "embed/"):
        there = [page for path, page in content_pages(pages).items() if address(path)[0] == place]
        shown = [id_ for page in there for id_ in page.all("data-benefit")]
        assert Counter(shown) == dict.fromkeys(understood.site.benefits, 2)


def test_a_bare_page_holds_one_calculator_whose_links_leave_the_frame(
    understood: Calculated, pages: dict[str, Html]
) -> None:
    for id_ in understood.site.benefits:
        for language in LANGUAGES:
            page = pages[urls.embed(language, id_)]
            assert page.all("data-benefit") == [id_]
            assert [attrs for tag, attrs in page.elements if tag == "base"] == [
                {"target": "_blank"}
            ]
            clause = f"{language}/{id_.partition(':')[0].partition('#')[0]}.html"
            assert clause in targets(urls.embed(language, id_), page)


def targets(path: str, page: Html) -> set[str]:
    """The pages that a page links to, by their paths."""
    return {normpath(PurePosixPath(path).parent / h.partition("#")[0]) for h in page.all("href")}


def test_every_link_between_clauses_is_on_both_their_pages(
    understood: Calculated, pages: dict[str, Html]
) -> None:
    for id_, clause in understood.site.clauses.items():
        for language in ("zh", "en"):
            linked = targets(f"{language}/{id_}.html", pages[f"{language}/{id_}.html"])
            for end in (*clause.links, *clause.stacking):
                assert f"{language}/{end.other.partition('#')[0]}.html" in linked, id_


def test_a_document_lists_those_that_depend_on_it(
    understood: Calculated, pages: dict[str, Html]
) -> None:
    documents = understood.site.corpus.documents
    for id_, dependents in understood.site.cited_by.items():
        for language in ("zh", "en"):
            path = f"{language}/{id_}/index" if id_ in documents else f"{language}/cited/{id_}"
            linked = targets(f"{path}.html", pages[f"{path}.html"])
            for dependence in dependents:
                page = f"{dependence.source}{'/index' * (dependence.source in documents)}.html"
                assert f"{language}/{page}" in linked, path


def test_a_document_shows_with_whom_it_was_prepared(real_files: Files) -> None:
    asked = {}
    for path in ("zh/shanghai-stc-2024-76/index.html", "zh/shanghai-2022-13/index.html"):
        text = real_files[path].decode("utf-8")
        row = re.search(r"<dt>会同部门</dt><dd>(.*?)</dd>", text)
        asked[path] = re.findall(r"/agencies/([a-z-]+)\.html", row[1]) if row else None
    assert asked == {
        "zh/shanghai-stc-2024-76/index.html": [
            *("sh-organization", "sh-health", "sh-market", "sh-insurance", "sh-mpa")
        ],
        "zh/shanghai-2022-13/index.html": None,
    }


def test_every_output_has_a_path_of_its_own(understood: Calculated) -> None:
    paths = Counter(output.path for output in all_outputs(understood.site))
    assert [path for path, outputs in paths.items() if outputs > 1] == []


def test_every_folder_of_the_site_is_a_document_or_reserved(
    understood: Calculated, files: dict[str, bytes]
) -> None:
    """Otherwise a document of that name would mix with pages of the site's own."""
    folders = {path.split("/")[1] for path in files if re.match(r"(zh|en)/.+/", path)}
    folders |= {
        path.split("/")[1].removesuffix(".html") for path in files if path[:3] in ("zh/", "en/")
    }
    assert folders - understood.site.corpus.documents.keys() <= RESERVED | {"index"}


def test_every_content_file_names_a_schema_that_is_there() -> None:
    for path in sorted((ROOT / "content").rglob("*.yaml")):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        schema = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert schema is not None, path
        assert (path.parent / schema[1]).resolve().parent == ROOT / "schema", path
        assert (path.parent / schema[1]).is_file(), path


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("zh/pudong-2022-2", "的最后一日为截止日，两者都是推断。"),
        ("en/pudong-2022-2", "the plan prints neither a first nor a last day of force."),
        ("zh/baoshan-2022", "起始日和发文机关都是推断。"),
        ("en/baoshan-2022", "The first day and the issuer are both inferred."),
    ],
)
def test_what_no_text_prints_of_a_document_is_said_to_be_inferred(
    page: str, said: str, real_files: Files
) -> None:
    assert said in " ".join(real_files[f"{page}/index.html"].decode("utf-8").split())


def test_english_pages_cite_in_english(real_files: Files) -> None:
    """Printed words and numbers stay Chinese, and are marked so."""
    page = real_files["en/minhang-2025-1/rules-13.html"].decode("utf-8")
    cites = re.findall("<cite>(.*?)</cite>", page)
    assert cites
    assert [cite for cite in cites if re.search("[\u4e00-\u9fff]", cite)] == []
    assert {cite.rpartition(", ")[2] for cite in cites} == {"implementing rule 13"}
    head = real_files["en/minhang-2025-1/index.html"].decode("utf-8")
    assert "<span>Min Ke Wei Gui Fa [2025] No. 1</span>" in head
    assert '<span lang="zh-Hans">闵科委规发〔2025〕1号</span>' in head

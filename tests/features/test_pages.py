"""Every page of a site: links, anchors, languages, policy."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import PurePosixPath
from posixpath import normpath

import pytest

from clausebook.address import clause_of
from clausebook.content.check import RESERVED
from clausebook.features import all_outputs
from clausebook.features.frame import urls
from clausebook.features.paths import alike, wrong_path
from clausebook.meaning.calculate import Calculated
from tests.features.search.corpus import registered
from tests.overlay import LANGUAGES
from tests.rendered import Files

STILL = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
BARE = (
    STILL.replace("-types 'none'", "-types clausebook") + "; script-src 'self'; worker-src 'self'"
)
DOOR = BARE.replace("form-action 'none'", "form-action 'self'")
WHOLE = DOOR + "; manifest-src 'self'"
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


@pytest.fixture(scope="module")
def pages(site_files: Files) -> dict[str, Html]:
    """All pages of a site, parsed."""
    return {
        path: Html(data.decode("utf-8"))
        for path, data in site_files.items()
        if path.endswith(".html")
    }


def content_pages(pages: dict[str, Html]) -> dict[str, Html]:
    """The pages below a language; those at the root have both languages."""
    return {path: page for path, page in pages.items() if "/" in path}


def is_outside(attrs: dict[str, str]) -> bool:
    """Whether an element says of itself that it leads away from the site."""
    return "external" in attrs.get("rel", "")


def addresses(page: Html) -> list[str]:
    """What a page leads to, sends to or loads within its site."""
    own = [attrs for _, attrs in page.elements if not is_outside(attrs)]
    return [attrs[name] for name in ("href", "src", "action") for attrs in own if name in attrs]


def test_every_link_leads_to_a_file_and_every_anchor_to_an_element(
    site_files: Files, pages: dict[str, Html]
) -> None:
    ids = {path: set(page.all("id")) for path, page in pages.items()}
    broken = []
    for path, page in pages.items():
        for link in addresses(page):
            way, _, anchor = link.partition("#")
            target = way.partition("?")[0]
            file = normpath(PurePosixPath(path).parent / target) if target else path
            if anchor.startswith("cite-") and "cite" in ids[file]:
                anchor = anchor.removeprefix("cite-")  # what is to be cited there
            if file not in site_files or (anchor and anchor not in ids[file]):
                broken.append(f"{path}: {link}")
    assert broken == []


def test_every_file_can_be_on_every_disk(site_files: Files) -> None:
    """Those that are no outputs too: scripts, the search, packs."""
    assert [wrong for path in site_files if (wrong := wrong_path(path))] == []
    assert len({*map(alike, site_files)}) == len(site_files) > 100


def test_no_address_leaves_the_site_or_depends_on_where_it_is(pages: dict[str, Html]) -> None:
    links = [link for page in pages.values() for link in addresses(page)]
    assert [link for link in links if re.match(r"[a-z]+:|/", link)] == []


def test_only_links_to_other_texts_lead_away_and_tell_nobody_from_where(
    pages: dict[str, Html], calculated: Calculated
) -> None:
    found = {
        (attrs["href"], attrs["rel"])
        for page in pages.values()
        for tag, attrs in page.elements
        if tag == "a" and is_outside(attrs)
    }
    corpus = calculated.site.corpus
    stated = re.findall(r"address='(https?://[^']+)'", repr((corpus.documents, corpus.clauses)))
    assert found == {(address, "external noopener noreferrer") for address in stated}


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
        return STILL.replace("form-action 'none'", "form-action 'self'")
    if path == "index.html":
        return DOOR
    return BARE if path.startswith("embed/") else WHOLE


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
    site_files: Files, pages: dict[str, Html]
) -> None:
    """No page names a file of the search: only the root does."""
    order = registered(site_files)["root"]["order"]
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
    calculated: Calculated, pages: dict[str, Html]
) -> None:
    for clause in calculated.site.clauses:
        for language in ("zh", "en"):
            page = pages[f"{language}/{clause}.html"]
            assert page.all("data-clause")[0] == clause


def test_every_benefit_has_its_calculator_in_both_languages(
    calculated: Calculated, pages: dict[str, Html]
) -> None:
    """On its clause's page, and alone for other sites."""
    for place in ("", "embed/"):
        there = [page for path, page in content_pages(pages).items() if address(path)[0] == place]
        shown = [id_ for page in there for id_ in page.all("data-benefit")]
        assert Counter(shown) == dict.fromkeys(calculated.site.benefits, 2)


def test_a_bare_page_holds_one_calculator_whose_links_leave_the_frame(
    calculated: Calculated, pages: dict[str, Html]
) -> None:
    for id_ in calculated.site.benefits:
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
    calculated: Calculated, pages: dict[str, Html]
) -> None:
    for id_, clause in calculated.site.clauses.items():
        for language in ("zh", "en"):
            linked = targets(f"{language}/{id_}.html", pages[f"{language}/{id_}.html"])
            for end in clause.links:
                assert f"{language}/{end.other.partition('#')[0]}.html" in linked, id_
            for relation in clause.relations:
                others = {clause_of(end) for end in calculated.site.relations[relation].ends}
                assert {f"{language}/{other}.html" for other in others - {id_}} <= linked


def test_a_document_lists_those_that_depend_on_it(
    calculated: Calculated, pages: dict[str, Html]
) -> None:
    documents = calculated.site.corpus.documents
    for id_, dependents in calculated.site.cited_by.items():
        for language in ("zh", "en"):
            path = f"{language}/{id_}/index" if id_ in documents else f"{language}/cited/{id_}"
            linked = targets(f"{path}.html", pages[f"{path}.html"])
            for dependence in dependents:
                page = f"{dependence.source}{'/index' * (dependence.source in documents)}.html"
                assert f"{language}/{page}" in linked, path


def test_every_output_has_a_path_of_its_own(calculated: Calculated) -> None:
    paths = Counter(output.path for output in all_outputs(calculated.site))
    assert [path for path, outputs in paths.items() if outputs > 1] == []


def test_every_folder_of_the_site_is_a_document_or_reserved(
    calculated: Calculated, site_files: Files
) -> None:
    """Otherwise a document of that name would mix with pages of the site's own."""
    folders = {path.split("/")[1] for path in site_files if re.match(r"(zh|en)/.+/", path)}
    folders |= {
        path.split("/")[1].removesuffix(".html")
        for path in site_files
        if path[:3] in ("zh/", "en/")
    }
    assert folders - calculated.site.corpus.documents.keys() <= RESERVED | {"index"}

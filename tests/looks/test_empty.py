"""A site that has little has no page, no entry and no heading for what it does not have."""

from __future__ import annotations

import re

import pytest

from clausebook.build.pipeline import build
from tests.overlay import lay
from tests.rendered import files_in

REMOVED = (
    *("topics", "glossary", "cited", "inputs", "exceptions", "synonyms", "units", "vocabulary"),
    *("questions", "plans"),
    *("tide-2031-4/1", "tide-2031-4/2", "tide-2031-4/form-1", "quay-2032-7/1", "quay-2032-7/2"),
    *("quay-2032-7/final", "quay-2032-7/document"),
)
BARE = """\
--- agencies.yaml
sea-farming:
  name: {zh: 潮城市海藻养殖局, en: Tidewater Bureau of Seaweed Farming}
  short: {zh: 市海藻局, en: Seaweed Bureau}
  jurisdiction: tidewater
--- tide-2031-4/document.yaml
jurisdiction: tidewater
type: measures
number: 潮政发〔2031〕4号
title: {zh: 潮城市支持海藻养殖的若干措施, en: Measures of Tidewater to Support Seaweed Farming}
short: {zh: 潮城措施（2031）, en: Tidewater Measures 2031}
issuers: [sea-farming]
facts:
  issued_on: {is: 2031-03-20, printed: 2031年3月20日, means: {zh: 发文日期, en: Date of issue}}
digest: {zh: "{issued_on}发布。", en: "Issued on {issued_on}."}
issued: issued_on
validity: {from: final.from, until: final.until}
parts:
  - chapters:
      - clauses: ["3", final]
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of a site with one document, two clauses and one agency."""
    folder = tmp_path_factory.mktemp("little")
    removed = "".join(f"--- {name}.yaml (removed)\n" for name in REMOVED)
    assert [*map(str, build(lay(folder, removed + BARE), folder / "site").problems)] == []
    found = files_in(folder / "site").items()
    return {path: data.decode("utf-8-sig") for path, data in found if path.endswith(".html")}


def test_there_are_no_pages_for_what_is_not_there(files: dict[str, str]) -> None:
    assert "en/agencies/index.html" in files
    assert [path for path in files if re.search("topics|glossary|cited|embed", path)] == []


def test_the_navigation_has_entries_for_what_is_there(files: dict[str, str]) -> None:
    page = files["en/index.html"]
    for name, entries in {
        "site-nav": ["Documents", "Compare"],
        "menu": ["Documents", "Compare", "Agencies", "About", "Accessibility"],
    }.items():
        nav = page.partition(f'<nav class="{name}"')[2].partition("</nav>")[0]
        assert re.findall(">([A-Za-z ]+)</a>", nav) == entries


def test_no_heading_has_nothing_below_it(files: dict[str, str]) -> None:
    for path, text in files.items():
        shown = re.sub(r"<section [^>]* hidden>.*?</section>", "", text, flags=re.DOTALL)
        sections = re.findall(r"<section.*?</section>", shown, re.DOTALL)
        empty = [s for s in sections if re.search(r"<(ul|dl|ol)[^>]*>\s*</\1>\s*</section>", s)]
        assert empty == [], path
    home = re.findall(r'<section class="block"[^>]*>\s*<h2 id="(\w+)">', files["zh/index.html"])
    assert home == ["timeline", "documents"]


def test_nothing_can_be_chosen_that_no_clause_has(files: dict[str, str]) -> None:
    facets = re.findall(r'data-facet="(\w+)"', files["en/search.html"])
    assert facets == ["jurisdiction", "document", "status"]

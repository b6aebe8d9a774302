"""The glossary: a light list, and a page for each term with the clauses that use it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from clausebook.build.understand import understand
from tests.overlay import lay
from tests.rendered import Files, rendered

TERMS = """\
--- glossary.yaml
kelp: {zh: 海带, en: kelp, names: [昆布], variants: [sugar kelp], avoid: [sea cabbage]}
class-2-seed: {zh: 2类苗种, en: class 2 seed, abbreviation: C2S}
heavy-rope:
  zh: 重缆
  en: heavy rope
  note: {zh: "见{term:double-rope}。", en: "See {term:double-rope}."}
double-rope:
  zh: 重复缆
  en: double rope
  note: {zh: "与{term:heavy-rope}同。", en: "Like a {term:heavy-rope}."}
"""
CLAUSE = """\
--- tide-2031-4/3.yaml
number: （三）
kind: clause
title: {zh: 服务, en: Services}
digest:
  zh: 以{term:heavy-rope}养殖海带。
  en: Growing kelp on {term:heavy-rope|heavy ropes}.
"""
UNLINKED = CLAUSE.replace("{term:heavy-rope}", "绳").replace(
    "{term:heavy-rope|heavy ropes}", "ropes"
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """A site with four terms, two of which a clause uses."""
    calculated, problems = understand(lay(tmp_path_factory.mktemp("terms"), TERMS + CLAUSE))
    assert problems == ()
    return rendered(calculated)


def text(files: Files, path: str) -> str:
    return files[path].decode("utf-8-sig")


def rows(page: str) -> list[tuple[str, list[str]]]:
    """The letters of the list, each with the ids of its terms."""
    letters = page.split("data-letter>")[1:]
    return [
        (re.findall(r"<h2[^>]*>(.*?)</h2>", part)[0], re.findall(r'<li id="([\w-]+)">', part))
        for part in letters
    ]


def test_terms_stand_by_letters_and_ideographs_by_their_pronunciation(files: Files) -> None:
    assert rows(text(files, "en/glossary.html")) == [
        ("C", ["class-2-seed"]),
        ("D", ["double-rope"]),
        ("H", ["heavy-rope"]),
        ("K", ["kelp"]),
    ]
    assert rows(text(files, "zh/glossary.html")) == [
        ("C", ["double-rope"]),  # chóngfù
        ("H", ["kelp"]),
        ("Z", ["heavy-rope"]),
        ("#", ["class-2-seed"]),
    ]


def test_a_row_has_names_alone_and_what_else_finds_it_is_a_script(files: Files) -> None:
    link, other = '<a href="../en/glossary/kelp.html">kelp</a>', '<span lang="zh-Hans">海带</span>'
    assert f'<li id="kelp">{link} {other}</li>' in text(files, "en/glossary.html")
    data = text(files, "assets/data/glossary/names.js").partition(",")[2].rstrip(");\n")
    found = json.loads(data)
    assert found["kelp"] == [["hai dai"], "昆布 / sugar kelp"]
    assert found["class-2-seed"] == [["2 lei miao zhong"], "C2S"]


def test_a_term_is_at_its_own_address_with_the_clauses_that_use_it(files: Files) -> None:
    """Whether they link it or call it by its name."""
    for term in ("kelp", "heavy-rope"):
        page = text(files, f"en/glossary/{term}.html")
        assert 'href="../../en/tide-2031-4/3.html"' in page
        assert 'class="status"' in page
    unused = text(files, "en/glossary/double-rope.html")
    assert 'id="clauses"' not in unused


def test_words_link_to_the_page_and_say_what_the_term_means(files: Files) -> None:
    """Two terms that explain each other end nowhere."""
    page = text(files, "en/tide-2031-4/3.html")
    link = re.search(r'<a class="term" href="([^"]*)" title="([^"]*)" data-quoted="zh-Hans">', page)
    assert link
    assert link[1] == "../../en/glossary/heavy-rope.html"
    assert link[2] == "重缆\nSee double rope."


def test_other_words_that_use_another_term_are_no_mere_words(tmp_path: Path) -> None:
    used = {
        name: understand(lay(tmp_path / name, TERMS + clause))[0].site.index.by_term
        for name, clause in (("with", CLAUSE), ("without", UNLINKED))
    }
    assert "heavy-rope" in used["with"]
    assert "heavy-rope" not in used["without"]
    assert "tide-2031-4/3" in used["without"]["kelp"]

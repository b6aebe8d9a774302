"""A language that a package brings: its site is checked, searched, calculated and read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import SUB_PATH, Site, Visitor, serving
from tests.third_language.made import LANGUAGES, make_content, make_package
from tests.twin import ROOT

CLAUSE = "linlan-2026-3/1"


class Program:
    """Clausebook where the language's package is installed beside it."""

    def __init__(self, folder: Path) -> None:
        """``folder`` gets the package and the content."""
        self._env = {**os.environ, "PYTHONPATH": str(folder), "LANG": "en"}
        make_package(folder)
        self.content = make_content(folder)

    def run(self, *arguments: str) -> list[str]:
        """What a command says."""
        program = [sys.executable, str(ROOT / "build.py"), *arguments]
        done = subprocess.run(
            [*program, "--content", str(self.content)],
            env=self._env,
            cwd=self.content.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        return (done.stdout + done.stderr).splitlines()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(tmp_path_factory.mktemp("third"))


@pytest.fixture(scope="module")
def site(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("served")
    said = program.run("build", "--out", str(root / SUB_PATH))
    assert said[-1].endswith(" new or changed."), said
    with serving(root) as found:
        yield found


def test_what_its_documents_print_is_read(program: Program) -> None:
    clause = program.content / f"{CLAUSE}.yaml"
    right = clause.read_text(encoding="utf-8")
    assert "printed: 最高50萬元\n" in right
    clause.write_text(right.replace("printed: 最高50萬元\n", "printed: 最高60萬元\n"), "utf-8")
    told = program.run("check")
    clause.write_text(right, "utf-8")
    assert ["printed-disagrees" in line and "最高60萬元" in line for line in told] == [True, False]


def test_a_page_leads_to_the_others_and_is_in_its_language(site: Site, visitor: Visitor) -> None:
    page = visitor.open(f"zh-hant/{CLAUSE}.html#fact-cap", "http", "phone")
    assert page.title().startswith("第一條 設備補助 · 臨瀾措施（2026）")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(page.locator("tr:target")).to_contain_text("50萬元")
    switch = page.locator("a[data-language-switch]")
    expect(switch).to_have_text(["中文", "English"])
    switch.last.click()
    expect(page.locator("tr:target")).to_contain_text("RMB 500,000")
    expect(page.locator("tr:target q")).to_have_attribute("lang", "zh-Hant")
    expect(page.locator("a[data-language-switch]")).to_have_text(["繁體中文", "中文"])
    assert sorted(path.stem for path in site.folder.glob("*.webmanifest")) == sorted(LANGUAGES)


def test_readers_calculate_in_it(visitor: Visitor) -> None:
    page = visitor.open(f"zh-hant/{CLAUSE}.html")
    page.get_by_role("textbox", name="設備投入 萬元").fill("80萬元")
    page.get_by_role("textbox", name="在職員工人數").fill("3")
    expect(page.locator("[data-headline]").first).to_have_text("可獲24萬元")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_published_in_it_is_found_from_every_language(
    language: str, visitor: Visitor
) -> None:
    page = visitor.open(f"{language}/search.html?q=設備發票")
    best = page.locator("[data-clause]").first
    expect(best).to_have_attribute("data-clause", CLAUSE)
    expect(best.locator("mark").first).to_be_visible()

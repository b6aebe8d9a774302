"""The guide: the same pages in every language of the program, with links that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.content.begin import begin
from clausebook.guide import pages_in, write_guide
from clausebook.messages import LANGUAGES, meanings
from clausebook.resources import GUIDE


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guide")
    write_guide(folder)
    return folder


def test_every_language_has_the_same_pages_with_as_many_headings() -> None:
    pages = {
        language: [(page.name, len(page.headings)) for page in pages_in(language)]
        for language in LANGUAGES
    }
    assert pages["zh"] == pages["en"]


def test_every_link_leads_to_a_file(guide: Path) -> None:
    for path in guide.glob("*/*.html"):
        for href in re.findall(r'href="([^"#]+)', path.read_text(encoding="utf-8-sig")):
            assert href.startswith("http://127.0.0.1") or (path.parent / href).is_file(), href


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_is_explained(guide: Path, language: str) -> None:
    text = (guide / language / "problems.html").read_text(encoding="utf-8-sig")
    assert re.findall(r'<h2 id="[^"]+">([^<]+)</h2>', text) == [*meanings(language)]


def test_an_example_is_shown_as_it_is_written(guide: Path) -> None:
    text = (guide / "zh" / "clauses.html").read_text(encoding="utf-8-sig")
    assert "    pays: min(rate * investment, cap)\n" in text


EXAMPLE = re.compile(r"^```yaml content/(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_with_a_file_is_clean(language: str, tmp_path: Path) -> None:
    """All of them together, laid over the site that ``init`` writes."""
    others = [other for other in LANGUAGES if other != language]
    begin(tmp_path, [language, *others])
    content, clauses = tmp_path / "content", []
    for page in sorted((GUIDE / language).glob("*.md")):
        for name, text in EXAMPLE.findall(page.read_text(encoding="utf-8")):
            file = content / name
            before = file.read_text(encoding="utf-8") if file.is_file() else ""
            file.write_text(before + text, encoding="utf-8")
            clauses += [file] if not before else []
    assert clauses
    for clause in clauses:
        listing = clause.with_name("document.yaml")
        text = listing.read_text(encoding="utf-8")
        listing.write_text(text.replace('"2"]', f'"2", "{clause.stem}"]'), encoding="utf-8")
    assert [str(problem) for problem in understand(content)[1]] == []

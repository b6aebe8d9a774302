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


def test_an_example_says_which_file_it_is(guide: Path) -> None:
    text = (guide / "en" / "rules.html").read_text(encoding="utf-8-sig")
    assert re.findall(r'data-file="([^"]+)"', text) == [
        "content/inputs.yaml",
        "content/tarn-2026-1/3.yaml",
        "content/inputs.yaml",
        "content/tarn-2026-1/4.yaml",
    ]


EXAMPLE = re.compile(r"^```yaml content/(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_with_a_file_is_clean(language: str, tmp_path: Path) -> None:
    """All of them together, laid over the site that ``init`` writes."""
    begin(tmp_path, sorted(LANGUAGES, key=lambda other: other != language))
    content = tmp_path / "content"
    texts = [page.read_text(encoding="utf-8") for page in (GUIDE / language).glob("*.md")]
    examples = [example for text in texts for example in EXAMPLE.findall(text)]
    assert len(examples) > 6
    for name, text in examples:
        (content / name).parent.mkdir(exist_ok=True)
        with (content / name).open("a", encoding="utf-8") as file:
            file.write(text)
    for listing in content.glob("*/document.yaml"):  # two more clauses are examples
        text = listing.read_text(encoding="utf-8")
        listing.write_text(text.replace('["1", "2"]', '["1", "2", "3", "4"]'), encoding="utf-8")
    assert [str(problem) for problem in understand(content)[1]] == []

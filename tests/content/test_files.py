"""Files by themselves: read in any order or process, kept cheaply, and nothing read twice."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from clausebook.content.assemble import assemble, read_all
from clausebook.content.check import Read, read_file
from clausebook.content.lexicon import Lexicon
from clausebook.content.load import names_in, shown_as
from clausebook.content.records import Clause
from clausebook.content.sources import sources_in
from clausebook.problems import Problems
from tests.overlay import BAD, GOOD, LANGUAGES, LEXICON, lay
from tests.twin import ROOT


def reads_of(root: Path) -> list[Read]:
    return list(read_all(root, names_in(root)))


@pytest.mark.parametrize("overlay", sorted(BAD.glob("*.yaml"))[::4], ids=lambda path: path.stem)
def test_the_order_in_which_files_are_read_makes_no_difference(
    overlay: Path, tmp_path: Path
) -> None:
    """And what was read may come from another process, or from an earlier run."""
    content = lay(tmp_path, overlay.read_bytes())
    problems, again = Problems(sources_in(content)), Problems(sources_in(content))
    reads = read_all(content, names_in(content))
    corpus = assemble(shown_as(content), reads, problems)
    kept = [pickle.loads(pickle.dumps(read)) for read in reversed(reads_of(content))]
    other = assemble(shown_as(content), kept, again)
    assert list(again) == list(problems)
    assert other == corpus
    assert [*other.clauses] == [*corpus.clauses]


def test_a_clause_is_read_from_its_bytes_alone() -> None:
    data = (GOOD / "tide-2031-4" / "2.yaml").read_bytes()
    first = read_file("content", "x/9.yaml", data, Lexicon(("CAR-T",), LANGUAGES))
    assert first == read_file("content", "x/9.yaml", data, Lexicon(("CAR-T",), LANGUAGES))
    assert isinstance(first.record, Clause)
    assert (first.id, first.kind, first.problems, first.broken) == ("x/9", "clause", (), False)


def test_the_literals_of_the_site_decide_what_a_figure_is() -> None:
    data = (
        "number: （一）\nkind: clause\ntitle: {zh: 药, en: Drug}\n"
        "digest: {zh: 支持CAR-T4。, en: Supports CAR-T4.}\n"
    ).encode()
    assert read_file("content", "x/1.yaml", data, Lexicon(("CAR-T4",), LANGUAGES)).problems == ()
    found = read_file("content", "x/1.yaml", data, LEXICON).problems
    assert [problem.code for problem in found] == ["digit-in-prose"] * 2


def test_what_is_kept_of_a_file_is_not_much_more_than_its_words(content: Path) -> None:
    """No text or values of the file hang on to the places in it."""
    lexicon = Lexicon(("CAR-T", "5G", "四个论英雄", "14th Five-Year"), LANGUAGES)
    for path in content.glob("*/*.yaml"):
        data = path.read_bytes()
        name = path.relative_to(content).as_posix()
        read = read_file("content", name, data, lexicon)
        assert len(pickle.dumps(read)) < 3 * len(data) + 2000, name


def test_many_problems_of_one_file_cost_one_look_at_it(monkeypatch: pytest.MonkeyPatch) -> None:
    composed = []
    from clausebook.content import sources

    compose = sources._composed
    monkeypatch.setattr(sources, "_composed", lambda text: composed.append(1) or compose(text))
    extra = "".join(f"more{n}: x\n" for n in range(400))
    data = (GOOD / "tide-2031-4" / "2.yaml").read_bytes() + extra.encode()
    read = read_file("content", "x/1.yaml", data, LEXICON)
    assert [problem.code for problem in read.problems] == ["unknown-key"] * 400
    assert len(composed) == 1


HEAVY = ("jsonschema", "referencing", "markdown_it", "click", "rich", "difflib", "jinja2")


@pytest.mark.parametrize(
    "module",
    ["clausebook.content.records", "clausebook.content.assemble", "clausebook.meaning.resolve"],
)
def test_reading_content_loads_nothing_that_only_slips_or_pages_need(module: str) -> None:
    code = f"import sys, {module}; print(sorted(set({HEAVY}) & set(sys.modules)))"
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"

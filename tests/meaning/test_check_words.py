"""Words by themselves: what a changed sentence breaks is found without the other files."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.content.check import read_file
from clausebook.content.records import Clause, Document
from clausebook.content.shape import shape_digest
from clausebook.content.sources import sources_in
from clausebook.meaning.resolve import check_words
from clausebook.problems import Problems
from tests.overlay import LEXICON, lay

GLOSSARY = """\
--- glossary.yaml
kelp: {zh: 海带, en: kelp, avoid: [sea cabbage]}
class-2-seed: {zh: 2类苗种, en: class 2 seed}
"""
CLAUSE = """\
--- tide-2031-4/3.yaml
number: （三）
kind: clause
title: {zh: 服务, en: Services}
digest:
  zh: 养殖{term:kelp}，选用{term:class-2-seed}。
  en: Growing {term:kelp} from {term:class-2-seed|class 2 seeds}.
"""
DOCUMENT = "tide-2031-4/document.yaml"


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("养殖", "种植", []),
        ("Growing", "Farming", []),
        ("Growing", "Sea cabbage, or", ["rendering-to-avoid"]),
        ("zh: 服务", "zh: 海带服务", ["term-not-rendered"]),
        ("class 2 seeds}", "class 3 seeds}", ["wrong-term"]),
    ],
)
def test_a_changed_sentence_is_checked_as_the_whole_content_would_be(
    old: str, new: str, codes: list[str], tmp_path: Path
) -> None:
    content = lay(tmp_path, GLOSSARY + CLAUSE)
    calculated, problems = understand(content)
    assert problems == ()
    site = calculated.site
    path = content / "tide-2031-4" / "3.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    record = read_file("content", "tide-2031-4/3.yaml", path.read_bytes(), LEXICON).record
    assert isinstance(record, Clause)
    assert shape_digest(record) == shape_digest(site.corpus.clauses["tide-2031-4/3"])
    found = Problems(sources_in(content))
    check_words(site.corpus, site.addresses, record, found)
    assert [problem.code for problem in found] == codes
    assert tuple(found) == understand(content)[1]


def test_a_changed_sentence_of_a_document_is_checked_too(tmp_path: Path) -> None:
    content = lay(tmp_path, GLOSSARY)
    calculated, problems = understand(content)
    site = calculated.site
    path = content / DOCUMENT
    path.write_text(path.read_text("utf-8").replace("to support", "for sea cabbage,"), "utf-8")
    record = read_file("content", DOCUMENT, path.read_bytes(), LEXICON).record
    assert isinstance(record, Document)
    found = Problems(sources_in(content))
    check_words(site.corpus, site.addresses, record, found)
    assert [problem.code for problem in found] == ["rendering-to-avoid"]
    assert tuple(found) == understand(content)[1]
    assert problems == ()

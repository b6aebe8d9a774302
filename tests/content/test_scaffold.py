"""``build.py new``: files that an editor can fill in, and nothing overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.content.scaffold import CannotCreate, new_clause, new_document
from tests.twin import ROOT

GOOD = ROOT / "tests" / "good"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the small valid content."""
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


def document_of(content: Path) -> str:
    return sorted(path.parent.name for path in content.glob("*/document.yaml"))[0]


def test_a_new_clause_is_listed_and_only_lacks_its_texts(content: Path) -> None:
    """Everything that the build then reports is a text that the editor has to write."""
    id_ = f"{document_of(content)}/rules-99"
    path = new_clause(content, id_)
    problems = understand(content)[1]
    assert path == content / f"{id_}.yaml"
    assert {problem.path for problem in problems} == {f"content/{id_}.yaml"}
    assert {problem.code for problem in problems} == {"empty"}
    assert "kind: rule" in path.read_text(encoding="utf-8")


def test_a_new_document_only_lacks_its_texts(content: Path) -> None:
    paths = new_document(content, "new-town-2026", "2026-01-31")
    problems = understand(content)[1]
    assert [path.name for path in paths] == ["document.yaml", "1.yaml"]
    assert {problem.path for problem in problems} == {
        "content/new-town-2026/document.yaml",
        "content/new-town-2026/1.yaml",
    }


def test_nothing_is_overwritten(content: Path) -> None:
    before = {path: path.read_bytes() for path in content.rglob("*.yaml")}
    clause = next(path for path in sorted(before) if path.parent != content)
    with pytest.raises(CannotCreate, match="is there already"):
        new_clause(content, f"{document_of(content)}/document")
    with pytest.raises(CannotCreate, match="is there already"):
        new_clause(content, f"{clause.parent.name}/{clause.stem}")
    assert {path: path.read_bytes() for path in content.rglob("*.yaml")} == before


@pytest.mark.parametrize("id_", ["../x/1", "x", "X/1", "x/1/2", "/etc/1", "x/..", ""])
def test_ids_that_would_leave_the_content_are_refused(content: Path, id_: str) -> None:
    with pytest.raises(CannotCreate):
        new_clause(content, id_)

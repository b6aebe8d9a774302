"""Corpora of other places and fields, invented: what check and audit say of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausebook.build.pipeline import compare

CORPORA = sorted(path.parent for path in Path(__file__).parent.glob("*/content"))


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)
def test_a_corpus_claims_all_that_its_texts_print_and_nothing_more(corpus: Path) -> None:
    """What check finds stands beside what audit finds, so that there are no problems of either."""
    audits, problems = compare(corpus / "content", corpus / "official")
    assert list(problems) == []
    texts = sorted(f"official/{path.name}" for path in (corpus / "official").glob("*.txt"))
    assert sorted(audited.text for audited in audits) == texts
    assert all(audited.located == audited.clauses for audited in audits)
    assert all(row.found or row.exempt for audited in audits for row in audited.rows)

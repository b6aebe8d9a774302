"""Corpora of other places and fields, invented: what check says of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausebook.build.understand import understand

CORPORA = sorted(path.parent for path in Path(__file__).parent.glob("*/content"))


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)
def test_a_corpus_has_no_problems(corpus: Path) -> None:
    calculated, problems = understand(corpus / "content", None)
    assert list(problems) == []
    assert calculated.site.benefits

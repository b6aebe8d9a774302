"""What the benchmarks measure on is sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.corpus import write_corpus
from bench.queries import sample
from bench.report import p95
from bench.search import kind
from bench.texts import clause_texts
from clausebook.build.pipeline import build


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated corpus of more than one document, built; it passes every check."""
    folder = tmp_path_factory.mktemp("bench")
    write_corpus(folder / "content", 60)
    assert build(folder / "content", folder / "site").problems == ()
    return folder / "site"


def test_a_seed_gives_one_corpus(site: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path, 60)
    first = site.parent / "content"
    files = sorted(path.relative_to(first) for path in first.rglob("*.yaml"))
    assert len(files) == 60 + 2 + 9
    assert files == sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.yaml"))
    assert all((first / file).read_bytes() == (tmp_path / file).read_bytes() for file in files)


def test_queries_come_from_the_clauses(site: Path) -> None:
    texts = {language: clause_texts(site, language) for language in ("zh", "en")}
    queries = sample(texts)
    assert queries == sample(texts)
    assert [query.language for query in queries] == ["zh"] * 24 + ["en"] * 24
    for query in queries:
        whole = [f"{text.citation} {text.words}" for text in texts[query.language]]
        for part in query.text.split(" ") if query.language == "zh" else [query.text]:
            assert any(part in text for text in whole), query


def test_files_of_both_searches_have_their_kinds() -> None:
    kinds = {
        "zh/search.html": "page",
        "assets/style.019e1bacca.css": "page",
        "assets/engine.0c50d9002b.js": "scripts",
        "assets/search.97afa51691.js": "interface",
        "assets/page.97afa51691.js": "interface",
        "assets/search/883b681680/shard-7.js": "index",
        "assets/search/883b681680/zh-7.js": "texts",
        "pagefind/pagefind-worker.js": "scripts",
        "pagefind/wasm.zh.pagefind": "scripts",
        "pagefind/pagefind.zh_ef7a2ae0aa.pf_meta": "index",
        "pagefind/index/zh_1cf5ab4.pf_index": "index",
        "pagefind/fragment/zh_18b1eaf.pf_fragment": "texts",
    }
    assert {path: kind(path) for path in kinds} == kinds


def test_the_percentile_is_a_value_that_was_measured() -> None:
    assert p95(range(1, 101)) == 95
    assert p95([3, 1, 2]) == 3

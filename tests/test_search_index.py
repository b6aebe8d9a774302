"""The index: schema/search.md, section 5."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import product
from string import ascii_lowercase
from typing import Any

import pytest
from lunr.index import Index

from clausebook.search.index import BOOSTS, build_index
from tests.search_corpus import corpus, refs, register
from tests.twin import ROOT, Twin

# fmt: off
QUERIES = [
    *(("zh", query) for query in (
        "创新药", "临床试验", "委托生产2000万元", "药", "30%", "30", "3号", "不超过50%的",
        "1:0.5配套", "沪府办规〔2022〕7号", "知识产权贴息", "CAR-T细胞", "第9条", "的", "资",
    )),
    *(("en", query) for query in (
        "policy", "polic", "clinical trial", "manufacturi", "R&D investment", "RMB 20 million",
        "30%", "class 1", "innov", "matching funds of companies", "No. 7",
    )),
]
# fmt: on


@pytest.fixture(scope="module")
def built(twin: Twin) -> dict[str, dict[str, Any]]:
    """The indexes of both languages, registered in the browser as index-zh and index-en."""
    indexes = {language: build_index(corpus(language)) for language in ("zh", "en")}
    for language, index in indexes.items():
        twin.call("register", f"index-{language}", index)
    return indexes


# --- lunr.py and lunr.js ------------------------------------------------------------------------


def python_hits(serialised: dict[str, Any], clauses: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What lunr.py finds for the clauses into which the browser turned a query."""
    by_code_point = sorted(serialised["invertedIndex"], key=lambda pair: pair[0])
    index = Index.load({**serialised, "invertedIndex": by_code_point})
    index.token_set = _Everything()  # as in static/search-engine.js
    query = index.create_query()
    for clause in clauses:
        query.term(clause["term"], boost=clause["boost"], use_pipeline=False)
    return [{"ref": hit["ref"], "score": hit["score"]} for hit in index.query(query)]


class _Everything:
    def intersect(self, wanted: Any) -> Any:
        return wanted


@pytest.mark.parametrize(("language", "query"), QUERIES)
def test_lunr_py_and_lunr_js_agree(
    language: str, query: str, built: dict[str, Any], twin: Twin
) -> None:
    """The same clauses, in the same order, with equal scores.

    Equal, not close: both multiply, add and take square roots of the same binary numbers in the
    same order (lunr.py worked out the weights, lunr.js reads them), IEEE 754 leaves no choice in
    these operations, and JSON carries each number with as many digits as it needs.
    """
    clauses = twin.call("searchEngine.clausesOf", f"index-{language}", query)
    hits = twin.call("searchEngine.search", f"index-{language}", query)
    assert hits
    assert hits == python_hits(built[language], clauses)


def test_index_has_the_form_that_lunr_js_reads(built: dict[str, Any]) -> None:
    """Version, fields, and no pipeline that lunr.js would have to know."""
    for index in built.values():
        assert index["version"] == "2.3.9"
        assert index["fields"] == list(BOOSTS)
        assert index["pipeline"] == []


def test_two_builds_give_the_same_bytes(built: dict[str, Any]) -> None:
    """Also in another process with another hash seed."""
    program = (
        "import json; from clausebook.search.index import build_index;"
        "from tests.search_corpus import corpus;"
        "print(json.dumps(build_index(corpus('zh'))))"
    )
    other = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == json.dumps(built["zh"])
    assert json.dumps(build_index(corpus("en"))) == json.dumps(built["en"])


def test_no_clauses_make_an_index_without_hits(twin: Twin) -> None:
    """A site may have nothing to search yet."""
    register(twin, "test-nothing", [])
    assert refs(twin, "test-nothing", "药") == set()


# --- characters that used to break loading ------------------------------------------------------


def test_terms_are_in_the_order_of_lunr_js(twin: Twin) -> None:
    """A rare ideograph and a compatibility ideograph sort differently in Python: lunr.js threw."""
    index = register(twin, "test-order", ["\U00020bb7野家", "\ufa0e字", "药品"])
    terms = [term for term, _ in index["invertedIndex"]]
    assert terms != sorted(terms)
    assert refs(twin, "test-order", "\U00020bb7野") == {"d/0"}
    assert refs(twin, "test-order", "\ufa0e") == {"d/1"}


def test_strange_characters_do_not_break_loading(twin: Twin) -> None:
    """Private use, emoji, full width, controls: what counts in the clause is found."""
    bodies = [
        "项目\uf06c支持\U000f0000",
        "💊药品💊",
        "ＣＤＭＯ　３０％",
        "\x00\x1b创新\u202e\ufffe",
        "葛\U000e0100城",
    ]
    register(twin, "test-strange", bodies)
    queries = ["项目\uf06c", "药品", "cdmo", "创新", "葛城"]
    found = [refs(twin, "test-strange", query) for query in queries]
    assert found == [{f"d/{place}"} for place in range(5)]
    assert refs(twin, "test-strange", "30%") == {"d/2"}


def test_terms_with_digits_are_found() -> None:
    """lunr's own set of terms takes the node after y for the node after x, and loses y1z.

    It names a node by its labels and the numbers of the nodes they lead to. Behind x, 1 and 2 lead
    to node 3, the end of every term. Behind y, 1 leads to node 323. Both are named 01323. Nodes are
    numbered as terms need them in a fresh process; 318 of them come before x's.
    """
    terms = ["".join(pair) for pair in product(ascii_lowercase, repeat=2)][:305]
    bodies = [*terms, "x1", "x2", "y1z"]
    twin = Twin()
    register(twin, "index-digits", bodies)
    replies = twin.many("searchEngine.search", [("index-digits", f"{body} ") for body in bodies])
    found = [[hit["ref"] for hit in reply["result"]] for reply in replies]
    twin.close()
    assert found == [[f"d/{place}"] for place in range(len(bodies))]

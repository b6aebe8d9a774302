"""The index and its shards: schema/search.md, section 5."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebook.features.search.index import (
    BOOSTS,
    LENGTHS,
    ClauseIndex,
    length_class,
    pinyin,
    utf16,
)
from clausebook.features.search.shards import NODE_CHILDREN, index_files, pack, separator
from tests.features.search.corpus import bodies, corpus, files_of, index_of, places, use
from tests.twin import ROOT, Twin


@cache
def index(size: int) -> ClauseIndex:
    """The index of so many made-up clauses."""
    return index_of(corpus(size))


def serialised(of: ClauseIndex) -> dict[str, Any]:
    """The whole index as lunr.py writes it, with its terms in lunr.js's order."""
    whole: dict[str, Any] = of.monolith().serialize()
    whole["invertedIndex"].sort(key=lambda pair: utf16(pair[0]))
    return whole


def random_weights(of: ClauseIndex, chance: random.Random) -> dict[str, float]:
    """Some terms with weights, now and then one that the index does not have."""
    terms = [*chance.choices(of.terms, k=chance.randint(1, 9)), "没有"][: chance.randint(1, 10)]
    return {term: chance.choice([1, 0.6, 0.3, 1.2]) for term in terms}


# --- lunr.py, lunr.js and the shards ------------------------------------------------------------


@pytest.mark.parametrize(("size", "queries"), [(120, 2000), (1000, 1000)])
def test_shards_give_what_the_whole_index_gives(size: int, queries: int, twin: Twin) -> None:
    """The same clauses in the same order with equal scores and terms, as lunr.js finds them.

    The larger index has nodes between its root and its shards.
    """
    files = files_of(corpus(size))
    twin.call("searchFiles.use", files)
    assert ("node-0" in files) == (size == 1000)
    chance = random.Random(size)
    weights = [random_weights(index(size), chance) for _ in range(queries)]
    replies = twin.call("searchFiles.askBoth", serialised(index(size)), weights)
    assert [ours for ours, _ in replies] == [theirs for _, theirs in replies]
    assert sum(len(ours) for ours, _ in replies) > 10 * queries


def test_lunr_py_gives_what_the_shards_give(twin: Twin) -> None:
    """Equal, not close: both do the same operations on the same binary numbers."""
    use(twin, corpus())
    whole, chance = index(120).monolith(), random.Random("lunr.py")
    whole.token_set = _Everything()  # as in static/search/index.js
    known = set(index(120).terms)
    for _ in range(200):
        weights = random_weights(index(120), chance)
        query = whole.create_query()
        for term, boost in weights.items():
            if term in known:
                query.term(term, boost=boost, use_pipeline=False)
        theirs = whole.query(query) if query.clauses else []
        ours = twin.call("searchIndex.ask", _js_map(weights))["hits"]
        assert [(hit["ref"], hit["score"]) for hit in ours] == [
            (hit["ref"], hit["score"]) for hit in theirs
        ]


class _Everything:
    def intersect(self, wanted: Any) -> Any:
        return wanted


def _js_map(weights: dict[str, float]) -> dict[str, Any]:
    return {"map": [*weights.items()]}


def test_two_builds_give_the_same_bytes() -> None:
    """Also in another process with another hash seed."""
    program = (
        "import json; from tests.features.search.corpus import corpus, files_of;"
        "print(json.dumps(files_of(corpus())))"
    )
    other = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == json.dumps(files_of(corpus()))


def test_no_clauses_make_an_index_without_hits(twin: Twin) -> None:
    """A site may have nothing to search yet."""
    use(twin, [])
    assert places(twin, "药") == []


# --- shards -------------------------------------------------------------------------------------


def test_a_query_loads_only_the_shards_of_its_terms(twin: Twin) -> None:
    """And what leads to them: a pair of a word, and the numbers in it, are three terms at most."""
    files = files_of(corpus(1000))
    twin.call("searchFiles.use", files)
    assert places(twin, "洁净车间") != []
    loaded = twin.call("searchFiles.loaded")
    shards = [name for name in files if name.startswith("shard")]
    assert len(shards) > 4 * NODE_CHILDREN
    assert "root" in loaded
    assert 1 <= len([name for name in loaded if name.startswith("shard")]) <= 5
    assert not {"variants", "spellings"} & {*loaded}


def test_every_row_is_in_the_shard_to_which_the_root_leads() -> None:
    """The first terms are in order, and each shard's rows lie between its first and the next."""
    files = dict(index_files(index(120), {}))
    firsts = files["root"]["firsts"].split("\n")
    assert all(utf16(a) < utf16(b) for a, b in pairwise(firsts))
    for number, (first, after) in enumerate(pairwise([*firsts, "\uffff\uffff"])):
        terms = [line.split("\t")[0] for line in files[f"shard-{number}"].split("\n")]
        assert all(utf16(first) <= utf16(term) < utf16(after) for term in terms)


SEPARATORS = [
    ("创新", "医疗", "医"),
    ("创新", "创药", "创药"),
    ("grant", "grants", "grants"),
    ("grant", "great", "gre"),
    ("药品", "\U00020bb7野", "\U00020bb7"),
]


@pytest.mark.parametrize(("last", "term", "start"), SEPARATORS)
def test_separators(last: str, term: str, start: str) -> None:
    """The shortest beginning that comes later."""
    assert separator(last, term) == start


def test_postings_are_packed_into_text() -> None:
    """Gaps, classes of length, and how often, five bits in a character."""
    assert pack([]) == ""
    assert pack([(0, 1, 0)]) == "A"
    assert pack([(0, 1, 3), (1, 1, 3)]) == "GG"
    assert pack([(0, 2, 0)]) == "BA"
    assert pack([(2, 1, 0)]) == "gC"


@given(
    st.lists(
        st.tuples(st.integers(0, 40_000), st.integers(1, 300), st.integers(0, 15)),
        unique_by=lambda posting: posting[0],
    ).map(sorted)
)
def test_the_browser_unpacks_what_is_packed(twin: Twin, postings: list[Any]) -> None:
    """Any postings; the browser gives the lengths of the classes."""
    expected = [[place, often, LENGTHS[length]] for place, often, length in postings]
    assert twin.call("searchIndex.unpack", pack(postings), LENGTHS) == expected


def test_lengths_are_rounded_to_the_nearest_ratio() -> None:
    """Each class is its own nearest; nothing is shorter or longer than the classes."""
    assert [length_class(length) for length in LENGTHS] == [*range(16)]
    assert (length_class(0), length_class(100_000)) == (0, 15)
    assert LENGTHS[length_class(100)] == 91
    assert LENGTHS[length_class(112)] == 137


def test_lengths_matter_for_prose_only() -> None:
    """What a clause is called weighs the same however long its document's name is."""
    of = index(120)
    assert {of.averages[field] for field in ("name", "also")} == {LENGTHS[0]}
    assert of.averages["zh"] > LENGTHS[0]
    assert list(BOOSTS) == ["zh", "en", "name", "also"]


# --- characters that used to break loading ------------------------------------------------------


def test_terms_are_in_the_order_of_javascript(twin: Twin) -> None:
    """A rare ideograph and a compatibility ideograph sort differently in Python: lunr.js threw."""
    entries = bodies(["\U00020bb7野家", "\ufa0e字", "药品"])
    terms = index_of(entries).terms
    assert terms != sorted(terms)
    use(twin, entries)
    assert places(twin, "\U00020bb7野") == [0]
    assert places(twin, "\ufa0e字") == [1]


def test_strange_characters_do_not_break_loading(twin: Twin) -> None:
    """Private use, emoji, full width, controls: what counts in the clause is found."""
    texts = [
        "项目\uf06c支持\U000f0000",
        "💊药品💊",
        "ＣＤＭＯ　３０％",
        "\x00\x1b创新\u202e\ufffe",
        "葛\U000e0100城",
    ]
    use(twin, bodies(texts))
    queries = ["项目\uf06c", "药品", "cdmo", "创新", "葛城"]
    assert [places(twin, query) for query in queries] == [[place] for place in range(5)]
    assert places(twin, "30%") == [2]


def test_names_of_object_properties_are_words(twin: Twin) -> None:
    """An index by term must not find what every JavaScript object has."""
    use(twin, bodies(["constructor", "tostring"]))
    assert places(twin, "constructor") == [0]
    assert places(twin, "__proto__ hasOwnProperty valueOf ") == []


def test_pinyin_of_titles() -> None:
    """Pairs of syllables, in each run of signs."""
    assert pinyin("创新药 GMP") == ["chuang'xin", "xin'yao"]
    assert pinyin("重庆") == ["chong'qing"]
    assert pinyin("药") == []
    assert pinyin("3年") == []

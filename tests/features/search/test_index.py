"""The index and its shards: schema/search.md, section 5."""

from __future__ import annotations

import random
import subprocess
import sys
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebook.features.search.counted import BOOSTS, LENGTHS, length_class, pinyin
from clausebook.features.search.names import DIRECT
from clausebook.features.search.shards import (
    head,
    how_many,
    moved,
    number_of,
    pack,
    read,
    shard_of,
    unpack,
    utf16,
    written,
)
from tests.features.search.corpus import bodies, corpus, files_of, oracle, places, registered, use
from tests.features.search.oracle import Oracle
from tests.twin import ROOT, Twin


@cache
def index(size: int) -> Oracle:
    """The index of so many made-up clauses."""
    return oracle(corpus(size))


@cache
def files(size: int) -> dict[str, Any]:
    """What the files of their search hold, by name without what tells editions from each other."""
    found = registered(files_of(corpus(size)))
    return {name.partition(".")[0]: value for name, value in found.items()}


def random_weights(of: Oracle, chance: random.Random) -> dict[str, float]:
    """Some terms with weights, now and then one that the index does not have."""
    terms = [*chance.choices(of.terms, k=chance.randint(1, 9)), "没有"][: chance.randint(1, 10)]
    return {term: chance.choice([1, 0.6, 0.3, 1.2]) for term in terms}


# --- lunr.py, lunr.js and the shards ------------------------------------------------------------


@pytest.mark.parametrize(("size", "queries"), [(120, 1000), (1400, 400)])
def test_shards_give_what_the_whole_index_gives(size: int, queries: int, twin: Twin) -> None:
    """The same clauses in the same order with equal scores and terms, as lunr.js finds them.

    The larger index has lists of shards between its root and its shards.
    """
    use(twin, corpus(size))
    assert ("shard-list-0" in files(size)) == (size == 1400)
    chance = random.Random(size)
    weights = [random_weights(index(size), chance) for _ in range(queries)]
    replies = twin.call("searchFiles.askBoth", index(size).serialised(), weights)
    assert [ours for ours, _ in replies] == [theirs for _, theirs in replies]
    assert sum(len(ours) for ours, _ in replies) > 10 * queries


def test_lunr_py_gives_what_the_shards_give(twin: Twin) -> None:
    """Equal, not close: both do the same operations on the same binary numbers."""
    use(twin, corpus())
    whole, chance = index(120).whole, random.Random("lunr.py")
    whole.token_set = _Everything()
    known = set(index(120).terms)
    for _ in range(200):
        weights = random_weights(index(120), chance)
        query = whole.create_query()
        for term, boost in weights.items():
            if term in known:
                query.term(term, boost=boost, use_pipeline=False)
        theirs = whole.query(query) if query.clauses else []
        ours = twin.call("searchFiles.ask", {"map": [*weights.items()]})
        assert [(ref, score) for ref, score, _ in ours] == [
            (hit["ref"], hit["score"]) for hit in theirs
        ]


class _Everything:
    def intersect(self, wanted: Any) -> Any:
        return wanted


def test_two_builds_give_the_same_bytes() -> None:
    """Also in another process with another hash seed."""
    program = (
        "from tests.features.search.corpus import corpus, files_of;"
        "print({path: data.decode() for path, data in files_of(corpus()).items()})"
    )
    other = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = {path: data.decode() for path, data in files_of(corpus()).items()}
    assert other.stdout.strip() == str(expected)


def test_no_clauses_make_an_index_without_hits(twin: Twin) -> None:
    """A site may have nothing to search yet."""
    use(twin, [])
    assert places(twin, "药") == []


# --- shards -------------------------------------------------------------------------------------


def test_a_query_loads_only_the_shards_of_its_terms(twin: Twin) -> None:
    """And what leads to them: two pairs are two shards at most, and the concept is one."""
    use(twin, corpus(1400))
    assert places(twin, "洁净车") != []
    loaded = {*twin.call("searchFiles.loaded")}
    assert how_many(1400) > DIRECT["shard"]
    shards = {name for name in loaded if name.startswith("shard") and "list" not in name}
    assert 1 <= len(shards) <= 3
    assert loaded - shards <= {"root", "lengths", *(f"shard-list-{n}" for n in range(16))}


def test_every_term_is_in_the_shard_of_its_head() -> None:
    """And every shard has its terms in JavaScript's order."""
    shards, terms = how_many(120), []
    for number in range(shards):
        own = [*read(files(120).get(f"shard-{number}", ""))]
        assert {shard_of(term, shards) for term in own} <= {number}
        assert own == sorted(own, key=utf16)
        terms += own
    assert {*index(120).terms} <= {*terms}


def test_shards_grow_in_number_with_the_clauses() -> None:
    """Slower than the clauses at first, because a first query loads all their names."""
    assert [how_many(n) for n in (0, 1, 7, 161, 1000, 5000, 10_000)] == [
        *(1, 16, 64, 256, 512, 2048, 4096)
    ]


# fmt: off
HEADS = {
    "grants": "gra", "ai": "ai", "ßen": "ßen", "xin'yao": "xin",
    "创新": "创", "药": "药", "%的": "%", "\U00020bb7野": "\U00020bb7",
    "30%": "30", "300万": "300", "5g": "5", "1:0.5的": "1:0.5", "2022年": "2022",
    "≈12": "≈12", "CNY20000000": "CNY20000000", "§12": "§12", "#2022-13": "#2022-13",
}
# fmt: on
"""A unit, or the first letters of a word: as much as a query asks for a beginning has."""


@pytest.mark.parametrize("term", HEADS)
def test_terms_are_filed_by_their_heads(term: str, twin: Twin) -> None:
    assert head(term) == HEADS[term] == twin.call("searchIndex.head", term)


def test_numbers_of_texts() -> None:
    """Worked by hand: the offset basis, its halves mixed; then one step of FNV-1a."""
    assert number_of("") == 0x811C9DC5 ^ 0x811C9DC5 >> 15
    step = (0x811C9DC5 ^ ord("药")) * 0x01000193 % 2**32
    assert number_of("药") == step ^ step >> 15


def test_postings_are_packed_into_text() -> None:
    """Gaps and how often, five bits in a character."""
    assert pack([]) == ""
    assert pack([(0, 1)]) == "A"
    assert pack([(0, 1), (1, 1)]) == "AA"
    assert pack([(0, 2)]) == "BA"
    assert pack([(16, 1)]) == "gB"
    assert pack([(2, 3), (20, 1)]) == "FBiB"


POSTINGS = st.dictionaries(st.integers(0, 40_000), st.integers(1, 300)).map(
    lambda found: dict(sorted(found.items()))
)


@given(POSTINGS)
def test_both_sides_unpack_what_is_packed(twin: Twin, postings: dict[int, int]) -> None:
    packed = pack(postings.items())
    assert unpack(packed) == postings
    both = {"places": [*postings], "often": [*postings.values()]}
    assert twin.call("searchScorer.unpack", packed) == both


@given(POSTINGS, st.integers(0, 50), st.integers(0, 3))
def test_a_place_is_moved_in_and_out(postings: dict[int, int], place: int, often: int) -> None:
    after = {**postings, place: often} if often else {**postings}
    if not often:
        after.pop(place, None)
    assert moved(pack(postings.items()), place, often) == pack(sorted(after.items()))


def test_rows_are_read_as_they_are_written() -> None:
    for number in range(how_many(120)):
        text = files(120).get(f"shard-{number}", "")
        assert written(read(text)) == text


def test_lengths_are_rounded_to_the_nearest_ratio() -> None:
    """Each class is its own nearest; nothing is shorter or longer than the classes."""
    assert [length_class(length) for length in LENGTHS] == [*range(16)]
    assert (length_class(0), length_class(100_000)) == (0, 15)
    assert LENGTHS[length_class(100)] == 91
    assert LENGTHS[length_class(112)] == 137


def test_lengths_matter_for_prose_only() -> None:
    """What a clause is called weighs the same however long its document's name is."""
    averages = files(120)["root"]["averages"]
    assert {averages[field] for field in ("name", "also")} == {LENGTHS[0]}
    assert averages["zh"] > LENGTHS[0]
    assert list(BOOSTS) == ["zh", "en", "name", "also"]
    index(120).build()
    assert averages == index(120).average_field_length


# --- characters that used to break loading ------------------------------------------------------


def test_terms_are_in_the_order_of_javascript(twin: Twin) -> None:
    """A rare ideograph and a compatibility ideograph sort differently in Python: lunr.js threw."""
    entries = bodies(["\U00020bb7野家", "\ufa0e字", "药品"])
    terms = oracle(entries).terms
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

"""Searching and highlighting: schema/search.md, sections 6 and 7."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebook.rules.validity import status_on
from clausebook.search.index import Entry, build_index
from clausebook.search.tokenise import runs
from tests.search_corpus import WORDS, corpus, refs, register
from tests.twin import Twin

HOSTILE = [
    "",
    "   ",
    "+ - * ~ ^ : \\",
    "2024:有效期",
    "title:药^3 -创新 +临床~2 *",
    "\"'`<script>alert(1)</script>&lt;img src=x onerror=y>",
    "__proto__ constructor toString hasOwnProperty",
    "\x00\x07\x1b\u202e\ufffe",
    "\ue000\uf06c\U000f0000 💊 𠮷",
    "药" * 10_000,
    "a" * 10_000,
    "9" * 10_000,
    "1." * 5_000,
    "药 a 1 " * 2_000,
]


@pytest.fixture(scope="module", autouse=True)
def _registered(twin: Twin) -> None:
    """The made-up clauses, as test-zh and test-en."""
    for language in ("zh", "en"):
        twin.call("register", f"test-{language}", build_index(corpus(language)))


# --- what a query finds -------------------------------------------------------------------------


def test_every_part_of_a_clause_finds_it(twin: Twin) -> None:
    """Any 2 to 5 neighbouring units of any run, as a Chinese query usually is."""
    chance = random.Random("parts")
    wanted = []
    for entry in corpus("zh"):
        longest = max((run for run in runs(entry.body) if isinstance(run, list)), key=len)
        start = chance.randrange(len(longest) - 1)
        part = longest[start : start + chance.randrange(2, 6)]
        wanted.append(("".join(part), entry.ref))
    replies = twin.many("searchEngine.search", [("test-zh", query) for query, _ in wanted])
    for reply, (query, ref) in zip(replies, wanted, strict=True):
        assert ref in [hit["ref"] for hit in reply["result"]], query


def half_typed() -> Iterator[str]:
    """Every beginning, of two letters or more, of every word of the corpus."""
    for word in WORDS:
        yield from (word[:length] for length in range(2, len(word) + 1))


@pytest.mark.parametrize("typed", sorted(set(half_typed())))
def test_a_word_is_found_while_it_is_typed(typed: str, twin: Twin) -> None:
    """After every letter, all clauses with a word that begins so are hits."""
    expected = {
        entry.ref
        for entry in corpus("en")
        if re.search(rf"\b{typed}", f"{entry.title} {entry.body}", re.IGNORECASE)
    }
    assert expected <= refs(twin, "test-en", typed)


def test_only_the_word_at_the_end_is_half_typed(twin: Twin) -> None:
    """A space, or another word, ends it."""
    register(twin, "test-end", ["innovation", "trial"])
    assert refs(twin, "test-end", "innov") == {"d/0"}
    assert refs(twin, "test-end", "innov ") == set()
    assert refs(twin, "test-end", "innov trial") == {"d/1"}
    assert refs(twin, "test-end", "i") == set()


def test_a_single_ideograph_finds_all_clauses_with_it(twin: Twin) -> None:
    """Wherever it stands in its run."""
    for sign in "药验权车1%":
        expected = {
            entry.ref
            for entry in corpus("zh")
            if any(
                sign in run
                for text in (entry.title, entry.body, entry.numbers)
                for run in runs(text)
                if isinstance(run, list)
            )
        }
        assert refs(twin, "test-zh", sign) == expected


def test_a_number_is_found_whole(twin: Twin) -> None:
    """30 is in 30% and 30万, not in 300万 or p30."""
    register(twin, "test-number", ["达30%", "30万元", "300万元", "p30", "1:30", "2,030家"])
    assert refs(twin, "test-number", "30") == {"d/0", "d/1"}
    assert refs(twin, "test-number", "2030") == {"d/5"}


def test_a_match_in_the_title_counts_more(twin: Twin) -> None:
    """The same words, the same lengths, one in the title and one in the body."""
    entries = [
        Entry("d/body", "总部奖励", "委托生产", ""),
        Entry("d/title", "委托生产", "总部奖励", ""),
    ]
    twin.call("register", "test-title", build_index(entries))
    hits = twin.call("searchEngine.search", "test-title", "委托生产")
    assert [hit["ref"] for hit in hits] == ["d/title", "d/body"]
    assert hits[0]["score"] > hits[1]["score"]


def test_what_was_typed_counts_more_than_what_it_may_become(twin: Twin) -> None:
    """The weights of schema/search.md, section 6."""
    register(twin, "test-weights", ["plan", "planet", "药", "新药"])
    clauses = twin.call("searchEngine.clausesOf", "test-weights", "药 plan")
    assert {clause["term"]: clause["boost"] for clause in clauses} == {
        "药": 1,
        "plan": 1,
        "新药": 0.3,
        "planet": 0.3,
    }


def test_equal_hits_keep_the_order_of_the_site(twin: Twin) -> None:
    """So that two builds and two browsers list them alike."""
    register(twin, "test-ties", ["药品"] * 9)
    hits = twin.call("searchEngine.search", "test-ties", "药品")
    assert [hit["ref"] for hit in hits] == [f"d/{place}" for place in range(9)]


def test_citations_are_found(twin: Twin) -> None:
    """A document's number with the clause's number leads to the clause."""
    hits = twin.call("searchEngine.search", "test-zh", "沪府办规〔2022〕7号 第7条", 1)
    assert [hit["ref"] for hit in hits] == ["district-3/7"]


def test_limit(twin: Twin) -> None:
    """The best hits are kept."""
    every = twin.call("searchEngine.search", "test-zh", "创新药")
    assert len(every) > 5
    assert twin.call("searchEngine.search", "test-zh", "创新药", 5) == every[:5]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries(query: str, twin: Twin) -> None:
    """Whatever is typed is text: hits are those of its first 200 characters' tokens."""
    for name in ("test-zh", "test-en"):
        clauses = twin.call("searchEngine.clausesOf", name, query)
        hits = twin.call("searchEngine.search", name, query)
        assert bool(hits) == bool(clauses)
        assert hits == twin.call("searchEngine.search", name, query[:200])


def test_only_the_beginning_of_a_long_query_counts(twin: Twin) -> None:
    """Two hundred characters; nobody types more."""
    register(twin, "test-long", ["药品"])
    assert refs(twin, "test-long", "，" * 198 + "药品") == {"d/0"}
    assert refs(twin, "test-long", "，" * 200 + "药品") == set()


def test_operators_have_no_meaning(twin: Twin) -> None:
    """They separate, like any punctuation."""
    plain = twin.call("searchEngine.search", "test-zh", "创新 临床 试验")
    assert twin.call("searchEngine.search", "test-zh", "+创新 -临床 title:试验^9~2") != []
    assert twin.call("searchEngine.search", "test-zh", "+创新 -临床 *试验*") == plain


# --- highlights and excerpts --------------------------------------------------------------------

HIGHLIGHTS = [
    ("nothing to find", "创新药", "临床", []),
    ("empty query", "创新药", "", []),
    ("empty text", "", "药", []),
    ("pairs join", "支持创新药研发", "创新药", [[2, 5]]),
    ("two places", "药品和药品", "药品", [[0, 2], [3, 5]]),
    ("single ideograph", "新药、药品", "药", [[1, 2], [3, 4]]),
    ("half of a longer query", "创新产品", "创新药", [[0, 2]]),
    ("neighbouring matches join", "临床试验", "临床 试验", [[0, 4]]),
    ("number", "最高2,000万元", "2000万", [[2, 8]]),
    ("number alone", "最高2000万元，20%", "2000", [[2, 6]]),
    ("full width", "比例３０％", "30%", [[2, 5]]),
    ("whole word for its stem", "Funding for policies", "policy fund", [[0, 7], [12, 20]]),
    ("half-typed word", "innovative", "innov", [[0, 10]]),
    ("accent after its letter", "le cafe\u0301.", "café", [[3, 8]]),
    ("markup is text", "<b>药品</b>", "药品", [[3, 5]]),
    ("one character for several", "第㈠条", "一", [[1, 2]]),
    ("beyond U+FFFF", "在\U00020bb7野家", "\U00020bb7野", [[1, 4]]),
]


@pytest.mark.parametrize(
    ("text", "query", "spans"), [case[1:] for case in HIGHLIGHTS], ids=[c[0] for c in HIGHLIGHTS]
)
def test_highlights(text: str, query: str, spans: list[list[int]], twin: Twin) -> None:
    """Places are counted in UTF-16 units, as the browser counts."""
    assert twin.call("searchEngine.highlights", text, query) == spans


any_text = st.text(
    st.sampled_from("药品创新临床 ，。abcing30%é\u0301\U00020bb7💊\ue000"), max_size=80
)


@given(any_text, any_text)
def test_highlights_are_in_order_and_apart(twin: Twin, text: str, query: str) -> None:
    """None is empty, none touches the next, none splits a character."""
    spans = twin.call("searchEngine.highlights", text, query)
    places = [place for span in spans for place in span]
    assert places == sorted(set(places))
    units = text.encode("utf-16-le")
    for start, end in spans:
        units[2 * start : 2 * end].decode("utf-16-le")


WORDS_IN_ROW = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda"
EXCERPTS = [
    ("what fits is whole", "创新药", "药", 3, (0, 3)),
    ("no match: the beginning", "一" * 50, "药", 20, (0, 20)),
    ("a quarter before the match", "一" * 50 + "药品" + "一" * 50, "药品", 20, (45, 65)),
    ("the first of two equals", "药品" + "一" * 50 + "药品", "药品", 20, (0, 20)),
    ("a match at the end", "一" * 50 + "药品", "药品", 20, (32, 52)),
    (
        "different words, not one word often",
        "药品药品药品，" + "一" * 50 + "药品和临床试验" + "一" * 50,
        "药品 临床试验",
        40,
        (47, 87),
    ),
    (
        "a word counts while it is inside",
        "药品一一一药品" + "一" * 11 + "临床一一一一试验" + "一" * 20,
        "药品 临床 试验",
        20,
        (0, 20),
    ),
    ("cut between words", WORDS_IN_ROW, "zeta", 24, (23, 46)),
    ("a very long word is cut", "b" * 100 + "药" + "b" * 100, "药", 60, (85, 145)),
]


@pytest.mark.parametrize(
    ("text", "query", "size", "shown"),
    [case[1:] for case in EXCERPTS],
    ids=[c[0] for c in EXCERPTS],
)
def test_excerpts(text: str, query: str, size: int, shown: tuple[int, int], twin: Twin) -> None:
    """The part of a text that shows most of the query."""
    start, end = twin.call("searchEngine.excerpt", text, query, size)
    assert (start, end) == shown


@given(any_text, any_text, st.integers(1, 40))
def test_an_excerpt_lies_in_its_text(twin: Twin, text: str, query: str, size: int) -> None:
    """It splits no character and is no longer than asked for, but for a word's beginning."""
    start, end = twin.call("searchEngine.excerpt", text, query, size)
    units = text.encode("utf-16-le")
    assert 0 <= start <= end <= len(units) // 2
    units[2 * start : 2 * end].decode("utf-16-le")


# --- the state of a hit's document --------------------------------------------------------------

DATES = ["2022-01-01", "2022-01-02", "2023-01-01", "2024-12-30", "2024-12-31", "2025-01-01"]
VALIDITIES = [
    {"from": None, "until": None, "by_reference": None},
    {"from": "2023-01-01", "until": None, "by_reference": None},
    {"from": "2022-01-02", "until": "2024-12-30", "by_reference": None},
    {
        "from": "2024-12-31",
        "until": "2024-12-31",
        "by_reference": {"from": "2022-01-02", "until": "2023-01-01"},
    },
]


@pytest.mark.parametrize("validity", VALIDITIES)
def test_a_document_has_the_state_that_its_rules_see(validity: dict[str, Any], twin: Twin) -> None:
    """On first and last days and around them."""
    states = [status_on(validity, on) for on in DATES]
    assert [twin.call("validity.statusOn", validity, on) for on in DATES] == states

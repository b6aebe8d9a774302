"""Searching and highlighting: schema/search.md, sections 6 and 7."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace as with_
from typing import Any

import pytest

from clausebook.features.search.counted import Entry, pinyin
from clausebook.features.search.tokenise import Run, elements
from clausebook.rules.validity import status_on
from tests.features.search.corpus import WORDS, bodies, corpus, places, use
from tests.published import validity_of
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


# --- what a query finds -------------------------------------------------------------------------


@pytest.fixture
def made_up(twin: Twin) -> Twin:
    """The browser with the made-up clauses."""
    use(twin, corpus())
    return twin


def test_every_part_of_a_clause_finds_it(made_up: Twin) -> None:
    """Any 2 to 5 neighbouring units of any run, as a Chinese query usually is."""
    chance = random.Random("parts")
    for place, entry in enumerate(corpus()):
        found = (run for run in elements(entry.zh[-1]) if isinstance(run, Run))
        longest = max(found, key=lambda run: len(run.units)).units
        start = chance.randrange(len(longest) - 1)
        part = "".join(longest[start : start + chance.randrange(2, 6)])
        assert place in places(made_up, part), part


def half_typed() -> Iterator[str]:
    """Every beginning, of three letters or more, of every word of the corpus."""
    for word in WORDS:
        yield from (word[:length] for length in range(3, len(word) + 1))


def test_a_word_is_found_while_it_is_typed(made_up: Twin) -> None:
    """After every letter, all clauses with a word that begins so are hits."""
    for typed in sorted(set(half_typed())):
        expected = {
            place
            for place, entry in enumerate(corpus())
            if re.search(rf"\b{typed}", " ".join(entry.en), re.IGNORECASE)
        }
        assert expected <= {*places(made_up, typed)}, typed


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("chuangxin", [0]),
        ("chuangxi", [0, 1]),
        ("chuangxinya", [0]),
        ("chuangxi ", []),
        ("chuangxinya a", []),
    ],
)
def test_pinyin_may_be_half_typed(query: str, hits: list[int], twin: Twin) -> None:
    texts = ["创新药", "窗下", "others"]
    entries = [
        with_(entry, spoken=tuple(pinyin(text)))
        for entry, text in zip(bodies(texts), texts, strict=True)
    ]
    use(twin, entries)
    assert sorted(places(twin, query)) == hits


def test_only_the_word_at_the_end_is_half_typed(twin: Twin) -> None:
    """A space, or another word, ends it."""
    use(twin, bodies(["inner market", "trial", *["other"] * 9]))
    assert places(twin, "inn") == [0]
    assert places(twin, "inn ") == []
    assert places(twin, "trial inn") == [1, 0]
    assert places(twin, "trial in") == places(twin, "trial zz") == [1]
    assert places(twin, "inn trial") == [1]
    assert places(twin, "i") == []


def test_a_word_finds_the_words_that_grow_out_of_it(twin: Twin) -> None:
    """And those it grows out of, wherever it stands, when its stem has five letters or more."""
    use(twin, bodies(["approval", "approved", "plant", "plan"]))
    assert places(twin, "approve it") == [1, 0]
    assert places(twin, "approval it") == [0, 1]
    assert places(twin, "plan it") == [3]


def test_a_single_sign_finds_all_clauses_with_it(made_up: Twin) -> None:
    """Wherever it stands in its run, in the clause or in what it is called."""
    for sign in "药验权车1%":
        expected = {
            place
            for place, entry in enumerate(corpus())
            if any(
                sign in run.units
                for text in (*entry.zh, *entry.en, *entry.name)
                for run in elements(text)
                if isinstance(run, Run)
            )
        }
        assert {*places(made_up, sign)} == expected


def test_a_number_is_found_whole(twin: Twin) -> None:
    """30 is in 30% and 30万, not in 300万 or p30."""
    use(twin, bodies(["达30%", "30万元", "300万元", "p30", "1:30", "2,030家"]))
    assert places(twin, "30") == [0, 1]
    assert places(twin, "2030") == [5]


AMOUNTS = ["2,000 万元", "2000万", "两千万", "２０００万元", "0.2亿", "RMB 20 million", "20m yuan"]


@pytest.mark.parametrize("query", AMOUNTS)
def test_an_amount_is_found_however_it_is_written(query: str, twin: Twin) -> None:
    """In either language; a clause with another amount comes later or not at all."""
    use(twin, bodies(["最高2000万元", "up to RMB 20 million", "最高200万元", "RMB 2 million"]))
    assert {*places(twin, query)[:2]} == {0, 1}


SAME = [
    ("30%", "百分之三十"),
    ("30 percent", "30%"),
    ("Ⅲ期", "三期"),
    ("phase 3", "III期"),
    ("第十二条", "第12条"),
    ("clause 12", "第十二条"),
    ("沪府办规[2022]13号", "沪府办规〔2022〕13号"),
    ("沪府办规2022 13号", "沪府办规〔2022〕13号"),
    ("臨床試驗", "临床试验"),
    ("ＧＭＰ", "gmp"),
]


@pytest.mark.parametrize(("query", "text"), SAME)
def test_what_is_the_same_is_found(query: str, text: str, twin: Twin) -> None:
    """And the other way round."""
    use(twin, bodies(["其他", text]))
    assert places(twin, query) == [1]
    use(twin, bodies(["其他", query]))
    assert places(twin, text) == [1]


def test_traditional_characters_are_learnt_when_they_are_met(twin: Twin) -> None:
    """A query in simplified characters does not load their table."""
    use(twin, bodies(["临床试验"]))
    assert places(twin, "临床试验") == [0]
    assert "variants" not in twin.call("searchFiles.loaded")
    assert places(twin, "臨床試驗") == [0]
    assert "variants" in twin.call("searchFiles.loaded")


# --- other words --------------------------------------------------------------------------------


def found(twin: Twin, query: str) -> dict[str, Any]:
    """The whole answer to a query."""
    answer: dict[str, Any] = twin.call("search.find", query)
    return answer


def test_words_for_the_same_thing_are_searched_as_well(twin: Twin) -> None:
    """What was typed comes first, and the answer says what else was searched."""
    use(twin, bodies(["给予资助", "给予补贴", "the subsidy", "给予资格"]))
    answer = found(twin, "补贴")
    assert [hit["place"] for hit in answer["hits"]] == [1, 0, 2]
    own = {"typed": "补贴", "concept": "≈0", "words": ["资助", "subsidy"]}
    assert answer["also"] == [own]


def test_some_words_lead_one_way(twin: Twin) -> None:
    """无尘室 finds 洁净车间; 洁净车间 does not find 无尘室."""
    use(twin, bodies(["建设洁净车间", "建设无尘室"]))
    assert places(twin, "无尘室") == [1, 0]
    assert places(twin, "洁净车间") == [0]


def test_words_of_a_group_must_stand_together(twin: Twin) -> None:
    """clean room is one thing; a clean air and a room are others."""
    use(twin, bodies(["a cleanroom", "clean air"]))
    assert found(twin, "clean room")["also"][0]["typed"] == "clean room"
    assert found(twin, "room, clean")["also"] == []


def test_a_misspelt_word_is_forgiven_and_told(twin: Twin) -> None:
    """One slip from four letters on, two from eight; of equals the one with the same beginning."""
    use(twin, bodies(["manufacturing", "clinical", "grants", "plants", "feel"]))
    answer = found(twin, "manufactring ")
    assert [hit["place"] for hit in answer["hits"]] == [0]
    assert answer["corrected"] == [{"typed": "manufactring", "used": "manufacturing"}]
    assert found(twin, "clincal ")["corrected"] == [{"typed": "clincal", "used": "clinical"}]
    assert found(twin, "grints ")["corrected"] == [{"typed": "grints", "used": "grants"}]
    assert found(twin, "fuel ")["corrected"] == []
    assert found(twin, "manufacturing ")["corrected"] == []


def test_pinyin_finds_titles(twin: Twin) -> None:
    """Whole syllables of two signs or more."""
    entries = [
        Entry("d/0", ("创新药",), (), (), (*pinyin("创新药"),)),
        Entry("d/1", ("医疗器械",), (), (), (*pinyin("医疗器械"),)),
    ]
    use(twin, entries)
    assert places(twin, "chuangxinyao") == [0]
    assert places(twin, "yiliao qixie") == [1]


# --- the order of hits, and having none ---------------------------------------------------------


def test_a_match_in_the_title_counts_more(twin: Twin) -> None:
    """The same words, the same lengths, one in the title, which is there twice, and one below."""
    entries = [
        Entry("d/0", ("总部奖励", "总部奖励", "委托生产"), (), ()),
        Entry("d/1", ("委托生产", "委托生产", "总部奖励"), (), ()),
    ]
    use(twin, entries)
    assert places(twin, "委托生产") == [1, 0]


def test_a_clause_with_more_of_the_query_comes_first(twin: Twin) -> None:
    """However often another has a part of it."""
    use(twin, bodies(["临床临床临床临床", "临床和车间的其他事项和更多的文字", "贴息"]))
    assert places(twin, "临床 车间") == [1, 0]


def test_equal_hits_keep_the_order_of_the_site(twin: Twin) -> None:
    """So that two builds and two browsers list them alike."""
    use(twin, bodies(["药品"] * 12))
    assert places(twin, "药品") == [*range(12)]


def test_citations_are_found(made_up: Twin) -> None:
    """A document's number with the clause's number leads to the clause."""
    assert places(made_up, "沪府办规〔2022〕7号 第7条")[0] == 6
    assert places(made_up, "No. 7, clause 7")[0] == 6


def test_a_query_that_is_mostly_unknown_finds_nothing_and_says_what_would(twin: Twin) -> None:
    """One word of three in the texts is no answer, but an offer."""
    use(twin, bodies(["fuel for trains", "other things"] * 9))
    answer = found(twin, "quantum rocket fuel")
    assert answer["hits"] == []
    assert answer["missing"] == ["quantum", "rocket"]
    assert answer["weak"] == [{"words": "fuel", "count": 9}]


def test_words_of_questions_do_not_count(twin: Twin) -> None:
    """What is asked for decides, not how."""
    use(twin, bodies(["how to do what you can", "the cleanroom of a plant"]))
    assert places(twin, "how can I get a cleanroom") == [1]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries(query: str, made_up: Twin) -> None:
    """Whatever is typed is text, and only its beginning counts: nobody types more."""
    assert places(made_up, query) == places(made_up, query[:200])


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        ("新能源汽车充电桩补贴", ["新能源汽车充电桩"]),
        ("太阳能补贴", ["太阳能"]),
        ("开一家火锅店", ["火锅店"]),
        ("新能补", []),
        ("补贴 汽车", ["汽车"]),
        ("Quantum-Rocket subsidy", ["Quantum", "Rocket"]),
        ("ＱＵＡＮＴＵＭ 补贴", ["ＱＵＡＮＴＵＭ"]),
        ("新能", []),
        ("补贴 补贴 汽车", ["汽车"]),
        ("others, others", []),
    ],
)
def test_what_no_clause_has_is_told_in_whole_words_as_typed(
    query: str, missing: list[str], twin: Twin
) -> None:
    """A word of which a part is known elsewhere is no less unknown; one beside it stays apart."""
    use(twin, bodies(["新能力", "给予补贴", "一家企业", "others"]))
    assert found(twin, query)["missing"] == missing


def test_operators_have_no_meaning(made_up: Twin) -> None:
    """They separate, like any punctuation."""
    plain = places(made_up, "创新 临床 试验")
    assert plain != []
    assert places(made_up, "+创新 -临床 *试验*") == plain
    assert places(made_up, "创新: 临床^9 试验~2")[:1] != []


# --- highlights and excerpts --------------------------------------------------------------------


@pytest.fixture(scope="module")
def marking(twin: Twin) -> Twin:
    """The browser with few words, so that what is marked depends on what was typed."""
    use(twin, bodies(["给予资助", "innovative policies", "plan", "第一条", "2000万元"]))
    return twin


def wish(twin: Twin, query: str) -> Any:
    """What a query asks for."""
    return twin.call("searchWays.understand", query)


HIGHLIGHTS = [
    ("the word that was searched instead", "the innovative policy", "inovative ", [[4, 14]]),
    ("words for the same thing", "给予资助的", "补贴", [[2, 4]]),
    ("an amount written otherwise", "最高2000万元", "RMB 20 million", [[2, 7]]),
    ("a numeral", "第12条", "第十二条", [[0, 4]]),
    ("empty words are not marked", "the plan", "the plan", [[4, 8]]),
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
def test_highlights(text: str, query: str, spans: list[list[int]], marking: Twin) -> None:
    """Places are counted in UTF-16 units, as the browser counts."""
    assert marking.call("searchMarks.highlights", text, wish(marking, query)) == spans


@pytest.mark.parametrize("query", ["phase III", "phase 3", "class 3"])
def test_a_number_of_a_figure_is_marked_with_its_word_only(query: str, twin: Twin) -> None:
    """The number of a rule is no phase."""
    use(twin, bodies(["a phase 3 trial", "III期", "class 3 devices", "rule 3"]))
    text = "Rule 3: phase 3, III期, class III"
    spans = twin.call("searchMarks.highlights", text, wish(twin, query))
    marked = {"phase": ["phase 3", "III期"], "class": ["class III"]}
    assert [text[start:end] for start, end in spans] == marked[query.split()[0]]


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
        (13, 33),
    ),
    (
        "of as many words those that stand closest",
        "药品" + "一" * 9 + "试验，" + "一" * 50 + "药品试验" + "一" * 50,
        "药品 试验",
        20,
        (59, 79),
    ),
    ("cut between words", WORDS_IN_ROW, "zeta", 24, (23, 46)),
    ("a very long word is cut", "b" * 100 + "药" + "b" * 100, "药", 60, (85, 145)),
]


@pytest.mark.parametrize(
    ("text", "query", "size", "shown"),
    [case[1:] for case in EXCERPTS],
    ids=[c[0] for c in EXCERPTS],
)
def test_excerpts(text: str, query: str, size: int, shown: tuple[int, int], marking: Twin) -> None:
    """The part of a text that shows most of the query."""
    start, end = marking.call("searchMarks.excerpt", text, wish(marking, query), size)
    assert (start, end) == shown


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
    {"draft": True, "withdrawn": "2024-12-31"},
    {"from": "2022-01-02", "suspended": [{"from": "2023-01-01", "until": "2024-12-30"}]},
    {"from": "2022-01-02", "suspended": [{"from": "2023-01-01", "until": None}]},
    {"from": "2022-01-02", "until": "2024-12-30", "superseded": "2023-01-01"},
]


@pytest.mark.parametrize("validity", VALIDITIES)
def test_a_document_has_the_state_that_its_rules_see(validity: dict[str, Any], twin: Twin) -> None:
    """On first and last days and around them."""
    states = [status_on(validity_of(validity), on) for on in DATES]
    assert [twin.call("validity.statusOn", validity, on) for on in DATES] == states

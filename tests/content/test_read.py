"""Facts and prose: one wrong digit anywhere, and the build says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from clausebook.build.understand import understand
from clausebook.content.assemble import lexicon_of
from clausebook.content.check import read_path
from clausebook.content.lexicon import Lexicon
from clausebook.content.load import load
from clausebook.content.printed import disagreement
from clausebook.content.read.tables import default_value, iso_date
from clausebook.content.read.texts import TextReader
from clausebook.content.records import Corpus, Prose
from clausebook.content.sources import Sources
from clausebook.content.walk import all_prose
from clausebook.problems import Place, Problems
from clausebook.quantity import Usage, parse
from tests.overlay import BAD, GOOD, LANGUAGES, found, lay, problems_in

NOWHERE = Place("x.yaml")
EMPTY = Sources(lambda path: "")
FIGURE = re.compile(r"[\d.,零一二三四五六七八九十百千万亿]+")
ROWS = ("0123456789", "０１２３４５６７８９", "零一二三四五六七八九")
MUST_SAY = (["printed-disagrees"], ["bad-quantity"], ["unknown-unit"])

Fact = dict[str, str]


class Written(NamedTuple):
    """Every fact of every document, clause and item, as the editor wrote it."""

    facts: list[Fact]
    lexicon: Lexicon

    def codes(self, fact: Fact) -> list[str]:
        """What the reader says about a fact, by itself."""
        problems = Problems(EMPTY)
        TextReader(problems, self.lexicon).facts({"facts": {"fact": fact}}, NOWHERE)
        return [problem.code for problem in problems]

    def proves(self, fact: Fact, place: int) -> bool:
        """Whether the figure at this place of the token is what proves the fact.

        A token may hold a second figure (4个100), or a word such as 一次性; the fact stands
        without it.
        """
        token, units = fact["printed"], self.lexicon.units or {}
        figure = next(m for m in FIGURE.finditer(token) if m.end() > place)
        rest = token[: figure.start()] + token[figure.end() :]
        return disagreement(parse(fact["is"], units), rest, "", units, "zh") is not None


@pytest.fixture(scope="module")
def written(content: Path) -> Written:
    """The facts of the content, and the words that its files are read with."""
    problems = Problems()
    files = load(content, problems)
    assert found(problems) == []
    holders = [
        holder
        for name, file in files.items()
        if "/" in name
        for holder in (file.value, *file.value.get("items", []))
    ]
    facts = [fact for holder in holders for fact in holder.get("facts", {}).values()]
    site = read_path(content, "content", "site.yaml", Lexicon())
    units = read_path(content, "content", "units.yaml", lexicon_of([site]))
    return Written(facts, lexicon_of([site, units]))


def with_one_digit_changed(text: str) -> Iterator[tuple[int, str]]:
    """Each digit replaced by the next one, with its place."""
    for place, sign in enumerate(text):
        for row in ROWS:
            if sign in row:
                other = row[(row.index(sign) + 1) % len(row)]
                yield place, text[:place] + other + text[place + 1 :]


def test_every_fact_is_right_as_it_stands(written: Written) -> None:
    assert len(written.facts) > 10
    assert [fact for fact in written.facts if written.codes(fact)] == []


def test_one_wrong_digit_in_a_value_is_found(written: Written) -> None:
    for fact in written.facts:
        for _, wrong in with_one_digit_changed(fact["is"]):
            assert written.codes({**fact, "is": wrong}) in MUST_SAY, (fact, wrong)


def test_one_wrong_digit_in_a_printed_token_is_found(written: Written) -> None:
    for fact in written.facts:
        for place, wrong in with_one_digit_changed(fact["printed"]):
            if written.proves(fact, place):
                assert written.codes({**fact, "printed": wrong}) in MUST_SAY, (fact, wrong)


def test_a_wrong_unit_or_bound_is_found(written: Written) -> None:
    """万 for 亿, months for years, more than for at least: each changes what is paid or when."""
    swaps = {"万": "亿", "亿": "万", "%": "万元", "年": "个月", ">=": ">", "个月": "年", "家": "人"}
    for fact in written.facts:
        for unit, other in swaps.items():
            if unit in fact["is"]:
                wrong = fact["is"].replace(unit, other)
                assert written.codes({**fact, "is": wrong}) in MUST_SAY, (fact, wrong)


def test_a_bound_that_is_left_out_or_made_up_is_found(written: Written) -> None:
    """Only <= may be left out: 不超过 and 最高 also stand before the exact value of a cap."""
    for fact in written.facts:
        plain = fact["is"].lstrip("<>=~")
        wrong = f">={plain}" if fact["is"].startswith(("<=", plain)) else plain
        assert written.codes({**fact, "is": wrong}) == ["printed-disagrees"], fact


TYPED = {
    "zh": ("7", "７", "七年", "两项", "百分之", "½", "②"),
    "en": ("7", " twenty ", " million ", " half ", " doubled ", "²"),
}


def with_figures_typed(text: str, language: str) -> Iterator[str]:
    """Figures typed at the start, the end, and places between, outside all braces."""
    gaps = [
        place
        for place in range(len(text) + 1)
        if text.count("{", 0, place) == text.count("}", 0, place)
    ]
    for step, figure in enumerate(TYPED[language]):
        for part in (0, (step + 1) * len(gaps) // 9, len(gaps) - 1):
            yield text[: gaps[part]] + figure + text[gaps[part] :]


def test_a_figure_typed_into_any_prose_is_refused(corpus: Corpus) -> None:
    literals = corpus.settings.literals
    for _, prose in all_prose(corpus):
        for language in ("zh", "en"):
            for wrong in with_figures_typed(prose[language], language):
                problems = Problems(EMPTY)
                texts = {"zh": "", "en": "", language: wrong}
                TextReader(problems, Lexicon(literals)).check_prose(
                    Prose(LANGUAGES, (*texts.values(),), NOWHERE)
                )
                assert {problem.code for problem in problems} == {"digit-in-prose"}, wrong


@pytest.mark.parametrize(("right", "wrong"), [("is: 30%", "is: 31%"), ("３０％", "３１％")])
def test_a_wrong_fact_stops_the_whole_build_at_its_place(
    right: str, wrong: str, tmp_path: Path
) -> None:
    """The rule and the digest still find the fact, so that nothing else is said."""
    clause = (GOOD / "tide-2031-4" / "2.yaml").read_text(encoding="utf-8")
    overlay = "--- tide-2031-4/2.yaml\n" + clause.replace(right, wrong, 1)
    place = ("content/tide-2031-4/2.yaml", 7, 28, "printed-disagrees")
    assert found(problems_in(tmp_path, overlay)) == [place]


@pytest.mark.parametrize(
    ("text", "is_day"),
    [
        *(("2033-02-28", True), ("2033-02-29", False), ("20330228", False), ("", False)),
        *(
            ("2033-W09-1", False),
            ("2033-2-28", False),
            ("tomorrow", False),
            ("２０３３-02-28", False),
        ),
    ],
)
def test_a_day_is_written_in_one_way(text: str, is_day: bool) -> None:
    assert iso_date(text) is is_day


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("CNY", "0", "0"),
        ("CNY", "5000万元", "50000000"),
        ("rate", "30%", "0.3"),
        ("count", "3", "3"),
        ("duration", "3年", "3"),
        ("date", "2033-02-28", "2033-02-28"),
        ("yes_no", "yes", "yes"),
        ("choice", "reef", "reef"),
        ("CNY", "plenty", None),
        ("count", "2.5", None),
        ("yes_no", "true", None),
        ("choice", "river", None),
    ],
)
def test_a_default_is_what_a_reader_could_enter(kind: str, text: str, value: str | None) -> None:
    assert default_value(kind, text, ["reef", "open_sea"], Usage("CNY")) == value


def test_the_language_of_a_document_is_known_to_its_clauses(tmp_path: Path) -> None:
    overlay = (BAD / "printed-disagrees.english.yaml").read_bytes()
    content = lay(tmp_path, overlay)
    path = content / "reef-2033-1" / "document.yaml"
    english = path.read_text(encoding="utf-8")
    lines = {6: "up to 60 per cent", 7: "at least two years", 8: "3 or more farms"}
    for text, wrong in ((english, [6, 7]), (english.replace("original: en\n", ""), [*lines])):
        path.write_text(text, encoding="utf-8")
        told = understand(content)[1]
        assert [p.line for p in told if p.path.endswith("reef-2033-1/1.yaml")] == wrong

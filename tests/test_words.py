"""The generator knows no city, field or currency: their words are content, or its presets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.twin import ROOT

PLACES = ("clausebook", "templates", "static", "schema", "build.py", "set_up.py", "hatch_build.py")
"""What makes up the generator; ``presets/`` is content that is shipped, ``guide/`` tells of it."""
CONTENT = ("content", "tests/corpora/*/content")
NOT_SEARCHED = {
    ".png": "screenshots of the flagship for who installs it",
    ".md": "documentation",
    ".pyc": "made of what is searched",
}

LISTED = {
    "市区|市级|区级|省级|县级|镇级|国家级|本市|本区|市政府|区政府": "levels of one country",
    "municipal[a-z]*|districts?|count(?:y|ies)|provinc[a-z]+|cit(?:y|ies)": "levels of one country",
    "元": "the word of a currency, or a part of one: presets/currencies.json",
    "人民币|RMB|renminbi|yuan": "a currency: presets/currencies.json",
    "生物|药|医疗|医院|临床": "the flagship's field",
    "bio[a-z]+|pharma[a-z]*|drugs?|medic[a-z]+|hospitals?|clinical": "the flagship's field",
    "实验室|孵化|laborator(?:y|ies)|incubat\\w+": "the flagship's field",
}
"""Words that belong to content, with what they are; 万 and 亿 are numerals of a language."""

_LANGUAGE = "the reader of Chinese: what money of any country is called, such as 美元"
EXCEPTED = {
    ("clausebook/numerals/chinese.py", "元"): "圆 as it is written otherwise; what is counted",
    ("clausebook/content/printed/chinese.py", "元"): _LANGUAGE,
    ("clausebook/quantity/currencies.py", "元"): _LANGUAGE,
    ("clausebook/features/search/tokenise.py", "元"): _LANGUAGE,
    ("static/search/tokenise.js", "元"): _LANGUAGE,
    ("static/rules/entries.js", "元"): "圆 as it is written otherwise",
}
SUGGESTED = re.compile(r'^ *"examples": \[.*\]$', re.MULTILINE)
"""What editors' programs suggest: the presets' ids, as tests/content/test_vocabulary.py asserts."""


def rows(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return yaml.load(text, Loader=yaml.CSafeLoader) or {}


def names_in(content: Path) -> Iterator[str]:
    """Places, agencies and documents: what a corpus calls its own."""
    places = rows(content / "jurisdictions.yaml")
    inner = {id_: place for id_, place in places.items() if "within" in place}  # not 国家
    for id_, place in inner.items():
        yield from (id_, *place["short"].values(), *place["name"].values())
        yield re.sub("(?<=..)(?:新区|[省市区县])$", "", place["short"].get("zh", id_))
    for id_, agency in rows(content / "agencies.yaml").items():
        if agency.get("jurisdiction") in inner:  # not WHO
            yield from (id_, *agency["name"].values(), *agency["short"].values())
    for path in content.glob("*/document.yaml"):
        document = rows(path)
        yield from (path.parent.name, *document["title"].values(), *document["short"].values())


def pattern_of(words: str) -> re.Pattern[str]:
    """Words of letters stand by themselves: RMB, and also rmb_paid, but not farmbed."""
    return re.compile(f"(?:(?<![A-Za-z])(?=[A-Za-z])|(?![A-Za-z]))(?:{words})(?![A-Za-z])", re.I)


NAMED = sorted({name for kind in CONTENT for path in ROOT.glob(kind) for name in names_in(path)})
WORDS = pattern_of("|".join([*map(re.escape, NAMED), *LISTED]))


def files() -> Iterator[Path]:
    for place in PLACES:
        path = ROOT / place
        found = [path] if path.is_file() else sorted(path.rglob("*"))
        for one in found:
            inside = one.relative_to(ROOT).as_posix()
            if one.is_file() and not inside.startswith("schema/vectors/"):
                yield from [one] if one.suffix not in NOT_SEARCHED else []


def words_in(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Where words of content stand, and which; in the name of the file, or in a line of it."""
    plain = SUGGESTED.sub("", text) if name.startswith("schema/") else text
    for number, line in enumerate([name, *plain.split("\n")]):
        for found in WORDS.finditer(line):
            yield f"{name}:{number}", found[0]


FOUND = [
    hit
    for path in files()
    for hit in words_in(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
]


def exception(where: str, word: str) -> tuple[str, str]:
    return where.rpartition(":")[0], word


def test_no_word_of_content_stands_in_the_generator() -> None:
    assert [hit for hit in FOUND if exception(*hit) not in EXCEPTED] == []
    assert {exception(*hit) for hit in FOUND} >= {*EXCEPTED}  # each exception is needed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x\ny: 2000万元", [("a.py:2", "元")]),
        ("municipal_support", [("a.py:1", "municipal")]),
        ("drugs, Yuan", [("a.py:1", "drugs"), ("a.py:1", "Yuan")]),
        ("farmbed, velocity, account", []),
        ('"examples": ["district"]', [("a.py:1", "district")]),
    ],
)
def test_words_of_content_are_found(text: str, words: list[tuple[str, str]]) -> None:
    assert [*words_in("a.py", text)] == words


def test_files_are_searched_for_what_content_calls_its_own() -> None:
    assert [*words_in(f"a/{NAMED[0]}.py", "")] == [(f"a/{NAMED[0]}.py:0", NAMED[0])]
    assert '  "examples": ["district"]' not in SUGGESTED.sub("", '  "examples": ["district"]')
    assert len([*files()]) > 300

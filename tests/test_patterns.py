"""Regular expressions with a name: four times the text is at most twenty times the work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from tests.backtracking import Steps, explodes, parser

MODULES = (
    *("numerals", "prose", "quantity", "entries", "content.wording", "content.slips"),
    *("content.printed", "content.indents", "content.load", "content.read.texts"),
    *("official.audit", "official.spans", "official.texts", "official.order"),
    *("meaning.resolve.renderings", "features.exports.spreadsheet"),
)


def patterns(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from patterns([*value.values()])
    elif isinstance(value, tuple | list):
        for inside in value:
            yield from patterns(inside)


FOUND = {
    pattern: f"{module}.{name}"
    for module in MODULES
    for name, value in vars(import_module(f"clausebook.{module}")).items()
    for pattern in patterns(value)
}


@pytest.mark.parametrize("pattern", FOUND, ids=FOUND.values())
def test_no_text_makes_a_pattern_explode(pattern: re.Pattern[str]) -> None:
    assert explodes(pattern) is None


@pytest.mark.parametrize("pattern", ["(a+)+b", "(?:a|a)*b", "(?:a|aa)+c", "(?:[0-9]+,?)+x"])
def test_patterns_that_explode_are_found(pattern: str) -> None:
    assert explodes(re.compile(pattern)) is not None


@pytest.mark.parametrize("pattern", ["(?>a+)+b", "(a++)+b", "a+b", "(?:a|b)*c", "a*a*b"])
def test_patterns_that_do_not_are_left_alone(pattern: str) -> None:
    assert explodes(re.compile(pattern)) is None


def test_every_pattern_is_walked_as_the_library_walks_it() -> None:
    """On texts of its own signs: otherwise the steps would be another pattern's."""
    texts = (
        "最高1亿5000万元",
        "no more than 30%",
        "  - key: >=1",
        "2022年1月至2023年",
        "{term:a|b}",
        "《办法》",
    )
    for pattern in FOUND:
        tree = parser.parse(pattern.pattern, pattern.flags)
        for text in texts:
            for at in range(len(text)):
                same = Steps(text, 10**6, pattern.flags).match(tree, at)
                assert same == (pattern.match(text, at) is not None), (pattern.pattern, text, at)

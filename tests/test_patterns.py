"""Regular expressions with a name: four times the text is about four times the work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from clausebook.content.printed.reader import Reader
from clausebook.official.usage.record import Usage
from tests.backtracking import Steps, explodes, parser
from tests.twin import ROOT

PACKAGE = ROOT / "clausebook"


def patterns(value: Any) -> Iterator[re.Pattern[str]]:
    """Those over texts; bytes are read in files of our own making only."""
    if isinstance(value, re.Pattern):
        yield from [value] if isinstance(value.pattern, str) else []
    elif isinstance(value, Mapping):
        yield from patterns([*value.values()])
    elif isinstance(value, Reader | Usage):
        yield from patterns([getattr(value, field.name) for field in fields(value)])
    elif isinstance(value, tuple | list):
        for inside in value:
            yield from patterns(inside)


def found_in(path: Path) -> Iterator[tuple[re.Pattern[str], str, bool]]:
    """The patterns that have a name in a module, and whether they are searched for in texts."""
    source, parts = path.read_text(encoding="utf-8"), path.relative_to(ROOT).with_suffix("").parts
    if "re.compile" not in source:
        return
    module = import_module(".".join(parts).removesuffix(".__init__"))
    for name, value in vars(module).items():
        if re.search(rf"^{name}\b[^=\n]*= ", source, re.MULTILINE):
            tried = re.findall(rf"\b{name}\.(\w+)", source)
            searched = not {*tried} <= {"match", "fullmatch", "pattern"} or not tried
            yield from (
                (pattern, f"{'.'.join(parts[1:])}.{name}", searched) for pattern in patterns(value)
            )


FOUND = {
    pattern: (name, searched)
    for path in sorted(PACKAGE.rglob("*.py"))
    for pattern, name, searched in found_in(path)
}


@pytest.mark.parametrize("pattern", FOUND, ids=[name for name, _ in FOUND.values()])
def test_no_text_makes_a_pattern_explode(pattern: re.Pattern[str]) -> None:
    _, searched = FOUND[pattern]
    assert explodes(pattern, searched) is None


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(?:a|a)*b", "a*a*b", "(?:a|aa)+c", "(?:[0-9]+,?)+x"]
)
def test_patterns_that_explode_are_found(pattern: str) -> None:
    assert explodes(re.compile(pattern)) is not None


def test_patterns_that_begin_again_and_again_are_found() -> None:
    assert explodes(re.compile("a+b"), searched=True) == "a"
    assert explodes(re.compile("(?<!a)a++b"), searched=True) is None


@pytest.mark.parametrize("pattern", ["(?>a+)+b", "(a++)+b", "a+b", "(?:a|b)*c"])
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

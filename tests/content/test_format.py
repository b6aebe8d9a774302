"""The formatter: keys in the order of the schemas, and not a word changed."""

from __future__ import annotations

import random
from typing import Any

import pytest
import yaml

from clausebook.content.format import formatted, languages_of
from clausebook.content.load import YamlFile, load, parse
from clausebook.problems import Problems
from tests.overlay import GOOD

CONTENT = load(GOOD, Problems())


def file(text: str, path: str = "content/x/1.yaml") -> YamlFile:
    parsed = parse(path, text.encode(), Problems())
    assert parsed is not None
    return parsed


def test_keys_of_a_block_are_put_in_order_with_their_comments() -> None:
    text = """\
# A file.
digest:
  zh: |-
    甲：

    - 乙
  en: >-
    One
    sentence.
# Its number.
number: （一）
kind: clause
"""
    assert (
        formatted(file(text))
        == """\
# A file.
# Its number.
number: （一）
kind: clause
digest:
  zh: |-
    甲：

    - 乙
  en: >-
    One
    sentence.
"""
    )


def test_keys_inside_braces_are_put_in_order() -> None:
    text = 'number: "1"\nfacts:\n  a: {means: {en: A, zh: 甲}, printed: "1,\n    2", is: 3%}\n'
    ordered = 'number: "1"\nfacts:\n  a: {is: 3%, printed: "1,\n    2", means: {zh: 甲, en: A}}\n'
    assert formatted(file(text)) == ordered


def test_texts_stand_in_the_order_of_the_sites_languages() -> None:
    text = 'number: "1"\nfacts:\n  a: {means: {zh: 甲, en: A}, is: 3%}\n'
    ordered = 'number: "1"\nfacts:\n  a: {is: 3%, means: {en: A, zh: 甲}}\n'
    assert formatted(file(text), ("en", "zh")) == ordered


def test_the_languages_are_those_of_site_yaml() -> None:
    assert languages_of(CONTENT) == ("zh", "en")
    assert languages_of({}) == ()
    assert languages_of({"site.yaml": file("languages: en\n", "content/site.yaml")}) == ()


def test_entries_of_lists_are_put_in_order_and_lists_are_not() -> None:
    text = """\
links:
  - why: {zh: 乙, en: B}
    to: "2"
    type: details
  - type: cites
    to: "1"
    why: {zh: 甲, en: A}
"""
    assert (
        formatted(file(text))
        == """\
links:
  - type: details
    to: "2"
    why: {zh: 乙, en: B}
  - type: cites
    to: "1"
    why: {zh: 甲, en: A}
"""
    )


def test_names_that_editors_choose_stay_where_they_are() -> None:
    text = "facts:\n  z: {is: 1%, printed: 1%}\n  a: {is: 2%, printed: 2%}\n"
    assert formatted(file(text)) == text


def test_spaces_at_the_ends_of_lines_go() -> None:
    assert formatted(file("number: a   \nkind: clause\n\n\n")) == "number: a\nkind: clause\n"


def test_a_file_without_a_schema_stays_as_it_is() -> None:
    text = "b: 1  \na: 2\n"
    assert formatted(file(text, "content/notes.yaml")) == text


def shuffled(value: Any, chance: random.Random) -> Any:
    """The same value with the keys of every mapping in another order."""
    if isinstance(value, dict):
        keys = sorted(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    return [shuffled(entry, chance) for entry in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", [name for name in CONTENT if "/" in name])
@pytest.mark.parametrize("flow", [False, None])
def test_whatever_the_order_was_the_value_stays(name: str, flow: bool | None) -> None:
    """Block style, and the mixture that PyYAML writes of itself."""
    value = shuffled(CONTENT[name].value, random.Random(name))
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_flow_style=flow)
    once = formatted(file(text, f"content/{name}"))
    again = parse(f"content/{name}", once.encode(), Problems())
    assert again is not None
    assert again.value == file(text).value
    assert formatted(again) == once
    assert next(iter(again.value)) == next(iter(CONTENT[name].value))


def test_the_good_content_keeps_its_meaning() -> None:
    for name, loaded in load(GOOD, Problems()).items():
        again = parse(name, formatted(loaded).encode(), Problems())
        assert again is not None
        assert again.value == loaded.value

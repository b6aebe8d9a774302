"""The interface's words: the same in both languages, none missing, none idle braces."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from clausebook.features.search.page import STATUSES
from clausebook.meaning.site import INVERSE
from clausebook.quantity import UNITS
from clausebook.resources import BadResource
from clausebook.told import strings
from clausebook.told.strings import FOLDER, SCRIPT_FILES, fill, page_words, script_words
from tests.twin import ROOT

FILES = sorted(FOLDER.glob("*.yaml"))
SCHEMA = ROOT / "schema"


def leaves(words: Any, route: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(words, dict):
        for key, value in words.items():
            yield from leaves(value, f"{route}.{key}")
    else:
        yield route, words


def language(file: Path, code: str) -> dict[str, str]:
    loaded = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert list(loaded) == ["zh", "en"]
    return dict(leaves(loaded[code]))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_both_languages_have_the_same_words_in_the_same_order(file: Path) -> None:
    assert list(language(file, "zh")) == list(language(file, "en"))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_both_languages_fill_in_the_same_values(file: Path) -> None:
    """English may leave out a printed number that only Chinese shows, and the other way round."""
    zh, en = language(file, "zh"), language(file, "en")
    for key in zh:
        names = [sorted(set(re.findall(r"\{(\w+)\}", words[key]))) for words in (zh, en)]
        if not key.startswith((".clause_label", ".annex")):
            assert names[0] == names[1], key


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("code", ["zh", "en"])
def test_every_word_is_there_and_well_formed(file: Path, code: str) -> None:
    for key, text in language(file, code).items():
        assert text.strip() or key.startswith(".unit."), key
        assert re.sub(r"\{\w+\}", "", text).count("{") == 0, key
        assert re.search(r"[<>&\u200b]", text) is None, key


def test_english_pages_have_chinese_for_the_other_language_only() -> None:
    words = language(FOLDER / "pages.yaml", "en")
    chinese = [key for key, text in words.items() if re.search(r"[\u4e00-\u9fff]", text)]
    assert chinese == [".other_language"]


def test_no_word_is_idle() -> None:
    """Each word of the pages is named in a template or a view."""
    root = FOLDER.parent.parent
    sources = [*root.glob("templates/**/*.html"), *root.glob("clausebook/**/*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    words = yaml.safe_load((FOLDER / "pages.yaml").read_text(encoding="utf-8"))["en"]
    idle = [key for key in words if not re.search(rf"\bwords\.{key}\b|[\"']{key}[\"']", text)]
    assert idle == []


def test_scripts_get_the_words_that_pages_have_below_the_same_names() -> None:
    for name in SCRIPT_FILES:
        assert page_words("zh")[name] == script_words(name, "zh")
        assert page_words("en")[name] == script_words(name, "en")


def enum(file: str, *route: str) -> list[str]:
    """A closed list of a content schema."""
    value = yaml.safe_load((SCHEMA / file).read_text(encoding="utf-8"))
    for step in route:
        value = value[step]
    return list(value["enum"])


BENEFIT = ("$defs", "benefit", "properties")
FACT = ("$defs", "fact", "properties")
LISTS = {
    "clause_label": enum("clause.json", "properties", "kind"),
    "document_type": enum("document.json", "properties", "type"),
    "form": enum("common.json", *BENEFIT, "form"),
    "bound": ["exact", "up_to"],
    "role": enum("common.json", *FACT, "role"),
    "per": enum("common.json", *FACT, "per", "items"),
    "level": enum("jurisdictions.json", "additionalProperties", "properties", "level"),
    "link_type": sorted({*INVERSE, *INVERSE.values()}),
    "stacking_type": enum("clause.json", "properties", "stacking", "items", "properties", "type"),
    "compared": enum("clause.json", "properties", "links", "items", "properties", "compared"),
    "kind": ["money", "usd", "rate", "ratio", "count", "duration", "date"],
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("code", ["zh", "en"])
def test_everything_that_content_can_say_has_words(name: str, code: str) -> None:
    assert sorted(page_words(code)[name]) == sorted(LISTS[name])  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["zh", "en"])
def test_every_status_has_words(code: str) -> None:
    words = script_words("common", code)["status"]  # type: ignore[arg-type]
    statuses = ["in-force", "expired", "plan-over", "not-yet", "by-reference", "undated"]
    assert sorted(words) == sorted(statuses)
    assert {*STATUSES, "plan-over"} == set(statuses)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_every_item_of_a_calculator_has_words(code: str) -> None:
    per = enum("common.json", *BENEFIT, "per")
    words = page_words(code)["calculator"]  # type: ignore[arg-type]
    assert sorted(words["item"]) == sorted(words["add_item"]) == sorted(per)


def test_every_unit_of_time_has_english_words_for_one_and_many() -> None:
    assert all(len(words) == 2 for words in UNITS["durations"].values())


def test_values_are_filled_in_once_and_never_inside_one_another() -> None:
    assert fill("{a} and {b}", a="{b}", b="{a}") == "{b} and {a}"
    assert fill("none") == "none"


# --- slips -------------------------------------------------------------------------------------


@pytest.fixture
def edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], None]:
    """Change a text in a copy of the files."""
    folder = Path(shutil.copytree(FOLDER, tmp_path / "strings"))
    monkeypatch.setattr(strings, "FOLDER", folder)
    monkeypatch.setattr(strings, "_file", strings._file.__wrapped__)

    def change(name: str, old: str, new: str) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


SLIPS = {
    "a colon": ("home: 首页", "home： 首页", "7:7: error[yaml-syntax]: "),
    "a key that is there twice": ("home: 首页", "menu: 首页", "7:3: error[yaml-duplicate-key]: "),
    "one language": ("home: 首页", "hut: 首页", "7:3: error[missing-translation]: 'hut' is not "),
    "a language": ("zh:\n", "zn:\n", "2:1: error[missing-translation]: the words in zh are "),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_its_place(slip: str, edit: Callable[[str, str, str], None]) -> None:
    old, new, told = SLIPS[slip]
    edit("pages.yaml", old, new)
    with pytest.raises(BadResource) as raised:
        page_words("zh")
    assert f"strings/pages.yaml:{told}" in str(raised.value)


def test_a_text_that_is_asked_for_and_not_there_is_told_with_its_place() -> None:
    words, told = page_words("en"), "a text called 'hom' is asked for and not there; put it back."
    for inner, place in ((words, "pages.yaml:"), (words["search"]["found"], "search.yaml:")):
        with pytest.raises(BadResource, match=f"strings/{place}[0-9]+:[0-9]+: error: {told}"):
            inner["hom"]


def test_a_value_that_a_text_does_not_get_is_told_with_its_place(
    edit: Callable[[str, str, str], None],
) -> None:
    edit("pages.yaml", "{n}条", "{m}条")
    with pytest.raises(BadResource, match=r"yaml:18:18: error: {m} is a value .+ write {n}\."):
        fill("{m}条", n="1")

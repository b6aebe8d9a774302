"""The interface's words: the same in every language, none missing, none idle braces."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from clausebook.meaning.site import INVERSE
from clausebook.quantity import STYLES, UNITS, Usage
from clausebook.resources import BadResource
from clausebook.rules.validity import STATUSES
from clausebook.told import strings
from clausebook.told.strings import FOLDER, SCRIPT_PARTS, fill, page_words, script_words
from tests.twin import ROOT

CODES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
SCHEMA = ROOT / "schema"


def leaves(words: Any, route: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(words, dict):
        for key, value in words.items():
            yield from leaves(value, f"{route}.{key}")
    else:
        yield route, words


def words_in(code: str) -> dict[str, str]:
    text = (FOLDER / f"{code}.yaml").read_text(encoding="utf-8")
    return dict(leaves(yaml.load(text, Loader=yaml.BaseLoader)))


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_the_same_words_in_the_same_order(code: str) -> None:
    assert list(words_in(code)) == list(words_in("en"))


LEFT_OUT = {".pages.numbered.short": "Chinese cites a document by its number alone"}


@pytest.mark.parametrize("code", CODES)
def test_every_language_fills_in_the_same_values(code: str) -> None:
    words, english = words_in(code), words_in("en")
    for key in words.keys() - LEFT_OUT.keys():
        names = [sorted(set(re.findall(r"\{(\w+)\}", text[key]))) for text in (words, english)]
        assert names[0] == names[1], key


@pytest.mark.parametrize("code", CODES)
def test_every_word_is_there_and_well_formed(code: str) -> None:
    for key, text in words_in(code).items():
        assert text.strip() or key.startswith(".calculator.unit."), key
        assert re.sub(r"\{\w+\}", "", text).count("{") == 0, key
        assert re.search(r"[<>&\u200b]", text) is None, key


def test_english_pages_have_no_chinese() -> None:
    words = words_in("en")
    pages = {key: text for key, text in words.items() if key.startswith(".pages.")}
    chinese = [key for key, text in pages.items() if re.search(r"[\u4e00-\u9fff]", text)]
    assert chinese == []


def test_no_word_is_idle() -> None:
    """Each word of the pages is named in a template or a view."""
    root = FOLDER.parent.parent
    sources = [*root.glob("templates/**/*.html"), *root.glob("clausebook/**/*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    words = yaml.safe_load((FOLDER / "en.yaml").read_text(encoding="utf-8"))["pages"]
    idle = [key for key in words if not re.search(rf"\bwords\.{key}\b|[\"']{key}[\"']", text)]
    assert idle == []


def test_scripts_get_the_words_that_pages_have_below_the_same_names() -> None:
    for part in SCRIPT_PARTS:
        assert page_words("zh")[part] == script_words(part, "zh")
        assert page_words("en")[part] == script_words(part, "en")


def enum(file: str, *route: str) -> list[str]:
    """A closed list of a content schema."""
    value = yaml.safe_load((SCHEMA / file).read_text(encoding="utf-8"))
    for step in route:
        value = value[step]
    return list(value["enum"])


FACT = ("$defs", "fact", "properties")
LISTS = {
    "bound": ["exact", "up_to"],
    "role": enum("common.json", *FACT, "role"),
    "link_type": sorted({*INVERSE, *INVERSE.values()}),
    "stacking_type": enum("document.json", "properties", "stacking", "properties", "type"),
    "relation_type": enum("clause.json", "properties", "relations", "items", "properties", "type"),
    "compared": enum("clause.json", "properties", "links", "items", "properties", "compared"),
    "kind": ["money", "exchange", "rate", "points", "ratio", "count", "duration", "date"],
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("code", ["zh", "en"])
def test_everything_that_content_can_say_has_words(name: str, code: str) -> None:
    assert sorted(page_words(code)[name]) == sorted(LISTS[name])  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["zh", "en"])
def test_every_status_has_words(code: str) -> None:
    words = script_words("common", code)["status"]  # type: ignore[arg-type]
    assert sorted(words) == sorted(STATUSES)


def test_every_language_has_words_for_the_same_times_and_bounds_and_currencies() -> None:
    for style in STYLES.values():
        assert style["times"].keys() == STYLES["en"]["times"].keys()
        assert all(len(words) >= 2 for words in style["times"].values())
        assert style["bounds"].keys() == UNITS["bounds"].keys()
    for row in Usage().currencies.values():
        assert row.written.keys() == STYLES.keys()


def test_values_are_filled_in_once_and_never_inside_one_another() -> None:
    assert fill("{a} and {b}", a="{b}", b="{a}") == "{b} and {a}"
    assert fill("none") == "none"


# --- slips -------------------------------------------------------------------------------------


@pytest.fixture
def edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], None]:
    """Change a text in a copy of the files."""
    folder = Path(shutil.copytree(FOLDER, tmp_path / "strings"))
    monkeypatch.setattr(strings, "FOLDER", folder)
    monkeypatch.setattr(strings, "_all", strings._all.__wrapped__)

    def change(name: str, old: str, new: str) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


SLIPS = {
    "a colon": ("home: 首页", "home： 首页", "8:7: error[yaml-syntax]: "),
    "a key that is there twice": ("home: 首页", "menu: 首页", "8:3: error[yaml-duplicate-key]: "),
    "one language": ("home: 首页", "hut: 首页", "8:3: error[missing-translation]: 'hut' is not "),
    "a part": ("pages:\n", "page:\n", "3:1: error[missing-translation]: the words for pages are "),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_its_place(slip: str, edit: Callable[[str, str, str], None]) -> None:
    old, new, told = SLIPS[slip]
    edit("zh.yaml", old, new)
    with pytest.raises(BadResource) as raised:
        page_words("zh")
    assert f"strings/zh.yaml:{told}" in str(raised.value)


def test_a_text_that_is_asked_for_and_not_there_is_told_with_its_place() -> None:
    words, told = page_words("en"), "a text called 'hom' is asked for and not there; put it back."
    for inner in (words, words["search"]["found"]):
        with pytest.raises(BadResource, match=f"strings/en.yaml:[0-9]+:[0-9]+: error: {told}"):
            inner["hom"]


def test_a_value_that_a_text_does_not_get_is_told_with_its_place(
    edit: Callable[[str, str, str], None],
) -> None:
    edit("zh.yaml", "{n}条", "{zz}条")
    with pytest.raises(BadResource, match=r"yaml:20:11: error: {zz} is a value .+ write {n}\."):
        fill("{zz}条", n="1")

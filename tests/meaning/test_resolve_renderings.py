"""The glossary holds: terms have their renderings, and renderings to avoid are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clausebook.build.understand import understand
from tests.overlay import GOOD, found, lay

GLOSSARY = """\
--- glossary.yaml
kelp:
  zh: 海带
  en: kelp
  names: [昆布]
  variants: [sugar kelp]
  avoid: [sea cabbage, "sea belt, dried"]
kelp-farm: {zh: 海带养殖场, en: kelp farm, abbreviation: KF}
facility: {zh: 设施, en: growing facility, variants: [Site for Growing]}
class-2-seed: {zh: 2类苗种, en: class 2 seed}
"""


def problems_of(zh: str, en: str, folder: Path) -> list[tuple[str, int, int, str]]:
    """What is wrong with a digest."""
    text = json.dumps({"zh": zh, "en": en}, ensure_ascii=False)
    clause = "number: （三）\nkind: clause\ntitle: {zh: 服务, en: Services}\ndigest: "
    overlay = f"{GLOSSARY}--- tide-2031-4/3.yaml\n{clause}{text}\n"
    problems = understand(lay(folder, overlay))[1]
    return [place for place in found(problems) if place[0].endswith("/3.yaml")]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("资助海带。", "Kelp is supported."),
        ("资助海带。", "Sugar kelps are supported."),
        ("资助{term:kelp}。", "{term:kelp} is supported."),
        ("资助海带。", "{term:kelp|Sugar kelps} are supported."),
        ("资助{term:kelp}。", "Kelp is supported."),
        ("资助海带养殖场。", "Kelp farms are supported."),
        ("资助海带养殖场。", "A KF is supported."),
        ("资助设施。", "Growing facilities are supported."),
        ("资助设施。", "Sites for\ngrowing are supported."),
        ("- 资助设施。", "- Growing\n  facilities are supported."),
        ("一切照旧。", "All stays as it is."),
    ],
)
def test_a_term_is_rendered_by_its_rendering_or_a_variant(zh: str, en: str, tmp_path: Path) -> None:
    assert problems_of(zh, en, tmp_path) == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("资助海带。", "The plant is supported."),
        ("资助海带。", "Kelpies are supported."),
        ("资助海带养殖场。", "Kelp is supported."),
        ("资助{term:kelp}。", "The plant is supported."),
        ("资助设施。", "Facilities are supported."),
    ],
)
def test_a_term_without_its_rendering_is_reported_at_the_english(
    zh: str, en: str, tmp_path: Path
) -> None:
    column = len(f'digest: {{"zh": "{zh}", "en": "')
    place = ("content/tide-2031-4/3.yaml", 4, column, "term-not-rendered")
    assert problems_of(zh, en, tmp_path) == [place]


def test_the_longest_term_at_a_place_is_the_one_that_counts(tmp_path: Path) -> None:
    """A farm is no plant: only the longer term asks for its rendering."""
    assert problems_of("海带养殖场。", "KF.", tmp_path) == []
    assert len(problems_of("海带养殖场和海带。", "KF.", tmp_path / "again")) == 1


@pytest.mark.parametrize("phrase", ["sea cabbage", "Sea Cabbage", "sea belt, dried"])
def test_a_rendering_to_avoid_is_reported_where_it_stands(phrase: str, tmp_path: Path) -> None:
    (place,) = problems_of("一切照旧。", f"All {phrase} stays.", tmp_path)
    line = 'digest: {"zh": "一切照旧。", "en": "All '
    assert place == ("content/tide-2031-4/3.yaml", 4, len(line) + 1, "rendering-to-avoid")


@pytest.mark.parametrize("phrase", ["sea cabbages", "oversea cabbage", "sea belt"])
def test_other_words_are_no_rendering_to_avoid(phrase: str, tmp_path: Path) -> None:
    assert problems_of("一切照旧。", f"All {phrase} stay.", tmp_path) == []


def test_words_of_a_reference_are_looked_at_too(tmp_path: Path) -> None:
    places = problems_of("资助{term:kelp}。", "All {term:kelp|sea cabbage}.", tmp_path)
    assert [place[3] for place in places] == ["wrong-term", "rendering-to-avoid"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("{term:kelp|海带}", "{term:kelp|kelp}"),
        ("{term:kelp|昆布}", "{term:kelp|Kelps}"),
        ("{term:kelp|“海带”}", "{term:kelp|“sugar kelp”}"),
        ("{term:kelp-farm|海带养殖场（KF）}", "{term:kelp-farm|kelp farms (KF)}"),
        ("{term:kelp-farm|KF}", "{term:kelp-farm|KFs}"),
        ("{term:facility}", "{term:facility|Growing facilities}"),
        ("{term:facility}", "{term:facility|sites for Growing}"),
    ],
)
def test_a_link_may_show_the_words_of_its_term(zh: str, en: str, tmp_path: Path) -> None:
    assert problems_of(f"资助{zh}。", f"Supports {en}.", tmp_path) == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("{term:kelp}", "{term:kelp|the kelp}"),
        ("{term:kelp}", "{term:kelp|kelping}"),
        ("{term:kelp}", "{term:kelp|kelp (K)}"),
        ("{term:kelp-farm}", "{term:kelp-farm|kf}"),
        ("{term:kelp-farm}", "{term:kelp-farm|kelp FARM}"),
        ("{term:facility}", "{term:facility|growing}"),
    ],
)
def test_other_words_of_a_link_are_reported_once_where_they_stand(
    zh: str, en: str, tmp_path: Path
) -> None:
    column = len(f'digest: {{"zh": "资助{zh}。", "en": "Supports ') + 1
    place = ("content/tide-2031-4/3.yaml", 4, column, "wrong-term")
    assert problems_of(f"资助{zh}。", f"Supports {en}.", tmp_path) == [place]


@pytest.mark.parametrize("words", ["海草", "KELP", "海带类", "kelp"])
def test_chinese_words_of_a_link_are_names_of_the_term(words: str, tmp_path: Path) -> None:
    column = len('digest: {"zh": "资助') + 1
    place = ("content/tide-2031-4/3.yaml", 4, column, "wrong-term")
    zh = f"资助{{term:kelp|{words}}}。"
    assert problems_of(zh, "Supports {term:kelp}.", tmp_path) == [place]


def test_links_in_tables_are_looked_at_too(tmp_path: Path) -> None:
    topics = (GOOD / "topics.yaml").read_text(encoding="utf-8")
    other = topics.replace("Hatcheries and growing {term:kelp}", "Growing {term:kelp|plants}")
    problems = understand(lay(tmp_path, f"--- topics.yaml\n{other}"))[1]
    assert found(problems) == [("content/topics.yaml", 3, 50, "wrong-term")]

"""Made-up clauses for the tests of the search, the same in every run."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from clausebook.content.records import ByLanguage, Synonyms
from clausebook.features.search import Findable, Memory, Thesaurus, cold
from clausebook.features.search.counted import Entry, count
from clausebook.features.search.facets import Choices
from clausebook.problems import Place
from tests.features.search.oracle import Oracle
from tests.overlay import LANGUAGES
from tests.twin import Twin

# fmt: off
SUBJECTS = [
    "创新药", "医疗器械", "临床试验", "委托生产", "知识产权", "研发总部", "洁净车间", "贷款贴息",
    "人才落户", "数据资源",
]
DEEDS = ["支持", "鼓励", "给予奖励", "按比例资助", "优先审批", "配套资金", "推进建设", "加强服务"]
WORDS = [
    "policy", "policies", "funding", "funded", "grants", "licensing", "planned", "manufacturing",
    "class", "classes", "companies", "innovative", "innovation", "clinical", "trials", "devices",
    "applying", "guarantees", "processes", "matching", "agreed", "controlling",
]
# fmt: on
PLACE = Place("content/synonyms.yaml")


def synonyms(id_: str, zh: tuple[str, ...], en: tuple[str, ...], one_way: bool) -> Synonyms:
    """Words for the same thing in both languages."""
    return Synonyms(id_, ByLanguage(LANGUAGES, (zh, en)), one_way, PLACE)


GROUPS = (
    synonyms("subsidy", ("资助", "奖励", "补贴"), ("grant", "subsidy"), False),
    synonyms("cleanroom", ("洁净车间", "无尘室"), ("cleanroom", "clean room"), True),
)
THESAURUS = Thesaurus(GROUPS, ())


def corpus(size: int = 120) -> list[Entry]:
    """Clauses with every kind of figure, in both languages."""
    chance = random.Random("corpus")
    return [_entry(number, chance) for number in range(1, size + 1)]


def _entry(number: int, chance: random.Random) -> Entry:
    title_zh, title_en = _deed(chance), " ".join(chance.choices(WORDS, k=4)).capitalize()
    figures = f"第{chance.randrange(20)}类CAR-T细胞，{_numeral(chance)}期，备案{number}项"
    closing = f"市、区按1:0.5配套，{figures}"
    zh = "。".join([*(_chinese(chance) for _ in range(3)), closing])
    en = " ".join(_english(chance) for _ in range(chance.randrange(1, 6)))
    name = (
        f"沪府办规〔2022〕{number % 9}号",
        f"第{number}条",
        f"No. {number % 9}, clause {number}",
    )
    return Entry(
        f"district-{number % 4}/{number}",
        (title_zh, title_zh, zh),
        (title_en, title_en, en),
        name,
        (title_zh,),
    )


def _chinese(chance: random.Random) -> str:
    rate, cap = chance.randrange(5, 100, 5), chance.randrange(100, 8000, 100)
    return f"{_deed(chance)}，不超过{rate}%的比例，最高{cap}万元"


def _deed(chance: random.Random) -> str:
    return chance.choice(DEEDS) + chance.choice(SUBJECTS)


def _numeral(chance: random.Random) -> str:
    return chance.choice("一二三四") + chance.choice(["", "十", "十五"])


def _english(chance: random.Random) -> str:
    words = " ".join(chance.choices(WORDS, k=9))
    rate = chance.randrange(5, 100, 5)
    return f"{words}, up to {rate}% of R&D investment, at most RMB 20 million."


def bodies(texts: Iterable[str]) -> list[Entry]:
    """Clauses d/0, d/1, … that have only a text, Chinese or English."""
    return [Entry(f"d/{place}", (text,), (), ()) for place, text in enumerate(texts)]


def oracle(entries: Iterable[Entry]) -> Oracle:
    """The whole index of some clauses, with the words of :data:`GROUPS` for the same thing."""
    return Oracle(count(entry, THESAURUS) for entry in entries)


def findable(entry: Entry, thesaurus: Thesaurus = THESAURUS) -> Findable:
    """A clause that has only texts."""
    hits: Any = {
        language: {"id": entry.ref, "title": texts[:1]} for language, texts in texts_of(entry)
    }
    return Findable(entry.ref, count(entry, thesaurus), hits, Choices(((), (), (), ()), None))


def texts_of(entry: Entry) -> Sequence[tuple[str, tuple[str, ...]]]:
    """Its texts by language."""
    return (("zh", entry.zh), ("en", entry.en))


def files_of(entries: Iterable[Entry], thesaurus: Thesaurus = THESAURUS) -> dict[str, bytes]:
    """The files of the search of some clauses."""
    return dict(cold((findable(entry, thesaurus) for entry in entries), thesaurus, Memory()))


def registered(files: Mapping[str, bytes]) -> dict[str, Any]:
    """What the files register, by their names below ``search/``."""
    found = (
        re.fullmatch(rb'clausebook\.register\("search/(.*?)",(.*)\);\n', data)
        for data in files.values()
    )
    return {match[1].decode(): json.loads(match[2]) for match in found if match}


def use(twin: Twin, entries: Iterable[Entry], thesaurus: Thesaurus = THESAURUS) -> None:
    """Give the browser an index of these clauses."""
    twin.call("searchFiles.use", registered(files_of(entries, thesaurus)))


def places(twin: Twin, query: str) -> list[int]:
    """The places of the clauses that a query hits, the best first."""
    return [hit["place"] for hit in twin.call("search.find", query)["hits"]]

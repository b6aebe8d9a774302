"""Made-up clauses for the tests of the search, the same in every run."""

from __future__ import annotations

import random
from typing import Any

from clausebook.search.index import Entry, build_index
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


def corpus(language: str) -> list[Entry]:
    """A hundred and twenty clauses with every kind of figure."""
    chance = random.Random(f"corpus {language}")
    make = _chinese if language == "zh" else _english
    return [make(number, chance) for number in range(1, 121)]


def _chinese(number: int, chance: random.Random) -> Entry:
    def sentence() -> str:
        rate, cap = chance.randrange(5, 100, 5), chance.randrange(100, 8000, 100)
        return f"{_deed(chance)}，不超过{rate}%的比例，最高{cap}万元"

    closing = f"市、区按1:0.5配套，第{chance.randrange(20)}类CAR-T细胞"
    body = "。".join([*(sentence() for _ in range(3)), closing])
    numbers = f"沪府办规〔2022〕{number % 9}号 第{number}条"
    return Entry(f"district-{number % 4}/{number}", _deed(chance), body, numbers)


def _deed(chance: random.Random) -> str:
    return chance.choice(DEEDS) + chance.choice(SUBJECTS)


def _english(number: int, chance: random.Random) -> Entry:
    def sentence() -> str:
        words = " ".join(chance.choices(WORDS, k=9))
        rate = chance.randrange(5, 100, 5)
        return f"{words}, up to {rate}% of R&D investment, at most RMB 20 million."

    title = " ".join(chance.choices(WORDS, k=4)).capitalize()
    body = " ".join(sentence() for _ in range(3))
    numbers = f"No. {number % 9}, clause {number}"
    return Entry(f"district-{number % 4}/{number}", title, body, numbers)


def register(twin: Twin, name: str, bodies: list[str]) -> dict[str, Any]:
    """Give the browser an index of clauses d/0, d/1, … that have only a body."""
    index = build_index([Entry(f"d/{place}", "", body, "") for place, body in enumerate(bodies)])
    twin.call("register", name, index)
    return index


def refs(twin: Twin, name: str, query: str) -> set[str]:
    """The clauses that a query hits."""
    return {hit["ref"] for hit in twin.call("searchEngine.search", name, query)}

"""A generated bilingual corpus of any size: invented policies of an invented city.

It passes every check of the build: figures stand as facts that both languages show, no word is a
figure, no glossary asks for a rendering, and each worked example comes out as written. In a woven
corpus every clause also leans on others, more than most real ones do.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from bench.words import Chinese, English

CLAUSES_PER_DOCUMENT = 50
_DISTRICTS, _AGENCIES, _TOPICS = 8, 20, 15
_TYPES = ("measures", "opinions", "action-plan", "policies")
_RATES = range(5, 55, 5)
_CAPS = (50, 80, 100, 150, 200, 300, 500, 800, 1000, 1500, 2000, 3000, 5000)

_TABLES = {
    "site": "languages: [zh, en]\ntitle: {zh: 样例, en: Sample}\ntagline: {zh: 样例, en: Sample}\n"
    "about: {zh: 样例。, en: Sample.}\nconventions: {zh: 样例。, en: Sample.}\n"
    "as_of: 2026-01-01\nliterals: []\n",
    "inputs": "cost:\n  type: money\n  label: {zh: 费用, en: Cost}\n",
    "cited": "{}\n",
    "glossary": "{}\n",
    "exceptions": "{}\n",
    "synonyms": "{}\n",
    "units": "{}\n",
}

_JURISDICTION = """\
{id}:
  level: {level}
  name: {{zh: {zh}, en: {en}}}
  short: {{zh: {zh}, en: {en}}}
"""

_AGENCY = """\
agency-{n}:
  name: {{zh: {zh}局, en: {en} Bureau}}
  short: {{zh: {zh}, en: {en}}}
  jurisdiction: {home}
"""

_TOPIC = """\
topic-{n}:
  name: {{zh: {zh}, en: {en}}}
  digest: {{zh: {zh}。, en: {en}.}}
"""

_DOCUMENT = """\
jurisdiction: {home}
type: {type}
number: {sign}规〔{year}〕{n}号
title: {{zh: {zh}政策, en: {en} policy}}
short: {{zh: {short_zh}, en: {short_en}}}
issuers: [{issuer}]
facts:
  from: {{is: {year}-01-01, printed: {year}年1月1日, means: {{zh: 起, en: First day}}}}
digest: {{zh: {zh}。, en: {en}.}}
validity: {{from: from}}
parts:
  - chapters:
      - title: {{zh: 一章, en: Chapter}}
        clauses: [{clauses}]
"""

_CLAUSE = """\
number: （{n}）
kind: clause
title: {{zh: {title_zh}, en: {title_en}}}
topics: [{topics}]
agencies: [{agencies}]
{uses}facts:
  rate:
    is: {rate}%
    printed: 费用的{rate}%
    means: {{zh: 比例, en: Rate}}
    role: rate
  cap:
    is: {cap}万元
    printed: 最高{cap}万元
    means: {{zh: 上限, en: Cap}}
    role: cap
digest:
  zh: "{before_zh}按{{rate}}给予支持，最高{{cap}}。{after_zh}"
  en: "{before_en} Supported at {{rate}}, up to {{cap}}. {after_en}"
conditions:
  - id: first
    zh: {condition_zh}
    en: "{condition_en}"
{readings}benefits:
  - id: grant
    name: {{zh: 支持, en: Grant}}
    form: grant
    inputs: [cost]
    pays: min(rate * cost, cap)
    examples:
      - name: {{zh: 普通情形, en: Ordinary}}
        given: {{cost: 100万元}}
        pays: {rate}万元
      - name: {{zh: 超过上限, en: Beyond the cap}}
        given: {{cost: 10000亿元}}
        pays: {cap}万元
{links}"""

_LINK = """\
  - type: {type}
    to: {target}
    why: {{zh: {zh}。, en: {en}.}}
"""

_READING = """\
readings:
  - id: which
    question: {{zh: {zh}？, en: {en}?}}
    used: one
    why: {{zh: {zh}。, en: {en}.}}
    texts:
      one: {{zh: {zh}甲。, en: One {en}.}}
      other: {{zh: {zh}乙。, en: Other {en}.}}
"""


def write_corpus(folder: Path, clauses: int, seed: int = 1, woven: bool = False) -> None:
    """Write a corpus of so many clauses below ``folder``; the same seed gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = _Writer(folder, random.Random(seed), woven)
    writer.tables()
    for number, start in enumerate(range(0, clauses, CLAUSES_PER_DOCUMENT), start=1):
        writer.document(number, min(CLAUSES_PER_DOCUMENT, clauses - start))


@dataclass(frozen=True, slots=True)
class _Named:
    """Something with a name in both languages."""

    zh: str
    en: str


class _Writer:
    """Writes the files of a corpus, all from one source of chance."""

    def __init__(self, folder: Path, chance: random.Random, woven: bool) -> None:
        self._folder = folder
        self._chance = chance
        self._woven = woven
        self._zh, self._en = Chinese(chance), English(chance)

    def tables(self) -> None:
        """Everything that is not a document."""
        places = {
            "jurisdictions": "".join(self._jurisdiction(n) for n in range(_DISTRICTS + 1)),
            "agencies": "".join(self._row(_AGENCY, n, self._home(n)) for n in range(_AGENCIES)),
            "topics": "".join(self._row(_TOPIC, n) for n in range(_TOPICS)),
        }
        for name, text in {**_TABLES, **places}.items():
            (self._folder / f"{name}.yaml").write_text(text, encoding="utf-8")

    def document(self, number: int, count: int) -> None:
        """A document and its clauses, in a folder of their own."""
        home = self._folder / f"sample-{number}"
        home.mkdir(exist_ok=True)
        (home / "document.yaml").write_text(self._document(number, count), encoding="utf-8")
        for n in range(1, count + 1):
            (home / f"{n}.yaml").write_text(self._clause(number, n), encoding="utf-8")

    def _jurisdiction(self, n: int) -> str:
        name = self._name(1)
        if n == 0:
            return _JURISDICTION.format(id="town-0", level="municipal", zh=name.zh, en=name.en)
        row = _JURISDICTION.format(id=f"town-{n}", level="district", zh=name.zh, en=name.en)
        return f"{row}  within: town-0\n"

    def _row(self, pattern: str, n: int, home: str = "") -> str:
        name = self._name(2)
        return pattern.format(n=n, home=home, zh=name.zh, en=name.en)

    def _home(self, n: int) -> str:
        return f"town-{n % (_DISTRICTS + 1)}"

    def _name(self, words: int) -> _Named:
        return _Named(self._zh.words(words), self._en.words(words).title())

    def _document(self, number: int, count: int) -> str:
        title, short = self._name(4), self._name(2)
        return _DOCUMENT.format(
            home=self._home(number),
            type=_TYPES[number % len(_TYPES)],
            sign=self._zh.words(1)[:2],
            year=self._chance.randint(2019, 2025),
            n=self._chance.randint(1, 60),
            issuer=self._some("agency", _AGENCIES, 1),
            clauses=", ".join(f'"{n}"' for n in range(1, count + 1)),
            zh=title.zh,
            en=title.en,
            short_zh=short.zh,
            short_en=short.en,
        )

    def _clause(self, document: int, n: int) -> str:
        title = self._name(4)
        return _CLAUSE.format(
            n=n,
            title_zh=title.zh,
            title_en=title.en.capitalize(),
            topics=self._some("topic", _TOPICS, 2),
            agencies=self._some("agency", _AGENCIES, 3),
            rate=self._chance.choice(_RATES),
            cap=self._chance.choice(_CAPS),
            links=self._links(document),
            **self._woven_in(document, self._prose()),
        )

    def _prose(self) -> dict[str, str]:
        zh, en = self._zh, self._en
        return {
            "before_zh": zh.text(sentences=2),
            "before_en": en.text(sentences=2),
            "after_zh": zh.text(sentences=1),
            "after_en": en.text(sentences=1),
            "condition_zh": zh.text(sentences=1),
            "condition_en": en.text(sentences=1),
        }

    def _woven_in(self, document: int, prose: dict[str, str]) -> dict[str, str]:
        """The prose, in a woven corpus with a clause, a figure of another one and a topic in it."""
        made = {**prose, "uses": "", "readings": ""}
        if self._woven and document > 1:
            of, other = self._earlier(document), self._earlier(document)
            topic = self._some("topic", _TOPICS, 1)
            made["uses"] = f"uses: {{other_cap: {of}.cap}}\n"
            made["after_zh"] += f"另见{{clause:{other}}}的{{other_cap}}与{{topic:{topic}}}。"
            made["after_en"] += f" See {{clause:{other}}}, {{other_cap}}, and {{topic:{topic}}}."
            made["readings"] = self._row(_READING, 0)
        return made

    def _some(self, kind: str, count: int, most: int) -> str:
        """Up to so many different ids."""
        found = self._chance.sample(range(count), self._chance.randint(1, most))
        return ", ".join(f"{kind}-{n}" for n in found)

    def _earlier(self, document: int) -> str:
        """A clause of an earlier document."""
        return f"sample-{self._chance.randint(1, document - 1)}/{self._chance.randint(1, 50)}"

    def _links(self, document: int) -> str:
        """To clauses of earlier documents, so that no two link to each other."""
        if document == 1:
            return ""
        kinds = ("same-subject", "contrasts", "details") if self._woven else ("same-subject",)
        return "links:\n" + "".join(self._link(kind, self._earlier(document)) for kind in kinds)

    def _link(self, kind: str, target: str) -> str:
        why = self._name(3)
        return _LINK.format(type=kind, target=target, zh=why.zh, en=why.en)

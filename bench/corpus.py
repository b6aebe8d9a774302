"""A generated bilingual corpus of any size: invented policies of invented towns."""

from __future__ import annotations

import random
from pathlib import Path

CLAUSES_PER_DOCUMENT = 50

_ZH = "企业项目研发产品设备平台投入资金支持申报认定材料部门创新服务人才园区建设检测标准试验合作转化"
_EN = (
    *("enterprise", "project", "research", "product", "equipment", "platform", "investment"),
    *("funding", "support", "filing", "material", "agency", "innovation", "service", "talent"),
    *("park", "construction", "testing", "standard", "trial", "cooperation", "transfer"),
)

_TABLES = {
    "site": "title: {zh: 样例, en: Sample}\ntagline: {zh: 样例, en: Sample}\n"
    "about: {zh: 样例。, en: Sample.}\nas_of: 2026-01-01\nliterals: []\n",
    "jurisdictions": "town:\n  level: district\n  name: {zh: 某区, en: Town}\n"
    "  short: {zh: 某区, en: Town}\n",
    "agencies": "office:\n  name: {zh: 办公室, en: Office}\n  short: {zh: 办, en: Office}\n"
    "  jurisdiction: town\n",
    "topics": "topic:\n  name: {zh: 主题, en: Topic}\n  digest: {zh: 主题。, en: Topic.}\n",
    "inputs": "cost:\n  type: money\n  label: {zh: 费用, en: Cost}\n",
    "cited": "{}\n",
    "glossary": "{}\n",
    "exceptions": "{}\n",
    "synonyms": "{}\n",
}

_DOCUMENT = """\
jurisdiction: town
type: policies
number: 样发〔2025〕{n}号
title: {{zh: 样例政策{n}, en: Sample policy {n}}}
short: {{zh: 样例{n}, en: Sample {n}}}
issuers: [office]
facts:
  from: {{is: 2025-01-01, printed: 2025年1月1日, means: {{zh: 起, en: First day}}}}
digest: {{zh: 样例。, en: Sample.}}
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
topics: [topic]
agencies: [office]
facts:
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
  zh: {zh}按{{rate}}给予支持，最高{{cap}}。
  en: {en} is supported at {{rate}}, up to {{cap}}.
benefits:
  - id: grant
    name: {{zh: 支持, en: Grant}}
    form: grant
    bound: up_to
    inputs: [cost]
    pays: min(rate * cost, cap)
    examples:
      - name: {{zh: 超过上限, en: Beyond the cap}}
        given: {{cost: 10000亿元}}
        pays: {cap}万元
{links}"""


def write_corpus(folder: Path, clauses: int, seed: int = 1) -> None:
    """Write a corpus of so many clauses below ``folder``; the same seed gives the same bytes."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _TABLES.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    for start in range(0, clauses, CLAUSES_PER_DOCUMENT):
        count = min(CLAUSES_PER_DOCUMENT, clauses - start)
        _write_document(folder, start // CLAUSES_PER_DOCUMENT + 1, count, chance)


def _write_document(folder: Path, number: int, count: int, chance: random.Random) -> None:
    home = folder / f"sample-{number}"
    home.mkdir(exist_ok=True)
    listed = ", ".join(f'"{n}"' for n in range(1, count + 1))
    document = _DOCUMENT.format(n=number, clauses=listed)
    (home / "document.yaml").write_text(document, encoding="utf-8")
    for n in range(1, count + 1):
        (home / f"{n}.yaml").write_text(_clause(number, n, chance), encoding="utf-8")


def _clause(document: int, n: int, chance: random.Random) -> str:
    target = f"sample-{chance.randint(1, document - 1)}/1" if document > 1 else ""
    why = "    why: {zh: 相同事项。, en: The same subject.}\n"
    links = f"links:\n  - type: same-subject\n    to: {target}\n{why}" if target else ""
    return _CLAUSE.format(
        n=n,
        title_zh="".join(chance.choices(_ZH, k=10)),
        title_en=" ".join(chance.choices(_EN, k=5)),
        rate=chance.randint(5, 50),
        cap=chance.randint(10, 9000),
        zh="".join(chance.choices(_ZH, k=180)),
        en=" ".join(chance.choices(_EN, k=70)).capitalize(),
        links=links,
    )

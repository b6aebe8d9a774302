"""The shape of a clause: a word changes nothing in it, anything that others may see does."""

from __future__ import annotations

import pytest

from clausebook.content.check import read_file
from clausebook.content.records import Clause, Document
from clausebook.content.shape import shape_digest
from tests.overlay import GOOD, LEXICON

CLAUSE = """\
number: （一）
kind: clause
title: {zh: 资助, en: Grant}
topics: [growing, shipping]
agencies: [sea, land]
uses: {other: 9.cap}
facts:
  rate: {is: 30%, printed: 按30%, means: {zh: 比例, en: Share}, role: rate}
  cap: {is: 10万元, printed: 最高10万元, means: {zh: 上限, en: Cap}, role: cap, per: [project]}
  year: {is: 2031年, printed: 2031年, means: {zh: 年度, en: Year}}
  sum: {is: 5亿元, printed: 5亿元, means: {zh: 产值, en: Output}, dated: year}
digest:
  zh: 按{rate}资助，最高{cap}，见{clause:2}。
  en: Pays {rate} up to {cap}; see {clause:2}.
conditions:
  - {id: local, printed: 本区, zh: 在本区。, en: Local.}
  - {id: large, printed: 大型, zh: 大型。, en: Large., holds: investment >= cap}
materials: [{printed: 申请表, zh: 申请表。, en: Form.}]
readings:
  - id: base
    question: {zh: 如何理解？, en: How is it read?}
    used: narrow
    why: {zh: 从严。, en: To be strict.}
    texts: {narrow: {zh: 窄。, en: Narrow.}, wide: {zh: 宽。, en: Wide.}}
benefits:
  - id: grant
    name: {zh: 资助, en: Grant}
    form: grant
    per: project
    inputs: [investment]
    where: {share: {rule: rate * investment, zh: 份额, en: Share}}
    pays: min(share, cap)
    limits: {per_year: cap}
    under: {wide: {pays: share}}
    examples:
      - {name: {zh: 普通, en: Ordinary}, given: {investment: 1万元}, pays: 3000元}
items:
  - {id: "1", number: （1）, digest: {zh: 受理。, en: Filing.}}
relations: [{id: one, type: once, of: ["1:m"], printed: 不重复, why: {zh: 因为。, en: Because.}}]
links: [{type: implements, to: "2", compared: same, why: {zh: 因为。, en: Because.}}]
cites: [{to: law, printed: 《法》, why: {zh: 依据。, en: Basis.}}]
"""


def record_of(text: str, name: str = "x/1.yaml") -> Clause | Document:
    read = read_file("content", name, text.encode(), LEXICON)
    assert [str(problem) for problem in read.problems] == []
    assert isinstance(read.record, Clause | Document)
    return read.record


def shape_of(text: str) -> str:
    return shape_digest(record_of(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: {zh: 资助, en: Grant}", "title: {zh: 补贴, en: Subsidy}"),
        ("means: {zh: 比例, en: Share}", "means: {zh: 份额, en: Rate}"),
        ("printed: 按30%", "printed: 为30%"),
        ("printed: 本区", "printed: 辖区"),
        ("按{rate}资助，最高{cap}，见{clause:2}。", "见{clause:2}：最高{cap}，比例{rate}。"),
        ("Pays {rate}", "It pays {rate}"),
        ("zh: 在本区。, en: Local.", "zh: 位于本区。, en: In this district."),
        ("question: {zh: 如何理解？", "question: {zh: 怎样理解？"),
        ("wide: {zh: 宽。", "wide: {zh: 较宽。"),
        ("name: {zh: 普通, en: Ordinary}", "name: {zh: 一般, en: Usual}"),
        ("rate * investment, zh: 份额", "rate * investment, zh: 比例"),
        ("printed: 《法》", "printed: 《法律》"),
        ("number: （一）\n", "\n\n# A comment.\nnumber: （一）\n"),
    ],
)
def test_a_word_or_a_line_more_leaves_the_shape_as_it_is(old: str, new: str) -> None:
    assert CLAUSE.count(old) == 1
    assert record_of(CLAUSE.replace(old, new))
    assert shape_of(CLAUSE.replace(old, new)) == shape_of(CLAUSE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("number: （一）", "number: （二）"),
        ("kind: clause", "kind: article"),
        ("kind: clause\ntitle: {zh: 资助", "kind: form\ntitle: {zh: 资助"),
        ("number: （1）, ", "number: （1）, title: {zh: 受理, en: Filing}, "),
        ("[growing, shipping]", "[shipping, growing]"),
        ("[sea, land]", "[sea]"),
        ("other: 9.cap", "other: 9.rate"),
        ("rate: {is: 30%, printed: 按30%", "rate: {is: 31%, printed: 按31%"),
        ("role: rate", "role: share"),
        ("per: [project]}", "per: [product]}"),
        ("dated: year", "dated: 9.year"),
        ("见{clause:2}。", "见{clause:3}。"),
        ("zh: 在本区。", 'zh: "在{agency:sea}。"'),
        ("id: local", "id: here"),
        ("holds: investment >= cap", "holds: investment > cap"),
        ("printed: 本区, ", ""),
        ("id: base", "id: basis"),
        ("used: narrow", "used: wide"),
        ("{narrow: {zh", "{tight: {zh"),
        ("id: grant", "id: award"),
        ("form: grant", "form: award"),
        ("form: grant", "form: match"),
        ("per: project", "per: product"),
        ("inputs: [investment]", "inputs: [investment, lines]"),
        ("where: {share: {rule: rate", "where: {share: {rule: cap + rate"),
        ("min(share, cap)", "share"),
        ("per_year: cap", "in_total: cap"),
        ("wide: {pays: share}", "wide: {pays: cap}"),
        ("investment: 1万元", "investment: 2万元"),
        ("pays: 3000元", "pays: 6000元"),
        ('id: "1"', 'id: "2"'),
        ("type: once, of", "type: best-of, of"),
        ('to: "2", compared: same', 'to: "4", compared: same'),
        ("compared: same", "compared: tighter"),
        ("to: law", "to: act"),
    ],
)
def test_whatever_others_may_see_changes_the_shape(old: str, new: str) -> None:
    assert CLAUSE.count(old) == 1
    changed = CLAUSE.replace(old, new)
    record = read_file("content", "x/1.yaml", changed.encode(), LEXICON).record
    assert isinstance(record, Clause)
    assert shape_digest(record) != shape_of(CLAUSE)


DOCUMENT = (GOOD / "tide-2031-4" / "document.yaml").read_text(encoding="utf-8")


def document_shape(old: str = "", new: str = "") -> str:
    assert DOCUMENT.count(old) == 1 or not old
    return shape_digest(record_of(DOCUMENT.replace(old, new, 1), "x/document.yaml"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("资助{term:kelp}养殖", "扶持{term:kelp}养殖"),
        ("同类政策只取其一", "同类政策从优"),
        ("to support {term:kelp}", "in support of {term:kelp}"),
    ],
)
def test_a_word_of_a_document_leaves_its_shape_as_it_is(old: str, new: str) -> None:
    assert document_shape(old, new) == document_shape()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("issuers: [sea-farming]", "issuers: [customs]"),
        ("consulted: [sea-farming]", "consulted: [customs]"),
        (
            "is: 2031-03-20\n    printed: 2031年3月20日",
            "is: 2031-03-21\n    printed: 2031年3月21日",
        ),
        ("until: final.until}\n", "until: final.from}\n"),
        ("type: best-of", "type: exclusive"),
        ("  - number: 甲", "  - number: 乙"),
    ],
)
def test_a_date_an_office_or_a_number_of_a_document_changes_its_shape(old: str, new: str) -> None:
    assert document_shape(old, new) != document_shape()

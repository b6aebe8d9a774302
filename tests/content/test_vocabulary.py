"""Words of the field: the presets are whole, and a site's own take their places."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from clausebook.build.understand import understand
from clausebook.content.read.vocabulary import presets
from clausebook.content.schemas import fits
from clausebook.resources import PRESETS, SCHEMAS
from clausebook.told.notes import Notes
from clausebook.told.told import Told
from tests.overlay import LANGUAGES, lay

SECTIONS = [field.name for field in fields(presets())]


def test_the_presets_are_as_their_schema_says() -> None:
    text = (PRESETS / "vocabulary.yaml").read_text(encoding="utf-8")
    assert fits(("vocabulary", LANGUAGES), yaml.load(text, Loader=yaml.BaseLoader))


@pytest.mark.parametrize("section", SECTIONS)
def test_every_preset_has_words_in_every_language(section: str) -> None:
    entries: Mapping[str, Any] = getattr(presets(), section)
    assert entries
    for id_, entry in entries.items():
        for field in fields(entry):
            words = getattr(entry, field.name)
            if isinstance(words, Mapping):
                assert [*words] == [*LANGUAGES], (id_, field.name)


EXAMPLES = {
    "levels": ("common.json", "$defs", "level"),
    "document_types": ("document.json", "properties", "type"),
    "clause_kinds": ("clause.json", "properties", "kind"),
    "forms": ("common.json", "$defs", "benefit", "properties", "form"),
    "per": ("common.json", "$defs", "per"),
}


@pytest.mark.parametrize("section", EXAMPLES)
def test_editors_are_offered_every_preset(section: str) -> None:
    file, *route = EXAMPLES[section]
    schema = json.loads((SCHEMAS / file).read_text(encoding="utf-8"))
    for step in route:
        schema = schema[step]
    assert schema["examples"] == [*getattr(presets(), section)]


OWN = """\
--- vocabulary.yaml
levels:
  municipal:
    rank: 50
    name: {zh: 港级, en: Of the port}
    payer: {zh: 港, en: port}
    money: {zh: 港级资金, en: the port money}
document_types:
  opinions: {name: {zh: 若干意见, en: Opinions}, grants: no}
clause_kinds:
  buoy: {label: {zh: "浮标{number}", en: "buoy {number}"}}
numbers:
  buoy: {printed: {zh: "{n}号浮标", en: "Buoy {n}"}, names: yes}
--- tide-2031-4/buoy-3.yaml
number: 三号浮标
kind: buoy
title: {zh: 服务, en: Services}
digest: {zh: 简化手续。, en: Procedures become simpler.}
"""


def test_what_a_site_says_itself_is_said(tmp_path: Path) -> None:
    content = lay(tmp_path, OWN)
    listing = content / "tide-2031-4" / "document.yaml"
    text = listing.read_text(encoding="utf-8")
    listing.write_text(text.replace("[final, form-1]", "[final, form-1, buoy-3]"), encoding="utf-8")
    calculated, problems = understand(content)
    assert problems == ()
    corpus = calculated.site.corpus
    assert corpus.vocabulary.levels["municipal"].name["en"] == "Of the port"
    assert corpus.vocabulary.levels["district"] is presets().levels["district"]
    assert [corpus.type_of(id_).grants for id_ in ("tide-2031-4", "quay-2032-7")] == [True, False]
    headings = {
        language: Told(calculated.site, language, Notes()).heading("tide-2031-4/buoy-3")
        for language in LANGUAGES
    }
    assert headings == {"zh": "三号浮标 服务", "en": "Buoy 3. Services"}


ENGLISH = """\
--- pier-2033/document.yaml
jurisdiction: lantern-quay
type: scheme
original: en
title: {zh: 码头计划, en: Pier Scheme}
short: {zh: 码头计划, en: Pier Scheme}
issuers: [quay-office]
facts:
  issued: {is: 2033-01-02, printed: 2 January 2033, means: {zh: 印发日期, en: Date of issue}}
digest: {zh: "{issued}印发。", en: "Issued on {issued}."}
parts:
  - number: Part 1
    title: {zh: 总则, en: General}
    chapters: [{clauses: ["1", "2"]}]
--- pier-2033/1.yaml
number: Article 1
kind: clause
title: {zh: 宗旨, en: Purpose}
digest: {zh: 服务码头。, en: Serves piers.}
items:
  - {id: a, number: (a), digest: {zh: 新码头。, en: New piers.}}
--- pier-2033/2.yaml
number: § 2
kind: clause
title: {zh: 范围, en: Scope}
digest: {zh: 全区。, en: The whole district.}
"""


def test_an_english_document_is_cited_as_printed_and_in_chinese_words(tmp_path: Path) -> None:
    calculated, problems = understand(lay(tmp_path, ENGLISH))
    assert problems == ()
    site = calculated.site
    part = site.corpus.documents["pier-2033"].parts[0]
    found = {}
    for language in LANGUAGES:
        w = Told(site, language, Notes())
        labels = [w.label(f"pier-2033/{id_}") for id_ in ("1", "1#a", "2")]
        found[language] = (w.above("pier-2033", part), *labels, w.heading("pier-2033/2"))
    assert found == {
        "zh": ("第1部分 总则", "第1条", "第1条（a）", "第2节", "第2节 范围"),
        "en": ("Part 1. General", "Article 1", "Article 1(a)", "§ 2", "§ 2. Scope"),
    }

"""Citations: a place has one, in the reader's language, and no other place has the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from clausebook.address import document_of
from clausebook.build.understand import understand
from clausebook.languages import Language
from clausebook.meaning.addresses import FoundFact
from clausebook.meaning.calculate import Calculated
from clausebook.told.notes import Notes
from clausebook.told.told import Told
from tests.overlay import LANGUAGES, lay

CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


def told(calculated: Calculated, language: Language) -> Told:
    return Told(calculated.site, language, Notes())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("length", ["citation", "full_citation"])
def test_no_two_provisions_of_a_document_share_a_citation(
    length: str, language: Language, calculated: Calculated
) -> None:
    cite, found = getattr(told(calculated, language), length), defaultdict(list)
    for address in calculated.site.addresses.provisions:
        found[document_of(address)].append(cite(address))
    assert found.keys() == {*calculated.site.corpus.documents}
    for citations in found.values():
        assert [text for text, n in Counter(citations).items() if n > 1] == []


def test_english_citations_have_no_chinese_but_the_printed_token(calculated: Calculated) -> None:
    w, site = told(calculated, "en"), calculated.site
    documents = site.corpus.documents
    for address in (*documents, *site.addresses.provisions):
        assert CHINESE.search(w.citation(address) + w.full_citation(address)) is None, address
    homes = {d.id: d.facts for d in documents.values()}
    homes |= {p.id: p.facts for p in site.addresses.provisions.values()}
    for home, facts in homes.items():
        for fact in facts.values():
            words = w.provenance(FoundFact(fact, home))
            assert words.startswith(f"“{fact.printed}” — ")
            assert CHINESE.search(words.removeprefix(f"“{fact.printed}”")) is None, home


TWICE = """\
--- tide-2031-4/b-2.yaml
number: （二）
kind: clause
title: {zh: 服务, en: Services}
digest: {zh: 简化手续。, en: Procedures become simpler.}
"""


def test_where_kind_and_number_are_the_same_the_headings_are_named(tmp_path: Path) -> None:
    content = lay(tmp_path, TWICE)
    listing = content / "tide-2031-4" / "document.yaml"
    text = listing.read_text(encoding="utf-8")
    listing.write_text(text.replace("[final, form-1]", "[b-2, final, form-1]"), encoding="utf-8")
    calculated, problems = understand(content)
    assert problems == ()
    measures = "Tidewater Measures 2031 (Chao Zheng Fa [2031] No. 4)"
    found = {
        address: tuple(told(calculated, language).citation(address) for language in LANGUAGES)
        for address in ("tide-2031-4/2", "tide-2031-4/b-2", "tide-2031-4/form-1")
    }
    assert found == {
        "tide-2031-4/2": (
            "潮政发〔2031〕4号甲 二、养殖 第（二）条",
            f"{measures}, Growing, clause 2",
        ),
        "tide-2031-4/b-2": (
            "潮政发〔2031〕4号甲 附则与表格 第（二）条",
            f"{measures}, Final provisions and forms, clause 2",
        ),
        "tide-2031-4/form-1": ("潮政发〔2031〕4号附件", f"{measures}, annex"),
    }


def test_a_document_without_an_english_number_is_cited_by_its_short_title(tmp_path: Path) -> None:
    calculated, _ = understand(lay(tmp_path))
    assert told(calculated, "en").citation("quay-2032-7/1") == (
        "Lantern Quay Opinions 2032, article 1"
    )

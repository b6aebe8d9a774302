"""Citations: a place has one, in the reader's language, and no other place has the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from clausebook.address import document_of
from clausebook.build.understand import understand
from clausebook.meaning.addresses import FoundFact
from clausebook.meaning.calculate import Calculated
from clausebook.quantity import LANGUAGES, Language
from clausebook.told.notes import Notes
from clausebook.told.told import Told
from tests.overlay import lay

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


def test_documents_that_are_only_named_are_called_by_an_english_number(
    calculated: Calculated,
) -> None:
    w = told(calculated, "en")
    assert w.document("shanghai-2024-9").words == "Hu Fu Ban Gui [2024] No. 9"
    for id_, cited in calculated.site.corpus.cited.items():
        assert CHINESE.search(w.document(id_).words) is None, id_
        assert bool(cited.number) is bool(cited.number_en), id_


MINHANG = "Minhang Opinions 2025 (Min Ke Wei Gui Fa [2025] No. 1)"
CITED = [
    (
        "shanghai-2022-13",
        "沪府办规〔2022〕13号",
        "Shanghai Measures 2022 (Hu Fu Ban Gui [2022] No. 13)",
    ),
    (
        "shanghai-2022-13/2",
        "沪府办规〔2022〕13号第（二）条",
        "Shanghai Measures 2022 (Hu Fu Ban Gui [2022] No. 13), clause 2",
    ),
    (
        "shanghai-2022-13/final",
        "沪府办规〔2022〕13号附则 实施与有效期",
        "Shanghai Measures 2022 (Hu Fu Ban Gui [2022] No. 13), "
        "Supplementary provisions, Entry into force and validity",
    ),
    (
        "pudong-2022-2/general-1",
        "浦府办〔2022〕2号总体要求（一）",
        "Pudong Action Plan 2022–2024 (Pu Fu Ban [2022] No. 2), general provision 1",
    ),
    (
        "pudong-2022-2/goal-1",
        "浦府办〔2022〕2号目标1",
        "Pudong Action Plan 2022–2024 (Pu Fu Ban [2022] No. 2), goal 1",
    ),
    (
        "pudong-2022-2/1",
        "浦府办〔2022〕2号任务1",
        "Pudong Action Plan 2022–2024 (Pu Fu Ban [2022] No. 2), task 1",
    ),
    (
        "pudong-2022-2/safeguard-1",
        "浦府办〔2022〕2号保障措施（一）",
        "Pudong Action Plan 2022–2024 (Pu Fu Ban [2022] No. 2), safeguard 1",
    ),
    (
        "baoshan-2022/general-1",
        "宝山区若干政策（2022）总则（一）",
        "Baoshan Policies 2022, general provision 1",
    ),
    (
        "baoshan-2022/12#1",
        "宝山区若干政策（2022）第12条（1）",
        "Baoshan Policies 2022, clause 12(1)",
    ),
    (
        "shanghai-stc-2024-76/international-1",
        "沪科提复〔2024〕76号第二部分“一是”",
        "STCSM Reply 2024 (Hu Ke Ti Fu [2024] No. 76), part 2, item 1",
    ),
    ("minhang-2025-1/13", "闵科委规发〔2025〕1号第（十三）条", f"{MINHANG}, article 13"),
    (
        "minhang-2025-1/rules-13",
        "闵科委规发〔2025〕1号操作细则（十三）",
        f"{MINHANG}, implementing rule 13",
    ),
    (
        "minhang-2025-1/rules-6#2",
        "闵科委规发〔2025〕1号操作细则（六）（2）",
        f"{MINHANG}, implementing rule 6(2)",
    ),
    ("minhang-2025-1/final-1", "闵科委规发〔2025〕1号附则（一）", f"{MINHANG}, final provision 1"),
    (
        "minhang-2025-1/rules-final-2#1",
        "闵科委规发〔2025〕1号操作细则附则（二）第1项",
        f"{MINHANG}, final provision 2 of the implementing rules, item 1",
    ),
    ("minhang-2025-1/form-1", "闵科委规发〔2025〕1号附件1", f"{MINHANG}, annex 1"),
]


@pytest.mark.parametrize(("address", "zh", "en"), CITED)
def test_a_citation_names_document_part_and_number(
    address: str, zh: str, en: str, calculated: Calculated
) -> None:
    assert told(calculated, "zh").citation(address) == zh
    assert told(calculated, "en").citation(address) == en


def test_a_full_citation_has_the_documents_title(calculated: Calculated) -> None:
    address = "minhang-2025-1/rules-13"
    assert told(calculated, "zh").full_citation(address) == (
        "闵科委规发〔2025〕1号《闵行区关于新一轮促进生物医药产业高质量发展的若干意见》操作细则（十三）"
    )
    assert told(calculated, "en").full_citation(address) == (
        "Several Opinions of Minhang District on a New Round of Promoting the High-Quality "
        "Development of the Biopharma Industry (Min Ke Wei Gui Fa [2025] No. 1), "
        "implementing rule 13"
    )


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
        "tide-2031-4/form-1": ("潮政发〔2031〕4号附件", f"{measures}, annex 1"),
    }


def test_a_document_without_an_english_number_is_cited_by_its_short_title(tmp_path: Path) -> None:
    calculated, _ = understand(lay(tmp_path))
    assert told(calculated, "en").citation("quay-2032-7/1") == (
        "Lantern Quay Opinions 2032, article 1"
    )

"""How the places of this content are cited."""

from __future__ import annotations

import pytest

from clausebook.meaning.calculate import Calculated
from tests.told.test_citations import *  # noqa: F403
from tests.told.test_citations import CHINESE, told


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

"""What holds on every site holds on this one, and what its pages say of its documents."""

from __future__ import annotations

import re

import pytest

from tests.features.test_pages import *  # noqa: F403
from tests.rendered import Files


def test_a_document_shows_with_whom_it_was_prepared(site_files: Files) -> None:
    asked = {}
    for path in ("zh/shanghai-stc-2024-76/index.html", "zh/shanghai-2022-13/index.html"):
        text = site_files[path].decode("utf-8")
        row = re.search(r"<dt>会同部门</dt><dd>(.*?)</dd>", text)
        asked[path] = re.findall(r"/agencies/([a-z-]+)\.html", row[1]) if row else None
    assert asked == {
        "zh/shanghai-stc-2024-76/index.html": [
            *("sh-organization", "sh-health", "sh-market", "sh-insurance", "sh-mpa")
        ],
        "zh/shanghai-2022-13/index.html": None,
    }


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("zh/pudong-2022-2", "的最后一日为截止日，两者都是推断。"),
        ("en/pudong-2022-2", "the plan prints neither a first nor a last day of force."),
        ("zh/baoshan-2022", "起始日和发文机关都是推断。"),
        ("en/baoshan-2022", "The first day and the issuer are both inferred."),
    ],
)
def test_what_no_text_prints_of_a_document_is_said_to_be_inferred(
    page: str, said: str, site_files: Files
) -> None:
    assert said in " ".join(site_files[f"{page}/index.html"].decode("utf-8").split())


def test_english_pages_cite_in_english(site_files: Files) -> None:
    """Printed words and numbers stay Chinese, and are marked so."""
    page = site_files["en/minhang-2025-1/rules-13.html"].decode("utf-8")
    cites = re.findall("<cite>(.*?)</cite>", page)
    assert cites
    assert [cite for cite in cites if re.search("[\u4e00-\u9fff]", cite)] == []
    assert {cite.rpartition(", ")[2] for cite in cites} == {"implementing rule 13"}
    head = site_files["en/minhang-2025-1/index.html"].decode("utf-8")
    assert "<span>Min Ke Wei Gui Fa [2025] No. 1</span>" in head
    assert '<span lang="zh-Hans">闵科委规发〔2025〕1号</span>' in head

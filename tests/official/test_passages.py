"""Official passages on clause pages: whole, in paragraphs, with the tokens of facts marked."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from clausebook.build.pipeline import build
from clausebook.build.understand import understand
from clausebook.official.passages import Passage, passages
from clausebook.official.texts import read_texts
from clausebook.problems import Problems
from tests.overlay import GOOD, OFFICIAL, found, lay


def good() -> dict[str, Passage]:
    problems = Problems()
    shown = passages(understand(GOOD)[0].site.corpus, read_texts(OFFICIAL, problems), problems)
    assert list(problems) == []
    return shown


def test_a_passage_is_the_clause_in_paragraphs() -> None:
    passage = good()["tide-2031-4/2"]
    texts = ["".join(piece.text for piece in paragraph) for paragraph in passage.paragraphs]
    assert texts == [
        "（二）养殖资助.",
        "对投入一百万元以上、在本市登记的项目,按不超过投入的３０％、"
        "最高不超过２００万元资助,每年累计不超过500万元。",
        "3.申报材料",
        "(1)申请表；",
        "(2)审计报告。",
        "（责任单位:市海藻局）",
    ]


def test_the_tokens_of_facts_are_marked() -> None:
    passage = good()["tide-2031-4/2"]
    marked = [(p.text, p.fact) for paragraph in passage.paragraphs for p in paragraph if p.fact]
    assert marked == [
        ("投入一百万元以上", "tide-2031-4/2.threshold"),
        ("投入的３０％", "tide-2031-4/2.rate"),
        ("最高不超过２００万元", "tide-2031-4/2.cap"),
        ("每年累计不超过500万元", "tide-2031-4/2.annual_cap"),
    ]


def test_cells_of_a_table_are_paragraphs_of_their_own() -> None:
    """Cells that a page break has cut are whole again, whatever stood between their halves."""
    shown = good()["tide-2031-4/form-1"]
    texts = ["".join(piece.text for piece in paragraph) for paragraph in shown.paragraphs]
    assert texts == ["附件申请表", "单位名称", "苗绳数量"]


def test_words_of_another_clause_are_not_shown() -> None:
    text = "".join(p.text for paragraph in good()["tide-2031-4/3"].paragraphs for p in paragraph)
    assert text == "（三）服务.简化手续。"


def pages(out: Path) -> dict[str, str]:
    return {
        str(path.relative_to(out)): path.read_text(encoding="utf-8")
        for path in sorted(out.rglob("*.html"))
    }


def test_with_official_texts_each_clause_page_shows_its_passage(tmp_path: Path) -> None:
    outcome = build(GOOD, tmp_path / "site", official=OFFICIAL)
    assert outcome.problems == ()
    shown = pages(tmp_path / "site")
    for language in ("zh", "en"):
        page = shown[f"{language}/tide-2031-4/2.html"]
        quoted = re.search(r"<blockquote.*?</blockquote>", page, re.DOTALL)
        assert quoted is not None
        assert 'lang="zh-Hans"' in quoted[0]
        assert '<a href="#fact-cap"><mark>最高不超过２００万元</mark></a>' in quoted[0]
        assert "在本市登记的项目" in unescape(re.sub(r"<[^>]+>", "", quoted[0]))


def test_without_them_the_page_cites_number_and_clause(tmp_path: Path) -> None:
    assert build(GOOD, tmp_path / "site").problems == ()
    cited = {
        "zh": "潮政发〔2031〕4号《潮城市支持海藻养殖的若干措施》第（二）条",
        "en": "Measures of Tidewater to Support Seaweed Farming (Chao Zheng Fa [2031] No. 4), "
        "clause 2",
    }
    for language, words in cited.items():
        page = pages(tmp_path / "site")[f"{language}/tide-2031-4/2.html"]
        assert words in page
        assert "<blockquote" not in page


def test_a_folder_without_a_documents_text_leaves_its_pages_without(tmp_path: Path) -> None:
    content = lay(tmp_path, "--- official/quay.txt (removed)\n")
    outcome = build(content, tmp_path / "site", official=tmp_path / "official")
    assert outcome.problems == ()
    shown = pages(tmp_path / "site")
    assert "<blockquote" in shown["zh/tide-2031-4/2.html"]
    assert "<blockquote" not in shown["zh/quay-2032-7/1.html"]


def test_official_words_are_escaped(tmp_path: Path) -> None:
    text = (OFFICIAL / "tide.txt").read_text(encoding="utf-8")
    hostile = text.replace("简化手续", "<script>alert(1)</script>&简化")
    content = lay(tmp_path, f"--- official/tide.txt\n{hostile}")
    assert build(content, tmp_path / "site", official=tmp_path / "official").problems == ()
    page = pages(tmp_path / "site")["zh/tide-2031-4/3.html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;简化" in page


def test_a_clause_that_cannot_be_found_stops_the_build(tmp_path: Path) -> None:
    text = (OFFICIAL / "tide.txt").read_text(encoding="utf-8").replace("（三）服务", "（三）")
    content = lay(tmp_path, f"--- official/tide.txt\n{text}")
    outcome = build(content, tmp_path / "site", official=tmp_path / "official")
    assert found(outcome.problems) == [("content/tide-2031-4/3.yaml", 3, 13, "clause-not-located")]
    assert not (tmp_path / "site").exists()

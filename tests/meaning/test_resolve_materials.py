"""Application materials read as the official text prints them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.overlay import found, problems_in

CLAUSE = """\
--- tide-2031-4/3.yaml
number: （三）
kind: clause
title: {zh: 服务, en: Services}
digest: {zh: 简化手续。, en: Procedures become simpler.}
"""


def problems_of(zh: str, printed: str, folder: Path) -> list[tuple[str, int, int, str]]:
    """What is wrong with a material."""
    row = json.dumps({"printed": printed, "zh": zh, "en": "Form"}, ensure_ascii=False)
    return found(problems_in(folder, f"{CLAUSE}materials:\n  - {row}\n"))


@pytest.mark.parametrize(
    ("zh", "printed"),
    [
        ("审计报告", "审计报告"),
        ("审计报告(原件)", "审 计报告（原件）"),
        ("审计报告、合同等材料", "审计报告、合同"),
        ("{clause:form-1}", "申请表"),
        ("{clause:form-1}", "《申请表》"),
    ],
)
def test_a_material_is_what_the_text_prints(zh: str, printed: str, tmp_path: Path) -> None:
    assert problems_of(zh, printed, tmp_path) == []


@pytest.mark.parametrize(
    ("zh", "printed"),
    [
        ("审计的报告", "审计报告"),
        ("审计报告和合同", "审计报告"),
        ("等", "审计报告"),
        ("{clause:form-1}", "登记表"),
        ("{clause:1}", "目标"),
        ("{clause:form-1}一份", "申请表一份"),
        ("{term:kelp}", "海带"),
    ],
)
def test_other_words_are_reported_where_they_stand(zh: str, printed: str, tmp_path: Path) -> None:
    column = len(f'  - {{"printed": "{printed}", "zh": ') + 1
    place = ("content/tide-2031-4/3.yaml", 6, column, "material-differs")
    assert place in problems_of(zh, printed, tmp_path)


def test_a_form_that_cannot_be_read_accuses_nobody(tmp_path: Path) -> None:
    overlay = '- {printed: 登记表, zh: "{clause:form-1}", en: "{clause:form-1}"}\n'
    broken = f"{CLAUSE}materials:\n  {overlay}--- tide-2031-4/form-1.yaml\nnumber: [\n"
    assert [code for *_, code in found(problems_in(tmp_path, broken))] == ["yaml-syntax"]

"""What a clause pays at a glance, of the corpora of other places and fields."""

from __future__ import annotations

import pytest

from clausebook.build.understand import understand
from clausebook.told.notes import Notes
from clausebook.told.told import Told
from tests.twin import ROOT

LANJIANG = ROOT / "tests" / "corpora" / "lanjiang" / "content"


@pytest.fixture(scope="module")
def told() -> dict[str, Told]:
    """The corpus in each language."""
    site = understand(LANJIANG)[0].site
    return {language: Told(site, language, Notes()) for language in ("zh", "en")}


@pytest.mark.parametrize(
    ("clause", "zh", "en"),
    [
        (
            "lanjiang-2026-8/3",
            "200万元–1500万元 · 每年最高3000万元",
            "RMB 2 million–RMB 15 million · up to RMB 30 million a year",
        ),
        (
            "lanjiang-2026-8/4",
            "1/3以内 · 每年最高1000万元",
            "at most 1/3 · up to RMB 10 million a year",
        ),
        ("lanjiang-2026-8/5", "20万元-50万元", "RMB 200,000–RMB 500,000"),
        (
            "lanjiang-2026-8/6",
            "利率下浮2个百分点 · 最高300万元",
            "Taken off the rate: 2 percentage points · up to RMB 3 million",
        ),
        (
            "yunting-2026-5/3",
            "配套1:0.5 · 每年最高1000万元",
            "match 1:0.5 · up to RMB 10 million a year",
        ),
        (
            "hitech-2026/1",
            "草案拟：5%–10% · 最高2000万元",
            "as drafted: 5%–10% · up to RMB 20 million",
        ),
        ("hitech-2026/3", "草案拟：每年最高120小时", "as drafted: up to 120 hours a year"),
        ("yunting-2026-5/11", "", ""),
    ],
)
def test_a_clause_at_a_glance(clause: str, zh: str, en: str, told: dict[str, Told]) -> None:
    assert (told["zh"].headline(clause), told["en"].headline(clause)) == (zh, en)

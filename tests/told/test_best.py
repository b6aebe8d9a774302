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
    ("address", "kind", "zh", "en", "amount"),
    [
        ("lanjiang-2026-8/3", "money", "最高1500万元", "up to RMB 15 million", "15000000"),
        ("lanjiang-2026-8/4", "money", "最高1000万元", "up to RMB 10 million", "10000000"),
        ("lanjiang-2026-8/5", "money", "最高50万元", "up to RMB 500,000", "500000"),
        ("yunting-2026-5/3", "money", "最高1000万元", "up to RMB 10 million", "10000000"),
        (
            "hitech-2026/1",
            "money",
            "草案拟：最高2000万元",
            "as drafted: up to RMB 20 million",
            "20000000",
        ),
        ("hitech-2026/2", "match", "草案拟：配套50%", "as drafted: match 50%", ""),
        ("yunting-2026-5/11", "none", "", "", ""),
    ],
)
def test_the_most_that_a_clause_pays(
    address: str, kind: str, zh: str, en: str, amount: str, told: dict[str, Told]
) -> None:
    best = {language: teller.best(address) for language, teller in told.items()}
    assert (best["zh"].words, best["en"].words) == (zh, en)
    assert {(one.kind, one.amount) for one in best.values()} == {(kind, amount)}

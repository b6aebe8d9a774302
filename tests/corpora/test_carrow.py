"""The grant scheme in pounds: what its clauses pay, what limits them, and when."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.meaning.calculate import Calculated
from clausebook.quantity import exact
from clausebook.rules.operators import Range
from clausebook.told.applications import applications_on
from clausebook.told.calculators import tell_benefit
from clausebook.told.notes import Notes
from clausebook.told.told import Told
from tests.overlay import keep_language

HERE = Path(__file__).parent / "carrow"
CASES = [
    ("clean-heat-2025/3:grant", "A small business", "180000", []),
    ("clean-heat-2025/3:grant", "Small by its staff but not by its turnover", "180000", []),
    ("clean-heat-2025/3:grant", "Fifty is not fewer than fifty", "140000", []),
    ("clean-heat-2025/3:grant", "A large business beyond the cap", "2500000", ["cap"]),
    ("clean-heat-2025/3:grant", "Below the least grant", "0", ["too_small"]),
    (
        "clean-heat-2025/3:grant",
        "With a loan of the Bank and a local top-up",
        "310000",
        ["combined"],
    ),
    ("clean-heat-2025/3:grant", "The last instalment is lost", "144000", []),
    ("clean-heat-2025/4:grant", "Two tiers", "47000", []),
    ("clean-heat-2025/4:grant", "Two studies", "81000", ["cap"]),
    ("clean-heat-2025/5:award", "Two pumps", "3240000", []),
    ("green-loans-2025/1-1:loan", "Beyond the largest loan", "2000000", ["size"]),
    ("green-loans-2025/1-2:relief", "Interest does not fall below nothing", "8000", []),
    ("green-loans-2025/2-1:guarantee", "A weaker pound", "640000.8", []),
    ("stackhaven-2026/2:grant", "Two premises", "2400", ["cap"]),
    ("stackhaven-2026/2:grant", "Little is left of the small aid", "500", ["small_aid"]),
    ("stackhaven-2026/3:grant", "Two projects beyond the cap", "7500", ["cap"]),
    ("stackhaven-2026/3:grant", "Too little is left in the year", "0", ["cap", "least"]),
    ("stackhaven-2026/4:top-up", "The joint ceiling leaves less", "20000", ["combined"]),
    ("stackhaven-2026/6:award", "Little is left of the small aid", "12000", ["small_aid"]),
]
"""Benefit, worked example, pounds that it comes to, and the limits that bind."""


@pytest.fixture(scope="module")
def carrow() -> Calculated:
    calculated, problems = understand(HERE / "content", None)
    assert list(problems) == []
    return calculated


def test_in_english_only_it_says_and_pays_the_same(carrow: Calculated, tmp_path: Path) -> None:
    shutil.copytree(HERE / "content", tmp_path / "content")
    keep_language(tmp_path / "content", "en")
    english, problems = understand(tmp_path / "content", None)
    assert list(problems) == []
    assert english.site.corpus.settings.languages == ("en",)
    assert paid(english) == paid(carrow)


def paid(of: Calculated) -> dict[str, list[tuple[str, Range]]]:
    """What all worked examples come to, by benefit."""
    return {
        id_: [(one.example.name["en"], one.result.used.paid.total) for one in examples]
        for id_, examples in of.examples.items()
    }


def test_examples_come_out_by_the_limits_that_they_are_about(carrow: Calculated) -> None:
    found = {
        (id_, worked.example.name["en"]): worked.result.used
        for id_, examples in carrow.examples.items()
        for worked in examples
    }
    results = [found[id_, name] for id_, name, *_ in CASES]
    told = [(exact(one.paid.total.high or 0), [*one.binding]) for one in results]
    assert told == [(amount, limits) for _, _, amount, limits in CASES]


def test_what_is_suspended_pays_nothing_and_says_what_it_would(carrow: Calculated) -> None:
    last = carrow.examples["stackhaven-2026/5:award"][-1].result.used
    assert (last.outcome, last.status, last.paid.total.high) == ("not-in-force", "suspended", 0)
    assert last.would
    assert last.would.total.high == 2500


def test_a_loan_that_counts_by_its_advantage_leaves_the_whole_grant(carrow: Calculated) -> None:
    stacked = carrow.examples["clean-heat-2025/3:grant"][6].result
    assert stacked.used.paid.joint
    assert stacked.used.paid.joint.high == 600_000
    assert stacked.under["advantage"].paid.total.high == 450_000


def test_lines_that_end_together_share_their_letters(carrow: Calculated) -> None:
    benefit = carrow.site.benefits["clean-heat-2025/3:grant"]
    drawn = tell_benefit(Told(carrow.site, "en", Notes()), carrow, benefit).curve
    assert drawn
    assert [(line.letter, line.ends) for line in drawn.lines] == [("A", "AB"), ("B", "")]


def test_the_axis_names_small_amounts_as_they_are(carrow: Calculated) -> None:
    benefit = carrow.site.benefits["stackhaven-2026/2:grant"]
    drawn = tell_benefit(Told(carrow.site, "en", Notes()), carrow, benefit).curve
    assert drawn
    assert [tick.words for tick in drawn.ticks_x] == ["£1,200", "£2,000"]


def test_it_says_when_one_can_apply_and_for_which_fiscal_year(carrow: Calculated) -> None:
    year = carrow.site.corpus.documents["stackhaven-2026"].facts["year"].quantity
    assert year.canonical() == "2026-04-01/2027-03-31"
    told = Told(carrow.site, "en", Notes())
    said = [applications_on(told, id_, on) for id_, on, _ in WINDOWS]
    assert [one and one.words for one in said] == [words for *_, words in WINDOWS]


WINDOWS = [
    ("clean-heat-2025/3", "2025-06-30", "open until 30 June 2025 12:00"),
    ("clean-heat-2025/3", "2025-09-30", "opens on 1 October 2025"),
    ("clean-heat-2025/3", "2026-11-20", "closed since 29 November 2025"),
    ("green-loans-2025/2-1", "2026-10-11", "open"),
    ("green-loans-2025/2-1", "2026-10-12", "budget spent on 12 October 2026"),
    ("green-loans-2025/1-1", "2026-10-12", "open"),
    ("stackhaven-2026/3", "2026-10-12", None),
]
"""A clause, a day, and what is known of applications then."""


def test_after_a_slip_in_the_settings_nothing_is_said_of_rules(tmp_path: Path) -> None:
    """Nobody can tell then what money is here; values that need the settings are named."""
    shutil.copytree(HERE / "content", tmp_path / "content")
    settings = tmp_path / "content" / "site.yaml"
    text = settings.read_text(encoding="utf-8")
    assert '"04-01"' in text
    settings.write_text(text.replace('"04-01"', "1 April"), "utf-8")
    problems = understand(tmp_path / "content", None)[1]
    codes = Counter(problem.code for problem in problems)
    assert codes == {"bad-format": 1, "bad-quantity": 5}

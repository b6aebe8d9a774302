"""Relations between benefits: stated once, seen from all their clauses, never at odds."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.plan.book import Relation
from tests.overlay import codes_in, lay

MATCH, AWARD, GRANT = "quay-2032-7/1:match", "quay-2032-7/2#1:award", "tide-2031-4/2:grant"
CLAUSE = """\
--- tide-2031-4/3.yaml
number: （三）
kind: clause
title: {zh: 服务, en: Services}
digest: {zh: "简化手续，{pool}。", en: "Procedures become simpler, {pool}."}
facts:
  pool: {is: 9万元, printed: 合计9万元, means: {zh: 合计上限, en: Joint cap}, role: cap}
readings:
  - id: reach
    question: {zh: 管到哪里？, en: How far does it reach?}
    used: wide
    why: {zh: 没有写明。, en: It is not said.}
    texts: {wide: {zh: 都算。, en: All.}, narrow: {zh: 不算。, en: None.}}
"""


def clause(*relations: str) -> str:
    """A clause that states relations between benefits of others."""
    rows = (
        f"  - {{id: r{place}, {relation}, printed: 合计, why: {{zh: 因为。, en: Because.}}}}\n"
        for place, relation in enumerate(relations, 1)
    )
    return CLAUSE + ("relations:\n" + "".join(rows) if relations else "")


def relations_of(folder: Path, *relations: str) -> dict[str, Relation]:
    calculated, problems = understand(lay(folder, clause(*relations)))
    assert problems == ()
    home = "tide-2031-4/3:"
    site = calculated.site
    assert site.clauses["tide-2031-4/3"].relations == tuple(
        id_ for id_ in site.relations if id_.startswith(home)
    )
    return {
        id_.removeprefix(home): relation
        for id_, relation in site.relations.items()
        if id_.startswith(home)
    }


def test_a_relation_is_known_by_full_addresses(tmp_path: Path) -> None:
    found = relations_of(
        tmp_path,
        f"type: feeds, of: ['2:grant'], into: '{MATCH}', input: city_support, per: project",
        f"type: cap, of: ['2:grant', '{AWARD}'], cap: pool, when: {{reach: [narrow]}}",
        f"type: carried-out, of: ['{AWARD}'], by: ['2:grant']",
    )
    assert found == {
        "r1": Relation("tide-2031-4/3:r1", "feeds", (GRANT,), (), "project", MATCH, "city_support"),
        "r2": Relation(
            "tide-2031-4/3:r2",
            "cap",
            (GRANT, AWARD),
            cap=Fraction(90_000),
            over="year",
            when={"tide-2031-4/3:reach": ("narrow",)},
        ),
        "r3": Relation("tide-2031-4/3:r3", "carried-out", (AWARD,), (GRANT,)),
    }


def test_all_clauses_whose_benefits_it_names_know_it(tmp_path: Path) -> None:
    overlay = clause(f"type: exclusive, of: ['2:grant', '{AWARD}']")
    calculated, problems = understand(lay(tmp_path, overlay))
    assert problems == ()
    clauses = calculated.site.clauses
    known = [id_ for id_, seat in clauses.items() if "tide-2031-4/3:r1" in seat.relations]
    assert known == ["tide-2031-4/2", "tide-2031-4/3", "quay-2032-7/2"]


SHARED = f"type: cap, of: ['2:grant', '{AWARD}'], cap: pool"
FEEDS = f"type: feeds, of: ['2:grant'], into: '{MATCH}', input: city_support"


@pytest.mark.parametrize(
    ("relations", "codes"),
    [
        (["type: exclusive, of: ['2:grant']"], ["relation-keys"]),
        (["type: replaces, of: ['2:grant']"], ["relation-keys"]),
        ([f"type: cap, of: ['2:grant', '{AWARD}']"], ["relation-keys"]),
        ([f"type: once, of: ['2:grant', '{AWARD}'], by: ['{MATCH}']"], ["relation-keys"]),
        ([f"type: once, of: ['2:grant', '{AWARD}'], over: year"], ["relation-keys"]),
        (["type: once, of: ['2:grant', '2:loan']"], ["unknown-benefit"]),
        (["type: once, of: ['2:grant', '9:loan']"], ["unknown-benefit"]),
        ([f"type: cap, of: ['2:grant', '{AWARD}'], cap: lake"], ["unknown-fact"]),
        ([FEEDS.replace("city_support", "lines")], ["unknown-input"]),
        ([f"type: once, of: ['2:grant', '{AWARD}'], when: {{range: [wide]}}"], ["unknown-reading"]),
        ([f"type: once, of: ['2:grant', '{AWARD}'], when: {{reach: [far]}}"], ["unknown-reading"]),
        ([FEEDS, f"type: exclusive, of: ['2:grant', '{MATCH}']"], 2 * ["relation-contradicts"]),
        (
            [
                SHARED.replace("cap: ", "when: {reach: [narrow]}, cap: "),
                f"type: exclusive, of: ['2:grant', '{AWARD}'], when: {{reach: [wide]}}",
            ],
            [],
        ),
        ([SHARED, f"type: once, of: ['2:grant', '{AWARD}']"], ["relation-contradicts"]),
        ([SHARED, f"type: once, of: ['2:grant', '{AWARD}'], per: project"], []),
        (
            [
                f"type: replaces, of: ['2:grant'], by: ['{AWARD}']",
                f"type: replaces, of: ['{AWARD}'], by: ['2:grant']",
            ],
            ["relation-cycle"],
        ),
        ([f"type: carried-out, of: ['{AWARD}'], by: ['{AWARD}']"], ["relation-cycle"]),
    ],
)
def test_what_is_wrong_with_relations_is_told(
    relations: list[str], codes: list[str], tmp_path: Path
) -> None:
    assert codes_in(tmp_path, clause(*relations)) == codes

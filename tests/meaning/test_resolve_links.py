"""Links and citations: declared once, true from both ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausebook.address import clause_of
from clausebook.build.understand import understand
from clausebook.meaning.calculate import Calculated
from clausebook.meaning.resolve.links import ACYCLIC
from clausebook.meaning.site import INVERSE, LinkEnd, Site
from tests.overlay import codes_in, lay

CLAUSE = """\
number: （三）
kind: clause
title: {zh: 服务, en: Services}
digest: {zh: 简化手续。, en: Procedures become simpler.}
"""


def clause(id_: str, links: list[tuple[str, str]]) -> str:
    """A clause file that declares links: type and target of each."""
    text = f"--- {id_}.yaml\n{CLAUSE}" + ("links:\n" if links else "")
    for type_, to in links:
        text += f'  - {{type: {type_}, to: "{to}", why: {{zh: 因为。, en: Because.}}}}\n'
    return text


def site_of(folder: Path, overlay: str = "") -> Site:
    calculated, problems = understand(lay(folder, overlay))
    assert problems == ()
    return calculated.site


def ends(rows: tuple[LinkEnd, ...]) -> list[tuple[str, bool, str]]:
    return [(end.type, end.outgoing, end.other) for end in rows]


def test_a_link_is_seen_from_both_ends(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    assert ends(site.clauses["quay-2032-7/1"].links) == [
        ("matches-funding", True, "tide-2031-4/2"),
    ]
    assert ends(site.clauses["tide-2031-4/2"].links) == [
        ("funding-matched-by", False, "quay-2032-7/1"),
    ]


def test_a_link_to_an_item_is_seen_from_the_clause_around_it(tmp_path: Path) -> None:
    overlay = clause("tide-2031-4/3", links=[("contrasts", "quay-2032-7/2#1")])
    site = site_of(tmp_path, overlay)
    assert ends(site.clauses["tide-2031-4/3"].links) == [
        ("contrasts", True, "quay-2032-7/2#1"),
        ("same-subject", False, "quay-2032-7/2"),
    ]
    assert ends(site.clauses["quay-2032-7/2"].links) == [
        ("same-subject", True, "tide-2031-4/3"),
        ("contrasts", False, "tide-2031-4/3"),
    ]


@pytest.mark.parametrize("type_", INVERSE)
def test_every_type_of_link_has_a_name_from_the_other_end(type_: str, tmp_path: Path) -> None:
    site = site_of(tmp_path, clause("tide-2031-4/3", links=[(type_, "1")]))
    assert ends(site.clauses["tide-2031-4/1"].links) == [(INVERSE[type_], False, "tide-2031-4/3")]


def test_whatever_rests_on_a_document_is_known_at_the_document(tmp_path: Path) -> None:
    cited = site_of(tmp_path).cited_by
    assert {id_: [d.source for d in rows] for id_, rows in cited.items()} == {
        "tide-2031-4": ["quay-2032-7", "quay-2032-7/1"],
        "quay-2032-7": [],
        "sea-2029-1": ["tide-2031-4/1"],
    }


def test_all_links_are_true_from_both_ends(calculated: Calculated) -> None:
    clauses = calculated.site.clauses
    declared = [
        (id_, INVERSE[end.type], clause_of(end.other))
        for id_, row in clauses.items()
        for end in row.links
        if end.outgoing
    ]
    seen = [
        (end.other, end.type, id_)
        for id_, row in clauses.items()
        for end in row.links
        if not end.outgoing
    ]
    assert sorted(declared) == sorted(seen)
    assert sorted(declared) == sorted(
        (
            row.id,
            INVERSE[link.type],
            calculated.site.addresses.clause(row.id, link.to).partition("#")[0],
        )  # type: ignore[union-attr]
        for row in calculated.site.corpus.clauses.values()
        for link in row.links
    )


NO_PLANS = "--- questions.yaml (removed)\n"


def circle(type_: str, *ids: str) -> str:
    """Clauses of which each links to the next, and the last to the first."""
    rows = zip(ids, (*ids[1:], ids[0]), strict=True)
    return NO_PLANS + "".join(clause(id_, links=[(type_, to)]) for id_, to in rows)


CIRCLE = ("tide-2031-4/1", "tide-2031-4/3", "quay-2032-7/2", "quay-2032-7/1")


@pytest.mark.parametrize("length", [3, 4])
@pytest.mark.parametrize("type_", ACYCLIC)
def test_a_chain_that_leads_back_to_its_start_is_refused_once(
    type_: str, length: int, tmp_path: Path
) -> None:
    overlay = circle(type_, *CIRCLE[:length])
    # What leads back from the older document would have superseded before there was anything.
    before = ["dates-contradict"] if type_ == "supersedes" else []
    assert sorted(codes_in(tmp_path, overlay)) == [*before, "link-cycle"]


def test_two_clauses_cannot_implement_each_other(tmp_path: Path) -> None:
    overlay = circle("implements", *CIRCLE[:2])
    assert sorted(codes_in(tmp_path, overlay)) == ["link-cycle", "link-declared-twice"]


def test_clauses_may_contrast_in_a_circle(tmp_path: Path) -> None:
    assert codes_in(tmp_path, circle("contrasts", *CIRCLE)) == []


def test_a_long_chain_is_no_circle_and_no_burden(tmp_path: Path) -> None:
    """Walking links by recursion would stop at a thousand."""
    ids = [f"c{n}" for n in range(1500)]
    overlay = (
        "".join(
            clause(f"long-2040-1/{id_}", links=[("details", to)] if to else [])
            for id_, to in zip(ids, [*ids[1:], ""], strict=True)
        )
        .replace("links:\n---", "---")
        .removesuffix("links:\n")
    )
    document = """\
--- long-2040-1/document.yaml
jurisdiction: tidewater
type: reply
number: 长〔2040〕1号
title: {zh: 长文, en: A long text}
short: {zh: 长文, en: Long}
issuers: [sea-farming]
facts: {issued_on: {is: 2040-01-01, printed: 2040年1月1日, means: {zh: 日期, en: Date}}}
digest: {zh: 长文。, en: Long.}
issued: issued_on
parts: [{chapters: [{title: {zh: 章, en: Chapter}, clauses: [%s]}]}]
"""
    assert codes_in(tmp_path, overlay + document % ", ".join(ids)) == []


@pytest.mark.parametrize(
    ("links", "codes"),
    [
        ([("contrasts", "1"), ("contrasts", "1")], ["link-declared-twice"]),
        ([("contrasts", "1"), ("same-subject", "1")], []),
        ([("contrasts", "quay-2032-7/2"), ("contrasts", "quay-2032-7/2#1")], []),
        ([("contrasts", "quay-2032-7/2#1"), ("contrasts", "quay-2032-7/2")], []),
        ([("same-subject", "quay-2032-7/2")], ["link-declared-twice"]),
        ([("same-subject", "quay-2032-7/2#1")], ["link-declared-twice"]),
        ([("contrasts", "3")], ["link-to-itself"]),
        ([("contrasts", "tide-2031-4/3")], ["link-to-itself"]),
        ([("contrasts", "nowhere")], ["unknown-clause"]),
        ([("contrasts", "tide-2031-4/document")], ["unknown-clause"]),
    ],
)
def test_a_link_is_declared_once_on_one_side(
    links: list[tuple[str, str]], codes: list[str], tmp_path: Path
) -> None:
    """Clause quay-2032-7/2 declares that it has the same subject already."""
    assert codes_in(tmp_path, clause("tide-2031-4/3", links=links)) == codes

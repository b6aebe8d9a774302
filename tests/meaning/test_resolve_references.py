"""Names in prose: they lead somewhere, nothing is idle, both languages tell the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.meaning.addresses import Addresses
from tests.overlay import GOOD, codes_in, found, problems_in

CLAUSE = "--- tide-2031-4/3.yaml\nnumber: （三）\nkind: clause\ntitle: {zh: 服务, en: Services}\n"
FACTS = """\
facts:
  cap: {is: 1万元, printed: 最高1万元, means: {zh: 上限, en: Cap}}
"""


@pytest.fixture(scope="module")
def addresses() -> Addresses:
    calculated, problems = understand(GOOD)
    assert problems == ()
    return calculated.site.addresses


@pytest.mark.parametrize(
    ("home", "address", "found_at"),
    [
        ("tide-2031-4/2", "cap", "tide-2031-4/2.cap"),
        ("tide-2031-4/2", "issued_on", "tide-2031-4.issued_on"),
        ("tide-2031-4/2", "final.from", "tide-2031-4/final.from"),
        ("tide-2031-4/2", "quay-2032-7/final.from", "quay-2032-7/final.from"),
        ("tide-2031-4/2", "quay-2032-7.issued_on", "quay-2032-7.issued_on"),
        ("tide-2031-4/2", "quay-2032-7/2#1.reef", "quay-2032-7/2#1.reef"),
        ("quay-2032-7/2#1", "reef", "quay-2032-7/2#1.reef"),
        ("quay-2032-7/2", "2#1.reef", "quay-2032-7/2#1.reef"),
        ("quay-2032-7/1", "city_cap", "tide-2031-4/2.cap"),
        ("quay-2032-7", "final.split", "quay-2032-7/final.split"),
        ("quay-2032-7/2", "reef", None),
        ("quay-2032-7/2#2", "reef", None),
        ("tide-2031-4/3", "cap", None),
        ("tide-2031-4/2", "quay-2032-7/1.city_cap", None),
        ("", "cap", None),
        ("", "tide-2031-4/2.cap", "tide-2031-4/2.cap"),
    ],
)
def test_a_fact_is_found_from_the_inside_outwards(
    home: str, address: str, found_at: str | None, addresses: Addresses
) -> None:
    """Item, clause, document; facts of other clauses need their address or a short name."""
    fact = addresses.fact(home, address)
    assert (fact.address if fact else None) == found_at


def test_a_nearer_fact_hides_a_farther_one(tmp_path: Path) -> None:
    text = FACTS.replace("cap:", "issued_on:") + (
        'digest: {zh: "最高{issued_on}。", en: "At most {issued_on}."}\n'
    )
    assert codes_in(tmp_path, CLAUSE + text) == []


@pytest.mark.parametrize(
    "uses",
    [
        "{x: x}",
        "{x: y, y: x}",
        "{x: tide-2031-4/3.x}",
        "{x: 3.y, y: 3.x}",
        "{x: issued_on}",
        "{x: quay-2032-7/1.city_cap}",
    ],
)
def test_a_short_name_leads_to_a_fact_and_never_round_in_a_circle(
    uses: str, tmp_path: Path
) -> None:
    text = f'uses: {uses}\ndigest: {{zh: "最高{{x}}。", en: "At most {{x}}."}}\n'
    assert set(codes_in(tmp_path, CLAUSE + text)) == {"unknown-fact"}


USED = {
    "in the digest": 'digest: {zh: "最高{cap}。", en: "At most {cap}."}\n',
    "in a condition": "digest: {zh: 受理。, en: Filing.}\nconditions:\n"
    '  - {id: small, zh: "不超过{cap}。", en: "At most {cap}."}\n',
    "in a material": "digest: {zh: 受理。, en: Filing.}\nmaterials:\n"
    '  - {zh: "不超过{cap}的账单", en: "A bill of at most {cap}"}\n',
    "in a field": "digest: {zh: 受理。, en: Filing.}\nfields:\n"
    '  - {zh: "金额（最高{cap}）", en: "Sum (at most {cap})"}\n',
    "in an item": "digest: {zh: 受理。, en: Filing.}\nitems:\n"
    '  - {id: a, number: （1）, digest: {zh: "最高{cap}。", en: "At most {cap}."}}\n',
    "in a link": "digest: {zh: 受理。, en: Filing.}\nlinks:\n"
    '  - {type: contrasts, to: "1", why: {zh: "最高{cap}。", en: "At most {cap}."}}\n',
    "in a rule": "digest: {zh: 受理。, en: Filing.}\nbenefits:\n"
    "  - {id: a, name: {zh: 奖励, en: Award}, form: award, pays: cap,\n"
    "     examples: [{name: {zh: 普通, en: Ordinary}, pays: 1万元}]}\n",
}


@pytest.mark.parametrize("text", USED.values(), ids=USED)
def test_a_fact_is_used_wherever_it_is_named(text: str, tmp_path: Path) -> None:
    assert codes_in(tmp_path, CLAUSE + FACTS + text) == []


def test_a_fact_that_only_another_clause_names_is_used(tmp_path: Path) -> None:
    text = FACTS + "digest: {zh: 受理。, en: Filing.}\n"
    other = (
        "--- tide-2031-4/1.yaml\nnumber: （一）\nkind: goal\ntitle: {zh: 目标, en: Goals}\n"
        'digest: {zh: "最高{3.cap}。", en: "At most {3.cap}."}\n'
    )
    assert codes_in(tmp_path / "alone", CLAUSE + text) == ["unused-fact"]
    assert codes_in(tmp_path / "named", CLAUSE + text + other) == []


def test_an_idle_fact_of_a_document_and_of_an_item_is_found(tmp_path: Path) -> None:
    document = (GOOD / "tide-2031-4" / "document.yaml").read_text(encoding="utf-8")
    idle = document.replace("facts:\n", FACTS)
    item = (
        "digest: {zh: 受理。, en: Filing.}\nitems:\n  - id: a\n    number: （1）\n"
        "    digest: {zh: 审核。, en: Review.}\n"
        + FACTS.replace("facts", "    facts").replace("  cap", "      cap")
    )
    overlay = f"--- tide-2031-4/document.yaml\n{idle}{CLAUSE}{item}"
    assert found(problems_in(tmp_path, overlay)) == [
        ("content/tide-2031-4/3.yaml", 10, 12, "unused-fact"),
        ("content/tide-2031-4/document.yaml", 12, 8, "unused-fact"),
    ]


@pytest.mark.parametrize(
    ("zh", "en", "codes"),
    [
        ("{2.cap}与{2.rate}与{2.cap}", "{2.cap} and {tide-2031-4/2.rate}", []),
        ("{2.cap}与{2.rate}", "{2.rate} and {2.cap}", ["order-differs"]),
        ("{2.rate}、{2.cap}、{2.rate}", "{2.cap}, {2.rate}, {2.rate}", ["order-differs"]),
    ],
)
def test_both_languages_show_the_same_facts_in_one_order(
    zh: str, en: str, codes: list[str], tmp_path: Path
) -> None:
    """The order of the first time that each is shown."""
    assert codes_in(tmp_path, f'{CLAUSE}digest: {{zh: "{zh}", en: "{en}"}}\n') == codes


def test_another_order_may_be_meant(tmp_path: Path) -> None:
    text = 'digest: {zh: "{2.cap}与{2.rate}", en: "{2.rate} and {2.cap}", order: differs}\n'
    assert codes_in(tmp_path, CLAUSE + text) == []


@pytest.mark.parametrize(
    ("zh", "en", "column"),
    [("{2.cap}", "none", 29), ("没有", "{2.cap}", 14), ("{2.cap}", "{2.annual_cap}", 14)],
)
def test_a_figure_in_one_language_only_is_found(
    zh: str, en: str, column: int, tmp_path: Path
) -> None:
    [first, *_] = problems_in(tmp_path, f'{CLAUSE}digest: {{zh: "{zh}", en: "{en}"}}\n')
    assert (first.code, first.line, first.column) == ("figures-differ", 4, column)


@pytest.mark.parametrize(
    "reference",
    [
        *("{clause:2}", "{clause:tide-2031-4/2}", "{clause:quay-2032-7/2#1}", "{doc:tide-2031-4}"),
        *("{doc:sea-2029-1}", "{term:kelp}", "{agency:sea-farming}", "{topic:growing}"),
        *("{term:kelp|sugar kelp}", "{clause:2|the grant}", "{term:class-2-seed|class 2 seed}"),
    ],
)
def test_a_reference_of_each_kind_is_followed(reference: str, tmp_path: Path) -> None:
    chinese = reference.partition("|")[0].removesuffix("}")
    text = f'digest: {{zh: "{chinese}}}", en: "{reference}"}}\n'
    assert codes_in(tmp_path, CLAUSE + text) == []

"""Ids: cut and put together in one place, whatever they are ids of."""

from __future__ import annotations

import re

import pytest

from clausebook import address
from tests.test_architecture import FILES


@pytest.mark.parametrize(
    ("id_", "document", "clause", "item"),
    [
        ("x", "x", "x", ""),
        ("x.issued", "x", "x.issued", ""),
        ("x/5", "x", "x/5", ""),
        ("x/5#2", "x", "x/5", "2"),
        ("x/rules-6#2-a:grant", "x", "x/rules-6", "2-a"),
        ("x/5:grant", "x", "x/5", ""),
    ],
)
def test_an_id_says_where_it_stands(id_: str, document: str, clause: str, item: str) -> None:
    assert address.document_of(id_) == document
    assert address.clause_of(id_) == clause
    assert address.item_of(id_) == item


@pytest.mark.parametrize(
    ("id_", "name", "count"), [("x/5", "5", "5"), ("x/rules-3", "rules-3", "3"), ("x/a", "a", "a")]
)
def test_a_clause_has_a_name_and_a_count_in_its_document(id_: str, name: str, count: str) -> None:
    assert (address.clause_name(id_), address.clause_count(id_)) == (name, count)


def test_a_benefit_belongs_to_its_provision() -> None:
    assert address.provision_of("x/5#2:grant") == "x/5#2"
    assert address.benefit_name("x/5#2:grant") == "grant"
    assert (address.provision_of("x/5"), address.benefit_name("x/5")) == ("x/5", "")


@pytest.mark.parametrize(
    ("fact", "home", "name"),
    [
        ("cap", "", "cap"),
        ("5.cap", "5", "cap"),
        ("x/5#2.cap", "x/5#2", "cap"),
        ("x.cap", "x", "cap"),
    ],
)
def test_a_fact_belongs_to_its_home(fact: str, home: str, name: str) -> None:
    assert address.home_and_name(fact) == (home, name)


@pytest.mark.parametrize(
    ("written", "home", "whole"),
    [("5", "x", "x/5"), ("5#2", "x/1#3", "x/5#2"), ("y/5", "x/1", "y/5")],
)
def test_an_address_may_leave_out_its_own_document(written: str, home: str, whole: str) -> None:
    assert address.full(written, home) == whole


def test_what_is_around_a_provision_is_named_once() -> None:
    assert address.outwards("x/5#2") == ("x/5#2", "x/5", "x")
    assert address.outwards("x/5") == ("x/5", "x")
    assert address.outwards("x") == ("x",)


def test_nobody_else_cuts_ids() -> None:
    cut = re.compile(r"""(?:partition|split)\(["'][#:]["']\)|\bid_\.r?(?:partition|split)\(""")
    others = (path for path in FILES if path.name != "address.py")
    found = {path.name for path in others if cut.search(path.read_text(encoding="utf-8"))}
    assert found == set()

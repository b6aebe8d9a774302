"""Addresses: relative, mirrored in both languages, and never two for one thing."""

from __future__ import annotations

import pytest

from clausebook.address import benefit_anchor, fact_anchor
from clausebook.features.frame import urls
from clausebook.features.frame.linked import ROOT, settle


@pytest.mark.parametrize(
    ("page", "target", "link"),
    [
        ("zh/index.html", "zh/search.html", "../zh/search.html"),
        ("zh/tide/2.html", "zh/tide/3.html", "../../zh/tide/3.html"),
        ("zh/tide/2.html", "zh/tide/2.html#1", "#1"),
        ("zh/tide/2.html", "zh/tide/2.html", "../../zh/tide/2.html"),
        ("zh/tide/2.html", "en/tide/2.html#1", "../../en/tide/2.html#1"),
        ("index.html", "zh/index.html", "zh/index.html"),
    ],
)
def test_a_link_is_relative_to_its_page(page: str, target: str, link: str) -> None:
    html = f'<a href="{ROOT}{target}">'
    assert settle(html, page) == f'<a href="{link}">'


def test_things_have_their_places() -> None:
    assert urls.document("zh", "tide-2031-4") == "zh/tide-2031-4/index.html"
    assert urls.clause("en", "tide-2031-4/2") == "en/tide-2031-4/2.html"
    assert urls.clause("en", "tide-2031-4/2#1") == "en/tide-2031-4/2.html#1"
    assert urls.row("zh", "topics", "growing") == "zh/topics/growing.html"
    assert urls.term("zh", "kelp") == "zh/glossary/kelp.html"
    assert urls.top("en", "search") == "en/search.html"


def test_facts_and_benefits_of_items_have_anchors_of_their_own() -> None:
    facts = {fact_anchor(home, "cap") for home in ("x/2", "x/2#1", "x/2#2", "x/2#1-2")}
    benefits = {benefit_anchor(f"{home}:cap") for home in ("x/2", "x/2#1", "x/2#2")}
    assert facts == {"fact-cap", "fact-1-cap", "fact-2-cap", "fact-1-2-cap"}
    assert benefits == {"benefit-cap", "benefit-1-cap", "benefit-2-cap"}

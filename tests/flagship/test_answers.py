"""Every provision says in a line who can have it, and every benefit what it gives in each case."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from clausebook.content.records import Benefit, Clause, Corpus, Gives, Provision
from clausebook.meaning.calculate import Calculated
from clausebook.prose import Reference, references
from clausebook.told.notes import Notes
from clausebook.told.told import Told
from tests.rendered import Files

WHO = {"zh": 36, "en": 90}
"""Signs or letters of the line that says who."""
GIVES = {"zh": 40, "en": 95}
"""Signs or letters of a line that says what is given."""
CASE = {"zh": 16, "en": 60}
"""Signs or letters of the name of a case."""

OFFER_NOTHING = {
    "baoshan-2022/general-3": "says to whom the document applies",
    "minhang-2025-1/final-1": "says how policies for the same case stand to each other",
    "minhang-2025-1/final-2": "says from when until when the document applies",
    "minhang-2025-1/rules-final-1": "says to whom the rules apply",
    "minhang-2025-1/rules-final-2": "says when and how to apply, and which level pays what share",
    "minhang-2025-1/form-1": "is an application form",
    "minhang-2025-1/form-2": "is an application form",
    "shanghai-2022-13/final": "says from when until when the document applies",
    "baoshan-2022/final-1": "says who interprets the document",
    "baoshan-2022/final-2": "says from when until when the document applies",
    "pudong-2022-2/safeguard-1": "sets up a joint meeting of the departments and an expert body",
    "pudong-2022-2/safeguard-4": "divides the work among the departments",
}
"""Clauses that offer nobody anything, and what they do instead. Replies only report."""

NOT_GIVEN: dict[str, str] = {}
"""Sums that no line names, and why."""


def provisions(corpus: Corpus) -> Iterator[tuple[Clause, Provision]]:
    """Every clause and item with its clause."""
    for clause in corpus.clauses.values():
        for provision in clause.provisions():
            yield clause, provision


def rows(provision: Provision) -> Iterator[tuple[Benefit, Gives]]:
    """What the benefits of a provision give, case by case."""
    for benefit in provision.benefits:
        for row in benefit.gives:
            yield benefit, row


def test_what_pays_says_who_can_have_it(corpus: Corpus) -> None:
    silent = {p.id for _, p in provisions(corpus) if p.benefits and not p.who}
    assert silent == set()


def test_every_benefit_says_what_it_gives(corpus: Corpus) -> None:
    found = ((p, benefit) for _, p in provisions(corpus) for benefit in p.benefits)
    assert {f"{p.id}:{benefit.id}" for p, benefit in found if not benefit.gives} == set()


def test_cases_are_named_where_there_are_several(corpus: Corpus) -> None:
    """Lines that stand below each other say what tells them apart, each in its own words."""
    for _, provision in provisions(corpus):
        found = [row for _, row in rows(provision)]
        if len(found) > 1:
            cases = [row.of for row in found if row.of]
            assert len(cases) == len(found), provision.id
            for language in WHO:
                assert len({case[language] for case in cases}) == len(cases), provision.id


def test_what_pays_nothing_says_what_it_offers(corpus: Corpus) -> None:
    """Money at somebody's discretion, a service or a direction; what offers nothing is listed."""
    replies = {document.id for document in corpus.documents.values() if document.type == "reply"}
    silent = {
        clause.id
        for clause in corpus.clauses.values()
        if clause.topics
        and clause.document not in replies
        and not any(p.benefits or p.offers for p in clause.provisions())
    }
    assert silent == {*OFFER_NOTHING}


def test_only_what_pays_nothing_says_what_it_offers(corpus: Corpus) -> None:
    assert {p.id for _, p in provisions(corpus) if p.benefits and p.offers} == set()


def test_every_sum_is_named(corpus: Corpus) -> None:
    """An award or a cap of a provision with benefits stands in a line of one of them."""
    silent = set()
    for _, provision in provisions(corpus):
        named = {name for _, row in rows(provision) for name in _facts(row)}
        silent |= {
            f"{provision.id}.{name}"
            for name, fact in provision.facts.items()
            if provision.benefits and fact.role in ("cap", "award")
            if fact.quantity.kind == "money" and name not in named
        }
    assert silent == {*NOT_GIVEN}


def _facts(row: Gives) -> Iterator[str]:
    for text in row.text.values():
        for found in references(text):
            if isinstance(found, Reference) and found.kind == "fact":
                yield found.target.rpartition(".")[2]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_lines_are_short(calculated: Calculated, language: str) -> None:
    told = Told(calculated.site, language, Notes())
    long = {}
    for _, provision in provisions(calculated.site.corpus):
        lines = [(provision.who, WHO)] if provision.who else []
        lines += [(row.text, GIVES) for _, row in rows(provision)]
        for prose, limits in lines:
            words = told.text(prose, provision.id)
            if len(words) > limits[language]:
                long[provision.id] = words
    assert long == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_of_cases_are_short(corpus: Corpus, language: str) -> None:
    cases = [row.of[language] for _, p in provisions(corpus) for _, row in rows(p) if row.of]
    assert [case for case in cases if len(case) > CASE[language]] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_lines_are_no_sentences(calculated: Calculated, language: str) -> None:
    """No full stop, no space at an end; English lines begin like a line of a table."""
    told = Told(calculated.site, language, Notes())
    for _, provision in provisions(calculated.site.corpus):
        prose = [*([provision.who] if provision.who else []), *(r.text for _, r in rows(provision))]
        for words in (told.text(each, provision.id) for each in prose):
            assert words == words.strip()
            assert not words.endswith(("。", ".", "；", ";", "，", ","))
            assert not words[0].islower(), words


@pytest.mark.parametrize(("language", "nothing"), [("zh", "0元"), ("en", "RMB 0")])
def test_what_an_empty_field_counts_as_is_told_in_the_language(
    language: str, nothing: str, site_files: Files
) -> None:
    page = site_files[f"{language}/minhang-2025-1/rules-6.html"].decode("utf-8-sig")
    assert {*re.findall(r'data-type="CNY"[^>]*placeholder="([^"]*)"', page)} == {nothing}

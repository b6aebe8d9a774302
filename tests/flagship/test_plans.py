"""What plans of the content ask of readers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from clausebook.meaning.calculate import Calculated
from clausebook.plan.answers import Answers
from clausebook.plan.plan import plan

DAY = "2026-12-01"
MOST_QUESTIONS = 12

DRUG = {
    "applicant_kind": "drug_company",
    "registered_in": "minhang",
    "above_scale": "no",
    "product_kind": "class_1",
    "product_stage": "output",
    "made_in": "other_province",
    "rnd_investment": "80000000",
    "municipal_status": "received",
    "overseas": "none",
    "project_kind": "none",
}
DEVICE = {
    "applicant_kind": "device_company",
    "registered_in": "minhang",
    "above_scale": "yes",
    "product_kind": "class_iii",
    "product_stage": "output",
    "made_in": "minhang",
    "first_certificate": "yes",
    "special_review": "none",
    "municipal_status": "none",
    "rnd_investment": "6000000",
    "overseas": "none",
    "project_kind": "none",
}


@pytest.mark.parametrize(("reader", "total"), [(DRUG, "40000000"), (DEVICE, "1200000")])
def test_few_answers_settle_what_a_typical_reader_gets(
    reader: Mapping[str, str], total: str, calculated: Calculated
) -> None:
    book = calculated.site.book
    assert book
    given: dict[str, tuple[str, ...]] = {}
    while ask := (found := plan(book, Answers(given), DAY)).ask:
        given[ask[0]] = (reader[ask[0]],)
    assert (found.as_json()["total"]["low"], found.as_json()["total"]["high"]) == (total, total)
    assert len(given) <= MOST_QUESTIONS

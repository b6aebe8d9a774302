"""Plans of this repository's content: what they ask, and the same in the browser."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from clausebook.meaning.calculate import Calculated
from clausebook.plan.answers import Answers
from clausebook.plan.plan import plan
from tests.plans import answers_as_json
from tests.twin import Twin

DAY = "2026-12-01"
MOST_QUESTIONS = 12

DRUG = {
    "applicant_kind": "drug_company",
    "registered_in": "minhang",
    "product_kind": "class_1",
    "product_stage": "output",
    "made_in": "other_province",
    "rnd_investment": "80000000",
    "municipal_status": "received",
}
DEVICE = {
    "applicant_kind": "device_company",
    "registered_in": "minhang",
    "product_kind": "class_iii",
    "product_stage": "output",
    "made_in": "minhang",
    "first_certificate": "yes",
    "special_review": "none",
    "municipal_status": "none",
    "rnd_investment": "6000000",
}


@pytest.mark.parametrize(("reader", "total"), [(DRUG, "40000000"), (DEVICE, "1000000")])
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


def test_worked_plans_are_the_same_on_both_sides(calculated: Calculated, twin: Twin) -> None:
    book = calculated.site.book
    assert book
    published, plans = book.as_json(), {**calculated.plans}
    given = [(answers_as_json(each.answers), each.result.on) for each in plans.values()]
    theirs = twin.call("plans.planAll", published, given)
    ours = [each.result.as_json() for each in plans.values()]
    assert len(ours) >= 15
    assert [json.dumps(each) for each in theirs] == [json.dumps(each) for each in ours]

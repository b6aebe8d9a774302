"""Plans of this repository's content: the browser plans each worked one as the generator does."""

from __future__ import annotations

import json

from clausebook.meaning.calculate import Calculated
from tests.plans import answers_as_json
from tests.twin import Twin


def test_worked_plans_are_the_same_on_both_sides(calculated: Calculated, twin: Twin) -> None:
    book = calculated.site.book
    assert book
    published, plans = book.as_json(), {**calculated.plans}
    given = [(answers_as_json(each.answers), each.result.on) for each in plans.values()]
    theirs = twin.call("plans.planAll", published, given)
    ours = [each.result.as_json() for each in plans.values()]
    assert len(ours) >= 15
    assert [json.dumps(each) for each in theirs] == [json.dumps(each) for each in ours]

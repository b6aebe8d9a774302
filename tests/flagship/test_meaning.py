"""What the content means: links, examples, days, facets."""

from __future__ import annotations

from clausebook.features.search.facets import highest_cap
from clausebook.meaning.calculate import Calculated
from clausebook.rules.validity import Validity
from clausebook.told.notes import Notes
from clausebook.told.told import Told
from tests.features.search.test_change import (  # noqa: F401
    test_clauses_of_the_site_that_change_places_with_others,
)
from tests.features.search.test_facets import (  # noqa: F401
    test_caps_are_listed_from_the_highest,
    test_choices_are_kept_as_json,
    test_every_clause_is_at_its_places_and_nowhere_else,
)
from tests.features.search.test_pairs import (  # noqa: F401
    test_clauses_are_found_by_all_their_pairs,
)
from tests.meaning.test_calculate import (  # noqa: F401
    test_every_benefit_has_examples_that_come_out,
    test_whatever_is_typed_is_a_value_or_refused_in_words,
)
from tests.meaning.test_resolve_links import (  # noqa: F401
    test_all_links_are_true_from_both_ends,
)
from tests.rules.test_curve import test_every_piece_pays_what_the_rule_pays  # noqa: F401
from tests.test_safety import test_the_pages_have_no_text_left_unescaped  # noqa: F401
from tests.told.test_explain import (  # noqa: F401
    test_every_worked_example_is_told_alike,
    test_unfinished_and_refused_claims_are_told_alike,
)


def test_what_a_reply_reports_is_no_cap(calculated: Calculated) -> None:
    site = calculated.site
    replies = [
        clause
        for clause in site.corpus.clauses.values()
        if site.corpus.documents[clause.document].type == "reply"
    ]
    assert replies
    assert {highest_cap(site, clause) for clause in replies} == {None}


WITHOUT_FUNDING = {"5", "6", "7", "11", "13", "17", "19", "20", "final-2", "form-1", "form-2"}


def test_only_measures_that_involve_funding_are_applied_by_reference(
    calculated: Calculated,
) -> None:
    site, document = calculated.site, "minhang-2025-1"
    whole = Validity("2025-07-01", "2030-06-30", "2024-10-31", "2025-06-30")
    found = {id_: site.validity[site.dated(id_)] for id_ in site.index.by_document[document]}
    left_out = {f"{document}/{name}" for name in WITHOUT_FUNDING}
    assert {id_ for id_, validity in found.items() if validity != whole} == left_out
    assert {found[id_] for id_ in left_out} == {Validity("2025-07-01", "2030-06-30")}
    assert not any(site.clauses[id_].benefits for id_ in left_out)
    for id_ in left_out:
        shown = Told(site, "zh", Notes()).status(id_, "2025-06-30")
        assert shown.key == "not-yet"
        assert [banner.key for banner in shown.banners] == ["expired", "not-yet"]

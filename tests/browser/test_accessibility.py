"""axe-core finds nothing to object to, on any kind of page, in light and in dark."""

from __future__ import annotations

import pytest

from clausebook.meaning.calculate import Calculated
from tests.browser.axe import RULES, axe
from tests.browser.visitor import Visitor, pages_of_every_kind


@pytest.mark.parametrize("language", [None, "zh", "en"])
def test_no_page_has_a_fault_that_axe_finds(
    visitor: Visitor, language: str | None, calculated: Calculated
) -> None:
    """axe is added from outside, past the pages' own policy, which the other tests hold to."""
    page = visitor.context("phone", bypass_csp=True).new_page()
    faults = {}
    for path in pages_of_every_kind(calculated.site, language):
        page.goto(visitor.address(path))
        for scheme in RULES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            faults[path, scheme] = axe(page, scheme)
    assert faults == {each: [] for each in faults}
    assert faults

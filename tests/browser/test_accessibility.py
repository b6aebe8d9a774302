"""axe-core finds nothing to object to, on any kind of page, in light and in dark."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest

from clausebook.meaning.calculate import Calculated
from tests.browser.axe import RULES, axe
from tests.browser.visitor import Visitor, pages_of_every_kind


@pytest.mark.parametrize("scheme", RULES)
def test_no_page_has_a_fault_that_axe_finds(
    visitor: Visitor, scheme: Any, calculated: Calculated
) -> None:
    """axe is added from outside, past the pages' own policy, which the other tests hold to."""
    window = visitor.context("phone", color_scheme=scheme, bypass_csp=True)
    faults = {}
    kinds = [pages_of_every_kind(calculated.site, each) for each in (None, "zh", "en")]
    for path in chain(*kinds):
        page = window.new_page()
        page.goto(visitor.address(path))
        page.wait_for_load_state("load")
        faults[path] = axe(page, scheme)
        page.close()
    assert faults == {path: [] for path in faults}
    assert faults

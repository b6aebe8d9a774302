"""A whole site in memory, for tests of what stands in its files."""

from __future__ import annotations

from clausebook.build.render import Files, render
from clausebook.features.search import searchable
from clausebook.meaning.calculate import Calculated
from clausebook.problems import Problems


def rendered(calculated: Calculated) -> Files:
    """All files of the site by path, with its search."""
    problems = Problems()
    found = searchable(calculated, problems)
    assert [str(problem) for problem in problems] == []
    return render(calculated, found)

"""A whole site in memory, for tests of what stands in its files."""

from __future__ import annotations

from clausebook.build.workshop import furnish
from clausebook.features import all_outputs, make
from clausebook.features.frame.bundles import assets
from clausebook.features.offline import offline_of
from clausebook.features.search import searchable
from clausebook.meaning.calculate import Calculated
from clausebook.problems import Problems
from clausebook.told.notes import Notes

Files = dict[str, bytes]


def rendered(calculated: Calculated) -> Files:
    """All files of the site by path."""
    problems = Problems()
    found = searchable(calculated, problems)
    assert [str(problem) for problem in problems] == []
    published = assets(None)
    at = furnish(calculated, {}, published, Notes())
    files = {f"assets/{name}": data for name, data in published.files.items()}
    files |= {output.path: make(output, at) for output in all_outputs(calculated.site)}
    files |= found.files
    return files | dict(offline_of(files))

"""A whole site in memory, for tests of what stands in its files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from clausebook.build.workshop import furnish
from clausebook.build.write import NO_JEKYLL
from clausebook.build.write.marker import MARKER
from clausebook.features import all_outputs, make
from clausebook.features.frame.bundles import Assets, assets
from clausebook.features.offline import offline_of
from clausebook.features.search import searchable
from clausebook.meaning.calculate import Calculated
from clausebook.problems import Problems
from clausebook.quantity.currencies import Usage
from clausebook.told.notes import Notes

Files = dict[str, bytes]


@cache
def published(usage: Usage) -> Assets:
    """The scripts and styles of every site that has no looks of its own."""
    return assets(None, usage=usage)


def rendered(calculated: Calculated) -> Files:
    """All files of the site by path."""
    problems = Problems()
    found = searchable(calculated, problems)
    assert [str(problem) for problem in problems] == []
    own = published(calculated.site.corpus.settings.usage)
    at = furnish(calculated, {}, own, Notes())
    files = {f"assets/{name}": data for name, data in own.files.items()}
    files |= {output.path: make(output, at) for output in all_outputs(calculated.site)}
    files |= found.files
    return files | dict(offline_of(files))


def files_in(folder: Path) -> Files:
    """All files of a site except those that tell builds and hosts about it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (MARKER, NO_JEKYLL)
    }

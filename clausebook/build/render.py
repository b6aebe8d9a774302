"""Everything that was understood → all files of the site, in memory."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from clausebook.build.workshop import furnish
from clausebook.features import all_outputs, make
from clausebook.features.frame.bundles import bundles
from clausebook.features.offline import offline_of
from clausebook.features.search import Searchable
from clausebook.meaning.calculate import Calculated
from clausebook.official.passages import Passage
from clausebook.told.notes import Notes

Files = dict[str, bytes]


def render(
    calculated: Calculated,
    found: Searchable,
    passages: Mapping[str, Passage] = MappingProxyType({}),
) -> Files:
    """All files of the site by path, in a stable order, with official passages by clause."""
    published = bundles(None)
    files = {f"assets/{name}": data for name, data in published.files.items()}
    files.update(found.files)
    at = furnish(calculated, passages, published, Notes())
    for output in all_outputs(calculated.site):
        files[output.path] = make(output, at)
    return files | dict(offline_of(files))

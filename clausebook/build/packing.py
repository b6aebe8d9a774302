"""The files that a site needs offline, made of all its files, or of what an edit changed."""

from __future__ import annotations

from collections.abc import Mapping

from clausebook.build.write import Edition
from clausebook.features.offline import is_made_for_offline, offline, offline_after
from clausebook.files import Built


def with_offline(
    site: Mapping[str, Built], before: Mapping[str, Built], edition: Edition
) -> dict[str, Built]:
    """A site and all that it needs offline; ``before`` is the whole site as it was."""
    return _after(site, before, edition) or _of_all(site, before, edition)


def _of_all(
    site: Mapping[str, Built], before: Mapping[str, Built], edition: Edition
) -> dict[str, Built]:
    def is_kept(path: str) -> bool:
        return path in before and edition.has(before[path])

    whole = dict(site)
    for path, data in list(offline(site, edition.read, is_kept)):
        whole[path] = before[path] if data is None else edition.put(path, data)
    return whole


def _after(
    site: Mapping[str, Built], before: Mapping[str, Built], edition: Edition
) -> dict[str, Built] | None:
    """The same at the cost of the change; None where the site as it was does not allow it."""
    old = {path: file for path, file in before.items() if is_made_for_offline(path)}
    if not all(map(edition.has, old.values())):
        return None
    paths = site.keys() | (before.keys() - old.keys())
    changes = {path: site.get(path) for path in paths if site.get(path) != before.get(path)}
    update = offline_after(changes, edition.read, old.__contains__)
    if update is None:
        return None
    kept = {path: file for path, file in old.items() if path not in update.gone}
    made = {path: edition.put(path, data) for path, data in update.made.items()}
    return {**site, **kept, **made}

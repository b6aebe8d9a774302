"""Files in the site that no build made, while the two trees change places.

They are in both trees when the swap comes, so that the site never lacks them. What somebody did to
them between the build's look at the site and the swap is seen in the old tree afterwards.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clausebook.build.write.marker import folder_of
from clausebook.build.write.parts import unlike
from clausebook.build.write.places import exchange
from clausebook.build.write.survey import Survey
from clausebook.build.write.trees import (
    align_whole,
    entries,
    folder_stamp_of,
    is_folder,
    link,
    remove,
)


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What of foreign files came (or was replaced) and went since the site was looked at."""

    came: frozenset[str] = frozenset()
    went: frozenset[str] = frozenset()


def carry(survey: Survey, site: Path, other: Path) -> None:
    """Link all that is foreign into the other tree."""
    for path in survey.foreign:
        if os.path.lexists(site / path) and not _is_same(site / path, other / path):
            remove(other / path)
            link(site / path, other / path)
    for path in survey.foreign_folders:
        if folder_stamp_of(site / path):
            align_whole(os.fspath(site / path), os.fspath(other / path))


def meanwhile(survey: Survey, old: Path, site: Path) -> Meanwhile:
    """What happened to what is foreign before the old tree left its place."""
    came: set[str] = set()
    went: set[str] = set()
    for folder in unlike(os.fspath(old), survey.folders, folder_stamp_of):
        came.update(_newcomers(survey, folder, old, site))
        went.update(
            path
            for path in survey.foreign | survey.foreign_folders
            if folder_of(path) == folder and not os.path.lexists(old / path)
        )
    return Meanwhile(frozenset(came), frozenset(went))


def _newcomers(survey: Survey, folder: str, old: Path, site: Path) -> Iterator[str]:
    """Entries of one folder that are neither a build's own nor the same in both trees."""
    known = survey.digests.keys() | survey.spoilt | survey.folders.keys()
    for name, entry in entries(old / folder).items():
        path = f"{folder}/{name}" if folder else name
        is_carried = (
            path in survey.foreign_folders
            if is_folder(entry)
            else path in survey.foreign and _is_same(old / path, site / path)
        )
        if path not in known and not is_carried:
            yield path


def _is_same(one: Path, other: Path) -> bool:
    return os.path.lexists(other) and os.path.samestat(os.lstat(one), os.lstat(other))


def fetch(survey: Survey, news: Meanwhile, old: Path, site: Path) -> None:
    """Do the same in the site, and give it the foreign folders themselves in place of links."""
    for path in news.went:
        remove(site / path)
    for path in news.came:
        if folder_stamp_of(site / path) or folder_stamp_of(old / path):
            remove(site / path)  # only a file takes the place of a file in one step
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (old / path).replace(site / path)
    for path in survey.foreign_folders - news.came - news.went:
        if folder_stamp_of(old / path) and not exchange(old / path, site / path):
            align_whole(os.fspath(old / path), os.fspath(site / path))

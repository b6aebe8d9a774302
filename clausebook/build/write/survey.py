"""What is in the site in place: own files that are intact, own files that are not, foreign ones.

Every own file is looked at, because nothing else tells that one was changed in place. Only those
folders are listed whose entries changed since the last build.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from clausebook.build.write.marker import MARKER, folder_of, folders_of, own_files
from clausebook.build.write.parts import unlike
from clausebook.build.write.record import Record
from clausebook.build.write.trees import (
    FolderStamp,
    Stamp,
    align,
    entries,
    folder_stamp_of,
    is_file,
    is_folder,
    make_folder,
    remove,
    stamp_of,
)


@dataclass(frozen=True, slots=True)
class Survey:
    """The site in place. Paths are relative to it; the site itself is the empty path."""

    digests: Mapping[str, str]
    """What those own files hold that nobody touched since they were written."""
    stamps: Mapping[str, Stamp]
    """The same files as the file system knows them."""
    spoilt: frozenset[str]
    """Own files that somebody changed, or of which nothing was noted."""
    folders: Mapping[str, FolderStamp]
    """Folders that builds made, outer ones first."""
    changed: frozenset[str]
    """Those of them that are not as the last build left them."""
    foreign: frozenset[str]
    """Files and symlinks in these folders that no build made."""
    foreign_folders: frozenset[str]
    """Folders in them that no build made, with everything that they hold."""

    def in_the_way(self, path: str) -> str | None:
        """Something foreign that an own file of this path would replace."""
        if path in self.foreign_folders:
            return path
        for part in (path, *folders_of(path)):
            if part in self.foreign:
                return part
        if path not in self.folders:
            return None
        foreign = self.foreign | self.foreign_folders
        return min((found for found in foreign if found.startswith(f"{path}/")), default=None)

    def sharing(self, out: Path, paths: Iterable[str]) -> Survey:
        """The same where builds share those foreign folders that new own files are in."""
        around = {above for path in paths for above in folders_of(path)}
        folders, foreign = dict(self.folders), set(self.foreign)
        foreign_folders = set(self.foreign_folders)
        for folder in sorted(around):
            stamp = folder_stamp_of(out / folder) if folder in foreign_folders else None
            if stamp:
                folders[folder] = stamp
                foreign_folders.remove(folder)
                for name, entry in entries(out / folder).items():
                    (foreign_folders if is_folder(entry) else foreign).add(f"{folder}/{name}")
        return replace(
            self,
            folders=folders,
            foreign=frozenset(foreign),
            foreign_folders=frozenset(foreign_folders),
        )


def look(out: Path, record: Record) -> Survey:
    """See what is in the site, with the help of what the last build noted."""
    root = os.fspath(out)
    folders = _folders(root, record)
    changed = [folder for folder, stamp in folders.items() if stamp != record.folders.get(folder)]
    intact, spoilt = _files(root, record, folders)
    listed = set(changed)
    foreign, foreign_folders = (
        {path for path in noted if (around := folder_of(path)) in folders and around not in listed}
        for noted in (record.foreign, record.foreign_folders)
    )
    own = cache(lambda: own_files(out))  # a long list that is hardly ever asked
    for folder in changed:  # grows while folders are found in folders
        for name, entry in entries(f"{root}/{folder}").items():
            path = f"{folder}/{name}" if folder else name
            if is_folder(entry):
                if path in folders:
                    continue
                stamp = folder_stamp_of(entry.path)
                if path not in record.foreign_folders and stamp and own().has_folder(path):
                    folders[path] = stamp
                    changed.append(path)
                else:
                    foreign_folders.add(path)
            elif path not in intact:
                is_own = (
                    path in record.digests
                    or path == MARKER
                    or (path not in record.foreign and own().has_file(path))
                )
                (spoilt if is_own else foreign).add(path)
    return Survey(
        {path: record.digests[path] for path in intact},
        intact,
        frozenset(spoilt),
        folders,
        frozenset(changed),
        frozenset(foreign),
        frozenset(foreign_folders),
    )


def _folders(root: str, record: Record) -> dict[str, FolderStamp]:
    """Known folders that are still there, as they are now; one behind a symlink is not."""
    found = dict(record.folders) or {"": (0, 0)}
    for folder in sorted(unlike(root, found, folder_stamp_of)):
        stamp = folder_stamp_of(f"{root}/{folder}")
        if stamp:
            found[folder] = stamp
        else:
            inside = f"{folder}/" if folder else ""
            found = {path: found[path] for path in found if not f"{path}/".startswith(inside)}
    return found


def _files(
    root: str, record: Record, folders: Mapping[str, FolderStamp]
) -> tuple[Mapping[str, Stamp], set[str]]:
    """Known files that are as they were noted, and those that are not."""
    gone = set(unlike(root, record.stamps, stamp_of))
    spoilt = {path for path in gone if folder_of(path) in folders and is_file(f"{root}/{path}")}
    if len(folders) < len(record.folders):
        gone.update(path for path in record.stamps if folder_of(path) not in folders)
    if not gone:
        return record.stamps, spoilt
    return {path: stamp for path, stamp in record.stamps.items() if path not in gone}, spoilt


def align_next(
    out: Path, beside: Path, survey: Survey, record: Record
) -> Mapping[str, FolderStamp]:
    """Give the other tree what is intact or foreign in the site; returns its folders.

    Foreign folders stay empty or as they are there: they are looked through before a swap. Only
    folders that are not as the last build left them are listed.
    """
    if not survey.folders:
        remove(beside)
    make_folder(beside)
    root, other = os.fspath(out), os.fspath(beside)
    aligned = dict.fromkeys(survey.folders, (0, 0)) | {
        folder: stamp for folder, stamp in record.aligned.items() if folder in survey.folders
    }
    in_hand = {
        *survey.changed,
        *map(folder_of, survey.spoilt),
        *unlike(other, aligned, folder_stamp_of),
    }
    for folder in sorted(in_hand):  # outer ones first
        inside = f"{folder}/" if folder else ""
        align(
            f"{root}/{folder}",
            f"{other}/{folder}",
            lambda name, inside=inside: (  # type: ignore[misc]
                inside + name in survey.digests or inside + name in survey.foreign
            ),
        )
        stamp = folder_stamp_of(f"{other}/{folder}")
        assert stamp
        aligned[folder] = stamp
    return aligned

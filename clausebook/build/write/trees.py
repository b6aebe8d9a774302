"""Folders as trees of hard links: a file that two trees share is stored once.

A file is the same in both where it has the same inode. Programs that change a file in place change
it in both; those that replace it break the link, and with it the likeness.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG

Stamp = tuple[int, int, int]
"""The inode of a file, its size, and when it was last changed, in nanoseconds."""
FolderStamp = tuple[int, int]
"""When the entries of a folder last changed, in nanoseconds, and its permissions."""

_FOLLOWS = os.link not in os.supports_follow_symlinks
"""A symlink is linked as what it is, where the system lets one say so."""


def stamp_of(path: str | Path) -> Stamp | None:
    """The stamp of an ordinary file; None where there is none."""
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns) if S_ISREG(found.st_mode) else None


def folder_stamp_of(path: str | Path) -> FolderStamp | None:
    """The stamp of a folder; None where there is none."""
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (found.st_mtime_ns, found.st_mode) if S_ISDIR(found.st_mode) else None


def is_file(path: str | Path) -> bool:
    """Whether there is a file or a symlink, and no folder."""
    return os.path.lexists(path) and folder_stamp_of(path) is None


def entries(folder: str | Path) -> dict[str, os.DirEntry[str]]:
    """The entries of a folder by name."""
    with os.scandir(folder) as listed:
        return {entry.name: entry for entry in listed}


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder itself, and no symlink to one."""
    return entry.is_dir(follow_symlinks=False)


def remove(path: str | Path) -> None:
    """Remove a file, a symlink or a whole folder, if it is there."""
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return
    if S_ISDIR(found.st_mode):
        shutil.rmtree(path)
    else:
        Path(path).unlink()


def write_whole(path: str | Path, data: bytes) -> None:
    """Write a new file; raises OSError where the disk has no room for all of it."""
    with open(path, "wb") as file:  # noqa: PTH123  much quicker than a Path
        file.write(data)


def link(source: str | Path, target: str | Path) -> None:
    """Give a file another name; where the file system has no links, copy it with its time."""
    try:
        os.link(source, target, follow_symlinks=_FOLLOWS)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def make_folder(path: str | Path) -> None:
    """Make a folder, in place of a file with its name; another process may make it meanwhile."""
    if folder_stamp_of(path) is None:
        with suppress(IsADirectoryError, PermissionError):
            Path(path).unlink(missing_ok=True)
        Path(path).mkdir(exist_ok=True)


def align(source: str, target: str, is_wanted: Callable[[str], bool] = lambda name: True) -> None:
    """Give a folder the entries of another: wanted files linked, folders without their entries.

    What vanishes from the source meanwhile is left out.
    """
    make_folder(target)
    there = entries(target)
    for name, entry in entries(source).items():
        other = there.get(name)
        if is_folder(entry):
            make_folder(f"{target}/{name}")
        elif not is_wanted(name):
            continue
        elif other is None or is_folder(other) or other.inode() != entry.inode():
            remove(f"{target}/{name}")
            with suppress(FileNotFoundError):
                link(entry.path, f"{target}/{name}")
        there.pop(name, None)
    for entry in there.values():
        remove(entry.path)
    _keep_mode(source, target)


def align_whole(source: str, target: str) -> None:
    """Give a folder everything that another holds."""
    align(source, target)
    for name, entry in entries(source).items():
        if is_folder(entry):
            with suppress(FileNotFoundError):
                align_whole(entry.path, f"{target}/{name}")


def _keep_mode(source: str, target: str) -> None:
    mode = S_IMODE(os.lstat(source).st_mode)
    if S_IMODE(os.lstat(target).st_mode) != mode:
        Path(target).chmod(mode)

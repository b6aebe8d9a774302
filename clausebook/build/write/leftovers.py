"""What killed builds have left goes with the next one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clausebook.build.write.places import TREE, locked
from clausebook.build.write.trees import entries, is_folder, remove, stamp_of
from clausebook.build.write.trouble import CannotWrite
from clausebook.messages import say

_NOTE = "passing"


def sweep(state: Path) -> None:
    """Remove all that no build keeps on purpose from the folder in which builds remember.

    That is ordinary files, and the other tree. Files that are there for a moment end in ``.tmp``.
    """
    note = state / _NOTE
    if stamp_of(note):
        remove(note.read_text(encoding="utf-8", errors="surrogateescape"))
        note.unlink()
    for name, entry in entries(state).items():
        is_kept = is_folder(entry) if name == TREE else entry.is_file(follow_symlinks=False)
        if not is_kept or name.endswith(".tmp"):
            remove(entry.path)


@contextmanager
def passing(path: Path, state: Path) -> Iterator[None]:
    """A file elsewhere that is there for a moment, until it is moved; who else makes it waits."""
    if os.path.lexists(path) and stamp_of(path) is None:
        raise CannotWrite(say("disk.moment-in-the-way", path=path))
    note = state / _NOTE
    note.write_text(str(path.absolute()), encoding="utf-8", errors="surrogateescape")
    try:
        with locked(path, Path.touch):
            try:
                yield
            except BaseException:
                remove(path)
                raise
    finally:
        note.unlink(missing_ok=True)

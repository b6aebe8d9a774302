"""What the system refuses while a site is written → one line with the folder and what to do.

A full disk is the one trouble that a build may have made itself. Then all that it keeps beside the
site goes, so that nothing of it keeps the disk full; the next build makes everything anew.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from clausebook.build.write.trees import entries, remove
from clausebook.messages import Message, Refusal, reason, say

_USED_UP = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""No space, no more of one's own share of it, or of what one file may have."""
_REFUSED = (errno.EACCES, errno.EPERM)
_NOTHING = 64 * 1024
"""Bytes; where fewer are free, whatever fails has failed for want of them."""


class CannotWrite(Refusal, OSError):
    """The output cannot be used; the message says why, and what to do."""


@contextmanager
def telling(target: Path, state: Path, option: str) -> Iterator[None]:
    """Raises :class:`CannotWrite` for what the system refuses; ``option`` chooses the target."""
    try:
        yield
    except CannotWrite:
        raise
    except MemoryError:
        raise CannotWrite(say("disk.memory")) from None
    except OSError as error:
        raise CannotWrite(_told(error, target, state, option)) from error


@contextmanager
def leaving_no_rest(*kept: Path) -> Iterator[None]:
    """Removes these folders if the disk turns out to be full, and raises OSError that says so.

    Another program that found it full may have said anything.
    """
    try:
        yield
    except Exception as error:
        said = error.errno in _USED_UP if isinstance(error, OSError) else _is_full(kept[0])
        if said:
            for folder in kept:
                _empty(folder)
        if not said or isinstance(error, OSError):
            raise
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(kept[0])) from error


def _empty(folder: Path) -> None:
    """Remove a folder of ours, as far as the system lets us."""
    with suppress(OSError):
        for entry in entries(folder).values():
            with suppress(OSError):
                remove(entry.path)
        folder.rmdir()


def _is_full(folder: Path) -> bool:
    with suppress(OSError):
        return shutil.disk_usage(folder).free < _NOTHING
    return False


def _full(error: OSError, target: Path, option: str) -> Message:
    key = "disk.full" if error.errno == errno.ENOSPC else "disk.share-used"
    return say(key, folder=target.parent, option=option)


def _told(error: OSError, target: Path, state: Path, option: str) -> Message:
    if error.errno is None:
        return say("refused.words", text=str(error))
    what = reason(error)
    named = error.filename2 or error.filename
    if error.errno in _USED_UP:
        return _full(error, target, option)
    if not isinstance(named, str | bytes | os.PathLike):
        return say("disk.not-made", path=target, why=what)
    where = Path(os.fsdecode(named))
    if error.errno == errno.ENAMETOOLONG:
        return say("disk.long-name", path=where, option=option)
    if error.errno == errno.EROFS:
        return say("disk.read-only", path=where, option=option)
    if where == state or state in where.parents:
        return _told_of_state(error, where, target, state, option)
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return say("disk.in-the-way", path=where, option=option)
    if error.errno in _REFUSED:
        return say("disk.refused", path=where, why=what, option=option)
    return say("refused.system", where=where, why=what)


def _told_of_state(error: OSError, where: Path, target: Path, state: Path, option: str) -> Message:
    what = reason(error)
    if where == state and error.errno in (errno.EEXIST, errno.ENOTDIR):
        return say("disk.state-in-the-way", state=state)
    if error.errno in _REFUSED and not os.path.lexists(state):
        path, kept, site = state.parent, state.name, target.name
        return say("disk.refused-beside", path=path, why=what, kept=kept, site=site, option=option)
    if error.errno in _REFUSED:
        return say("disk.state-refused", path=where, why=what, state=state)
    if error.errno == errno.ENOENT:
        return say("disk.state-removed", path=where)
    return say("disk.state-broken", path=where, why=what, state=state)

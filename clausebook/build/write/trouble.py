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

_USED_UP = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""No space, no more of one's own share of it, or of what one file may have."""
_REFUSED = (errno.EACCES, errno.EPERM)
_NOTHING = 64 * 1024
"""Bytes; where fewer are free, whatever fails has failed for want of them."""


class CannotWrite(OSError):
    """The output cannot be used; the message says why, and what to do."""


@contextmanager
def telling(target: Path, state: Path, option: str) -> Iterator[None]:
    """Raises :class:`CannotWrite` for what the system refuses; ``option`` chooses the target."""
    try:
        yield
    except CannotWrite:
        raise
    except MemoryError:
        text = "the memory does not suffice; close what else needs it, and build again"
        raise CannotWrite(text) from None
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


def _full(error: OSError, target: Path, option: str) -> str:
    is_limited = error.errno != errno.ENOSPC
    what = "your share of its disk is used up" if is_limited else "its disk is full"
    return f"{target.parent}: {what}. Free some space, or choose another disk with {option}"


def _told(error: OSError, target: Path, state: Path, option: str) -> str:
    if error.errno is None:
        return str(error)
    what = error.strerror or os.strerror(error.errno)
    named = error.filename2 or error.filename
    if error.errno in _USED_UP:
        return _full(error, target, option)
    if not isinstance(named, str | bytes | os.PathLike):
        return f"{target} cannot be made: {what}"
    where = Path(os.fsdecode(named))
    if error.errno == errno.ENAMETOOLONG:
        return f"{where}: this name is too long for its disk; choose a shorter one with {option}"
    if error.errno == errno.EROFS:
        return f"{where}: its disk can only be read; choose another place with {option}"
    if where == state or state in where.parents:
        return _told_of_state(error, where, target, state, option)
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return f"{where} is in the way; move it away, or choose another place with {option}"
    if error.errno in _REFUSED:
        advice = f"let yourself write there, or choose another place with {option}"
        return f"{where} cannot be changed ({what}): {advice}"
    return f"{where}: {what}"


def _told_of_state(error: OSError, where: Path, target: Path, state: Path, option: str) -> str:
    what = error.strerror or os.strerror(error.errno or 0)
    if where == state and error.errno in (errno.EEXIST, errno.ENOTDIR):
        return f"{state} is in the way of what builds remember; move it away"
    if error.errno in _REFUSED and not os.path.lexists(state):
        advice = f"let yourself write there, or choose another place with {option}"
        reason = f"builds keep {state.name} there, beside {target.name}"
        return f"{state.parent} cannot be changed ({what}), and {reason}: {advice}"
    if error.errno in _REFUSED:
        return f"{where} cannot be changed ({what}): let yourself write in {state}, or delete it"
    if error.errno == errno.ENOENT:
        return f"{where} was removed during the build; build again"
    return f"{where}: {what}; delete {state}, which builds make anew"

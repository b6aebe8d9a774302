"""Files: what a site's are known by once they are made, and how others are read and changed."""

from __future__ import annotations

import errno
import os
import shutil
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple


class Built(NamedTuple):
    """A file that is made; ``digest`` tells its bytes from all others, ``size`` counts them."""

    path: str
    digest: str
    size: int


def built(path: str, data: bytes) -> Built:
    """What is known of a file with these bytes."""
    return Built(path, digest_of(data), len(data))


def digest_of(data: bytes | memoryview) -> str:
    """64 bits, which tell the files of a site apart; the service worker has a twin."""
    return sha256(data).hexdigest()[:16]


def bytes_of(path: Path) -> bytes:
    """What an ordinary file holds; raises OSError for everything else.

    A pipe or a device is not even opened: who reads it may wait without end.
    """
    mode = path.stat().st_mode
    if S_ISREG(mode):
        return path.read_bytes()
    if not S_ISDIR(mode):
        raise OSError(errno.EINVAL, "This is a pipe, a socket or a device", str(path))
    os.scandir(path).close()  # says why, where the folder may not be opened
    what = "This link to a folder is not followed" if path.is_symlink() else "This is a folder"
    raise IsADirectoryError(errno.EISDIR, what, str(path))


def overwrite(path: Path, data: bytes) -> None:
    """Give a file other bytes; raises OSError, with those it had, where the disk has no room."""
    path = path.resolve()  # a link stays one
    beside = path.with_name(f".{path.name}.tmp")
    try:
        beside.write_bytes(data)
        shutil.copymode(path, beside)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise

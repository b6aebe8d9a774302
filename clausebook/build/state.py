"""What a build leaves for the next one: a small database in the folder beside the site.

It is a convenience, never a source: where it is missing, damaged, or of another program, everything
is made anew. Each entry carries a checksum, because a damaged file may still open.
"""

from __future__ import annotations

import contextlib
import errno
import os
import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from clausebook.messages import say

FILE = "state.db"
_TABLE = "CREATE TABLE kept (kind TEXT, id TEXT, data BLOB, PRIMARY KEY (kind, id)) WITHOUT ROWID"
_UNWRITTEN = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)
"""A full disk, in the database's words; the second where somebody's share of it is used up."""


class Damaged(RuntimeError):
    """The state cannot be trusted; whoever meets this forgets it and begins anew."""


Row = tuple[str, str, bytes | None]
"""Kind, id and packed value; None forgets what is there."""


class State:
    """Values by kind and id; changes are kept together, or not at all.

    Every call may raise :class:`Damaged`, and OSError where the disk is full.
    """

    def __init__(self, path: Path | None) -> None:
        """Without a path, values are kept in memory."""
        self._path = path
        self._opened: tuple[int, sqlite3.Connection] | None = None

    @property
    def _connection(self) -> sqlite3.Connection:
        """The open file; a forked process opens it anew, because a connection cannot be shared."""
        if self._opened is None or self._opened[0] != os.getpid():
            self._opened = os.getpid(), _connect(self._path)
        return self._opened[1]

    def get(self, kind: str, id_: str = "") -> Any:
        """The value that is kept, or None."""
        return unpacked(self.raw(kind, id_))

    def raw(self, kind: str, id_: str = "") -> bytes | None:
        """The same, still packed."""
        with self._trusting():
            rows = self._connection.execute(
                "SELECT data FROM kept WHERE kind = ? AND id = ?", (kind, id_)
            )
            found = rows.fetchone()
        return found[0] if found else None

    def all(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Every value of a kind with its id."""
        with self._trusting():
            rows = self._connection.execute(
                "SELECT id, data FROM kept WHERE kind = ?", (kind,)
            ).fetchall()
        for id_, data in rows:
            yield id_, unpacked(data)

    def below(self, kind: str, beginning: str) -> Iterator[tuple[str, Any]]:
        """Every value of a kind whose id begins so, with its id."""
        with self._trusting():
            rows = self._connection.execute(
                "SELECT id, data FROM kept WHERE kind = ? AND id >= ? AND id < ?",
                (kind, beginning, f"{beginning}\U0010ffff"),
            ).fetchall()
        for id_, data in rows:
            yield id_, unpacked(data)

    def clear(self, *kinds: str) -> None:
        """Forget everything of these kinds."""
        with self._trusting(), self._connection:
            for kind in kinds:
                self._connection.execute("DELETE FROM kept WHERE kind = ?", (kind,))

    def keep(self, rows: Iterable[Row]) -> None:
        """Keep packed values; None forgets one. All are kept, or none."""
        rows = list(rows)
        with self._trusting(), self._connection:
            self._connection.executemany(
                "DELETE FROM kept WHERE kind = ? AND id = ?",
                [(kind, id_) for kind, id_, data in rows if data is None],
            )
            self._connection.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)",
                [row for row in rows if row[2] is not None],
            )

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextlib.contextmanager
    def _trusting(self) -> Iterator[None]:
        """What the database says of itself when its file is damaged, or its disk is full."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) in _UNWRITTEN:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._path)) from None
            raise Damaged(str(error)) from None


def open_state(folder: Path, key: str) -> State:
    """The state that a program with this key has left, or an empty one."""
    path = folder / FILE
    try:
        state = State(path)
        if state.get("key") == key:
            return state
        state.close()
    except (Damaged, sqlite3.Error):
        pass
    for leftover in folder.glob(f"{FILE}*"):
        leftover.unlink()
    state = State(path)
    state.keep([("key", "", packed(key))])
    return state


@contextlib.contextmanager
def peek(folder: Path | None, key: str) -> Iterator[State]:
    """The state in a folder as it is, to be read only; an empty one, if it is not of this key."""
    path = folder / FILE if folder else None
    state = State(path if path and os.path.isfile(path) else None)  # noqa: PTH113  never raises
    if state.get("key") != key:
        state.close()
        state = State(None)
    try:
        yield state
    finally:
        state.close()


def forget(folder: Path) -> None:
    """Remove the state, so that the next build makes everything anew."""
    for path in folder.glob(f"{FILE}*"):
        path.unlink()


def _connect(path: Path | None) -> sqlite3.Connection:
    connection = sqlite3.connect(path or ":memory:")
    # A killed process is rolled back; a lost state after a power cut only costs a cold build.
    connection.execute("PRAGMA synchronous = OFF")
    if not connection.execute("SELECT name FROM sqlite_master").fetchone():
        connection.execute(_TABLE)
    return connection


def packed(value: Any) -> bytes:
    """A value with its checksum."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return crc32(data).to_bytes(4, "big") + data


def unpacked(data: bytes | None) -> Any:
    """The value; raises :class:`Damaged` where the checksum is another one."""
    if data is None:
        return None
    if not isinstance(data, bytes) or crc32(data[4:]).to_bytes(4, "big") != data[:4]:
        raise Damaged(say("disk.kept-changed"))
    return pickle.loads(data[4:])

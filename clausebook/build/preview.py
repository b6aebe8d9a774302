"""``build.py serve``: every change builds again, and the browser shows it.

Builds happen in a process of their own, which keeps what it has loaded as long as only the content
changes. After a change in templates, scripts or schemas another process takes its place, because
what it has loaded is not what is there any more.
"""

from __future__ import annotations

import importlib
import multiprocessing
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from watchfiles import watch

from clausebook.build.pipeline import build

_PAUSE, _AT_MOST = 20, 200
"""Milliseconds: changes within a pause are one; so long at most is waited for more of them."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build came to, in lines: what is wrong, or in a line how much was written."""

    problems: tuple[str, ...]
    summary: str = ""


def attempt(content: Path, out: Path, on: str | None) -> Report:
    """A build that may fail in any way: whatever is wrong, the preview goes on."""
    try:
        outcome = build(content, out, on)
    except Exception as error:
        return Report((f"{type(error).__name__}: {error}",))
    if outcome.written is None:
        return Report(tuple(map(str, outcome.problems)))
    files, changed = outcome.written.files, outcome.written.changed
    return Report((), f"{out.name}/: {files} files, {changed} of them new or changed.")


class Builder:
    """Builds in another process, one build after the other."""

    def __init__(self, content: Path, out: Path, on: str | None) -> None:
        self._content = content.resolve()
        self._order = (content, out, on)
        self._pool = _pool()

    def build(self, changed: Iterable[Path]) -> Report:
        """Build after a change of these files."""
        if any(not path.is_relative_to(self._content) for path in changed):
            self._begin_anew()
        try:
            return self._pool.submit(attempt, *self._order).result()
        except BrokenProcessPool:  # somebody has ended the process
            self._begin_anew()
            return self._pool.submit(attempt, *self._order).result()

    def close(self) -> None:
        """End the process."""
        self._pool.shutdown(cancel_futures=True)

    def _begin_anew(self) -> None:
        self.close()
        self._pool = _pool()


def _pool() -> ProcessPoolExecutor:
    """A process that has loaded what an edit needs before there is one."""
    return ProcessPoolExecutor(
        1, mp_context=multiprocessing.get_context("spawn"), initializer=_load
    )


def _load() -> None:
    importlib.import_module("clausebook.build.rebuild")


class Changes:
    """Changed files since they were last asked for; none is missed while a build is going on."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = [folder for folder in folders if folder.is_dir()]
        self._news = threading.Condition()
        self._paths: set[Path] | None = None
        self._stop = threading.Event()
        self._watching = threading.Thread(target=self._watch, daemon=True)
        self._watching.start()

    def wait(self) -> set[Path]:
        """The files that have changed; at first, as soon as changes would be seen, none."""
        with self._news:
            self._news.wait_for(lambda: self._paths is not None)
            paths, self._paths = self._paths or set(), None
            return paths

    def close(self) -> None:
        """See no more changes."""
        self._stop.set()
        self._watching.join()

    def _watch(self) -> None:
        """The first answer, which may be an empty one, says that the system tells of changes."""
        seen = False
        for batch in watch(
            *self._folders,
            stop_event=self._stop,
            step=_PAUSE,
            debounce=_AT_MOST,
            rust_timeout=100,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            if batch or not seen:
                seen = True
                with self._news:
                    self._paths = (self._paths or set()) | {Path(path) for _, path in batch}
                    self._news.notify_all()

"""``build.py serve``: every change builds again, and the browser shows it.

Builds happen in a process of their own, which keeps what it has loaded as long as only the content
changes. After a change in the generator's own files another process takes its place, because what
it has loaded is not what is there any more.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from watchfiles import watch

from clausebook.build.attempt import Report, no_memory, wrong
from clausebook.build.inputs import PROGRAM
from clausebook.looks import FONTS, PICTURES, folder_of
from clausebook.messages import say, spoken
from clausebook.resources import PACKAGE, is_source

_TRIES = 2
"""How often a build is begun whose process somebody ends."""


class Builder:
    """Builds in another process, one build after the other."""

    def __init__(
        self, content: Path, out: Path, on: str | None, name: str, program: Path = PACKAGE.parent
    ) -> None:
        """``name`` is what the program was called; its package is in the folder ``program``."""
        self._order = json.dumps([str(content.absolute()), str(out.absolute()), on, name, spoken()])
        self._program = program
        folders = (folder.relative_to(PACKAGE.parent) for folder in PROGRAM)
        self._own = [(program / folder).resolve() for folder in folders]
        self._process: subprocess.Popen[str] | None = None
        self._is_given_up = False

    def build(self, changed: Iterable[Path]) -> Report:
        """Build after a change of these files."""
        if self._is_own(changed):
            self.close()
        ended = 0
        while ended < _TRIES:
            self._is_given_up = False
            try:
                answer = self._ask()
            except OSError as error:
                return Report(wrong(error))
            if answer.endswith("\n"):
                told = json.loads(answer)
                return Report(tuple(told["problems"]), told["summary"])
            self.close()
            ended += not self._is_given_up
        return Report((no_memory(),))

    def hear(self, changed: Iterable[Path]) -> None:
        """Give a build up, in whatever thread, whose program has changed: it might never end."""
        if self._is_own(changed):
            self._is_given_up = True
            self.kill()

    def _is_own(self, changed: Iterable[Path]) -> bool:
        """Whether files of the generator itself are among these."""
        real = [path.resolve() for path in changed]
        return any(path.is_relative_to(folder) for path in real for folder in self._own)

    def kill(self) -> None:
        """End the process with all that it has started, at any moment; the site is whole."""
        process = self._process
        if process:
            _kill(process)

    def close(self) -> None:
        """The same, between two builds."""
        process, self._process = self._process, None
        if process:
            _kill(process)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                assert pipe
                with suppress(BrokenPipeError):
                    pipe.close()

    def _ask(self) -> str:
        """The answer of the process, a line; nothing or the beginning of one if it was ended."""
        if self._process is None:
            self._process = self._begin()
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(f"{self._order}\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            return ""
        return self._process.stdout.readline()

    def _begin(self) -> subprocess.Popen[str]:
        """A process that hears no Ctrl+C, and ends when nobody can tell it anything any more."""
        path = os.pathsep.join([str(self._program), *filter(None, [os.environ.get("PYTHONPATH")])])
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "clausebook.build.attempt"],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        threading.Thread(target=_bury, args=(process,), daemon=True).start()
        return process


def _bury(process: subprocess.Popen[str]) -> None:
    """When somebody has ended a process, end what it has started: that would wait without end."""
    process.wait()
    _kill(process)


def _kill(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError, PermissionError):  # it has ended; systems say so in two ways
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def end_on_signals(builder: Builder) -> None:
    """Let Ctrl+C and the end of the terminal end this process at any moment, also in a build.

    Nothing needs to be tidied up, because a build that is killed leaves the site whole.
    """

    def end(*_: object) -> None:
        builder.kill()
        os._exit(0)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)


# --- changes -------------------------------------------------------------------------------------

_PAUSE, _AT_MOST = 20, 200
"""Milliseconds: changes within a pause are one; so long at most is waited for more of them."""
_LOOK = 100
"""Milliseconds between two looks at the folders themselves."""
_AGAIN = 1.0
"""Seconds after which a watch that has failed is begun again."""

Identities = Mapping[Path, tuple[int, int] | None]
"""What tells folders from others in their places; None where there is none."""


class Changes:
    """Changed files since they were last asked for; none is missed while a build is going on."""

    def __init__(
        self,
        content: Path,
        site: Path,
        warn: Callable[[str], None],
        hear: Callable[[set[Path]], None] = lambda _: None,
    ) -> None:
        """Of the site it is only seen when it goes; ``warn`` is told when watching fails.

        ``hear`` is told of changes at once, in another thread.
        """
        self._content, self._site = content.absolute(), site.absolute()
        self._folders = (self._content, folder_of(self._content), *PROGRAM)
        self._warn, self._hear = warn, hear
        self._news = threading.Condition()
        self._paths: set[Path] | None = None
        self._stop = threading.Event()
        self._watching = threading.Thread(target=self._run, daemon=True)
        self._watching.start()

    def wait(self) -> set[Path]:
        """The files that have changed; at first, as soon as changes would be seen, none."""
        with self._news:
            while not self._news.wait_for(lambda: self._paths is not None, timeout=1):
                pass  # where the system interrupts no waiting, Ctrl+C is heard between two
            paths, self._paths = self._paths or set(), None
            return paths

    def close(self) -> None:
        """See no more changes."""
        self._stop.set()
        self._watching.join()

    def _tell(self, paths: set[Path]) -> None:
        with self._news:
            self._paths = (self._paths or set()) | paths
            self._news.notify_all()
        self._hear(paths)

    def _run(self) -> None:
        """Watch, and watch again: a folder that goes or is replaced takes its watch with it.

        What may have changed meanwhile is told as soon as changes would be seen again.
        """
        missed: set[Path] = set()
        polls = False
        while not self._stop.is_set():
            watched, is_seeing = _identities(self._folders), False
            try:
                for paths in self._batches(watched, polls=polls):
                    if paths or not is_seeing:
                        self._tell(paths | missed)
                    is_seeing = True
                    if missed := _replaced(watched):
                        break
            except Exception as error:  # there are many, such as a name that is no text
                if is_seeing:
                    missed = {*self._folders}
                elif not _replaced(watched):
                    self._warn(str(say("serve.unwatched", error=str(error))))
                    polls = True
                    self._tell({self._content})
                self._stop.wait(_AGAIN)

    def _batches(self, watched: Identities, *, polls: bool) -> Iterator[set[Path]]:
        """Changed files, or none from time to time; the first batch comes when changes are seen."""
        folders = [folder.resolve() for folder, identity in watched.items() if identity]
        has_site = self._site.is_dir()
        for batch in watch(
            *folders,
            watch_filter=lambda _, path: _matters(Path(path), folders),
            stop_event=self._stop,
            step=_PAUSE,
            debounce=_AT_MOST,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=polls or None,
            ignore_permission_denied=True,
        ):
            had_site, has_site = has_site, self._site.is_dir()
            gone = {self._site} if had_site and not has_site else set()
            yield {Path(path) for _, path in batch} | gone


def _identities(folders: Iterable[Path]) -> Identities:
    found: dict[Path, tuple[int, int] | None] = {}
    for folder in folders:
        found[folder] = None
        with suppress(OSError):
            status = folder.stat()
            found[folder] = status.st_dev, status.st_ino
    return found


def _replaced(watched: Identities) -> set[Path]:
    """The folders that are not what they were."""
    now = _identities(watched)
    return {folder for folder, identity in watched.items() if now[folder] != identity}


def _matters(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a build may look at it: a file of a kind that it reads, or what may be a folder."""
    inside = next((path.relative_to(f).parts for f in folders if path.is_relative_to(f)), ())
    if any(part.startswith(".") or part == "__pycache__" for part in inside):
        return False
    return is_source(path) or not path.suffix or path.suffix in (*FONTS, *PICTURES)

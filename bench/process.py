"""Programs in processes of their own, and what they take: all their processes together."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ROOT / "node_modules" / ".bin"
_PROCESSES = Path("/proc")
_INTERVAL = 0.03
"""Seconds between two looks at a program's memory."""
_SAME = 8
"""Looks at the same processes, before a look at which ones there are: it costs more."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program took from its start to its end."""

    seconds: float
    cpu_seconds: float
    """Of all cores, in the program and in every process that it waited for."""

    def __add__(self, other: Cost) -> Cost:
        """One program after the other."""
        return Cost(self.seconds + other.seconds, self.cpu_seconds + other.cpu_seconds)


def run(command: list[str]) -> Cost:
    """Run a program to its end, in the repository's root.

    Raises :class:`subprocess.CalledProcessError` when it fails.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    _fail(process)
    return Cost(seconds, usage.ru_utime + usage.ru_stime)


def peak_memory(command: list[str]) -> int | None:
    """Run a program to its end; the most bytes that its processes held at one moment.

    What processes share counts once: each one's proportional share is added up. The looks cost
    time, so that nobody should time this run. None where the system does not tell (it is Linux
    that does). Raises :class:`subprocess.CalledProcessError` when the program fails.
    """
    peak = 0
    with started(command) as process:
        for look in count():
            if process.poll() is not None:
                break
            if look % _SAME == 0:
                running = [*_session(process.pid)]
            peak = max(peak, sum(map(_bytes_of, running)))
            time.sleep(_INTERVAL)
    _fail(process)
    return peak or None


@contextmanager
def started(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A running program in a session of its own; what still runs at the end is stopped."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):  # it has ended, and its processes with it
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _fail(process: subprocess.Popen[bytes]) -> None:
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)


def _session(leader: int) -> Iterator[int]:
    """The processes of a session: a program, its children, and theirs if they were left alone."""
    for folder in _PROCESSES.glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile
            # The name, in brackets, may hold anything; the session is the fourth after it.
            fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
            if int(fields[3]) == leader:
                yield int(folder.name)


def _bytes_of(process: int) -> int:
    """The proportional share of memory that a process holds; 0 when it ended meanwhile."""
    with suppress(OSError):
        for line in (_PROCESSES / str(process) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0

"""Looking at many thousand files with all cores.

It takes a fraction of a second, most of it in the kernel: a pool of processes would cost more than
it saves.
"""

from __future__ import annotations

import marshal
import os
import threading
from collections.abc import Callable, Mapping
from itertools import pairwise

from clausebook.build.processes import cores

_WORTH_IT = 4096
"""How many files make a process pay."""

Seen = tuple[int, ...] | None


def unlike(
    root: str, noted: Mapping[str, tuple[int, ...]], stamp_of: Callable[[str], Seen]
) -> list[str]:
    """Paths below a folder whose stamp is not the one that was noted."""
    listed = list(noted.items())

    def look(start: int, end: int) -> list[str]:
        return [path for path, stamp in listed[start:end] if stamp_of(f"{root}/{path}") != stamp]

    return in_parts(look, len(listed))


def in_parts(work: Callable[[int, int], list[str]], size: int) -> list[str]:
    """What ``work(start, end)`` finds among so many things, looked for by several processes."""
    able = cores() if threading.active_count() == 1 else 1  # forks beside threads may hang
    parts = min(able, size // _WORTH_IT + 1)
    bounds = [size * part // parts for part in range(parts + 1)]
    ranges = [*pairwise(bounds)]
    started = [(start, end, *_start(work, start, end)) for start, end in ranges[1:]]
    found = work(*ranges[0])
    for start, end, process, answer in started:
        with os.fdopen(answer, "rb") as pipe:
            data = pipe.read()
        is_fine = os.waitpid(process, 0)[1] == 0
        found += marshal.loads(data) if is_fine else work(start, end)
    return found


def _start(work: Callable[[int, int], list[str]], start: int, end: int) -> tuple[int, int]:
    """Begin a part in a process of its own; returns the process and where its answer comes."""
    answer, to = os.pipe()
    process = os.fork()
    if process:
        os.close(to)
        return process, answer
    try:
        with os.fdopen(to, "wb") as pipe:
            pipe.write(marshal.dumps(work(start, end)))
        os._exit(0)
    finally:
        os._exit(1)

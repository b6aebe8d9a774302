"""Work that any process can do, spread over as many as there are cores."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from clausebook.messages import say

MANY_OUTPUTS, MANY_FILES, MANY_BENEFITS, MANY_PLANS = 100, 60, 60, 6
"""From so many on, several processes are faster than one."""

T = TypeVar("T")
R = TypeVar("R")

_work: Callable[[Any], Any] | None = None
"""What the processes do. They are forks, so that what it knows need not be sent to them."""


def cores() -> int:
    """How many processes can work at a time; one where the machine cannot fork."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[T], R], jobs: Sequence[T], processes: int, many: int = 2) -> Iterator[R]:
    """The results of all jobs in their order; fewer than ``many`` are done here.

    With more than one process, jobs and results are sent by pickle, and what the work changes in
    its own process is not seen here. Raises ChildProcessError where one of them was ended.
    """
    if processes < 2 or len(jobs) < many:
        yield from map(work, jobs)
        return
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

    global _work
    _work = work
    gc.freeze()  # so that collecting garbage does not copy the pages that the forks share
    try:
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(min(processes, len(jobs)), mp_context=fork) as pool:
            together = max(1, min(16, len(jobs) // (8 * processes)))
            yield from pool.map(_do, jobs, chunksize=together)
    except BrokenExecutor:
        raise ChildProcessError(say("disk.process-ended")) from None
    finally:
        _work = None
        gc.unfreeze()


def _do(job: Any) -> Any:
    assert _work is not None, "a fork knows the work that it was made for"
    return _work(job)

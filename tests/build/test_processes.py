"""Work that is spread over processes, one of which may be ended by somebody."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from clausebook.build.processes import spread
from clausebook.build.write import CannotWrite, editing
from tests.build.test_write import OLD, write
from tests.rendered import files_in


def end(job: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_is_ended_is_told_in_one_line(tmp_path: Path) -> None:
    write(OLD, tmp_path / "site")
    line = r"^a process of the build was ended, perhaps for want of memory: .*, and build again$"
    with pytest.raises(CannotWrite, match=line), editing(tmp_path / "site"):
        list(spread(end, [1, 2], processes=2))
    assert files_in(tmp_path / "site") == OLD

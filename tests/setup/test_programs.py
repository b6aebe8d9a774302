"""Programs that set-up runs: none goes on when set-up has ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Any

import pytest

from clausebook.setup import programs


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_program_ends_that_begins_while_set_up_is_interrupted(
    sign: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The interruption comes before anybody knows the program that has just begun."""
    begun: list[subprocess.Popen[bytes]] = []

    class Interrupted(subprocess.Popen[bytes]):
        def __init__(self, *command: Any, **options: Any) -> None:
            super().__init__(*command, **options)
            begun.append(self)
            os.kill(os.getpid(), sign)

    handlers = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)]
    monkeypatch.setattr(subprocess, "Popen", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        programs.run(sys.executable, "-c", "import time; time.sleep(60)")
    assert [process.returncode for process in begun] == [-signal.SIGKILL]
    assert [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)] == handlers


def test_whether_a_program_ended_well_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert programs.run(sys.executable, "-c", "print('seen')")
    assert not programs.run(sys.executable, "-c", "raise SystemExit(3)")
    assert capfd.readouterr().out == "seen\n"

"""The whole program: what each target brings, how it ends, and where it goes on."""

from __future__ import annotations

import ast
import os
import runpy
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable

import pytest

from clausebook.setup.whole import made_from
from tests.setup.machine import Machine
from tests.twin import ROOT

PROGRAM = """
import runpy, signal, sys
from clausebook.setup import browser
browser.BROWSERS = browser.BROWSERS[:1]  # one stands for all
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
sys._base_executable = sys.argv.pop(1)
runpy.run_path(sys.argv.pop(1), run_name="__main__")
"""
SITE = ["venv", "pip site.txt", "npm ci"]
PATIENCE = 60


def start(machine: Machine, *arguments: str) -> subprocess.Popen[str]:
    """Set-up with this machine's programs, in a process group of its own."""
    script = machine.checkout.root / "set_up.py"
    shutil.copy(ROOT / "set_up.py", script)
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, machine.python, script, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def end(process: subprocess.Popen[str]) -> tuple[int, list[str]]:
    """Its exit code and what it said, once it and all that it started have ended."""
    said = process.communicate(timeout=PATIENCE)[1]
    return process.returncode, said.splitlines()


def calls(machine: Machine) -> list[str]:
    """What was run, each by its first two words."""
    return [" ".join(line.split()[:2]) for line in machine.calls()]


@pytest.mark.parametrize(
    ("target", "brought"),
    [
        ("site", SITE),
        ("dev", [*SITE, "pip dev.txt", "npm ci"]),
        ("test", [*SITE, "pip dev.txt", "npm ci"]),
        ("bench", [*SITE, "pip dev.txt", "npm ci", "pip bench.txt"]),
    ],
)
def test_each_target_brings_what_it_needs_once(
    target: str, brought: list[str], machine: Machine
) -> None:
    machine.program("chromium-headless-shell", "")
    assert end(start(machine, target))[0] == 0
    assert calls(machine) == brought
    assert end(start(machine, target)) == (0, [])
    assert calls(machine) == []


def test_only_targets_are_taken(machine: Machine) -> None:
    usage = (1, ["Usage: python set_up.py site|dev|test|bench"])
    assert end(start(machine)) == end(start(machine, "sites")) == usage
    assert end(start(machine, "site", "dev")) == usage
    assert calls(machine) == []


def test_what_stops_it_is_said_in_the_last_line(machine: Machine) -> None:
    machine.hook("pip", "echo 'pip: no route to host' >&2; exit 1")
    code, said = end(start(machine, "site"))
    assert code == 1
    assert said[:2] == ["Python packages: requirements/site.txt", "pip: no route to host"]
    assert said[2].startswith("Set-up stops. The Python packages of requirements/site.txt have not")
    assert len(said) == 3


def test_a_file_that_cannot_be_read_is_named(machine: Machine) -> None:
    lock = machine.checkout.lock("site")
    lock.unlink()
    said = [f"Set-up stops. {lock}: No such file or directory"]
    assert end(start(machine, "site")) == (1, said)


def by_keyboard(process: int) -> None:
    """Ctrl-C reaches every program in front of the terminal."""
    os.killpg(process, signal.SIGINT)


def by_system(process: int) -> None:
    os.kill(process, signal.SIGTERM)


@pytest.mark.parametrize(
    ("moment", "interrupt"),
    [
        ("ensurepip", by_keyboard),
        ("venv", by_keyboard),
        ("pip", by_keyboard),
        ("pip", by_system),
        ("npm", by_keyboard),
        ("npm-done", by_system),
    ],
)
def test_after_an_interruption_the_same_command_helps(
    moment: str, interrupt: Callable[[int], None], machine: Machine
) -> None:
    os.mkfifo(machine.folder / "moment")
    machine.hook(moment, 'echo here >"$machine/moment"; exec sleep 60')
    process = start(machine, "site")
    (machine.folder / "moment").read_text(encoding="utf-8")
    interrupt(process.pid)
    code, said = end(process)
    assert code == 1
    assert said[-1] == "Set-up was interrupted. The same command begins it again."
    assert "Traceback" not in "".join(said)
    machine.unhook(moment)
    assert end(start(machine, "site"))[0] == 0
    assert made_from(machine.checkout.environment).keys() == {"python", "site"}
    assert made_from(machine.checkout.modules).keys() == {"machine", "building"}


def test_a_second_set_up_waits_for_the_first(machine: Machine) -> None:
    os.mkfifo(machine.folder / "moment")
    os.mkfifo(machine.folder / "go")
    machine.hook("pip", 'echo here >"$machine/moment"; cat "$machine/go"')
    first = start(machine, "site")
    (machine.folder / "moment").read_text(encoding="utf-8")
    second = start(machine, "site")
    assert second.stderr
    waits = "Another set-up is at work in this folder; this one waits for it.\n"
    assert second.stderr.readline() == waits
    (machine.folder / "go").write_text("", encoding="utf-8")
    assert end(first)[0] == 0
    assert end(second) == (0, [])
    assert calls(machine) == SITE


def test_a_python_that_is_too_old_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 6, 8))
    monkeypatch.setattr(sys, "version", "3.6.8 (default, some day)")
    with pytest.raises(SystemExit) as told:
        runpy.run_path(str(ROOT / "set_up.py"), run_name="__main__")
    assert told.value.code == (
        "Clausebook needs Python 3.11 or later, and this one is 3.6.8. "
        "Name a later one, as in: make PYTHON=python3.12 site"
    )


def test_old_pythons_can_read_the_front_door() -> None:
    text = (ROOT / "set_up.py").read_text(encoding="ascii")
    ast.parse(text, feature_version=(3, 4))
    assert "from __future__" not in text

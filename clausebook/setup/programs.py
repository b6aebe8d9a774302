"""The other programs of set-up, and what it says itself."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

_PATIENCE = 30
"""Seconds for a program to answer a question: a broken one may wait for ever."""
_ENDS = (signal.SIGINT, signal.SIGTERM)
"""What ends set-up."""
_ASTRAY = ("PIP_DRY_RUN", "PIP_PREFIX", "PIP_PYTHON", "PIP_ROOT", "PIP_TARGET")
"""What would have pip install nothing, or somewhere else."""


class CannotSetUp(RuntimeError):
    """Set-up cannot go on; the message says why, and what helps."""


def say(text: str) -> None:
    """Tell who waits what is going on."""
    print(text, file=sys.stderr, flush=True)


def run(*command: str | Path, cwd: Path | None = None) -> bool:
    """Whether a program ended well; all that it prints is seen."""
    try:
        process = _started(command, cwd)
    except OSError as error:
        say(f"{command[0]}: {error.strerror}")
        return False
    with process:
        try:
            return process.wait() == 0
        except BaseException:
            process.kill()
            raise


def _started(command: Sequence[str | Path], cwd: Path | None) -> subprocess.Popen[bytes]:
    """A program at work. An interruption waits until it is known, so that it ends as well."""
    held: list[int] = []
    before = {sign: signal.signal(sign, lambda sign, _: held.append(sign)) for sign in _ENDS}
    try:
        process = subprocess.Popen(command, cwd=cwd, env=_environment())
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
    if held:
        with process:
            process.kill()
        raise KeyboardInterrupt
    return process


def answer(*command: str | Path, cwd: Path | None = None) -> str | None:
    """What a program prints; nothing if it is not there, fails, or does not end."""
    try:
        found = subprocess.run(
            command,
            cwd=cwd,
            env=_environment(),
            check=True,
            timeout=_PATIENCE,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.decode(errors="replace").strip()


def _environment() -> Mapping[str, str]:
    """The user's own, with their registries, without what leads Python or pip elsewhere."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _ASTRAY and not name.startswith("PYTHON")
    }
    return {**kept, "HOME": _home(), "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def _home() -> str:
    """The user's; some containers run as a user that has none, and npm would not even start."""
    try:
        return str(Path.home())
    except RuntimeError:
        return os.sep


def remove(path: Path) -> None:
    """Delete a folder or whatever else has its name; of a link only the link."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def empty(path: Path) -> None:
    """Have an empty folder. One that is there stays: it may be a container's volume."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        path.mkdir()
    for entry in path.iterdir():
        remove(entry)

"""A process that builds as a preview server does: again and again, keeping what it keeps.

Run as a program it takes requests from its standard input, a line of JSON each, and answers each
with a line. The program that it runs is the one that ``PYTHONPATH`` leads to.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

Problems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What to build, and where to."""

    content: Path
    out: Path
    on: str | None
    official: Path | None


class Builder:
    """The other end: a process over the program in a folder."""

    def __init__(self, program: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(Path(__file__))],
            env={**os.environ, "PYTHONPATH": str(program)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, request: Request) -> None:
        """Let it build."""
        assert self._process.stdin
        paths = {"content": str(request.content), "out": str(request.out), "on": request.on}
        official = str(request.official) if request.official else None
        self._process.stdin.write(json.dumps({**paths, "official": official}) + "\n")
        self._process.stdin.flush()

    def problems(self) -> Problems:
        """Wait for the end of the build that was started: what is wrong, or nothing."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the build crashed; its traceback stands above"
        return tuple(json.loads(line))

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def _main() -> None:
    from clausebook.build import making
    from clausebook.build.pipeline import build

    # Another process builds at the same time, and what this one has compiled serves it again.
    making.MANY_OUTPUTS = sys.maxsize
    for line in sys.stdin:
        asked = json.loads(line)
        official = Path(asked["official"]) if asked["official"] else None
        outcome = build(Path(asked["content"]), Path(asked["out"]), asked["on"], official)
        print(json.dumps([str(problem) for problem in outcome.problems]), flush=True)


if __name__ == "__main__":
    _main()

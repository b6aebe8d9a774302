"""A process that builds for the preview as often as it is told to, and ends with the preview.

Whatever goes wrong is told like what is wrong with the content. That may be a file that is read
while modules load, so that nothing of Clausebook is loaded before the first order.
"""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from traceback import format_exception

from clausebook.messages import reason, say, speaking
from clausebook.resources import ROOT, BadResource, NotSetUp, called


@dataclass(frozen=True, slots=True)
class Report:
    """What a build came to, in lines: what is wrong, or in a line how much was written."""

    problems: tuple[str, ...]
    summary: str = ""


def attempt(content: Path, out: Path, on: str | None, name: str) -> Report:
    """A build that may fail in any way: whatever is wrong, the preview goes on.

    ``name`` is what the program was called.
    """
    try:
        return _build(content, out, on, name)
    except Exception as error:
        return Report(wrong(error))


def _build(content: Path, out: Path, on: str | None, name: str) -> Report:
    from clausebook.build import rebuild  # noqa: F401  the first edit need not wait for it
    from clausebook.build.pipeline import build

    begin = str(say("serve.begin", folder=str(content), name=name))
    if not content.is_dir():
        return Report((begin,))
    outcome = build(content, out, on)
    if outcome.written is None:
        hint = [] if any(content.rglob("*.yaml")) else [begin]
        return Report((*hint, *map(str, outcome.problems)))
    files, changed = outcome.written.files, outcome.written.changed
    return Report((), str(say("build.done", out=out.name, files=files, changed=changed)))


def no_memory() -> str:
    """That somebody else has ended a process."""
    return str(say("serve.no-memory"))


def wrong(error: Exception) -> tuple[str, ...]:
    """What an exception says, in lines: what is wrong, where, and what to do."""
    from concurrent.futures import BrokenExecutor

    if isinstance(error, BadResource | NotSetUp):
        return tuple(str(error).splitlines())
    if isinstance(error, MemoryError | BrokenExecutor):
        return (no_memory(),)
    if isinstance(error, OSError):
        if not error.filename:
            return (str(error),)
        return (str(say("refused.system", where=error.filename, why=reason(error))),)
    what = f"{type(error).__name__}: {' '.join(str(error).split())}".rstrip(".: ")
    return (str(say("build.stumbled", where=_place_of(error), what=what)),)


_STEP = re.compile(r'File "(.+)", line (\d+)')


def _place_of(error: Exception) -> str:
    """The last step in a file of the generator; what another process says is in the cause."""
    steps = _STEP.findall("".join(format_exception(error.__cause__ or error)))
    places = [f"{called(path)}:{line}:1" for path, line in steps]
    own = [place for place in places if place.startswith(("clausebook/", "templates/"))]
    return [*places, str(ROOT), *own][-1]


def _main() -> None:
    with suppress(BrokenPipeError):  # nobody is there to hear the answer
        for line in sys.stdin:
            content, out, on, name, language = json.loads(line)
            with speaking(language):
                report = attempt(Path(content), Path(out), on, name)
            print(json.dumps(asdict(report)), flush=True)
    os._exit(0)


if __name__ == "__main__":
    _main()

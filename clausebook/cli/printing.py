"""What commands print: problems, and how far a long build is."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator

import click

from clausebook.build.progress import Progress
from clausebook.messages import Message, say
from clausebook.problems import Problem

UNTOUCHED = say("printing.untouched")
_PATIENCE = 1.0
"""Seconds after which somebody at a terminal wants to know what is going on."""


def tell(message: Message) -> None:
    """Print a line in the language that is spoken."""
    click.echo(str(message))


def stop_on(problems: tuple[Problem, ...], after: Message | None = None) -> None:
    """Leave with exit code 1 when there are problems, listing all of them."""
    if problems:
        for problem in problems:
            place = bold(f"{problem.where}:")
            code = click.style(f"error[{problem.code}]", fg="red")
            click.echo(f"{place} {code}: {problem.message}", err=True)
        files = len({problem.path for problem in problems})
        summary = str(say("printing.problems", count=len(problems), files=files, after=after))
        click.echo(summary.rstrip(), err=True)
        raise SystemExit(1)


def bold(text: str) -> str:
    """What is to stand out."""
    return click.style(text, bold=True)


def dim(text: str) -> str:
    """What stands back."""
    return click.style(text, dim=True)


@contextlib.contextmanager
def waiting() -> Iterator[Progress]:
    """Shows in a terminal how far a long build is, in a line that is gone when it is done."""
    begun, shown = time.monotonic(), False

    def show(stage: str, done: int, of: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() and time.monotonic() - begun > _PATIENCE:
            count = f" {done}/{of}" if of else ""
            click.echo(f"\r\x1b[K{say(f'stages.{stage}')}{count}", err=True, nl=False)
            shown = True

    try:
        yield show
    finally:
        if shown:
            click.echo("\r\x1b[K", err=True, nl=False)

"""``clausebook check``: everything that is wrong with the content."""

from __future__ import annotations

from pathlib import Path

import click

from clausebook.build.pipeline import check
from clausebook.cli import options
from clausebook.cli.commands import Command
from clausebook.cli.printing import UNTOUCHED, stop_on, tell
from clausebook.messages import say


@click.command("check", cls=Command)
@options.content
@options.out
@options.day
def command(content: Path, out: Path, on: str | None) -> None:
    """Find everything that is wrong with the content; write nothing."""
    checked = check(content, out, options.as_of(on))
    stop_on(checked.problems, UNTOUCHED)
    tallies = checked.tallies
    tell(
        say(
            "check.done",
            documents=tallies["documents"],
            clauses=tallies["clauses"],
            facts=tallies["facts"],
            benefits=tallies["benefits"],
        )
    )

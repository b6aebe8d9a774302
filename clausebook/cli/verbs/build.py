"""``clausebook build``: content → site."""

from __future__ import annotations

from pathlib import Path

import click

from clausebook.build.order import Outcome
from clausebook.build.pipeline import build
from clausebook.cli import options
from clausebook.cli.commands import Command
from clausebook.cli.printing import UNTOUCHED, stop_on, tell, waiting
from clausebook.messages import say


@click.command("build", cls=Command)
@options.content
@options.out
@options.day
@click.option("--official", type=options.Folder(exists=True), metavar="folder", help="official")
def command(content: Path, out: Path, on: str | None, official: Path | None) -> None:
    """Build the site (the default)."""
    build_or_stop(content, out, on, official)


def build_or_stop(
    content: Path, out: Path, on: str | None, official: Path | None = None
) -> Outcome:
    """One build with its summary; with problems the command ends here."""
    with waiting() as progress:
        outcome = build(content, out, options.as_of(on), official, progress)
    if outcome.written:
        files, changed = outcome.written.files, outcome.written.changed
        tell(say("build.done", out=out.name, files=files, changed=changed))
    stop_on(outcome.problems, UNTOUCHED)
    return outcome

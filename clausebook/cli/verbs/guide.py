"""``clausebook guide``: the guide for those who write content."""

from __future__ import annotations

from pathlib import Path

import click

from clausebook.cli import options
from clausebook.cli.commands import Command
from clausebook.cli.printing import tell
from clausebook.guide import write_guide
from clausebook.messages import say, spoken


@click.command("guide", cls=Command)
@click.option(
    "--to",
    type=options.Folder(),
    default=options.at_home("guide-pages"),
    metavar="folder",
    help="guide",
)
def command(to: Path) -> None:
    """Write the guide as pages, in every language of the program."""
    pages = write_guide(to)
    tell(say("guide-written.done", folder=to.name, files=len(pages), language=spoken()))

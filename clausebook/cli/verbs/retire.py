"""``clausebook retire``: what takes a site out of its readers' browsers."""

from __future__ import annotations

from pathlib import Path

import click

from clausebook.build.retire import retire
from clausebook.cli import options
from clausebook.cli.commands import Command
from clausebook.cli.printing import tell
from clausebook.messages import say


@click.command("retire", cls=Command)
@click.option(
    "--to",
    type=options.Folder(),
    default=options.at_home("retired"),
    metavar="folder",
    help="retired",
)
def command(to: Path) -> None:
    """Write a service worker that removes what the site has stored in browsers, and itself."""
    path = retire(to)
    tell(say("retire.done", folder=to.name, file=path.name))

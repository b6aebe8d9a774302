"""``clausebook init``: a small worked site to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from clausebook.cli.commands import Command
from clausebook.cli.options import Folder, name_of_program
from clausebook.cli.printing import tell
from clausebook.content.begin import begin, offered
from clausebook.messages import say, spoken


@click.command("init", cls=Command)
@click.argument("folder", type=Folder(), metavar="folder", help="new-site")
@click.option("--languages", metavar="languages", help="languages")
def command(folder: Path, languages: str | None) -> None:
    """Write a small worked site into a folder that is empty or not there."""
    begin(folder, languages.split(",") if languages else _all_languages())
    name = name_of_program()
    if folder.resolve() == Path.cwd():
        tell(say("init.here", name=name))
    else:
        tell(say("init.there", folder=str(folder), name=name))


def _all_languages() -> list[str]:
    """All in which there is a worked site, first the one that is spoken."""
    return sorted(offered(), key=lambda language: language != spoken())

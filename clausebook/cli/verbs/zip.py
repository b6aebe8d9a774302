"""``clausebook zip``: the site in one archive."""

from __future__ import annotations

from pathlib import Path

import click

from clausebook.build.archive import archive
from clausebook.cli import options
from clausebook.cli.commands import Command
from clausebook.cli.printing import tell
from clausebook.cli.verbs.build import build_or_stop
from clausebook.messages import say


@click.command("zip", cls=Command)
@options.content
@options.out
@options.day
@click.option(
    "--to",
    type=options.File(),
    default=options.at_home("site.zip"),
    metavar="file",
    help="archive",
)
def command(content: Path, out: Path, on: str | None, to: Path) -> None:
    """Build the site and pack it: unpacked anywhere, it opens from the disk."""
    build_or_stop(content, out, on)
    files = archive(out, to)
    tell(say("zip.done", to=to.name, files=files, size=f"{to.stat().st_size / 1e6:.1f}"))

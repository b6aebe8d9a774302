"""``clausebook new``: files to be filled in."""

from __future__ import annotations

from pathlib import Path

import click

from clausebook.cli import options
from clausebook.cli.commands import Command, Group
from clausebook.cli.printing import tell
from clausebook.content import scaffold
from clausebook.messages import say


@click.command("new", cls=Group)
def command() -> None:
    """Scaffold a clause or a document."""


@command.command("clause", cls=Command)
@click.argument("id_", metavar="clause", help="clause")
@options.content
def new_clause(id_: str, content: Path) -> None:
    """Create a clause and list it in its document; without CLAUSE it has the next number."""
    path = scaffold.new_clause(content, id_)
    tell(say("new.clause", path=str(path.relative_to(content.parent))))


@command.command("document", cls=Command)
@click.argument("id_", metavar="document", default="", help="document")
@options.content
def new_document(id_: str, content: Path) -> None:
    """Create a document with its first clause; without DOCUMENT an id is guessed."""
    for path in scaffold.new_document(content, id_):
        click.echo(str(path.relative_to(content.parent)))

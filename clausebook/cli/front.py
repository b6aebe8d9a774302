"""``clausebook`` and ``build.py``: which commands there are, and which one is meant."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from clausebook.cli.commands import Group
from clausebook.cli.language import OPTION, language_of
from clausebook.cli.refusals import Failed
from clausebook.messages import say, speaking
from clausebook.resources import project

VERBS = (
    "init",
    "serve",
    "check",
    "build",
    "zip",
    "calc",
    "plan",
    "new",
    "format",
    "audit",
    "guide",
    "retire",
)
"""Each is a module in ``verbs/``, which is loaded when it is asked for."""


class _Front(Group):
    """``build`` is the command when none is named, with or without its options."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **named: Any) -> Any:
        """Run a command, in the language that is asked for or that the terminal has."""
        given = sys.argv[1:] if args is None else [*args]
        with speaking(language_of(given, os.environ)):
            return super().main(given, *rest, **named)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*VERBS]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        command: click.Command = import_module(f"clausebook.cli.verbs.{name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _with_verb(args))

    def invoke(self, ctx: click.Context) -> Any:
        if sys.flags.optimize > 1:  # published schemas have the words of docstrings
            raise Failed(say("refused.optimized"))
        return super().invoke(ctx)

    def _short(self, ctx: click.Context, name: str) -> str:
        """Without loading the command."""
        return str(say(f"help.{name}.about")).partition("\n")[0]


def _with_verb(args: list[str]) -> list[str]:
    own = 0
    while args[own:] and args[own].partition("=")[0] == OPTION:
        own += 1 if "=" in args[own] else 2
    rest = args[own:]
    if not rest or (rest[0].startswith("-") and rest[0] not in ("-h", "--help", "--version")):
        return [*args[:own], "build", *rest]
    return args


def _tell_version(ctx: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked:
        click.echo(f"Clausebook {project()['version']}")
        ctx.exit()


@click.command("clausebook", cls=_Front)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_tell_version,
    help="version",
)
def main() -> None:
    """Policy clauses in YAML become a static site."""

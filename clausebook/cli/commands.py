"""How a command is described: its usage, what it does, its arguments and options.

All of it stands in ``templates/editors/``, below ``help``, in each language that is spoken; the
commands, arguments and options in the code name the key of their text.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import click

from clausebook.cli.columns import paragraph, table
from clausebook.cli.language import OPTION
from clausebook.cli.refusals import in_words
from clausebook.messages import LANGUAGES, Refusal, say

_WIDEST = 100


class OneOf(click.ParamType[str]):
    """One of a few words."""

    name = "word"

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words = words

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        if value not in self._words:
            raise Refusal(say("refused.one-of", name=OPTION, text=value, known=list(self._words)))
        return str(value)


def _language_option() -> click.Option:
    """Every command has it; it has been looked at before anything is said."""
    known = "|".join(LANGUAGES)
    return click.Option(
        [OPTION], type=OneOf(LANGUAGES), metavar=known, expose_value=False, help="language"
    )


def _help_option(command: click.Command) -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, is_asked: bool) -> None:
        if is_asked:
            click.echo(command.get_help(ctx))
            ctx.exit()

    return click.Option(
        ["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help="help",
    )


class Described(click.Command):
    """What every command has in common: words in the language that is spoken."""

    def __init__(self, name: str, **named: Any) -> None:
        super().__init__(name, **named, add_help_option=False)
        self.params += [_language_option(), _help_option(self)]
        self.context_settings = {"allow_extra_args": True, "help_option_names": ["--help"]}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Whatever is wrong with the arguments is told in words, with how they are written."""
        with in_words(ctx):
            rest = super().parse_args(ctx, args)
            if rest and not isinstance(self, click.Group):
                raise Refusal(say("refused.too-much", words=[*rest]))
            return rest

    def invoke(self, ctx: click.Context) -> Any:
        with in_words(ctx):
            return super().invoke(ctx)

    def get_short_help_str(self, limit: int = 0) -> str:
        """The first sentence of what it does."""
        return self.about().partition("\n")[0]

    def about(self) -> str:
        """What it does; the first line by itself is enough for a list."""
        return str(say(f"help.{self.name}.about"))

    def get_usage(self, ctx: click.Context) -> str:
        arguments = [_written(one) for one in self.params if isinstance(one, click.Argument)]
        verb = [str(say("help.words.command"))] if isinstance(self, click.Group) else []
        line = " ".join([ctx.command_path, *verb, *arguments, str(say("help.words.options"))])
        return str(say("help.usage", line=line))

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = min(shutil.get_terminal_size().columns, _WIDEST)
        formatter.write(f"{self.get_usage(ctx)}\n\n{paragraph(self.about(), width)}")
        for heading, rows in self._tables(ctx):
            formatter.write(f"\n{say(heading)}\n{table(rows, width)}")

    def _tables(self, ctx: click.Context) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        told = {one: self._row(one) for one in self.params}
        if arguments := [row for one, row in told.items() if isinstance(one, click.Argument)]:
            yield "help.arguments", arguments
        yield "help.options", [r for one, r in told.items() if not isinstance(one, click.Argument)]

    def _row(self, parameter: Any) -> tuple[str, str]:
        return _written(parameter), str(say(f"help.parameters.{parameter.help}"))


class Command(Described):
    """A verb."""


class Group(Described, click.Group):
    """Verbs below a name."""

    command_class = Command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_help(ctx, formatter)
        width = min(shutil.get_terminal_size().columns, _WIDEST)
        rows = [(name, self._short(ctx, name)) for name in self.list_commands(ctx)]
        formatter.write(f"\n{say('help.commands')}\n{table(rows, width)}")

    def _short(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str() if command else ""


def _written(parameter: click.Parameter) -> str:
    """How a parameter is written: ``--to FOLDER``, ``DOCUMENT[/CLAUSE]``."""
    word = parameter.metavar or ""
    word = word if "|" in word else str(say(f"help.words.{word}")) if word else ""
    names = ", ".join(parameter.opts) if isinstance(parameter, click.Option) else ""
    return f"{names} {word}".strip()

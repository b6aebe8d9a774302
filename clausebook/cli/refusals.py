"""What a command cannot do, turned into words: the one place for all of them.

Commands and what they call raise :class:`Refusal`; the library that reads arguments has its own
ways to refuse them, and the system others.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from clausebook.build.write import CannotWrite
from clausebook.messages import Message, Refusal, reason, say
from clausebook.problems import did_you_mean
from clausebook.resources import BadResource, NotSetUp


class Refused(click.ClickException):
    """The end of a command that could not do what it was asked for."""

    exit_code = 2

    def __init__(self, said: Message, ctx: click.Context | None = None) -> None:
        """With ``ctx`` it was written in a wrong way, and is told how it is written."""
        super().__init__(str(said))
        self._ctx = ctx

    def show(self, file: IO[Any] | None = None) -> None:
        if self._ctx:
            click.echo(self._ctx.command.get_usage(self._ctx), err=True)
            click.echo(str(say("refused.try", command=self._ctx.command_path)), err=True)
        click.echo(str(say("refused.error", what=self.message)), err=True)


class Failed(Refused):
    """The end of a command that the system, or a file of the program, let down."""

    exit_code = 1


@contextmanager
def in_words(ctx: click.Context) -> Iterator[None]:
    """Whatever a command meets, its own or the system's, ends it with words."""
    try:
        yield
    except CannotWrite as error:
        raise Failed(error.said) from None
    except Refusal as error:
        raise Refused(error.said) from None
    except click.UsageError as error:
        if isinstance(error, click.exceptions.NoArgsIsHelpError):
            raise
        raise Refused(_of_arguments(error, ctx), error.ctx or ctx) from None
    except (BadResource, NotSetUp) as error:
        raise Failed(say("refused.words", text=str(error))) from None
    except OSError as error:
        if error.errno == errno.EPIPE:  # who reads has gone: nobody is to be told
            raise
        where = error.filename or say("refused.output")
        raise Failed(say("refused.system", where=where, why=reason(error))) from None


def _of_arguments(error: click.UsageError, ctx: click.Context) -> Message:
    """What the library that reads arguments has found."""
    match error:
        case click.exceptions.NoSuchOption():
            hint = did_you_mean(error.option_name, error.possibilities or ())
            return say("refused.no-option", name=error.option_name, hint=hint)
        case click.exceptions.NoSuchCommand():
            known = ctx.command.list_commands(ctx) if isinstance(ctx.command, click.Group) else ()
            hint = did_you_mean(error.command_name, known)
            return say("refused.no-command", name=error.command_name, hint=hint)
        case click.BadOptionUsage():
            which = "refused.value" if _takes_value(error.option_name, ctx) else "refused.no-value"
            return say(which, name=error.option_name)
        case click.MissingParameter(param=click.Parameter(metavar=word)) if word:
            return say("refused.missing", name=say(f"help.words.{word}"))
    return say("refused.words", text=error.format_message())


def _takes_value(name: str, ctx: click.Context) -> bool:
    flags = (one for one in ctx.command.params if getattr(one, "is_flag", False))
    return not any(name in flag.opts for flag in flags)

"""Arguments and options that several commands have, and what they take."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from clausebook.messages import Refusal, say


class Folder(click.ParamType[Path]):
    """A folder, which has to be there or may be made."""

    name = "folder"

    def __init__(self, *, exists: bool = False) -> None:
        self._exists = exists

    def convert(self, value: Any, param: Any, ctx: Any) -> Path:
        path = Path(value)
        if path.exists() and not path.is_dir():
            raise Refusal(say("refused.file", path=str(path)))
        if self._exists and not path.is_dir():
            raise Refusal(say("refused.no-folder", path=str(path)))
        return path


class File(click.ParamType[Path]):
    """A file, which may be made."""

    name = "file"

    def convert(self, value: Any, param: Any, ctx: Any) -> Path:
        if Path(value).is_dir():
            raise Refusal(say("refused.folder", path=str(value)))
        return Path(value)


class Day(click.ParamType[str]):
    """A day in ISO form, kept as text."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise Refusal(say("refused.day", text=value)) from None


class Port(click.ParamType[int]):
    """A port, or 0 for any free one."""

    name = "port"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        if str(value).isascii() and str(value).isdigit() and int(value) <= _LAST_PORT:
            return int(value)
        raise Refusal(say("refused.port", text=str(value), last=_LAST_PORT))


_LAST_PORT = 65535


def name_of_program() -> str:
    """What the program was called: build.py, clausebook."""
    return click.get_current_context().find_root().info_name or "clausebook"


def at_home(name: str) -> Callable[[], Path]:
    """A file or folder in the checkout of build.py; for an installed program in the current one."""
    return lambda: (click.get_current_context().find_root().obj or Path()) / name


def _there(ctx: click.Context, param: click.Parameter, content: Path) -> Path:
    """The folder with the content, or what to do where there is none."""
    if content.is_dir():
        return content
    raise Refusal(say("refused.no-content", folder=str(content), name=name_of_program()))


content = click.option(
    "--content",
    type=Folder(),
    default=at_home("content"),
    callback=_there,
    metavar="folder",
    help="content",
)
out = click.option("--out", type=Folder(), default=at_home("site"), metavar="folder", help="out")
day = click.option("--date", "on", type=Day(), metavar="date", help="date")
as_json = click.option("--json", "as_json", is_flag=True, help="json")


def as_of(given: str | None) -> str | None:
    """--date, else SOURCE_DATE_EPOCH, else the date in content/site.yaml; never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given or not epoch:
        return given
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        raise Refusal(say("refused.epoch")) from None

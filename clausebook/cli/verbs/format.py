"""``clausebook format``: the keys of content files in the order of the schemas."""

from __future__ import annotations

from pathlib import Path

import click

from clausebook.cli import options
from clausebook.cli.commands import Command
from clausebook.cli.printing import stop_on, tell
from clausebook.content.format import formatted, languages_of
from clausebook.content.load import load
from clausebook.files import overwrite
from clausebook.messages import Refusal, reason, say
from clausebook.problems import Problems


@click.command("format", cls=Command)
@click.option("--check", "only_check", is_flag=True, help="only-check")
@options.content
def command(only_check: bool, content: Path) -> None:
    """Put the keys of content files in the order of the schemas."""
    problems = Problems()
    files = load(content, problems)
    stop_on(tuple(problems))
    languages = languages_of(files)
    texts = {name: formatted(file, languages) for name, file in files.items()}
    changed = [name for name, text in texts.items() if text != files[name].text]
    for name in changed:
        click.echo(files[name].path)
        if not only_check:
            _overwrite(content / name, texts[name])
    which = "format.would" if only_check else "format.done"
    tell(say(which, changed=len(changed), files=len(files)))
    if only_check and changed:
        raise SystemExit(1)


def _overwrite(path: Path, text: str) -> None:
    try:
        overwrite(path, text.encode())
    except OSError as error:
        raise Refusal(say("format.refused", path=str(path), why=reason(error))) from None

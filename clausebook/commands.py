"""What ``build.py`` offers on the command line: arguments in, words and exit codes out."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape

from clausebook.pipeline import build as build_site
from clausebook.pipeline import understand
from clausebook.problems import Problem
from clausebook.write import CannotWrite

ROOT = Path(__file__).parent.parent

say = Console(highlight=False, soft_wrap=True)
warn = Console(stderr=True, highlight=False, soft_wrap=True)


class _Day(click.ParamType):
    """A day in ISO form, kept as text."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2026-01-31.", param, ctx)


def _as_of(given: str | None) -> str | None:
    """--date, else SOURCE_DATE_EPOCH, else the date in content/site.yaml; never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given or not epoch:
        return given
    if not epoch.isdigit():
        raise click.UsageError("SOURCE_DATE_EPOCH must be a whole number of seconds.")
    return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()


_content = click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=ROOT / "content",
    help="Folder with the content.  [default: content]",
)
_out = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "site",
    help="Folder that the site is built into.  [default: site]",
)
_date = click.option("--date", "on", type=_Day(), help="As-of date; default: content/site.yaml.")


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """Clausebook: policy clauses in YAML become a bilingual static site."""
    if context.invoked_subcommand is None:
        context.invoke(build)


@main.command()
@_content
@_out
@_date
def build(content: Path, out: Path, on: str | None) -> None:
    """Build the site (the default)."""
    try:
        outcome = build_site(content, out, _as_of(on))
    except CannotWrite as error:
        raise click.ClickException(str(error)) from None
    if outcome.problems:
        _list(outcome.problems)
    written = outcome.written
    assert written is not None, "a build without problems has written"
    say.print(f"{out.name}/: {written.files} files, {written.changed} of them new or changed.")


@main.command()
@_content
@_date
def check(content: Path, on: str | None) -> None:
    """Find everything that is wrong with the content; write nothing."""
    calculated, problems = understand(content, _as_of(on))
    if problems:
        _list(problems)
    site = calculated.site
    facts = sum(len(p.facts) for p in site.addresses.provisions.values())
    say.print(
        f"No problems: {len(site.documents)} documents, {len(site.clauses)} clauses, "
        f"{facts} facts, {len(site.benefits)} benefits."
    )


def _list(problems: tuple[Problem, ...]) -> None:
    """Print all problems and leave with exit code 1."""
    for problem in problems:
        warn.print(
            f"[bold]{escape(problem.path)}:{problem.line}:{problem.column}:[/bold] "
            f"[red]error\\[{problem.code}][/red]: {escape(problem.message)}"
        )
    files = len({problem.path for problem in problems})
    warn.print(f"{len(problems)} problem{'s' * (len(problems) > 1)} in {files} files. Nothing was written.")
    raise SystemExit(1)

"""``clausebook calc``: a calculator in the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from clausebook.build.understand import understand
from clausebook.cli import options
from clausebook.cli.commands import Command
from clausebook.cli.language import language_of_site
from clausebook.cli.printing import bold, dim, stop_on
from clausebook.features.calculators import terminal
from clausebook.languages import Language


@click.command("calc", cls=Command)
@click.argument("address", metavar="address", help="address")
@click.argument("entries", metavar="entries", nargs=-1, help="entries")
@click.option("--on", "on", type=options.Day(), metavar="date", help="date")
@options.as_json
@options.content
def command(
    address: str, entries: tuple[str, ...], on: str | None, as_json: bool, content: Path
) -> None:
    """Calculate a benefit; without entries, list what may be entered."""
    calculated, problems = understand(content, on or options.as_of(None))
    stop_on(problems)
    language = language_of_site(calculated.site.corpus.settings.languages)
    benefit = terminal.find_benefit(calculated, address)
    given = terminal.read_arguments(entries)
    if not given and benefit.rule.inputs and not as_json:
        _print_inputs(terminal.list_inputs(calculated, benefit, language))
        return
    result = terminal.answer(calculated, benefit, given, calculated.on)
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        _print_result(result, language)


def _print_inputs(rows: Iterable[tuple[str, str, str]]) -> None:
    for name, label, accepted in rows:
        click.echo(f"{bold(name)}  {label}  {dim(accepted)}")


def _print_result(result: dict[str, Any], language: Language) -> None:
    told = result["words"][language]
    click.echo(bold(told["headline"]))
    for line in (*told["instalments"], *told["remarks"]):
        click.echo(line)
    for number, step in enumerate(told["steps"], 1):
        click.echo(f"  {number}. {step}")
    others = told["under"] if result["outcome"] != "not-in-force" else {}
    for reading, headline in others.items():
        text = f"{reading}: {told['readings'][reading]}"
        click.echo(f"{bold(headline)} {dim(text)}")
    for figure in (*told["figures"], *told["constants"]):
        click.echo(dim(figure))

"""``clausebook plan``: one project, or many, and all benefits."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import click

from clausebook.build.understand import understand
from clausebook.cli import options
from clausebook.cli.columns import table
from clausebook.cli.commands import Command
from clausebook.cli.language import language_of_site
from clausebook.cli.printing import bold, dim, stop_on, tell
from clausebook.features.planner import projects, record, terminal
from clausebook.features.planner.project import read_project
from clausebook.files import bytes_of
from clausebook.languages import Language
from clausebook.meaning.calculate import Calculated
from clausebook.messages import Refusal, say
from clausebook.plan.book import PlanBook
from clausebook.plan.results import Plan
from clausebook.problems import Problems

_WIDEST = 100


@click.command("plan", cls=Command)
@click.argument("file", type=options.File(), metavar="answers", required=False, help="answers")
@click.option("--on", "on", type=options.Day(), metavar="date", help="plan-date")
@options.as_json
@click.option("--record", "to_keep", is_flag=True, help="record")
@click.option("--replay", "saved", type=options.File(), metavar="file", help="replay")
@options.content
def command(
    file: Path | None,
    on: str | None,
    as_json: bool,
    to_keep: bool,
    saved: Path | None,
    content: Path,
) -> None:
    """Plan a project, or a table of them; without either, list the questions."""
    calculated, problems = understand(content, options.as_of(None))
    stop_on(problems)
    book = calculated.site.book
    if book is None:
        raise Refusal(say("plan.no-questions"))
    if saved is not None:
        _replay(calculated, book, saved, as_json)
    elif file is None:
        _list_questions(calculated, as_json)
    elif file.suffix.lower() == ".csv":
        _plan_table(calculated, book, file, on)
    else:
        project, wrong = read_project(calculated.site, str(file), bytes_of(file))
        stop_on(wrong)
        result = terminal.plan_of(calculated, book, project, on)
        if to_keep:
            _print_json(record.record_of(calculated.site, project.answers, result))
        elif as_json:
            _print_json(terminal.answer(calculated, result))
        else:
            _print_plan(calculated, result)


def _replay(calculated: Calculated, book: PlanBook, saved: Path, as_json: bool) -> None:
    """Say what is other than it was; exit code 1 where anything is."""
    found = record.replay(calculated.site, book, record.read_record(bytes_of(saved)))
    if as_json:
        _print_json([str(said) for said in found])
    else:
        for said in found or (say("plan.same"),):
            tell(said)
    if found:
        raise SystemExit(1)


def _plan_table(calculated: Calculated, book: PlanBook, file: Path, on: str | None) -> None:
    problems = Problems()
    rows = projects.read_projects(calculated.site, str(file), bytes_of(file), problems)
    stop_on(tuple(problems))
    for line in projects.planned(calculated, book, rows, on, _language(calculated)):
        click.echo(line, nl=False)


def _list_questions(calculated: Calculated, as_json: bool) -> None:
    rows = terminal.list_questions(calculated, _language(calculated))
    if as_json:
        _print_json([row._asdict() for row in rows])
        return
    for name, ask, accepted in rows:
        click.echo(f"{bold(name)}  {ask}  {dim(accepted)}")


def _print_plan(calculated: Calculated, result: Plan) -> None:
    told = terminal.PlanTeller.of(calculated, _language(calculated)).words(result)
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    click.echo(bold(told["headline"]))
    for line in filter(None, (told["limits"], told["last"])):
        click.echo(dim(line))
    for part in told["parts"]:
        click.echo(f"\n{bold(part['title'])}")
        click.echo(table(part["rows"], width), nl=False)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _language(calculated: Calculated) -> Language:
    return language_of_site(calculated.site.corpus.languages)

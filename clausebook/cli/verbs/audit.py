"""``clausebook audit``: the content against official texts."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from clausebook.build.pipeline import compare
from clausebook.cli import options
from clausebook.cli.commands import Command
from clausebook.cli.printing import stop_on, tell
from clausebook.messages import say
from clausebook.official.audit import CATEGORIES, Audited

_TABLE_WIDTH = 120
"""What the table needs, wherever it is printed."""


@click.command("audit", cls=Command)
@click.argument("sources", type=options.Folder(exists=True), metavar="folder", help="sources")
@options.as_json
@options.content
def command(sources: Path, as_json: bool, content: Path) -> None:
    """Compare the content with official texts, a folder of .txt files.

    Recall: what the texts print and the content claims. Precision: what the content claims and the
    texts print. Exit code 1 when anything is missing on either side.
    """
    audited, problems = compare(content, sources)
    if as_json:
        rows = [asdict(row) for document in audited for row in document.rows]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _print_table(audited)
        clauses = sum(document.located for document in audited)
        exempt = sum(row.exempt for document in audited for row in document.rows)
        tell(say("audit.done", clauses=clauses, exempt=exempt))
    stop_on(problems)


def _print_table(audited: tuple[Audited, ...]) -> None:
    """Recall and precision of each document, by category."""
    table = Table(box=None, pad_edge=False)
    for heading in ("document", "direction", *CATEGORIES, "all"):
        table.add_column(str(say(f"audit.columns.{heading}")), no_wrap=True)
    for document in audited:
        for direction in ("recall", "precision"):
            shares = [document.share(direction, category) for category in CATEGORIES]
            cells = [f"{found}/{of}" if of else "–" for found, of in shares]
            found, of = (sum(numbers) for numbers in zip(*shares, strict=True))
            share = f"{100 * found / (of or 1):.1f} %"
            told = str(say(f"audit.{direction}"))
            table.add_row(document.document, told, *cells, share)
    Console(width=max(Console().width, _TABLE_WIDTH)).print(table)

"""``make bench``: builds beside Hugo's and Pagefind's; ``make bench-search``: searches likewise;
``make bench-edits``: any number of random edits, of which every rebuild must equal a first build;
``make bench-plans``: plans in a browser.

Times differ between machines and moments; what counts is the ratio within a run. Bytes hardly
differ: the corpora, the edits and the queries are the same in every run.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from bench.builds import build, measure
from bench.corpus import write_corpus
from bench.figures import as_json, rows, table
from bench.hugo import NoHugo
from bench.plans import measure as measure_plans
from bench.plans import table as table_of_plans
from bench.process import ROOT
from bench.report import report
from bench.search import compare
from bench.visits import LINES
from tests.edit_walk import Walk

_LINES = ("slow-4g",)
"""Slow lines on which searches are measured, if nothing else is said."""
OWN = "content"
"""The name of this repository's content among the sizes."""


@click.group()
def main() -> None:
    """Benchmarks."""


@main.command()
@click.argument("sizes", nargs=-1, type=click.IntRange(min=1))
@click.option(
    "--runs", default=3, show_default=True, help="Runs that count, after one that does not."
)
@click.option("--woven", is_flag=True, help="Clauses that lean on each other more than most do.")
@click.option("--json", "json_", is_flag=True, help="Print every figure as JSON.")
def builds(sizes: tuple[int, ...], runs: int, woven: bool, json_: bool) -> None:
    """Builds, previews and memory on corpora of SIZES clauses, the smallest first."""
    with tempfile.TemporaryDirectory() as name:
        try:
            found = measure(sizes or (1000, 5000, 10000), Path(name), runs, woven, _tell)
        except NoHugo as error:
            raise click.ClickException(str(error)) from None
    figures = list(rows(found))
    for line in [as_json(figures)] if json_ else table(figures):
        click.echo(line)


def _tell(progress: str) -> None:
    click.echo(progress, err=True)


@main.command()
@click.argument("sizes", nargs=-1)
@click.option("--line", "lines", multiple=True, type=click.Choice(list(LINES)), help="Slow lines.")
def search(sizes: tuple[str, ...], lines: tuple[str, ...]) -> None:
    """Searches on corpora of SIZES clauses; "content" stands for this repository's content."""
    for size in sizes or (OWN, "150", "1000"):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            content, site = ROOT / "content", folder / "site"
            click.echo(f"\n{size} {'of this repository' if size == OWN else 'generated clauses'}")
            if size != OWN:
                content = folder / "content"
                write_corpus(content, int(size))
            cost = build(content, site)
            for line in report(*compare(site, cost, folder / "pagefind", lines or _LINES)):
                click.echo(line)


@main.command()
@click.argument("count", default=10000, type=click.IntRange(min=1))
@click.option("--seed", default=0, show_default=True, help="Another seed, other edits.")
@click.option("--fresh", default=0.5, show_default=True, help="Share of edits to new worlds.")
def edits(count: int, seed: int, fresh: float) -> None:
    """Make COUNT random edits; stop at the first rebuild that is not like a first build."""
    with tempfile.TemporaryDirectory() as name:
        walk = Walk(Path(name), seed, fresh)
        try:
            while (done := walk.counts.total()) < count:
                walk.step()
                if done % 100 == 0:
                    _tell(f"{done} edits, {walk.first_builds} first builds")
        finally:
            walk.close()
    click.echo(f"{walk.counts.total()} edits, {walk.first_builds} first builds, no difference")
    for kind, times in walk.counts.most_common():
        click.echo(f"{times:8} {kind}")


@main.command()
@click.argument("books", default=10, type=click.IntRange(min=1))
def plans(books: int) -> None:
    """Plans in Chromium: BOOKS generated books of each kind, and this repository's own."""
    for line in table_of_plans(measure_plans(ROOT / "content", books)):
        click.echo(line)


if __name__ == "__main__":
    main()

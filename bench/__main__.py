"""``make bench``: builds beside Hugo's, and the search beside Pagefind's, on corpora of any size.

Times differ between machines and moments; what counts is the ratio within a run. Bytes hardly
differ: the corpora and the queries are the same in every run.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from bench.builds import ROOT, build, time_builds
from bench.corpus import write_corpus
from bench.report import report
from bench.search import compare
from bench.visits import LINES

OWN = "content"
"""The name of this repository's content among the sizes."""


@click.command()
@click.argument("sizes", nargs=-1)
@click.option("--runs", default=1, show_default=True, help="Builds of each kind.")
@click.option("--line", "lines", multiple=True, type=click.Choice(list(LINES)), help="Slow lines.")
def main(sizes: tuple[str, ...], runs: int, lines: tuple[str, ...]) -> None:
    """Measure on corpora of SIZES clauses; "content" stands for this repository's content."""
    for size in sizes or (OWN, "150", "1000"):
        with tempfile.TemporaryDirectory() as name:
            _measure(size, Path(name), runs, lines)


def _measure(size: str, folder: Path, runs: int, lines: Sequence[str]) -> None:
    """Write a corpus, build it, and measure what was built."""
    content, site = ROOT / "content", folder / "site"
    click.echo(f"\n{size} {'of this repository' if size == OWN else 'generated clauses'}")
    if size == OWN:
        cost = build(content, site)
    else:
        content = folder / "content"
        write_corpus(content, int(size))
        cost = time_builds(content, site, runs)
    for line in report(*compare(site, cost, folder / "pagefind", lines)):
        click.echo(line)


if __name__ == "__main__":
    main()

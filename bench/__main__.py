"""``make bench``: whole builds of generated corpora, as ratios to Hugo's where Hugo is installed.

Hugo renders the same number of pages from Markdown files of the same length, without an index and
without any check. Times differ between machines and moments; the ratio of one run is what counts.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from bench.corpus import write_corpus

ROOT = Path(__file__).parent.parent
_LAYOUT = "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>"


@click.command()
@click.option("--clauses", default=1000, show_default=True)
@click.option("--runs", default=3, show_default=True)
def main(clauses: int, runs: int) -> None:
    """Time a first build, a build with nothing changed, and one after a single edit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "content", clauses)
        pages = _write_hugo(folder / "hugo", folder / "content")
        hugo = shutil.which("hugo")
        times: dict[str, list[float]] = {}
        for _ in range(runs):
            shutil.rmtree(folder / "site", ignore_errors=True)
            _add(times, "first build", _build(folder))
            _add(times, "nothing changed", _build(folder))
            _edit(folder / "content" / "sample-1" / "1.yaml")
            _add(times, "one edit", _build(folder))
            if hugo:
                command = [hugo, "--quiet", "--source", str(folder / "hugo")]
                _add(times, f"hugo, {pages} pages", _seconds(command))
    _print(clauses, times)


def _add(times: dict[str, list[float]], name: str, seconds: float) -> None:
    times.setdefault(name, []).append(seconds)


def _build(folder: Path) -> float:
    content, site = str(folder / "content"), str(folder / "site")
    return _seconds([sys.executable, "build.py", "--content", content, "--out", site])


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _edit(clause: Path) -> None:
    text = clause.read_text(encoding="utf-8")
    clause.write_text(text.replace("给予支持", "给予支持支持", 1), encoding="utf-8")


def _write_hugo(folder: Path, content: Path) -> int:
    """Two Markdown pages per clause, as long as its YAML; returns how many."""
    (folder / "layouts" / "_default").mkdir(parents=True)
    for kind in ("single", "list"):
        (folder / "layouts" / "_default" / f"{kind}.html").write_text(_LAYOUT, encoding="utf-8")
    (folder / "config.toml").write_text('title = "Sample"\n', encoding="utf-8")
    clauses = [path for path in content.glob("*/*.yaml") if path.name != "document.yaml"]
    for path in clauses:
        for language in ("zh", "en"):
            page = folder / "content" / language / path.parent.name / f"{path.stem}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            body = path.read_text(encoding="utf-8").replace("\n", "\n\n")
            page.write_text(f"---\ntitle: {path.stem}\n---\n{body}", encoding="utf-8")
    return 2 * len(clauses)


def _print(clauses: int, times: dict[str, list[float]]) -> None:
    medians = {name: statistics.median(found) for name, found in times.items()}
    reference = next((m for name, m in medians.items() if name.startswith("hugo")), None)
    click.echo(f"{clauses} clauses, medians of {len(next(iter(times.values())))} runs")
    for name, median in medians.items():
        ratio = f"{median / reference:8.2f} × hugo" if reference else ""
        click.echo(f"{name:24} {median:8.2f} s {ratio}")


if __name__ == "__main__":
    main()

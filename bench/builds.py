"""Whole builds of a generated corpus, beside Hugo's where Hugo is installed.

Hugo renders the same number of pages from Markdown files of the same length, without an index and
without any check.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import click

ROOT = Path(__file__).parent.parent
_LAYOUT = "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program took."""

    seconds: float
    cpu_seconds: float
    peak_megabytes: float


def run(command: list[str]) -> Cost:
    """Run a program to its end, in the repository's root."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    # The peak is counted in bytes on macOS and in kilobytes elsewhere.
    peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Cost(seconds, usage.ru_utime + usage.ru_stime, peak)


def build(content: Path, site: Path) -> Cost:
    """Build a site as an editor does."""
    return run([sys.executable, "build.py", "--content", str(content), "--out", str(site)])


def time_builds(content: Path, site: Path, runs: int) -> Cost:
    """Time a first build, one with nothing changed, one after an edit; the first one's cost."""
    pages = _write_hugo(site.parent / "hugo", content)
    hugo = shutil.which("hugo")
    times: dict[str, list[Cost]] = {}
    for _ in range(runs):
        shutil.rmtree(site, ignore_errors=True)
        _add(times, "first build", build(content, site))
        _add(times, "nothing changed", build(content, site))
        _edit(content / "sample-1" / "1.yaml")
        _add(times, "one edit", build(content, site))
        if hugo:
            command = [hugo, "--quiet", "--source", str(site.parent / "hugo")]
            _add(times, f"hugo, {pages} pages", run(command))
    _print(runs, times)
    return times["first build"][0]


def _add(times: dict[str, list[Cost]], name: str, cost: Cost) -> None:
    times.setdefault(name, []).append(cost)


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


def _print(runs: int, times: dict[str, list[Cost]]) -> None:
    medians = {
        name: statistics.median(cost.seconds for cost in costs) for name, costs in times.items()
    }
    hugo = next((seconds for name, seconds in medians.items() if name.startswith("hugo")), None)
    click.echo(f"\nbuilds, medians of {runs}" + ("" if hugo else "; Hugo is not installed"))
    for name, seconds in medians.items():
        peak = max(cost.peak_megabytes for cost in times[name])
        ratio = f"{seconds / hugo:8.2f} × hugo" if hugo else ""
        click.echo(f"  {name:24}{seconds:8.2f} s{peak:8.0f} MB at the peak{ratio}")

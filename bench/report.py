"""What a comparison measured, as a table with ratios, and whether the targets are met."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from statistics import fmean, median

from bench.search import PARTS, Side, sent
from bench.visits import Shown

_TARGETS = ((1000, 30), (10000, 40))
"""Up to so many clauses, a first query costs so many kB at most, on average."""


def p95(values: Sequence[float]) -> float:
    """The smallest value that 95 % of the values do not exceed."""
    return sorted(values)[ceil(0.95 * len(values)) - 1]


_Measure = Callable[[Side], Sequence[float]]
_Statistics = dict[str, Callable[[Sequence[float]], float]]
_SIZE: _Statistics = {"mean": fmean, "p95": p95, "max": max}
_TIME: _Statistics = {"median": median, "p95": p95}
_MEAN: _Statistics = {"mean": fmean}
_ONE: _Statistics = {"": sum}


def report(ours: Side, theirs: Side) -> Iterator[str]:
    """The lines of the table."""
    clauses = ours.clauses
    yield f"\nsearch in {clauses} clauses: {len(ours.opened)} queries, each on a first visit"
    yield _line("", ours.name, theirs.name, "ratio")
    for name, statistics, measure in _rows(list(ours.on_lines)):
        for statistic, of in statistics.items():
            mine, other = of(measure(ours)), of(measure(theirs))
            ratio = f"{mine / other:.2f}" if other else "–"
            yield _line(f"{name} {statistic}", _number(mine), _number(other), ratio)
    yield _verdict(clauses, fmean(_gzipped(PARTS)(ours)))


def _rows(lines: list[str]) -> Iterator[tuple[str, _Statistics, _Measure]]:
    yield "gzip kB", _SIZE, _gzipped(PARTS)
    for part in PARTS:
        yield f"  {part}, gzip kB", _MEAN, _gzipped([part])
    yield "raw kB", _SIZE, _raw(PARTS)
    yield "requests", _SIZE, lambda side: [len(sent(o, PARTS)) for o in side.opened]
    yield "not in the sums: interface, gzip kB", _MEAN, _gzipped(["interface"])
    yield "not in the sums: HTML and CSS, gzip kB", _MEAN, _gzipped(["page"])
    yield "results shown, of ten,", _MEAN, lambda side: [o.results for o in side.opened]
    yield "queries without result", _ONE, lambda side: [o.results == 0 for o in side.opened]
    yield "load to results, cold, ms", _TIME, lambda side: _times(side.opened)
    for name in lines:
        yield f"load to results, {name}, ms", _TIME, _on_line(name)
    yield "typing to results, cold, ms", _TIME, lambda side: _times(side.typed)
    yield "letter to results, warm, ms", _TIME, lambda side: _times(side.letters)
    yield "index and texts, files", _ONE, lambda side: [1 for _ in side.files()]
    yield (
        "index and texts, kB on disk",
        _ONE,
        lambda side: [f.stat().st_size / 1000 for f in side.files()],
    )
    yield "building, s", _ONE, lambda side: [side.build.seconds]
    yield "building, CPU s", _ONE, lambda side: [side.build.cpu_seconds]


def _gzipped(kinds: Sequence[str]) -> _Measure:
    return lambda side: [sum(s.gzipped for s in sent(o, kinds)) / 1000 for o in side.opened]


def _raw(kinds: Sequence[str]) -> _Measure:
    return lambda side: [sum(s.raw for s in sent(o, kinds)) / 1000 for o in side.opened]


def _times(shown: Sequence[Shown]) -> list[float]:
    return [one.milliseconds for one in shown]


def _on_line(name: str) -> _Measure:
    return lambda side: _times(side.on_lines[name])


def _line(name: str, ours: str, theirs: str, ratio: str) -> str:
    return f"  {name:46}{ours:>11}{theirs:>11}{ratio:>9}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 or isinstance(value, int) else f"{value:.1f}"


def _verdict(clauses: int, kilobytes: float) -> str:
    target = next((most for size, most in _TARGETS if clauses <= size), None)
    if target is None:
        return "  no target for so many clauses"
    met = "met" if kilobytes <= target else "missed"
    return f"  target, first query: at most {target} gzip kB on average: {met} ({kilobytes:.1f})"

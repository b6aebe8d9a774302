"""What a comparison measured, as a table with ratios, and whether the targets are met."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from statistics import fmean, median

from bench.search import EVERYTHING, PARTS, Side, sent
from bench.visits import Shown

_SMALL, _LARGE = 1000, 10000
"""Up to so many clauses, targets are those of today's content, and of a large site."""


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
    yield from _verdicts(ours, theirs)


def _verdicts(ours: Side, theirs: Side) -> Iterator[str]:
    """Each target beside what was measured."""
    small = ours.clauses <= _SMALL
    if ours.clauses > _LARGE:
        yield "  no targets for so many clauses"
        return
    everything, parts = (fmean(_gzipped(kinds)(ours)) for kinds in (EVERYTHING, PARTS))
    yield _verdict("first query, everything, gzip kB", everything, 45 if small else 60)
    yield _verdict("engine, index and texts, gzip kB", parts, 26 if small else 34)
    letters = p95(_times(ours.letters))
    yield _verdict("letter to results, warm, ms p95", letters, 8 if small else 20)
    for name, most, measure in _races(list(ours.on_lines)):
        yield _verdict(
            f"{name}, of Pagefind's", median(measure(ours)) / median(measure(theirs)), most
        )


def _races(lines: list[str]) -> Iterator[tuple[str, float, _Measure]]:
    """What must not take longer than a share of the other's time."""
    yield "letter to results, warm", 1, lambda side: _times(side.letters)
    yield "load to results, cold", 1, lambda side: _times(side.opened)
    for name in lines:
        yield f"load to results, {name}", 0.6, _on_line(name)


def _rows(lines: list[str]) -> Iterator[tuple[str, _Statistics, _Measure]]:
    yield "everything, gzip kB", _SIZE, _gzipped(EVERYTHING)
    yield "engine, index and texts, gzip kB", _SIZE, _gzipped(PARTS)
    for part in PARTS:
        yield f"  {part}, gzip kB", _MEAN, _gzipped([part])
    yield "  interface, gzip kB", _MEAN, _gzipped(["interface"])
    yield "  HTML and CSS, gzip kB", _MEAN, _gzipped(["page"])
    yield "everything, raw kB", _SIZE, _raw(EVERYTHING)
    yield "requests", _SIZE, lambda side: [len(sent(o, EVERYTHING)) for o in side.opened]
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


def _verdict(name: str, measured: float, most: float) -> str:
    met = "met" if measured <= most else "missed"
    return f"  target: {name + ', at most ' + format(most, 'g'):58}{met} ({measured:.2f})"

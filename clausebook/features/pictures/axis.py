"""An axis of years: where a day stands on it, in hundredths of its length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

MOST_TICKS = 12
"""With more years than this, only every second, fifth or tenth has its number."""
STEPS = (1, 2, 5, 10, 20, 50)
BACK, AHEAD = 60, 30
"""How many years around the build's day a picture shows, whatever days texts may state."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its number above the axis."""

    at: str
    words: str
    is_second: bool
    """Whether it can go without its number where there is little room."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole years; days in ISO form, places as percentages of the axis' length."""

    first: str
    """The first day."""
    last: str
    """The last day."""

    def at(self, day: str) -> str:
        """Where a day begins. The twin is ``static/pictures/axis.js``."""
        return _percent(self._place(_number(day)))

    def span(self, first: str, last: str) -> tuple[str, str]:
        """Where a period stands, both its days included, and how long it is."""
        left, right = self._place(_number(first)), self._place(_number(last) + 1)
        return _percent(left), _percent(max(right - left, 0))

    def _place(self, day: int) -> int:
        """A place within the axis in ten-thousandths of it, rounded half up."""
        begins, ends = _number(self.first), _number(self.last) + 1
        long = ends - begins
        return (20000 * min(max(day - begins, 0), long) + long) // (2 * long)

    def years(self) -> Iterator[Year]:
        """The years that have their number."""
        first, last = int(self.first[:4]), int(self.last[:4])
        step = next((s for s in STEPS if (last - first) // s < MOST_TICKS), STEPS[-1])
        for place, year in enumerate(range(-(-first // step) * step, last + 1, step)):
            yield Year(self.at(f"{year:04}-01-01"), str(year), bool(place % 2))


def axis_around(days: Iterable[str], on: str) -> Axis:
    """The whole years of all days, as far as they are anywhere near a day."""
    now = int(on[:4])
    years = [min(max(int(day[:4]), now - BACK), now + AHEAD) for day in (*days, on)]
    return Axis(f"{max(min(years), 1):04}-01-01", f"{min(max(years), 9998):04}-12-31")


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _percent(parts: int) -> str:
    whole, part = divmod(parts, 100)
    return f"{whole}.{part:02}"

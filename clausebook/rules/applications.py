"""Whether one can apply on a day. The twin is ``static/rules/applications.js``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

UNKNOWN = ("unknown", -1)


class Window(NamedTuple):
    """What is stated of applications, from its first to its last day; an empty day is open."""

    state: str
    """open, closed, budget-spent or awaits-guide."""
    from_: str
    until: str

    def as_json(self) -> dict[str, Any]:
        """The form that the browser uses."""
        return {"state": self.state, "from": self.from_, "until": self.until}


def standing(windows: Sequence[Window], on: str) -> tuple[str, int]:
    """What is known on a day, and which of the windows says it.

    ``open``, ``closed``, ``budget-spent`` and ``awaits-guide`` are what is stated; ``ended`` is an
    open window behind its last day, ``opens`` one that is still to come while none is open, and
    ``unknown`` what nobody states. What began last counts.
    """
    now = UNKNOWN
    for _, ends, place in sorted(_events(windows, on)):
        state = windows[place].state
        if not ends:
            now = (state, place)
        elif now == (state, place):
            now = ("ended", place) if state == "open" else UNKNOWN
    if now[0] == "open":
        return now
    later = [(w.from_, i) for i, w in enumerate(windows) if w.state == "open" and w.from_ > on]
    return ("opens", min(later)[1]) if later else now


def _events(windows: Sequence[Window], on: str) -> Iterator[tuple[str, bool, int]]:
    """What has begun or ended by a day: its first or last day, whether it ends, which it is."""
    for place, window in enumerate(windows):
        if window.from_ <= on:
            yield window.from_, False, place
            if window.until and window.until < on:
                yield window.until, True, place

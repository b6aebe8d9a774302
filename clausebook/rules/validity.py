"""Whether something is in force on a day. The twin is ``static/rules/validity.js``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

STATUSES = (
    *("in-force", "by-reference", "suspended", "not-yet", "draft"),
    *("expired", "superseded", "withdrawn", "undated"),
)
"""Every status that there is, in the order in which a reader chooses among them."""
OUTSIDE = frozenset(("draft", "not-yet", "suspended", "withdrawn", "superseded", "expired"))
"""The statuses under which nothing is paid."""


class Span(NamedTuple):
    """First and last day, both included; without a last day it goes on."""

    from_: str
    until: str

    def holds(self, on: str) -> bool:
        """Whether a day lies in it."""
        return self.from_ <= on and (not self.until or on <= self.until)

    def as_json(self) -> dict[str, Any]:
        """The form that the browser and the published data use."""
        return {"from": self.from_, "until": self.until or None}


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last day in force, both included, as ISO dates; empty where the text has none.

    During the reference period, before the first day, it is applied because another text says so.
    """

    from_: str = ""
    until: str = ""
    reference_from: str = ""
    reference_until: str = ""
    draft: bool = False
    """Whether it is not adopted: its days are those that it would have."""
    suspended: tuple[Span, ...] = ()
    """In the order of time."""
    withdrawn: str = ""
    """The first day on which it is no longer in force, because it was withdrawn."""
    superseded: str = ""
    """The first day on which another text stands in its place."""

    def as_json(self) -> dict[str, Any]:
        """The form that the published data use, with every key."""
        reference = {"from": self.reference_from, "until": self.reference_until}
        return {
            "from": self.from_ or None,
            "until": self.until or None,
            "by_reference": reference if self.reference_from else None,
            "draft": self.draft,
            "suspended": [span.as_json() for span in self.suspended],
            "withdrawn": self.withdrawn or None,
            "superseded": self.superseded or None,
        }

    def stated(self) -> dict[str, Any]:
        """The same with nothing but what is stated, for pages that say it often."""
        return {key: value for key, value in self.as_json().items() if value}


def status_on(validity: Validity, on: str) -> str:
    """One of :data:`STATUSES`; both end days are included."""
    if validity.withdrawn and validity.withdrawn <= on:
        return "withdrawn"
    if validity.superseded and validity.superseded <= on:
        return "superseded"
    if validity.draft:
        return "draft"
    if validity.until and on > validity.until:
        return "expired"
    if any(span.holds(on) for span in validity.suspended):
        return "suspended"
    if not validity.from_:
        return "undated"
    if validity.reference_from and validity.reference_from <= on <= validity.reference_until:
        return "by-reference"
    return "not-yet" if on < validity.from_ else "in-force"
